"""The recommendations that a plan may still take up, told beside the pages where it is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from activities.choices import OutcomeStatus
from activities.models import Outcome
from evaluation.models import Recommendation
from plans.choices import Pillar
from plans.models import Plan


@dataclass(frozen=True)
class Group:
    """Those of one pillar; without one, those that name none."""

    pillar: str
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Takings:
    plan: Plan
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        return sum(len(group.recommendations) for group in self.groups)


def to_take_up(plan: Plan, *, user) -> QuerySet[Recommendation]:
    """Those of the workshops of the former plan and of the making of this one, and of reports since then.

    Left out are those that an axis of this plan already answers, and those that are said to be done. A
    fictitious plan takes up nothing of real reports.
    """
    former = Plan.objects.visible_to(user).filter(pk=plan.predecessor_id)
    of_workshops = Q(outcome__workshop__plan__in=former) | Q(outcome__workshop__process_step__plan=plan)
    of_workshops |= Q(outcome__workshop__process_step__plan__in=former)
    asked = of_workshops
    if not plan.is_demonstration:
        asked |= Q(assessment__year__gte=first_year(plan))
    answered = Outcome.objects.filter(Q(axes__plan=plan) | Q(status=OutcomeStatus.DONE))
    found = Recommendation.objects.visible_to(user).filter(asked)
    return found.exclude(outcome__in=answered)


def first_year(plan: Plan) -> int:
    """Of the former plan, when it has one: what was asked since then has not been answered by a plan."""
    return (plan.predecessor or plan).starts_on.year


def takings(plan: Plan, *, user) -> Takings:
    """By pillar, the latest first; one query beside that of the former plan, when it is not read yet."""
    rows = to_take_up(plan, user=user).select_related("outcome__workshop", "assessment")
    return Takings(plan, grouped(rows.order_by("-issued_on", "reference")))


def grouped(rows: Iterable[Recommendation]) -> tuple[Group, ...]:
    found: dict[str, list[Recommendation]] = {pillar: [] for pillar in (*Pillar.values, "")}
    for row in rows:
        found[row.pillar].append(row)
    return tuple(Group(pillar, tuple(those)) for pillar, those in found.items() if those)
