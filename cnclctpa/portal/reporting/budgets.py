"""What sources state of the money of a plan whose activities are not known."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa.reference.choices import CountingUnit
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Figure
from cnclctpa.typography import money
from plans.choices import PlanProperty
from plans.models import AnnualPlan, Plan, PlanStatement


@dataclass(frozen=True)
class Budgets:
    """All of it comes with its sources; ``figures`` are those that no budget repeats."""

    plan: Plan
    annual_plans: tuple[AnnualPlan, ...]
    statements: tuple[PlanStatement, ...]
    figures: tuple[Figure, ...]

    @property
    def title(self) -> str:
        """The finding: what budget is known, and that no line of it is."""
        if self.plan.total_budget is not None:
            return _("%(budget)s planned, and no spending known") % {
                "budget": money(self.plan.total_budget, get_language())
            }
        count = len(self.with_a_budget)
        if not count:
            return _("The budget of this plan was not found")
        return ngettext(
            "The budget of one year is known, that of the whole plan is not",
            "The budget of some years is known, that of the whole plan is not",
            count,
        )

    @property
    def with_a_budget(self) -> list[AnnualPlan]:
        return [one for one in self.annual_plans if one.budget is not None]


def budgets(plan: Plan) -> Budgets:
    """The budgets of a plan already read, in four queries."""
    annual_plans = list(plan.annual_plans.all())
    statements = list(plan.statements.filter(about=PlanProperty.BUDGET).order_by("-is_retained", "pk"))
    told = {plan.total_budget, *(one.budget for one in annual_plans)}
    figures = [one for one in plan.figures.filter(counting_unit=CountingUnit.XOF) if one.value not in told]
    with_sources([plan], annual_plans, statements, figures)
    return Budgets(plan, tuple(annual_plans), tuple(statements), tuple(figures))
