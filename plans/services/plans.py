"""What can be done with a plan and its framework. Each writes the trail."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from plans.choices import PlanStatus
from plans.models import (
    AnnualPlan,
    Axis,
    Plan,
    Result,
    StrategicObjective,
)
from plans.services.saving import check_open, check_year, next_code, save

#: The life of a plan, which goes one way.
LIFE = list(PlanStatus)
#: Years of a plan: its pages have a column for each.
LONGEST = 30


@transaction.atomic
def create_plan(plan: Plan, *, by: User | None) -> Plan:
    """Keep a new plan, as a draft; a plan follows one that began before it."""
    if plan.status != PlanStatus.DRAFT:
        raise ValidationError({"status": _("A new plan is a draft: it is adopted afterwards.")})
    if plan.predecessor and plan.predecessor.starts_on >= plan.starts_on:
        raise ValidationError({"predecessor": _("The previous plan began before this one.")})
    if len(plan.years) > LONGEST:
        raise ValidationError({"ends_on": _("A plan lasts %d years at most.") % LONGEST})
    with because("plan.created", by=by):
        save(plan)
    return plan


@transaction.atomic
def advance_plan(plan: Plan, *, to: str, by: User | None) -> Plan:
    """Take a plan further in its life: from a draft to adopted, in force, closed, evaluated."""
    status = PlanStatus(to)
    if LIFE.index(status) <= LIFE.index(PlanStatus(plan.status)):
        raise ValidationError(_("A plan goes from a draft to its evaluation, never back."))
    if not plan.axes.exists():
        raise ValidationError(_("A plan without an axis cannot be adopted."))
    plan.status = status
    with because(f"plan.{status.value}", by=by):
        plan.save(update_fields=["status"])
    return plan


@transaction.atomic
def publish_plan(plan: Plan, *, at: datetime | None = None, by: User | None) -> Plan:
    """Show a plan to everybody. A real one says where it comes from; a fictitious one comes from nowhere."""
    if plan.is_published:
        raise ValidationError(_("This plan is already published."))
    if not plan.is_demonstration and not plan.sources.exists():
        raise ValidationError(_("A plan without a source cannot be published."))
    plan.published_at = at or timezone.now()
    with because("plan.published", by=by):
        plan.save(update_fields=["published_at"])
    return plan


@transaction.atomic
def add_annual_plan(annual_plan: AnnualPlan, *, by: User | None) -> AnnualPlan:
    check_year(annual_plan.plan, annual_plan.year)
    with because("annual_plan.added", by=by):
        save(annual_plan)
    return annual_plan


@transaction.atomic
def add_axis(axis: Axis, *, by: User | None) -> Axis:
    """Add an axis to a plan; without a number, it takes the next one."""
    check_open(axis.plan)
    axis.position = axis.position or max((one.position for one in axis.plan.axes.all()), default=0) + 1
    with because("axis.added", by=by):
        save(axis)
    return axis


@transaction.atomic
def add_objective(objective: StrategicObjective, *, by: User | None) -> StrategicObjective:
    """Add an objective to an axis of its plan; without a code, it takes the next one of the axis."""
    check_open(objective.plan)
    if objective.axis and objective.axis.plan_id != objective.plan_id:
        raise ValidationError({"axis": _("This axis is of another plan.")})
    if objective.axis:
        codes = objective.plan.objectives.values_list("code", flat=True)
        objective.code = objective.code or next_code(f"{objective.axis.position}.", codes)
    objective.position = (
        objective.position or objective.plan.objectives.filter(axis=objective.axis).count() + 1
    )
    with because("objective.added", by=by):
        save(objective)
    return objective


@transaction.atomic
def add_result(result: Result, *, by: User | None) -> Result:
    """Add an expected result to an objective; without a code, it takes the next one of the objective."""
    check_open(result.objective.plan)
    codes = result.objective.results.values_list("code", flat=True)
    result.code = result.code or next_code(f"{result.objective.code}.", codes)
    result.position = result.position or len(codes) + 1
    with because("result.added", by=by):
        save(result)
    return result
