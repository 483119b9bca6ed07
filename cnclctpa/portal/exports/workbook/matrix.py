"""The matrix: an activity a row, with what it serves, its dates, its money by year."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from activities.budget import Line, totals
from activities.choices import ActivityKind, Priority, TargetGroup
from activities.following import Standing
from activities.ledger import lines_of
from activities.models import Activity, ActivityPartner
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.told import cause_words, pillar_tone, state_tone, state_words
from cnclctpa.portal.exports.workbook.columns import both, choice, day, read
from cnclctpa.portal.reporting.matrix import Matrix, ObjectiveBlock, Row
from plans.choices import Pillar, ResultLevel
from plans.models import Axis, Result, StrategicObjective

#: Rows left at the end of a sheet that comes back, with the same lists of choices.
SPARE = 200


@dataclass(frozen=True)
class MatrixLine:
    """An activity in its place; without one, a part of the plan under which nothing is entered yet."""

    axis: Axis | None
    objective: StrategicObjective | None = None
    result: Result | None = None
    row: Row | None = None
    money: Mapping[int, Line] = field(default_factory=dict)
    partners: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing | None:
        return self.row.standing if self.row else None

    @property
    def activity(self) -> Activity | None:
        return self.row.activity if self.row else None


def matrix_lines(report: Matrix) -> list[MatrixLine]:
    """The rows of the matrix of the page, in its order, in two more queries."""
    activities = Activity.objects.of(report.plan).present(report.on)
    money: dict[Any, dict[int, Line]] = defaultdict(dict)
    for line in lines_of(activities, on=report.on):
        money[line.activity][line.year] = line
    partners: dict[int, list[str]] = defaultdict(list)
    links = ActivityPartner.objects.filter(activity__in=activities.order_by().values("pk"))
    for link in links.select_related("organisation"):
        partners[link.activity_id].append(link.organisation.name)
    return [
        replace(place, money=money[place.row.activity.pk], partners=tuple(partners[place.row.activity.pk]))
        if place.row
        else place
        for place in places(report)
    ]


def places(report: Matrix) -> Iterator[MatrixLine]:
    """Each activity with its axis, objective and result; what holds none comes once, and is not lost."""
    for block in report.blocks:
        if not block.objectives:
            yield MatrixLine(block.axis)
        for part in block.objectives:
            for result, row in of_objective(part):
                yield MatrixLine(block.axis, part.objective, result, row)


def of_objective(part: ObjectiveBlock) -> Iterator[tuple[Result | None, Row | None]]:
    blocks = [block for block in part.blocks if block.result or block.rows]
    if not blocks:
        yield None, None
    for block in blocks:
        for row in block.rows or (None,):
            yield block.result, row


def of_activity(name: str) -> Callable[[MatrixLine], Any]:
    return lambda line: read(line.activity, name)


def stands(name: str) -> Callable[[MatrixLine], Any]:
    return lambda line: read(line.standing, name)


def matrix_table(report: Matrix, lines: Sequence[MatrixLine], *, banner: str = "") -> Table:
    columns = [
        *name_columns(),
        *place_columns(),
        *activity_columns(lines),
        *standing_columns(),
        *budget_columns(years_of(report, lines)),
        *money_columns(),
    ]
    empty = _("no activity is entered yet") if banner else _("No activity is entered yet")
    rows = lines if report.has_activities or lines else ()
    frozen = len(name_columns())
    return Table(_("Matrix"), columns, rows, banner=banner, empty=empty, frozen=frozen, spare=SPARE)


def activity(line: MatrixLine) -> Activity | None:
    return line.activity


def name_columns() -> list[Column]:
    """What stays in sight while the others pass."""
    return [
        Column(_("Identifier"), of_activity("pk"), 8, Kind.CODE, name="id", is_hidden=True),
        Column(
            _("Axis"),
            lambda line: read(line.axis, "position"),
            6,
            Kind.MARK,
            name="axis_position",
            tone=lambda line: pillar_tone(line.axis),
        ),
        Column(_("Code"), of_activity("code"), 11, Kind.CODE, name="code"),
        *both("title", _("Activity"), activity, "title", width=46),
    ]


def place_columns() -> list[Column]:
    return [
        *both("axis", _("Strategic axis"), lambda line: line.axis, "title", width=26),
        choice("pillar", _("Pillar"), lambda line: line.axis, Pillar, width=14),
        Column(
            _("Objective"), lambda line: read(line.objective, "code"), 10, Kind.CODE, name="objective_code"
        ),
        *both("objective", _("Strategic objective"), lambda line: line.objective, "title", width=32),
        Column(_("Result"), lambda line: read(line.result, "code"), 10, Kind.CODE, name="result_code"),
        *both("result", _("Expected result"), lambda line: line.result, "title", width=32),
        choice("level", _("Level"), lambda line: line.result, ResultLevel, width=16, named="result_level"),
    ]


def activity_columns(lines: Iterable[MatrixLine]) -> list[Column]:
    leads = {line.activity.lead.name for line in lines if line.activity and line.activity.lead}
    return [
        *both("description", _("Description"), activity, "description", width=44),
        choice("kind", _("Kind"), activity, ActivityKind, width=16),
        choice("target_group", _("Target group"), activity, TargetGroup, width=16),
        choice("priority", _("Priority"), activity, Priority, width=10),
        Column(
            _("Lead organisation"),
            lambda line: read(read(line.activity, "lead"), "name"),
            width=30,
            name="lead",
            choices=tuple(sorted(leads)),
        ),
        Column(_("Partner organisations"), lambda line: line.partners, width=32, name="partners"),
        Column(_("Regions"), regions, width=24, name="regions"),
        day("original_starts_on", _("Original start"), of_activity("original_starts_on")),
        day("original_ends_on", _("Original end"), of_activity("original_ends_on")),
        Column(_("Weight"), of_activity("weight"), 9, Kind.NUMBER, name="weight"),
    ]


def regions(line: MatrixLine) -> list[str]:
    return [one.name for one in line.activity.regions.all()] if line.activity else []


def standing_columns() -> list[Column]:
    """Where the activity stands on the day: computed, hence never read back."""
    return [
        Column(
            _("State"),
            lambda line: state_words(line.standing.timeliness) if line.standing else "",
            width=18,
            name="state",
            tone=lambda line: state_tone(line.standing) if line.standing else "",
            is_computed=True,
        ),
        Column(_("Progress"), stands("progress"), 13, Kind.PERCENT, name="progress", is_computed=True),
        Column(
            _("Expected progress"), stands("expected"), 13, Kind.PERCENT, name="expected", is_computed=True
        ),
        day("starts_on", _("Current start"), stands("starts_on"), is_computed=True),
        day("ends_on", _("Current end"), stands("ends_on"), is_computed=True),
        day("forecast_on", _("Forecast date"), stands("forecast_on"), is_computed=True),
        Column(_("Slippage (days)"), stands("slippage"), 11, Kind.NUMBER, name="slippage", is_computed=True),
        Column(
            _("Cause of delay"),
            lambda line: cause_words(line.standing) if line.standing else "",
            width=16,
            name="cause",
            is_computed=True,
        ),
    ]


def years_of(report: Matrix, lines: Iterable[MatrixLine]) -> list[int]:
    """The years of the plan, and those outside it for which somebody entered an amount."""
    return sorted({*report.plan.years, *(year for line in lines for year in line.money)})


def budget_columns(years: Iterable[int]) -> list[Column]:
    return [
        Column(
            _("Budget %(year)s (XOF)") % {"year": year},
            planned_in(year),
            16,
            Kind.MONEY,
            name=f"budget_{year}",
        )
        for year in years
    ]


def money_columns() -> list[Column]:
    """All years together; a gap is of something planned."""
    headings = {
        "planned": _("Planned in all (XOF)"),
        "mobilised": _("Mobilised (XOF)"),
        "spent": _("Spent (XOF)"),
        "gap": _("Funding gap (XOF)"),
    }
    return [
        Column(
            heading,
            in_all(name),
            17,
            Kind.MONEY,
            name=f"total_{name}",
            is_computed=True,
        )
        for name, heading in headings.items()
    ]


def planned_in(year: int) -> Callable[[MatrixLine], Decimal | None]:
    return lambda line: read(line.money.get(year), "planned")


def in_all(name: str) -> Callable[[MatrixLine], Decimal | None]:
    def told(line: MatrixLine) -> Decimal | None:
        sums = totals(line.money.values())
        return None if name == "gap" and sums.planned is None else getattr(sums, name)

    return told
