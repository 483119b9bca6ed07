"""A plan as its quality is judged: each object with all that the rules ask of it, and where it is mended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.urls import reverse

from activities.budget import Line
from activities.following import Followed, Standing, follow, standing
from activities.models import Activity
from cnclctpa.portal.reporting.dashboard.words import Named, named
from cnclctpa.portal.reporting.quality import rows
from cnclctpa.portal.reporting.quality.reading import read
from plans.models import Plan


@dataclass(frozen=True)
class Thing:
    """What every object that is judged has: its number or code, its name, its axis, who answers for it."""

    plan: Plan
    on: date
    row: Any
    #: The number of its axis; None when it is under none, or is the plan itself.
    axis: int | None

    #: How the addresses of its editing begin, and the name of their argument.
    kind = ""

    @property
    def code(self) -> str:
        return str(self.row.code)

    @property
    def name(self) -> Named:
        return named(self.row.title_fr, self.row.title_en)

    @property
    def organisation(self) -> int | None:
        return None

    @property
    def page(self) -> str:
        return reverse(f"portal:{self.kind}-detail", args=[self.plan.slug, self.code])

    @property
    def form(self) -> str:
        return reverse(f"portal:{self.kind}-update", args=[self.plan.slug, self.code])


@dataclass(frozen=True)
class PlanThing(Thing):
    """The plan itself, with the making of it."""

    sources: int
    partners: int
    statements: tuple[rows.StatementRow, ...]
    steps: tuple[rows.ProcessRow, ...]
    participants: Mapping[int, list[rows.ParticipantRow]]
    annual_plans: tuple[rows.AnnualPlanRow, ...]
    #: What the budget lines of the activities plan, by year.
    planned: Mapping[int, Decimal]

    kind = "plan"

    @property
    def code(self) -> str:
        return self.plan.period

    @property
    def name(self) -> Named:
        return named(self.row.title_fr, self.row.title_en)

    @property
    def page(self) -> str:
        return reverse("portal:plan-about", args=[self.plan.slug])

    @property
    def form(self) -> str:
        return reverse("portal:plan-update", args=[self.plan.slug])


@dataclass(frozen=True)
class AxisThing(Thing):
    objectives: int

    kind = "axis"

    @property
    def code(self) -> str:
        return str(self.row.position)


@dataclass(frozen=True)
class ObjectiveThing(Thing):
    """``indicators`` and ``activities`` are its own, and those of its results."""

    results: int
    indicators: int
    activities: int

    kind = "objective"


@dataclass(frozen=True)
class ResultThing(Thing):
    indicators: int
    activities: int

    kind = "result"


@dataclass(frozen=True)
class IndicatorThing(Thing):
    targets: tuple[rows.TargetRow, ...]
    measurements: tuple[rows.MeasurementRow, ...]

    kind = "indicator"

    @property
    def name(self) -> Named:
        return named(self.row.name_fr, self.row.name_en)

    @property
    def organisation(self) -> int | None:
        return self.row.responsible


@dataclass(frozen=True)
class ActivityThing(Thing):
    followed: Followed
    standing: Standing
    regions: int
    lines: tuple[Line, ...]
    #: What each funding pledged, mobilised and disbursed, None where nothing is said.
    fundings: tuple[tuple[Decimal | None, ...], ...]
    expected: tuple[rows.ExpectedRow, ...]

    kind = "activity"

    @property
    def organisation(self) -> int | None:
        return self.row.lead_id

    @property
    def money_form(self) -> str:
        return reverse("portal:money-update", args=[self.plan.slug, self.code])


@dataclass(frozen=True)
class Facts:
    """``organisations`` are those that something is expected of, by key."""

    plan: PlanThing
    axes: tuple[AxisThing, ...]
    objectives: tuple[ObjectiveThing, ...]
    results: tuple[ResultThing, ...]
    indicators: tuple[IndicatorThing, ...]
    activities: tuple[ActivityThing, ...]
    organisations: Mapping[int, Named]

    @property
    def things(self) -> list[Thing]:
        return [self.plan, *self.axes, *self.objectives, *self.results, *self.indicators, *self.activities]


def facts_of(plan: Plan, *, on: date) -> Facts:
    """All that is judged of a plan on a day, in one query."""
    return Gathering(plan, on, read(plan, on=on)).facts


@dataclass(frozen=True)
class Gathering:
    """The rows of a plan being put together."""

    plan: Plan
    on: date
    found: Mapping[str, list[list]]

    @cached_property
    def facts(self) -> Facts:
        organisations = rows.typed(rows.OrganisationRow, self.found["organisations"])
        return Facts(
            plan=self.whole,
            axes=tuple(self.axes),
            objectives=tuple(self.objectives),
            results=tuple(self.results),
            indicators=tuple(self.indicators),
            activities=tuple(self.activities),
            organisations={one.pk: named(one.name_fr, one.name_en) for one in organisations},
        )

    # The rows, each read once.

    def told(self, kind: type, name: str, *more: Any) -> list[Any]:
        return rows.typed(kind, self.found[name], *more)

    @cached_property
    def objective_rows(self) -> dict[int, rows.ObjectiveRow]:
        return {one.pk: one for one in self.told(rows.ObjectiveRow, "objectives")}

    @cached_property
    def result_rows(self) -> dict[int, rows.ResultRow]:
        return {one.pk: one for one in self.told(rows.ResultRow, "results")}

    @cached_property
    def axis_rows(self) -> dict[int, rows.AxisRow]:
        return {one.pk: one for one in self.told(rows.AxisRow, "axes")}

    @cached_property
    def activity_rows(self) -> list[rows.ActivityRow]:
        return self.told(rows.ActivityRow, "activities", self.plan)

    @cached_property
    def indicator_rows(self) -> list[rows.IndicatorRow]:
        return self.told(rows.IndicatorRow, "indicators")

    # Where things are.

    def objective_of(self, objective: int | None, result: int | None) -> int:
        return objective if objective is not None else self.result_rows[cast(int, result)].objective

    def axis_of(self, objective: int) -> int | None:
        axis = self.objective_rows[objective].axis
        return None if axis is None else self.axis_rows[axis].position

    # The things.

    @cached_property
    def whole(self) -> PlanThing:
        return PlanThing(
            self.plan,
            self.on,
            self.plan,
            None,
            sources=len(self.found["sources"]),
            partners=len(self.found["partners"]),
            statements=tuple(self.told(rows.StatementRow, "statements")),
            steps=tuple(self.told(rows.ProcessRow, "steps")),
            participants=grouped(self.told(rows.ParticipantRow, "participants"), "step"),
            annual_plans=tuple(self.told(rows.AnnualPlanRow, "annual_plans")),
            planned=self.planned_by_year,
        )

    @cached_property
    def axes(self) -> list[AxisThing]:
        held = counted(one.axis for one in self.objective_rows.values())
        found = sorted(self.axis_rows.values(), key=lambda one: one.position)
        return [AxisThing(self.plan, self.on, one, one.position, objectives=held[one.pk]) for one in found]

    @cached_property
    def objectives(self) -> list[ObjectiveThing]:
        results = counted(one.objective for one in self.result_rows.values())
        indicators = counted(self.objective_of(one.objective, one.result) for one in self.indicator_rows)
        activities = counted(self.objective_of(one.objective_id, one.result_id) for one in self.activity_rows)
        return [
            ObjectiveThing(
                self.plan, self.on, one, self.axis_of(one.pk),
                results=results[one.pk], indicators=indicators[one.pk], activities=activities[one.pk],
            )
            for one in self.objective_rows.values()
        ]  # fmt: skip

    @cached_property
    def results(self) -> list[ResultThing]:
        indicators = counted(one.result for one in self.indicator_rows)
        activities = counted(one.result_id for one in self.activity_rows)
        return [
            ResultThing(
                self.plan, self.on, one, self.axis_of(one.objective),
                indicators=indicators[one.pk], activities=activities[one.pk],
            )
            for one in self.result_rows.values()
        ]  # fmt: skip

    @cached_property
    def indicators(self) -> list[IndicatorThing]:
        targets = grouped(self.told(rows.TargetRow, "targets"), "indicator")
        measurements = grouped(self.told(rows.MeasurementRow, "measurements"), "indicator")
        return [
            IndicatorThing(
                self.plan, self.on, one, self.axis_of(self.objective_of(one.objective, one.result)),
                targets=tuple(sorted(targets[one.pk], key=lambda target: target.year)),
                measurements=tuple(sorted(measurements[one.pk], key=lambda value: value.ends_on)),
            )
            for one in self.indicator_rows
        ]  # fmt: skip

    @cached_property
    def activities(self) -> list[ActivityThing]:
        regions = counted(row[0] for row in self.found["places"])
        expected = grouped(self.told(rows.ExpectedRow, "expected"), "activity")
        return [
            ActivityThing(
                self.plan,
                self.on,
                one.activity,
                self.axis_of(self.objective_of(one.activity.objective_id, one.activity.result_id)),
                followed=one,
                standing=standing(one, on=self.on, last_closed=self.last_closed),
                regions=regions[one.activity.pk],
                lines=self.lines[one.activity.pk],
                fundings=self.fundings[one.activity.pk],
                expected=tuple(expected[one.activity.pk]),
            )
            for one in self.every_followed
        ]

    @cached_property
    def last_closed(self) -> Any:
        """The campaign of the latest period among those closed by the day."""
        closed = [one for one in self.told(rows.CampaignRow, "campaigns") if one.closes_on < self.on]
        return max(closed, key=lambda one: (one.ends_on, one.starts_on), default=None)

    @cached_property
    def every_followed(self) -> list[Followed]:
        milestones = grouped(self.told(rows.MilestoneRow, "milestones"), "activity")
        postponements = grouped(self.told(rows.PostponementRow, "postponements"), "activity")
        reports = grouped(self.told(rows.ReportRow, "reports"), "activity")
        return [
            follow(
                cast(Activity, row),
                milestones=milestones[row.pk],
                postponements=sorted(postponements[row.pk], key=lambda one: (one.decided_on, one.pk)),
                reports=sorted(reports[row.pk], key=lambda one: (one.ends_on, one.pk)),
            )
            for row in self.activity_rows
        ]

    # The money.

    @cached_property
    def lines(self) -> dict[int, tuple[Line, ...]]:
        by_grain: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for name in ("planned", "spent"):
            for one in self.told(rows.AmountRow, name):
                by_grain[one.activity, one.year][name] += one.amount
        found: dict[int, tuple[Line, ...]] = defaultdict(tuple)
        for (activity, year), amounts in sorted(by_grain.items()):
            found[activity] += (Line(activity, year, amounts.get("planned"), spent=amounts.get("spent")),)
        return found

    @cached_property
    def planned_by_year(self) -> dict[int, Decimal]:
        """Of the activities that count on the day."""
        present = {one.pk for one in self.activity_rows}
        found: dict[int, Decimal] = defaultdict(Decimal)
        for one in self.told(rows.AmountRow, "planned"):
            if one.activity in present:
                found[one.year] += one.amount
        return dict(found)

    @cached_property
    def fundings(self) -> dict[int, tuple[tuple[Decimal | None, ...], ...]]:
        steps: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
        for one in self.told(rows.StepRow, "funded"):
            steps[one.activity, one.funding][one.stage] = one.amount
        found: dict[int, tuple[tuple[Decimal | None, ...], ...]] = defaultdict(tuple)
        for (activity, _funding), told in sorted(steps.items()):
            found[activity] += (tuple(told.get(stage) for stage in ("pledged", "mobilised", "disbursed")),)
        return found


def grouped(found: Iterable[Any], name: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for one in found:
        groups[getattr(one, name)].append(one)
    return groups


def counted(keys: Iterable[Any]) -> dict[Any, int]:
    counts: dict[Any, int] = defaultdict(int)
    for key in keys:
        counts[key] += 1
    return counts
