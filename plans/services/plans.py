"""What can be done with a plan and its framework. Each writes the trail."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from plans.choices import PlanStatus
from plans.conditions import check_advance
from plans.models import AnnualPlan, Axis, Plan, Result, StrategicObjective


def create_plan(plan: Plan, *, by: User | None) -> Plan:
    """Keep a new plan, as a draft; a plan follows one that began before it."""
    return keep(plan, by=by, verb="plan.created")


@transaction.atomic
def advance_plan(plan: Plan, *, to: str, by: User | None) -> Plan:
    """Take a plan further in its life: from a draft to adopted, in force, closed, evaluated."""
    status = PlanStatus(to)
    check_advance(plan, status)
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


def add_annual_plan(annual_plan: AnnualPlan, *, by: User | None) -> AnnualPlan:
    return keep(annual_plan, by=by, verb="annual_plan.added")


def add_axis(axis: Axis, *, by: User | None) -> Axis:
    """Add an axis to a plan; without a number, it takes the next one."""
    return keep(axis, by=by, verb="axis.added")


def add_objective(objective: StrategicObjective, *, by: User | None) -> StrategicObjective:
    """Add an objective to an axis of its plan; without a code, it takes the next one of the axis."""
    return keep(objective, by=by, verb="objective.added")


def add_result(result: Result, *, by: User | None) -> Result:
    """Add an expected result to an objective; without a code, it takes the next one of the objective."""
    return keep(result, by=by, verb="result.added")
