"""One strategic objective, the results that it expects, and its neighbours in the plan."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cnclctpa.reference.citations import with_sources
from plans.choices import ResultLevel
from plans.models import Axis, Plan, Result, StrategicObjective

#: The chain of results, read from the activities to the change that the plan is for.
MEANINGS = {
    ResultLevel.OUTPUT: _("What the activities produce directly: a text, a service, trained people."),
    ResultLevel.IMMEDIATE: _("What changes first: what people know, and what they are able to do."),
    ResultLevel.INTERMEDIATE: _("What people and institutions then do differently."),
    ResultLevel.IMPACT: _("The lasting change in the lives of people, for which the plan exists."),
}


@dataclass(frozen=True)
class Level:
    """The results expected at one level of the chain, and what this level means."""

    level: ResultLevel
    results: tuple[Result, ...]

    @property
    def label(self) -> str | Promise:
        return capfirst(self.level.label)

    @property
    def meaning(self) -> str | Promise:
        return MEANINGS[self.level]


@dataclass(frozen=True)
class ObjectivePage:
    objective: StrategicObjective
    axes: tuple[Axis, ...]
    levels: tuple[Level, ...]
    previous: StrategicObjective | None
    following: StrategicObjective | None

    @property
    def plan(self) -> Plan:
        return self.objective.plan

    @property
    def has_results(self) -> bool:
        return any(level.results for level in self.levels)


def objectives_to_show(user) -> QuerySet[StrategicObjective]:
    return StrategicObjective.objects.filter(plan__in=Plan.objects.visible_to(user)).select_related(
        "plan", "axis__plan"
    )


def objective_page(objective: StrategicObjective) -> ObjectivePage:
    """The page of an objective read through `objectives_to_show`, in four more queries."""
    plan = objective.plan
    axes = list(plan.axes.select_related("plan"))
    results = list(objective.results.all())
    siblings = list(plan.objectives.select_related("plan"))
    rank = siblings.index(objective)
    with_sources([objective], results)
    return ObjectivePage(
        objective=objective,
        axes=tuple(axes),
        levels=tuple(
            Level(level, tuple(one for one in results if one.level == level)) for level in ResultLevel
        ),
        previous=siblings[rank - 1] if rank else None,
        following=siblings[rank + 1] if rank + 1 < len(siblings) else None,
    )
