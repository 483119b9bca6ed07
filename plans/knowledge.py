"""What is known of a plan, property by property, and who could bring what is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cnclctpa.reference.choices import Certainty
from plans.choices import PlanProperty, PlanStatus
from plans.models import AnnualPlan, Axis, Plan, PlanPartner, PlanStatement, ProcessStep, StrategicObjective


class State(StrEnum):
    FOUND = "found"
    IN_PART = "in_part"
    MISSING = "missing"
    NOT_YET = "not_yet"


#: What the page looks for in every plan; the other properties are only told when a source speaks of them.
EXPECTED = (
    PlanProperty.TITLE,
    PlanProperty.ADOPTION,
    PlanProperty.LAUNCH,
    PlanProperty.PROCESS,
    PlanProperty.AXES,
    PlanProperty.OBJECTIVES,
    PlanProperty.ACTIVITIES,
    PlanProperty.BUDGET,
    PlanProperty.ANNUAL_PLANS,
    PlanProperty.PARTNERS,
    PlanProperty.EXECUTION,
    PlanProperty.EVALUATION,
)

LACKING = {
    PlanProperty.TITLE: _("The official title, checked against the adopted text"),
    PlanProperty.ADOPTION: _("The date of adoption"),
    PlanProperty.LAUNCH: _("The date of launch"),
    PlanProperty.PROCESS: _("How the plan was made, and with whom"),
    PlanProperty.AXES: _("The axes"),
    PlanProperty.OBJECTIVES: _("The strategic objectives"),
    PlanProperty.ACTIVITIES: _("The list of activities, with their codes and their budgets"),
    PlanProperty.BUDGET: _("The total budget"),
    PlanProperty.ANNUAL_PLANS: _("The annual plans and their budgets"),
    PlanProperty.PARTNERS: _("The partners of the plan"),
    PlanProperty.EXECUTION: _("The execution rate"),
    PlanProperty.EVALUATION: _("The evaluation of the plan"),
}
STILL_LACKING = {
    PlanProperty.AXES: _("The official wording of the axes"),
    PlanProperty.OBJECTIVES: _("The official wording of the objectives"),
    PlanProperty.ANNUAL_PLANS: _("The annual plans of the other years, and their budgets"),
    PlanProperty.EVALUATION: _("The report of the evaluation and its conclusions"),
}
BRINGERS = {
    PlanProperty.TITLE: _("The committee, by publishing the adopted text."),
    PlanProperty.ADOPTION: _("The committee: the minutes of the meeting that adopted the plan."),
    PlanProperty.LAUNCH: _("The committee or the Ministry of Justice."),
    PlanProperty.PROCESS: _("The committee and those who took part in the work."),
    PlanProperty.AXES: _("The committee, by publishing the adopted text."),
    PlanProperty.OBJECTIVES: _("The committee, by publishing the adopted text."),
    PlanProperty.ACTIVITIES: _("The committee, by handing over the matrix of the plan."),
    PlanProperty.BUDGET: _("The committee, with the share of the State and that of each funder."),
    PlanProperty.ANNUAL_PLANS: _("The committee, which adopts them each year."),
    PlanProperty.PARTNERS: _("The committee and the partners themselves."),
    PlanProperty.EXECUTION: _("The committee, from its annual reports."),
    PlanProperty.EVALUATION: _("The committee, or the partners that supported the evaluation."),
}


@dataclass(frozen=True)
class Knowledge:
    """One property of a plan: whether it is known, what is lacking, who could bring it, what sources say."""

    about: PlanProperty
    state: State
    statements: tuple[PlanStatement, ...]

    @property
    def label(self) -> str | Promise:
        return self.about.label

    @property
    def is_found(self) -> bool:
        return self.state is State.FOUND

    @property
    def is_lacking(self) -> bool:
        return self.state in (State.MISSING, State.IN_PART)

    @property
    def lacking(self) -> str | Promise:
        if self.state is State.IN_PART:
            return STILL_LACKING[self.about]
        return LACKING[self.about]

    @property
    def bringer(self) -> str | Promise:
        return BRINGERS[self.about]


def with_holdings(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans that know how many axes, objectives, steps, annual plans and partners they have."""
    return plans.annotate(
        axis_count=counted(Axis.objects),
        official_axis_count=counted(Axis.objects.filter(is_wording_official=True)),
        objective_count=counted(StrategicObjective.objects),
        official_objective_count=counted(StrategicObjective.objects.filter(is_wording_official=True)),
        step_count=counted(ProcessStep.objects),
        annual_plan_count=counted(AnnualPlan.objects),
        partner_count=counted(PlanPartner.objects),
    )


def counted(rows) -> Coalesce:
    per_plan = rows.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(count=Count("pk"))
    return Coalesce(Subquery(per_plan.values("count")), 0)


def knowledge_of(plan: Plan, statements: Iterable[PlanStatement], *, on: date) -> tuple[Knowledge, ...]:
    """Every expected property of a plan read through `with_holdings`, with the statements about it."""
    statements = list(statements)
    told = {about: tuple(one for one in statements if one.about == about) for about in EXPECTED}
    return tuple(Knowledge(about, state(plan, about, told[about], on=on), told[about]) for about in EXPECTED)


def state(plan: Plan, about: PlanProperty, told: Iterable[PlanStatement], *, on: date) -> State:
    match about:
        case PlanProperty.AXES:
            return wording(plan.axis_count, plan.official_axis_count)
        case PlanProperty.OBJECTIVES:
            return wording(plan.objective_count, plan.official_objective_count)
        case PlanProperty.ANNUAL_PLANS:
            return share(plan.annual_plan_count, len(plan.years))
        case PlanProperty.EVALUATION:
            return evaluation(plan, is_attested=attested(told), on=on)
        case PlanProperty.ACTIVITIES:
            # Sources may say how many there are; the list itself is not in the application yet.
            return State.MISSING
        case PlanProperty.EXECUTION:
            return State.FOUND if attested(told) else State.MISSING
        case _:
            return State.FOUND if is_recorded(plan, about) else State.MISSING


def is_recorded(plan: Plan, about: PlanProperty) -> bool:
    return {
        PlanProperty.TITLE: plan.is_title_official,
        PlanProperty.ADOPTION: plan.adopted_on is not None,
        PlanProperty.LAUNCH: plan.launched_on is not None,
        PlanProperty.PROCESS: plan.step_count > 0,
        PlanProperty.BUDGET: plan.total_budget is not None,
        PlanProperty.PARTNERS: plan.partner_count > 0,
    }[about]


def attested(statements: Iterable[PlanStatement]) -> bool:
    return any(one.is_retained and one.certainty != Certainty.NOT_FOUND for one in statements)


def wording(count: int, official: int) -> State:
    """Axes or objectives known by the press are known in part until their official wording is."""
    if not count:
        return State.MISSING
    return State.FOUND if official == count else State.IN_PART


def share(count: int, wanted: int) -> State:
    if not count:
        return State.MISSING
    return State.FOUND if count >= wanted else State.IN_PART


def evaluation(plan: Plan, *, is_attested: bool, on: date) -> State:
    if plan.status == PlanStatus.EVALUATED:
        return State.FOUND
    if is_attested:
        return State.IN_PART
    return State.MISSING if on > plan.ends_on else State.NOT_YET
