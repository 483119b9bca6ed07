"""The money of a plan: by axis, by year and by funder; and activity by activity."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.budget import Totals
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.reporting.budgets import Budgets
from cnclctpa.portal.reporting.funding import FundingReport, Row
from cnclctpa.portal.reporting.funding_matrix import Matrix, MatrixRow

NO_AMOUNT = gettext_lazy("No amount has been entered yet")


@dataclass(frozen=True)
class Line:
    """Some of the money of a plan; what is of no meaning for its group is None."""

    group: str
    name: Any
    planned: Decimal | None = None
    pledged: Decimal | None = None
    mobilised: Decimal | None = None
    disbursed: Decimal | None = None
    spent: Decimal | None = None
    gap: Decimal | None = None
    execution: Decimal | None = None
    progress: Decimal | None = None
    tone: str = ""


def money(heading: Any, name: str) -> Column:
    return Column(heading, lambda line: getattr(line, name), 18, Kind.MONEY, name=name)


AMOUNTS = (
    money(gettext_lazy("Planned (XOF)"), "planned"),
    money(gettext_lazy("Pledged (XOF)"), "pledged"),
    money(gettext_lazy("Mobilised (XOF)"), "mobilised"),
    money(gettext_lazy("Disbursed (XOF)"), "disbursed"),
    money(gettext_lazy("Spent (XOF)"), "spent"),
    money(gettext_lazy("Funding gap (XOF)"), "gap"),
)
FUNDING_COLUMNS = (
    Column(gettext_lazy("Grouped by"), lambda line: line.group, width=16, name="group"),
    Column(gettext_lazy("Name"), lambda line: line.name, width=44, name="name", tone=lambda line: line.tone),
    *AMOUNTS,
    Column(
        gettext_lazy("Budget execution rate"), lambda line: line.execution, 12, Kind.PERCENT, name="execution"
    ),
    Column(gettext_lazy("Progress"), lambda line: line.progress, 13, Kind.PERCENT, name="progress"),
)


def funding_table(report: FundingReport) -> Table:
    """The same amounts as the page: the plan, its axes, its years, its funders."""
    return Table(gettext_lazy("Funding"), FUNDING_COLUMNS, lines_of(report), empty=NO_AMOUNT, frozen=2)


def lines_of(report: FundingReport) -> Iterator[Line]:
    yield line(_("plan"), _("whole plan"), report.whole)
    for axis in report.axes:
        name = f"{axis.axis.position}. {axis.axis.title}" if axis.axis else _("Without an axis")
        yield line(_("axis"), name, axis)
    for year in report.years:
        yield line(_("year"), str(year.year), year)
    for funder in report.funders.named:
        yield given(funder.funder.name, funder.amounts)
    for body in report.funders.joined:
        yield Line(_("funder"), _("%(funder)s (amounts told with the others)") % {"funder": body.name})
    if report.funders.rest is not None:
        yield given(_("other funders, together"), report.funders.rest)


def line(group: str, name: str, row: Row) -> Line:
    told = row.totals
    return Line(
        group,
        name,
        planned=told.planned,
        pledged=told.pledged,
        mobilised=told.mobilised,
        disbursed=told.disbursed,
        spent=told.spent,
        gap=gap_of(told),
        execution=told.execution,
        progress=row.progress,
    )


def gap_of(told: Totals) -> Decimal | None:
    """A gap is of something planned: it is not known without."""
    return None if told.planned is None else told.gap


def given(name: str, amounts: Any) -> Line:
    return Line(
        _("funder"),
        name,
        pledged=amounts.pledged,
        mobilised=amounts.mobilised,
        disbursed=amounts.disbursed,
    )


def budget_table(report: Budgets) -> Table:
    """What is known of the money of a plan without activities."""
    return Table(gettext_lazy("Funding"), FUNDING_COLUMNS, budget_lines(report), empty=NO_AMOUNT, frozen=2)


def budget_lines(report: Budgets) -> Iterator[Line]:
    if report.plan.total_budget is not None:
        yield Line(_("plan"), _("whole plan"), planned=report.plan.total_budget)
    for one in report.with_a_budget:
        yield Line(_("year"), str(one.year), planned=one.budget)
    for figure in report.figures:
        yield Line(_("figure"), figure.measure, planned=figure.value)


def matrix_table(matrix: Matrix) -> Table:
    """The activities of one axis, year by year."""
    return Table(
        gettext_lazy("Funding matrix"),
        (*ACTIVITY_COLUMNS, *year_columns(matrix.years), *whole_columns()),
        matrix_rows(matrix),
        empty=_("No activity has been entered here yet"),
        frozen=2,
    )


def matrix_rows(matrix: Matrix) -> Iterator[MatrixRow]:
    yield from matrix.rows
    if matrix.rows:
        yield matrix.foot


ACTIVITY_COLUMNS = (
    Column(gettext_lazy("Code"), lambda row: row.activity and row.activity.code, 10, Kind.CODE, name="code"),
    Column(
        gettext_lazy("Activity"),
        lambda row: row.activity.title if row.activity else _("All the activities"),
        width=48,
        name="title",
    ),
)


def year_columns(years: Iterable[int]) -> list[Column]:
    """What is planned and what is missing, each year."""
    return [column for year in years for column in columns_of(year)]


def columns_of(year: int) -> tuple[Column, ...]:
    headings = {
        "planned": _("%(year)s, planned (XOF)"),
        "mobilised": _("%(year)s, mobilised (XOF)"),
        "spent": _("%(year)s, spent (XOF)"),
        "gap": _("%(year)s, missing (XOF)"),
    }
    return tuple(
        Column(heading % {"year": year}, in_year(year, name), 16, Kind.MONEY, name=f"{name}_{year}")
        for name, heading in headings.items()
    )


def whole_columns() -> tuple[Column, ...]:
    return tuple(
        Column(column.heading, in_all(column.name), 18, Kind.MONEY, name=column.name) for column in AMOUNTS
    )


def in_year(year: int, name: str) -> Callable[[MatrixRow], Decimal | None]:
    return lambda row: amount(dict(row.cells)[year], name)


def in_all(name: str) -> Callable[[MatrixRow], Decimal | None]:
    return lambda row: amount(row.whole, name)


def amount(told: Totals | None, name: str) -> Decimal | None:
    if told is None:
        return None
    return gap_of(told) if name == "gap" else getattr(told, name)
