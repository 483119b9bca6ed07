"""Everything that belongs to a plan, what others refer to first: what is copied, and what goes with it."""

from django.db.models import Model, Q, QuerySet

from activities import models as activities
from evaluation import models as evaluation
from plans import models as plans

#: Model → how its rows name their plan; a row with two names belongs to either plan.
FRAMEWORK: dict[type[Model], tuple[str, ...]] = {
    plans.PlanPartner: ("plan",),
    plans.PlanStatement: ("plan",),
    plans.ProcessStep: ("plan",),
    plans.ProcessParticipation: ("step__plan",),
    plans.AnnualPlan: ("plan",),
    plans.Axis: ("plan",),
    activities.Campaign: ("plan",),
}
FOLLOWED: dict[type[Model], tuple[str, ...]] = {
    plans.StrategicObjective: ("plan",),
    plans.Result: ("objective__plan",),
    plans.Indicator: ("plan",),
    plans.Definition: ("indicator__plan",),
    plans.Target: ("indicator__plan",),
    plans.Measurement: ("indicator__plan",),
    plans.MeasurementPart: ("measurement__indicator__plan",),
    activities.Activity: ("plan",),
    activities.ActivityPartner: ("activity__plan",),
    activities.Milestone: ("activity__plan",),
    activities.Postponement: ("activity__plan",),
    activities.ActivityLineage: ("activity__plan", "former__plan"),
    activities.BudgetLine: ("activity__plan",),
    activities.Funding: ("activity__plan",),
    activities.FundingStep: ("funding__activity__plan",),
    activities.Expense: ("activity__plan",),
    activities.Expectation: ("campaign__plan",),
    activities.ProgressReport: ("activity__plan",),
    activities.PeopleReached: ("report__activity__plan",),
    activities.IndicatorAnswer: ("report__activity__plan",),
}
#: What a copy does not take: documents, opinions, and meetings, which are held once.
HELD_ONCE: dict[type[Model], tuple[str, ...]] = {
    activities.Workshop: ("plan",),
    activities.WorkshopOrganisation: ("workshop__plan",),
    activities.WorkshopStatement: ("workshop__plan",),
    activities.Session: ("workshop__plan",),
    activities.Participation: ("workshop__plan",),
    activities.WorkingGroup: ("workshop__plan",),
    activities.Outcome: ("workshop__plan",),
    evaluation.Recommendation: ("outcome__workshop__plan",),
    plans.Publication: ("plan",),
    plans.Confidence: ("axis__plan", "objective__plan"),
}
PARTS = FRAMEWORK | FOLLOWED | HELD_ONCE


def rows_of(model: type[Model], plan_or_plans: plans.Plan | QuerySet[plans.Plan]) -> QuerySet:
    """The rows of one kind that belong to a plan, or to one of several."""
    is_one = isinstance(plan_or_plans, plans.Plan)
    belongs = Q()
    for path in PARTS[model]:
        belongs |= Q(**{path if is_one else f"{path}__in": plan_or_plans})
    return model._default_manager.filter(belongs)
