"""What can be done with money: plan it, commit it, mobilise it, spend it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.budget import converted
from activities.models import Activity, BudgetLine, Expense, Funding, FundingStep
from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from cnclctpa.reference.models import Organisation
from plans.conditions import check_year

FRANC = "XOF"


@transaction.atomic
def set_budget(
    activity: Activity, *, year: int, amounts: Mapping[str, Decimal], by: User | None
) -> list[BudgetLine]:
    """Plan a year, by category, in whole CFA francs; a category that is not named is no longer planned."""
    check_year(activity.plan, year)
    planned = {line.category: line for line in activity.budget_lines.filter(year=year)}
    lines = []
    with because("activity.budget_set", by=by):
        for category in planned.keys() - amounts.keys():
            planned[category].delete()
        for category, amount in amounts.items():
            line = planned.get(category) or BudgetLine(activity=activity, year=year, category=category)
            if line.pk is None or line.amount != amount:
                line.amount = amount
                keep(line, by=by)
            lines.append(line)
    return lines


def commit_funding(
    activity: Activity,
    *,
    funder: Organisation,
    year: int,
    reference: str = "",
    is_public: bool = False,
    by: User | None,
) -> Funding:
    """The commitment of a funder to an activity and one year of its plan; how much is told by its steps."""
    funding = Funding(activity=activity, funder=funder, year=year, reference=reference, is_public=is_public)
    return keep(funding, by=by, verb="funding.committed")


def record_funding_step(
    funding: Funding,
    *,
    stage: str,
    on: date,
    amount: Decimal,
    currency: str = FRANC,
    rate: Decimal | None = None,
    rate_on: date | None = None,
    by: User | None,
) -> FundingStep:
    """How much was pledged, mobilised or disbursed in all by that day.

    An amount of another currency is kept, and converted at its own rate (francs for one unit), half up.
    """
    step = FundingStep(funding=funding, stage=stage, on=on, amount=amount)
    if currency != FRANC:
        step.currency, step.foreign_amount, step.rate, step.rate_on = currency, amount, rate, rate_on
        # Before it is converted: a number may be none, infinite, or longer than its column.
        step.clean_fields(exclude={"funding", "amount"})
        if step.rate is None or step.rate <= 0:
            raise ValidationError({"rate": _("Give the rate: how many CFA francs for one unit.")})
        if step.foreign_amount < 0:
            raise ValidationError({"amount": _("An amount cannot be negative.")})
        step.amount = converted(step.foreign_amount, step.rate)
    return keep(step, by=by, verb="funding.recorded")


def record_expense(
    activity: Activity,
    *,
    on: date,
    year: int,
    amount: Decimal,
    funder: Organisation | None = None,
    reference: str = "",
    by: User | None,
) -> Expense:
    """What was spent on a day, on the budget of a year of the plan."""
    expense = Expense(activity=activity, on=on, year=year, amount=amount, funder=funder, reference=reference)
    return keep(expense, by=by, verb="expense.recorded")
