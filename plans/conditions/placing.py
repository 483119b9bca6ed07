"""What the rows of a plan take by themselves: an address, a place among the others."""

from cnclctpa.audit.keeping import fills
from cnclctpa.reference.conditions import free_slug, french
from plans.models import Category, Dimension, Plan, PlanPartner, PlanStatement, ProcessStep


@fills(Plan)
def name_plan(plan: Plan) -> None:
    """Its years: its address says which plan it is."""
    if not plan.slug and plan.starts_on and plan.ends_on:
        plan.slug = free_slug(Plan, plan.period)


@fills(Dimension)
def name_dimension(dimension: Dimension) -> None:
    dimension.slug = dimension.slug or free_slug(Dimension, french(dimension, "name"))


@fills(Category)
def name_category(category: Category) -> None:
    category.slug = category.slug or free_slug(Category, french(category, "name"))
    category.position = category.position or category.dimension.categories.count() + 1


@fills(ProcessStep)
def place_step(step: ProcessStep) -> None:
    step.position = step.position or step.plan.steps.count() + 1


@fills(PlanPartner)
def place_partner(partner: PlanPartner) -> None:
    partner.position = partner.position or partner.plan.partners.count() + 1


@fills(PlanStatement)
def place_statement(statement: PlanStatement) -> None:
    statement.position = statement.position or statement.plan.statements.count() + 1
