"""The whole plan on one page: axis, objective, result, indicators and activities."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.budget import Totals, totals
from activities.following import Followed, Standing, followed, last_closed, standing
from activities.ledger import lines_of
from activities.models import Activity
from activities.rollup import RollUp, roll_up
from cnclctpa.charts.gantt import Gantt, gantt
from cnclctpa.charts.gantt import Row as Bar
from cnclctpa.portal.reporting.activities.lines import together_counted
from cnclctpa.portal.reporting.chronogram import groups
from cnclctpa.portal.reporting.matrix_filter import MatrixFilter
from cnclctpa.portal.reporting.plan import given
from cnclctpa.portal.reporting.structure import within
from cnclctpa.reading import read_together
from cnclctpa.typography import percent
from plans.measuring import Measured, attainments
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective
from plans.protected import exactly
from plans.readers import Reader

#: Regions named in a row; beyond, they are counted.
NAMED = 3


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with what it has reached, as the reader may know it."""

    measured: Measured

    @property
    def indicator(self) -> Indicator:
        return self.measured.indicator

    @property
    def words(self) -> str:
        """The actual value beside the last target, or beside all of them when years add up."""
        actual, goal = self.measured.words or self.measured.actual.words, self.measured.in_all
        if goal is None:
            return actual
        target = exactly(goal.value, kind=self.indicator.kind).words
        told = {"actual": actual, "target": target, "year": goal.year}
        if self.measured.adds_up:
            return _("%(actual)s in all, for targets that add up to %(target)s by %(year)s") % told
        return _("%(actual)s for a target of %(target)s in %(year)s") % told


@dataclass(frozen=True)
class Row:
    """An activity where it stands, with its money of all years."""

    standing: Standing
    money: Totals
    bar: Bar

    @property
    def places(self) -> str:
        """The regions by name, or how many when there are too many for a cell."""
        names = [region.name for region in self.activity.regions.all()]
        if len(names) > NAMED:
            return ngettext("%(count)s region", "%(count)s regions", len(names)) % {"count": len(names)}
        return ", ".join(names) or _("not placed")

    @property
    def activity(self) -> Activity:
        return self.standing.activity


