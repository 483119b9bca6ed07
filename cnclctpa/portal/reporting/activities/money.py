"""The money of one activity: by year, and by funder for those who may read their names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.budget import Line, Totals, contradicts, spends_ahead, totals
from activities.choices import FundingStage
from activities.ledger import last_among
from activities.models import BudgetLine, Expense, Funding, FundingStep
from cnclctpa import typography
from cnclctpa.reference.models import Organisation
from plans.readers import Reader


@dataclass(frozen=True)
class Rows:
    """The rows of money of one activity, whatever their day."""

    budget_lines: Sequence[BudgetLine]
    fundings: Sequence[Funding]
    steps: Sequence[FundingStep]
    expenses: Sequence[Expense]


@dataclass(frozen=True)
class FunderLine:
    """What one funder gives, all years together; ``amounts`` is None for those who read its name only.

    ``is_contradictory`` when the stages of one of its fundings cannot all be true.
    """

    funder: Organisation
    amounts: Totals | None
    is_contradictory: bool = False


@dataclass(frozen=True)
class Money:
    """Amounts by year are told to everybody, amounts by funder to those who read them all (ADR 14)."""

    lines: tuple[Line, ...]
    totals: Totals
    funders: tuple[FunderLine, ...]
    names_only: bool
    is_ahead: bool

    @property
    def is_known(self) -> bool:
        return bool(self.lines)

    @property
    def title(self) -> str:
        """The finding: what is missing of what is planned."""
        language = get_language() or "fr"
        told = {
            "gap": typography.money(self.totals.gap, language),
            "planned": typography.money(self.totals.planned, language),
            "spent": typography.money(self.totals.spent, language),
        }
        if not self.is_known:
            return _("Nothing is known of its money")
        if self.totals.planned is None:
            return _("Its budget is not recorded")
        if self.totals.gap:
            return _("%(gap)s are missing out of the %(planned)s planned") % told
        if not self.totals.planned:
            return _("Nothing is planned for it")
        return _("All of the %(planned)s planned is mobilised") % told


def money_of(rows: Rows, *, on: date, reader: Reader, progress: Decimal | None) -> Money:
    """The same amounts as `activities.ledger` gives, from rows already read."""
    lines = lines_by_year(rows, on=on)
    whole = totals(lines)
    return Money(
        lines=tuple(lines),
        totals=whole,
        funders=tuple(_funders(rows, on=on) if reader.sees_funders else _published(rows)),
        names_only=not reader.sees_funders,
        is_ahead=spends_ahead(whole.execution, progress),
    )


def lines_by_year(rows: Rows, *, on: date) -> list[Line]:
    year_of = {one.pk: one.year for one in rows.fundings}
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for budgeted in rows.budget_lines:
        _add(amounts[budgeted.year], "planned", budgeted.amount)
    for step in last_among(rows.steps, on=on):
        _add(amounts[year_of[step.funding_id]], step.stage, step.amount)
    for expense in rows.expenses:
        if expense.on <= on:
            _add(amounts[expense.year], "spent", expense.amount)
    return [Line("", year, **amounts[year]) for year in sorted(amounts)]


def _add(amounts: dict[str, Decimal], name: str, amount: Decimal) -> None:
    amounts[name] = amounts.get(name, Decimal(0)) + amount


def _funders(rows: Rows, *, on: date) -> list[FunderLine]:
    """By what they mobilise, the most first."""
    funder_of = {one.pk: one.funder for one in rows.fundings}
    amounts: dict[Organisation, dict[str, Decimal]] = {funder: {} for funder in funder_of.values()}
    stages: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for step in last_among(rows.steps, on=on):
        _add(amounts[funder_of[step.funding_id]], step.stage, step.amount)
        stages[step.funding_id][step.stage] = step.amount
    wrong = {
        funder_of[key] for key, told in stages.items() if contradicts(map(told.get, FundingStage.values))
    }
    for expense in rows.expenses:
        if expense.funder is not None and expense.on <= on:
            _add(amounts.setdefault(expense.funder, {}), "spent", expense.amount)
    found = [(funder, totals([Line("", 0, **given)])) for funder, given in amounts.items()]
    found.sort(key=lambda one: (-(one[1].mobilised or 0), one[0].sort_text))
    return [FunderLine(funder, given, funder in wrong) for funder, given in found]


def _published(rows: Rows) -> list[FunderLine]:
    """The names that are public; nothing says whether there are others."""
    funders = {one.funder for one in rows.fundings if one.is_public}
    return [FunderLine(funder, None) for funder in sorted(funders, key=lambda one: one.sort_text)]
