"""On what conditions the money of activities is kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activities.budget import converted
from activities.models import BudgetLine, Expense, Funding, FundingStep
from cnclctpa.audit.keeping import checks
from plans.conditions import check_year


@checks(BudgetLine, Funding, Expense)
def money_of_a_year_of_the_plan(row, before) -> None:
    check_year(row.activity.plan, row.year, "year")


@checks(FundingStep)
def step_is_converted_at_its_rate(step: FundingStep, before: FundingStep | None) -> None:
    """The amount in francs is that of the other currency: it would say something else otherwise."""
    if step.foreign_amount is None or step.rate is None:
        return
    expected = converted(step.foreign_amount, step.rate)
    if step.amount != expected:
        raise ValidationError(
            {"amount": _("At this rate, it makes %(amount)s CFA francs.") % {"amount": expected}}
        )
