"""What the rows of a plan take by themselves: an address, a place among the others."""

from cnclctpa.audit.filling import free_slug, french, next_place
from cnclctpa.audit.keeping import fills
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
    category.position = category.position or next_place(category.dimension.categories)


@fills(ProcessStep)
def place_step(step: ProcessStep) -> None:
    step.position = step.position or next_place(step.plan.steps)


@fills(PlanPartner)
def place_partner(partner: PlanPartner) -> None:
    partner.position = partner.position or next_place(partner.plan.partners)


@fills(PlanStatement)
def place_statement(statement: PlanStatement) -> None:
    statement.position = statement.position or next_place(statement.plan.statements)