@dataclass(frozen=True)
class ResultBlock:
    """What is under a result; without one, what is under the objective itself."""

    result: Result | None
    indicators: tuple[IndicatorRow, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Block:
    """A part of the plan with the figures of the activities that it holds."""

    figures: RollUp

    @property
    def done(self) -> str:
        """The share done; nothing where there is nothing to count."""
        return "" if self.figures.progress is None else shown(self.figures.progress)

    @property
    def counted(self) -> str:
        """What the share counts: how many activities, how much was expected of them."""
        total = self.figures.total
        if not total:
            return _("no activity entered")
        words = ngettext("one activity", "%(count)s activities", total) % {"count": total}
        if self.figures.expected is None:
            return words
        return _("%(activities)s, %(share)s expected") % {
            "activities": words,
            "share": shown(self.figures.expected),
        }


@dataclass(frozen=True)
class ObjectiveBlock(Block):
    objective: StrategicObjective
    blocks: tuple[ResultBlock, ...]


@dataclass(frozen=True)
class AxisBlock(Block):
    """An axis with its objectives; without one, the objectives that no source attaches to an axis."""

    axis: Axis | None
    objectives: tuple[ObjectiveBlock, ...]


@dataclass(frozen=True)
class Matrix:
    """``only`` is the axis shown when the page holds one alone."""

    plan: Plan
    on: date
    filter: MatrixFilter
    found: int
    axes: tuple[Axis, ...]
    blocks: tuple[AxisBlock, ...]
    figures: RollUp
    number_of_indicators: int
    only: Axis | None
    calendar: Gantt

    @property
    def has_activities(self) -> bool:
        return self.figures.total > 0

    @property
    def number_of_objectives(self) -> int:
        return sum(len(block.objectives) for block in self.blocks)

    @property
    def title(self) -> str:
        """The finding: how many activities the plan holds, and how far they are."""
        total = self.figures.total
        if not total:
            return _("The matrix of the plan, whose activities are not entered yet")
        if self.figures.progress is None:
            words = ngettext("One activity, entirely cancelled", "%(count)s activities, all cancelled", total)
            return words % {"count": total}
        words = ngettext(
            "One activity, carried out at %(share)s", "%(count)s activities, carried out at %(share)s", total
        )
        return words % {"count": total, "share": shown(self.figures.progress)}

    @property
    def counted(self) -> list[str]:
        """What the percentage of the title counts, a sentence each."""
        return together_counted(self.figures) if self.figures.progress is not None else []

    @property
    def contents(self) -> str:
        """How many axes, objectives and indicators are on the page; what is not known is not counted."""
        axes = sum(block.axis is not None for block in self.blocks)
        counts = (
            (axes, ngettext("%(count)s axis", "%(count)s axes", axes)),
            (
                self.number_of_objectives,
                ngettext("%(count)s objective", "%(count)s objectives", self.number_of_objectives),
            ),
            (
                self.number_of_indicators,
                ngettext("%(count)s indicator", "%(count)s indicators", self.number_of_indicators),
            ),
        )
        return ", ".join(words % {"count": count} for count, words in counts if count)


def shown(share: Decimal | None) -> str:
    return percent(share, get_language(), decimals=0)


@dataclass(frozen=True)
class Tree:
    """What the plan holds, by what it hangs from: an objective or, under it, a result."""

    results: dict[int, list[Result]]
    followed: dict[tuple[int | None, int | None], list[Followed]]
    indicators: dict[tuple[int | None, int | None], list[Measured]]
    rows: dict[int, Row]
    sought: MatrixFilter
    on: date

    def axis(self, axis: Axis | None, objectives: Iterable[StrategicObjective]) -> AxisBlock:
        mine = [one for one in objectives if one.axis_id == (axis.pk if axis else None)]
        inside = [one for objective in mine for one in self.inside(objective)]
        return AxisBlock(
            axis=axis,
            objectives=tuple(self.kept(self.objective(one) for one in mine)),
            figures=roll_up([one.weighed for one in inside], on=self.on),
        )

    def kept(self, objectives: Iterable[ObjectiveBlock]) -> Iterable[ObjectiveBlock]:
        """Those that hold something that answers; all of them when nothing is sought."""
        return (one for one in objectives if one.blocks or not self.sought.is_active)

    def objective(self, objective: StrategicObjective) -> ObjectiveBlock:
        results = self.results.get(objective.pk, [])
        blocks = [
            self.block(None, (objective.pk, None)),
            *(self.block(one, (None, one.pk)) for one in results),
        ]
        return ObjectiveBlock(
            objective=objective,
            blocks=tuple(one for one in blocks if self.is_shown(one)),
            figures=roll_up([one.weighed for one in self.inside(objective)], on=self.on),
        )

    def is_shown(self, block: ResultBlock) -> bool:
        return bool(block.rows or block.indicators or (block.result and not self.sought.is_active))

    def block(self, result: Result | None, place: tuple[int | None, int | None]) -> ResultBlock:
        return ResultBlock(
            result=result,
            indicators=tuple(
                IndicatorRow(one)
                for one in self.indicators.get(place, [])
                if self.sought.keeps_indicator(one.indicator)
            ),
            rows=tuple(
                row
                for row in (self.rows[one.activity.pk] for one in self.followed.get(place, []))
                if self.sought.keeps(row)
            ),
        )

    def inside(self, objective: StrategicObjective) -> list[Followed]:
        places = [(objective.pk, None), *((None, one.pk) for one in self.results.get(objective.pk, []))]
        return [one for place in places for one in self.followed.get(place, [])]


def report_on(
    plan: Plan,
    axes: Sequence[Axis],
    *,
    on: date,
    reader: Reader,
    only: Axis | None = None,
    asked: Mapping[str, str] | None = None,
) -> Matrix:
    """The matrix on a day, of the whole plan or of one of its axes; as many queries whatever its size."""
    objectives, results = read_together(plan.objectives.all(), Result.objects.filter(objective__plan=plan))
    given(plan, axes, objectives)
    activities = within(Activity.objects.of(plan).present(on).in_order(), only)
    everything, rows, calendar = read_rows(plan, activities, axes, on=on)
    sought = MatrixFilter(asked or {}, rows.values())
    indicators = [
        one
        for one in attainments(plan, on=on, reader=reader)
        if only is None or one.indicator.serves.axis_id == only.pk
    ]
    tree = Tree(
        results=grouped(results, lambda result: result.objective_id),
        followed=grouped(everything, lambda one: place_of(one.activity)),
        indicators=grouped(indicators, lambda one: place_of(one.indicator)),
        rows=rows,
        sought=sought,
        on=on,
    )
    shown = [only] if only else [*axes, *([None] if any(one.axis_id is None for one in objectives) else [])]
    return Matrix(
        plan=plan,
        on=on,
        filter=sought,
        found=sum(sought.keeps(row) for row in rows.values()),
        axes=tuple(axes),
        blocks=tuple(
            block
            for block in (tree.axis(axis, objectives) for axis in shown)
            if block.objectives or not sought.is_active
        ),
        figures=roll_up([one.weighed for one in everything], on=on),
        number_of_indicators=len(indicators),
        only=only,
        calendar=calendar,
    )


def read_rows(
    plan: Plan, activities: QuerySet[Activity], axes: Sequence[Axis], *, on: date
) -> tuple[list[Followed], dict[int, Row], Gantt]:
    """The rows of some activities, by their keys, and the calendar on which their bars are drawn."""
    of = activities.select_related("lead", "objective", "result__objective").prefetch_related("regions")
    everything = followed(of)
    campaign = last_closed(plan, on=on)
    stands = {one.activity.pk: standing(one, on=on, last_closed=campaign) for one in everything}
    calendar = gantt(
        groups([(one, stands[one.activity.pk]) for one in everything], axes, on=on),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        today=on,
    )
    bars = {row.task.address: row for row in calendar.rows}
    money = grouped(lines_of(activities, on=on), lambda line: line.activity)
    rows = {
        key: Row(one, totals(money.get(key, [])), bars[one.activity.get_absolute_url()])
        for key, one in stands.items()
    }
    return everything, rows, calendar


def heads(
    axis: Axis | None, objectives: Sequence[StrategicObjective], activities: QuerySet[Activity], *, on: date
) -> AxisBlock:
    """An axis and some of its objectives with their figures, without what they hold; four queries."""
    everything = followed(activities.select_related("objective", "result__objective"))
    inside = grouped(everything, lambda one: one.activity.serves.pk)
    return AxisBlock(
        axis=axis,
        objectives=tuple(
            ObjectiveBlock(
                objective=one,
                blocks=(),
                figures=roll_up([each.weighed for each in inside.get(one.pk, [])], on=on),
            )
            for one in objectives
        ),
        figures=roll_up([one.weighed for one in everything], on=on),
    )


def place_of(one: Activity | Indicator) -> tuple[int | None, int | None]:
    return one.objective_id, one.result_id


def grouped(rows: Iterable, key: Callable) -> dict:
    found: dict = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
