"""The budgets of the plans, and the time that each took to be launched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.charts.columns import Column, ColumnPart, Columns, columns
from cnclctpa.charts.lag import Lag, Start, lag
from cnclctpa.charts.table import Column as TableColumn
from cnclctpa.charts.table import Table, table
from cnclctpa.reference.models import Source
from cnclctpa.spelling import spelled
from plans.choices import PlanProperty
from plans.reporting.generation import Generation


@dataclass(frozen=True)
class Drawing:
    """A figure ready for its template: the finding, what it counts, and the table behind it."""

    chart: Columns | Lag
    title: str
    subtitle: str
    note: str
    sources: tuple[Source, ...]
    tables: tuple[Table, ...]


def budgets(real: Sequence[Generation]) -> Drawing:
    """The total budget of each plan; an unknown one is hatched, an annual plan is drawn inside its plan."""
    return Drawing(
        chart=columns([budget_column(one) for one in real]),
        title=budgets_title(real),
        subtitle=_("Total planned budget, in millions of current CFA francs"),
        note=budgets_note(real),
        sources=cited(real, PlanProperty.BUDGET),
        tables=(budgets_table(real),),
    )


def launches(real: Sequence[Generation]) -> Drawing:
    """From the first day of each period to the launch."""
    return Drawing(
        chart=lag([start_of(one) for one in real]),
        title=launches_title(real),
        subtitle=_("Months between the first day of the period and the official launch"),
        note=launches_note(real),
        sources=cited(real, PlanProperty.LAUNCH),
        tables=(launches_table(real),),
    )


def cited(real: Iterable[Generation], about: PlanProperty) -> tuple[Source, ...]:
    found = {source.pk: source for one in real for source in one.sources_on(about)}
    return tuple(found.values())


def budget_column(one: Generation) -> Column:
    total = one.plan.total_budget
    return Column(
        one.period,
        total,
        text="" if total is None else typography.millions(total, get_language()),
        words=(_("total"), _("unknown")),
        part=largest_part(one) if total else None,
    )


def largest_part(one: Generation) -> ColumnPart | None:
    budgets = [(year.budget, year.year) for year in one.annual_plans if year.budget]
    if not budgets:
        return None
    budget, year = max(budgets)
    words = _("of which the %(year)s plan") % {"year": year}
    return ColumnPart(budget, typography.millions(budget, get_language()), words)


def budgets_title(real: Sequence[Generation]) -> str:
    """The last two known budgets, without comparing what may not cover the same things."""
    known = [(one.period, one.plan.total_budget) for one in real if one.plan.total_budget is not None]
    if not known:
        return _("No total budget is known")
    if len(known) == 1:
        return _("Only the budget of %(plan)s is known") % {"plan": known[0][0]}
    (earlier, before), (later, after) = known[-2:]
    return _("Announced budget: %(before)s million for %(earlier)s, %(after)s for %(later)s") % {
        "before": in_millions(before),
        "earlier": earlier,
        "after": in_millions(after),
        "later": later,
    }


def in_millions(amount: Decimal) -> str:
    return typography.number(amount / typography.MILLION, get_language(), decimals=0)


def budgets_note(real: Sequence[Generation]) -> str:
    unknown = [one.period for one in real if one.plan.total_budget is None]
    sentences = [_("Nothing says that these budgets cover the same things.")]
    if unknown:
        words = ngettext(
            "The total of the %(plans)s plan was not found.",
            "The totals of the %(plans)s plans were not found.",
            len(unknown),
        )
        sentences.insert(0, words % {"plans": ", ".join(unknown)})
    return " ".join(sentences)


def budgets_table(real: Sequence[Generation]) -> Table:
    rows = []
    for one in real:
        rows.append((one.period, _("Total"), amount(one.plan.total_budget)))
        rows.extend(
            (one.period, _("Annual plan %(year)s") % {"year": year.year}, amount(year.budget))
            for year in one.annual_plans
        )
    headings: list[TableColumn | str] = [_("Plan"), _("Budget"), TableColumn(_("Amount"), is_number=True)]
    return table(_("Known budgets"), headings, rows)


def amount(value: Decimal | None) -> str | None:
    return None if value is None else typography.money(value, get_language())


def start_of(one: Generation) -> Start:
    plan = one.plan
    return Start(
        one.period,
        plan.starts_on,
        # A launch before the period has no bar; its date is written all the same.
        max(plan.launched_on, plan.starts_on) if plan.launched_on else None,
        text=told_day(plan.launched_on, plan.launched_precision) or "",
        words=_("launch not dated"),
        adopted_on=plan.adopted_on,
    )


def told_day(day: date | None, precision: str) -> str | None:
    return None if day is None else typography.day(day, get_language(), precision=precision)


def launches_title(real: Sequence[Generation]) -> str:
    months = [one.months_to_launch or 0 for one in real]
    if min(months, default=0) < 1:
        return _("From the first day of the period to the launch")
    least, most = min(months), max(months)
    if least == most:
        words = ngettext(
            "Each plan was launched %(months)s month after its period began",
            "Each plan was launched %(months)s months after its period began",
            most,
        )
        return words % {"months": spelled(most, get_language())}
    return _("Each plan was launched %(least)s to %(most)s months after its period began") % {
        "least": spelled(least, get_language()),
        "most": spelled(most, get_language()),
    }


def launches_note(real: Sequence[Generation]) -> str:
    sentences = []
    for one in real:
        plan = one.plan
        told = {"plan": one.period, "day": told_day(plan.adopted_on, plan.adopted_precision)}
        if plan.adopted_on is None:
            sentences.append(_("The adoption of the %(plan)s plan is not dated.") % told)
        elif plan.adopted_on < plan.starts_on:
            sentences.append(_("The %(plan)s plan was adopted before its period: %(day)s.") % told)
    return " ".join(sentences)


def launches_table(real: Sequence[Generation]) -> Table:
    rows = [
        (
            one.period,
            told_day(one.plan.adopted_on, one.plan.adopted_precision),
            told_day(one.plan.launched_on, one.plan.launched_precision),
            None if one.months_to_launch is None else typography.number(one.months_to_launch, get_language()),
        )
        for one in real
    ]
    months = TableColumn(_("Months from the start"), is_number=True)
    headings: list[TableColumn | str] = [_("Plan"), _("Adoption"), _("Launch"), months]
    return table(_("From the start of each plan to its launch"), headings, rows)
