"""What came out of workshops, and what became of it: the chain towards the axes of the following plan."""

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
    def taken_up(self) -> int:
        """Outcomes that at least one axis took up."""
        return sum(bool(outcome.axes.all()) for outcome in self.outcomes)

    @property
    def title(self) -> str:
        """The finding: how many outcomes an axis of a plan took up."""
        if not self.total:
            return _("No outcome matches")
        return capfirst(taken_up_sentence(self.taken_up, self.total))


def taken_up_sentence(taken_up: int, total: int) -> str:
    """How many of ``total`` outcomes, at least one, an axis took up."""
    language = get_language()
    if not taken_up:
        sentence = ngettext(
            "one outcome of a workshop, and no axis known to have taken it up",
            "%(count)s outcomes of workshops, and no axis known to have taken one up",
            total,
        )
        return sentence % {"count": spelled(total, language)}
    if taken_up == total:
        sentence = ngettext(
            "one outcome of a workshop, taken up by an axis of a plan",
            "%(count)s outcomes of workshops, all taken up by an axis of a plan",
            total,
        )
        return sentence % {"count": spelled(total, language)}
    sentence = ngettext(
        "one outcome out of %(total)s was taken up by an axis of a plan",
        "%(count)s outcomes out of %(total)s were taken up by an axis of a plan",
        taken_up,
    )
    return sentence % {"count": spelled(taken_up, language), "total": spelled(total, language)}


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
