"""What came out of workshops, and what became of it: the axes of the following plan that answer it."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Outcome, Workshop
from cnclctpa.reference.citations import with_sources
from cnclctpa.spelling import spelled
from plans.models import Axis, Plan


@dataclass(frozen=True)
class OfWorkshop:
    workshop: Workshop
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class OutcomeList:
    """Outcomes by workshop, the latest first; the axes of each are those that the reader may see."""

    workshops: tuple[OfWorkshop, ...]

    @property
    def outcomes(self) -> list[Outcome]:
        return [outcome for group in self.workshops for outcome in group.outcomes]

    @property
    def total(self) -> int:
        return len(self.outcomes)

    @property
    def answered(self) -> int:
        """Outcomes that at least one axis answers."""
        return sum(bool(outcome.axes.all()) for outcome in self.outcomes)

    @property
    def title(self) -> str:
        """The finding: how many outcomes an axis of a plan answers."""
        if not self.total:
            return _("No outcome matches")
        return capfirst(answered_sentence(self.answered, self.total))


def answered_sentence(answered: int, total: int) -> str:
    """How many of ``total`` outcomes, at least one, an axis answers."""
    language = get_language()
    if not answered:
        sentence = ngettext(
            "one outcome of a workshop, and no axis known to answer it",
            "%(count)s outcomes of workshops, and no axis known to answer them",
            total,
        )
        return sentence % {"count": spelled(total, language)}
    if answered == total:
        sentence = ngettext(
            "one outcome of a workshop finds an axis that answers it",
            "%(count)s outcomes of workshops each find an axis that answers them",
            total,
        )
        return sentence % {"count": spelled(total, language)}
    sentence = ngettext(
        "one outcome out of %(total)s finds an axis that answers it",
        "%(count)s outcomes out of %(total)s find an axis that answers them",
        answered,
    )
    return sentence % {"count": spelled(answered, language), "total": spelled(total, language)}


def visible_axes(user) -> QuerySet[Axis]:
    """The axes of the plans that the person may see: an outcome may lead to a plan still in draft."""
    return Axis.objects.filter(plan__in=Plan.objects.visible_to(user)).select_related("plan")


def outcome_list(outcomes: QuerySet[Outcome], *, user) -> OutcomeList:
    """The outcomes of a queryset, by workshop; three queries."""
    found = (
        outcomes.order_by("-workshop__starts_on", "workshop__slug", "position", "pk")
        .select_related("workshop__plan", "owner")
        .prefetch_related(Prefetch("axes", visible_axes(user)))
    )
    with_sources(found)
    return OutcomeList(
        tuple(
            OfWorkshop(group[0].workshop, tuple(group))
            for group in (list(group) for _pk, group in groupby(found, key=lambda one: one.workshop_id))
        )
    )
