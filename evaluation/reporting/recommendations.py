"""Recommendations: what was asked, by whom, of whom, and what was not found."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.reporting.outcomes import visible_axes
from cnclctpa.reference.citations import with_sources
from cnclctpa.spelling import spelled
from evaluation.models import Assessment, Recommendation
from plans.models import Axis


@dataclass(frozen=True)
class RecommendationList:
    """Recommendations from the latest; ``not_read`` counts the TIP reports of which none is recorded."""

    recommendations: tuple[Recommendation, ...]
    not_read: int

    @property
    def total(self) -> int:
        return len(self.recommendations)

    @property
    def from_workshops(self) -> int:
        return sum(one.outcome_id is not None for one in self.recommendations)

    @property
    def title(self) -> str:
        """The finding: how many, and where they come from."""
        if not self.total:
            return _("No recommendation matches")
        language = get_language()
        sentence, count = self._sentence()
        named = {"count": spelled(count, language), "total": spelled(self.total, language)}
        return capfirst(sentence % named)

    def _sentence(self) -> tuple[str, int]:
        if self.from_workshops == self.total:
            sentence = ngettext(
                "A single recommendation, from a workshop",
                "%(count)s recommendations, all from workshops",
                self.total,
            )
            return sentence, self.total
        if not self.from_workshops:
            sentence = ngettext(
                "A single recommendation, from an international report",
                "%(count)s recommendations, all from international reports",
                self.total,
            )
            return sentence, self.total
        sentence = ngettext(
            "%(total)s recommendations, one from a workshop and the rest from international reports",
            "%(total)s recommendations, %(count)s from workshops and the rest from international reports",
            self.from_workshops,
        )
        return sentence, self.from_workshops


@dataclass(frozen=True)
class RecommendationReport:
    """One recommendation and the axes that answer the outcome it comes from."""

    recommendation: Recommendation
    axes: tuple[Axis, ...]


def is_demonstration(recommendation: Recommendation) -> bool:
    """Whether it comes from a workshop of a fictitious plan; reads what `with_origin` has read."""
    plan = recommendation.outcome.workshop.plan if recommendation.outcome else None
    return bool(plan and plan.is_demonstration)


def with_origin(recommendations: QuerySet[Recommendation], *, user) -> QuerySet[Recommendation]:
    """With the outcome and its workshop, or the report, that each comes from."""
    return recommendations.select_related(
        "outcome__workshop__plan", "assessment", "addressed_to"
    ).prefetch_related(Prefetch("outcome__axes", visible_axes(user)))


def recommendation_list(recommendations: QuerySet[Recommendation], *, user) -> RecommendationList:
    """The recommendations of a queryset; four queries."""
    found = list(with_origin(recommendations, user=user).order_by("-issued_on", "reference"))
    with_sources(found)
    return RecommendationList(
        recommendations=tuple(found),
        not_read=Assessment.objects.tip().filter(recommendations__isnull=True).count(),
    )


def report_on(recommendation: Recommendation) -> RecommendationReport:
    """What `with_origin` has read, and the sources; one query."""
    with_sources([recommendation], [recommendation.outcome] if recommendation.outcome else [])
    axes = recommendation.outcome.axes.all() if recommendation.outcome else ()
    return RecommendationReport(recommendation, tuple(axes))
