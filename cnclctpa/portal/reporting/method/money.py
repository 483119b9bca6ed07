"""Worked examples of money: what is missing, execution, currencies."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import budget
from cnclctpa import typography
from cnclctpa.charts.table import Column, Table, table
from cnclctpa.portal.reporting.method.worked import (
    Example,
    Line,
    added,
    not_computable,
    number,
    percent,
    points,
)
from cnclctpa.typography import MINUS

MILLION = 1_000_000


def in_millions(amount: Decimal | None) -> str | None:
    return None if amount is None else number(amount / MILLION)


def budget_line(year: int, **amounts: int) -> budget.Line:
    return budget.Line(
        "activity", year, **{name: Decimal(value * MILLION) for name, value in amounts.items()}
    )


def gaps() -> Table:
    lines = (budget_line(2025, planned=100, mobilised=60), budget_line(2026, planned=50, mobilised=90))
    every = budget.totals(lines)
    rows = [(str(line.year), line) for line in lines] + [(_("Both years"), every)]
    return table(
        _("One activity, in millions of CFA francs"),
        [
            _("Line"),
            Column(_("Planned"), is_number=True),
            Column(_("Mobilised"), is_number=True),
            Column(_("Funding gap"), is_number=True),
        ],
        [
            (name, in_millions(one.planned), in_millions(one.mobilised), in_millions(one.gap))
            for name, one in rows
        ],
    )


def execution() -> Example:
    figures = budget.totals([budget_line(2025, planned=150, mobilised=90, spent=45)])
    spent, planned, mobilised = (
        in_millions(figures.spent),
        in_millions(figures.planned),
        in_millions(figures.mobilised),
    )
    share = figures.execution or Decimal(0)
    unplanned = budget.totals([budget_line(2025, spent=45)])
    progresses = (Decimal("0.15"), Decimal("0.20"))
    return Example(
        _("In millions of CFA francs"),
        (Line(_("Planned"), planned), Line(_("Mobilised"), mobilised), Line(_("Spent"), spent)),
        (
            Line(_("Execution: spent ÷ planned"), percent(figures.execution), f"{spent} ÷ {planned}"),
            Line(_("Spent ÷ mobilised"), percent(figures.execution_of_mobilised), f"{spent} ÷ {mobilised}"),
            Line(_("If nothing had been planned"), percent(unplanned.execution), absent=not_computable()),
            *(
                Line(
                    _("With progress at %(progress)s, spending ahead by more than ten points: signalled")
                    % {"progress": percent(progress)}
                    if budget.spends_ahead(share, progress)
                    else _("With progress at %(progress)s, not more than ten points: nothing signalled")
                    % {"progress": percent(progress)},
                    points(share - progress),
                    f"{points(share)} {MINUS} {points(progress)}",
                )
                for progress in progresses
            ),
        ),
    )


def to_the_cent(amount: Decimal) -> str:
    return typography.number(amount, get_language(), decimals=2)


def currencies() -> Example:
    euro = Decimal("655.957")
    amounts = (Decimal("100.50"), Decimal("20.25"))
    francs = [budget.converted(amount, euro) for amount in amounts]
    return Example(
        _("Two amounts in euros"),
        (Line(_("Francs for one euro, on the day of the rate"), number(euro)),),
        (
            *(
                Line(
                    _("%(amount)s euros") % {"amount": to_the_cent(amount)},
                    number(franc),
                    f"{to_the_cent(amount)} × {number(euro)}",
                )
                for amount, franc in zip(amounts, francs, strict=True)
            ),
            Line(_("Total in CFA francs"), number(sum(francs)), added(number(franc) for franc in francs)),
        ),
    )
