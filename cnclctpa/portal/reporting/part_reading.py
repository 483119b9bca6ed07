"""The rows of an axis or of an objective: one query for them all, one for what was published."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce

from activities.rollup import Assessed
from cnclctpa.portal.reporting.dashboard.gathering import Gathered, Selection, gathered, selections
from cnclctpa.portal.reporting.dashboard.rows import typed
from cnclctpa.portal.reporting.dashboard.words import AxisLink, axis_link
from cnclctpa.reading import read_rows
from plans.models import Axis, Plan, Result
from plans.readers import Reader

OBJECTIVE = Coalesce("objective", "result__objective")
NOTHING: dict[str, list[list]] = {"places": [], "regions": [], "outcomes": [], "opinions": []}


class PlacedRow(NamedTuple):
    """Where an activity or an indicator stands in the plan."""

    pk: int
    objective: int
    result: int | None
    position: int


PLACE = ("pk", "on_objective", "result", "position")


class ObjectiveRow(NamedTuple):
    pk: int
    code: str
    title_fr: str
    title_en: str | None
    position: int


class ResultRow(NamedTuple):
    pk: int
    objective: int
    code: str
    title_fr: str
    title_en: str | None
    position: int
    level: str


@dataclass(frozen=True)
class Reading:
    """What is known of a part, and the places of its activities and of its indicators, by key."""

    known: Gathered
    objectives: tuple[ObjectiveRow, ...]
    results: tuple[ResultRow, ...]
    activities: Mapping[int, PlacedRow]
    indicators: Mapping[int, PlacedRow]

    @classmethod
    def of(cls, plan: Plan, chosen: Q, objectives: Q, *, on: date, reader: Reader) -> "Reading":
        """The activities and indicators of ``chosen``, and the results under some objectives."""
        under = plan.objectives.filter(objectives)
        asked = {
            **narrowed(plan, chosen, on=on),
            "objectives": (under, ObjectiveRow._fields),
            "results": (Result.objects.filter(objective__in=under.order_by()), ResultRow._fields),
            "placed": (plan.activities.filter(chosen).annotate(on_objective=OBJECTIVE), PLACE),
            "measured": (plan.indicators.filter(chosen).annotate(on_objective=OBJECTIVE), PLACE),
        }
        found = dict(zip(asked, read_rows(*asked.values()), strict=True))
        return cls(
            known=gathered(plan, {**NOTHING, **found}, on=on, reader=reader),
            objectives=tuple(sorted(typed(ObjectiveRow, found["objectives"]), key=in_order)),
            results=tuple(sorted(typed(ResultRow, found["results"]), key=in_order)),
            activities={one.pk: one for one in typed(PlacedRow, found["placed"])},
            indicators={one.pk: one for one in typed(PlacedRow, found["measured"])},
        )

    def link_of(self, axis: Axis | None) -> AxisLink | None:
        rows = [one for one in self.known.axes if axis and one.pk == axis.pk]
        return axis_link(self.known.plan.slug, rows[0]) if rows else None

    def assessed_by(self, key: Callable[[PlacedRow], int | None]) -> dict[int | None, list[Assessed]]:
        found: dict[int | None, list[Assessed]] = defaultdict(list)
        for one in self.known.activities:
            found[key(self.activities[one.row.pk])].append(one.assessed)
        return found

    def order_of(self, place: PlacedRow) -> tuple:
        """As the matrix of the plan has it: by objective, result, then position."""
        objective, result = self._ranks[place.objective], self._ranks.get(-(place.result or 0), -1)
        return objective, result, place.position, place.pk

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """The ranks of objectives by their keys, those of results by the opposites of theirs."""
        ranks = {one.pk: rank for rank, one in enumerate(self.objectives)}
        return ranks | {-one.pk: rank for rank, one in enumerate(self.results)}


def narrowed(plan: Plan, chosen: Q, *, on: date) -> dict[str, Selection]:
    """What a dashboard reads of a plan, without what is not of the activities and indicators chosen."""
    activities = plan.activities.filter(chosen).order_by().values("pk")
    indicators = plan.indicators.filter(chosen).order_by().values("pk")
    conditions = {
        "axes": Q(),
        "campaigns": Q(),
        "activities": chosen,
        "indicators": chosen,
        "leads": Q(pk__in=plan.activities.filter(chosen).order_by().values("lead")),
        **dict.fromkeys(
            ("milestones", "postponements", "reports", "planned", "spent"), Q(activity__in=activities)
        ),
        "steps": Q(funding__activity__in=activities),
        **dict.fromkeys(("targets", "measurements"), Q(indicator__in=indicators)),
    }
    whole = selections(plan, on=on)
    return {
        name: (whole[name][0].filter(condition), whole[name][1]) for name, condition in conditions.items()
    }


def in_order(row: ObjectiveRow | ResultRow) -> tuple:
    return row.position, row.code
