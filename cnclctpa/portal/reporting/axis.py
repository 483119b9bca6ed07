"""One axis: the outcomes that it answers, what is asked in its field, what other plans called it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext

from activities.models import Outcome
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reading import read_together
from cnclctpa.reference.citations import with_sources
from cnclctpa.spelling import spelled
from evaluation.models import Recommendation
from plans.models import Axis, Plan, Result, StrategicObjective

#: Recommendations shown; the list of recommendations holds them all.
SHOWN = 6


@dataclass(frozen=True)
class Objective:
    """An objective with the results that it expects."""

    objective: StrategicObjective
    results: tuple[Result, ...]


@dataclass(frozen=True)
class AxisPage:
    axis: Axis
    axes: tuple[Axis, ...]  # of the same plan
    elsewhere: tuple[Axis, ...]  # of the same pillar, in other plans
    objectives: tuple[Objective, ...]
    outcomes: tuple[Outcome, ...]
    recommendations: tuple[Recommendation, ...]
    has_more_recommendations: bool

    @property
    def plan(self) -> Plan:
        return self.axis.plan

    @property
    def outcomes_title(self) -> str:
        count = len(self.outcomes)
        words = ngettext(
            "One outcome of a workshop finds an answer in this axis",
            "%(count)s outcomes of workshops find an answer in this axis",
            count,
        )
        return capfirst(words % {"count": spelled(count, get_language())})

    @property
    def objectives_title(self) -> str:
        count = len(self.objectives)
        words = ngettext("One strategic objective", "%(count)s strategic objectives", count)
        return capfirst(words % {"count": spelled(count, get_language())})


def axes_to_show(user) -> QuerySet[Axis]:
    return Axis.objects.filter(plan__in=Plan.objects.visible_to(user)).select_related("plan")


def axis_page(axis: Axis, *, user) -> AxisPage:
    """The page of an axis read through `axes_to_show`, in five more queries."""
    plan = axis.plan
    same_world = Q(plan__is_demonstration=plan.is_demonstration)
    related = list(
        axes_to_show(user)
        .filter(Q(plan=plan) | Q(pillar=axis.pillar) & same_world)
        .order_by("plan__starts_on", "plan__slug", "position")
    )
    objectives, results = read_together(axis.objectives.all(), Result.objects.filter(objective__axis=axis))
    given(plan, objectives)
    outcomes = list(
        Outcome.objects.visible_to(user)
        .filter(axes=axis)
        .select_related("workshop")
        .order_by("workshop__starts_on", "workshop__slug", "position", "pk")
    )
    recommendations = list(
        recommended(axis.pillar, plan, user).select_related("assessment", "outcome__workshop")[: SHOWN + 1]
    )
    elsewhere = [one for one in related if one.plan_id != plan.pk]
    with_sources([axis], elsewhere, objectives, results, outcomes, recommendations)
    return AxisPage(
        axis=axis,
        axes=tuple(one for one in related if one.plan_id == plan.pk),
        elsewhere=tuple(elsewhere),
        objectives=tuple(
            Objective(objective, tuple(one for one in results if one.objective_id == objective.pk))
            for objective in objectives
        ),
        outcomes=tuple(outcomes),
        recommendations=tuple(recommendations[:SHOWN]),
        has_more_recommendations=len(recommendations) > SHOWN,
    )


def recommended(pillar: str, plan: Plan, user) -> QuerySet[Recommendation]:
    """What was asked in the field of a pillar, of the real country or of the fictitious one."""
    found = Recommendation.objects.visible_to(user).filter(pillar=pillar)
    if plan.is_demonstration:
        return found.filter(outcome__workshop__plan__is_demonstration=True)
    return found.real()
