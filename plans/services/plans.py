"""What can be done with a plan and its framework. Each writes the trail."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep, read_again
from cnclctpa.reference.choices import Certainty, Precision
from plans.choices import PlanStatus, PublicationKind
from plans.conditions import check_advance, lacks_to_publish, refuse
from plans.models import AnnualPlan, Axis, Plan, Publication, Result, StrategicObjective
from plans.services.publications import freeze, withdraw_publication

#: The steps of the life of a plan that have a day of their own, and how its columns begin.
DAY_OF = {PlanStatus.ADOPTED: "adopted", PlanStatus.IN_FORCE: "launched", PlanStatus.CLOSED: "closed"}


def create_plan(plan: Plan, *, by: User | None) -> Plan:
    """Keep a new plan, as a draft; a plan follows one that began before it."""
    return keep(plan, by=by, verb="plan.created")


@transaction.atomic
def advance_plan(
    plan: Plan, *, to: str, on: date | None = None, certainty: str = Certainty.CERTAIN, by: User | None
) -> Plan:
    """Take a plan further in its life: from a draft to adopted, in force, closed, evaluated.

    The day on which it was adopted, launched or closed may be told with it.
    """
    status = PlanStatus(to)
    read_again(plan)
    check_advance(plan, status)
    fields = ["status", *date_step(plan, status, on, certainty)]
    plan.status = status
    with because(f"plan.{status.value}", by=by):
        plan.save(update_fields=fields)
    return plan


def date_step(plan: Plan, status: PlanStatus, on: date | None, certainty: str) -> list[str]:
    """The day of a step of its life; returns the fields that it changes. One told before stays as it was."""
    if on is None:
        return []
    if status not in DAY_OF:
        raise ValidationError(_("No day is told with this step."))
    name = DAY_OF[status]
    if status is PlanStatus.CLOSED and on < plan.starts_on:
        raise ValidationError({"on": _("A plan cannot be closed before it starts.")})
    told = {f"{name}_on": on, f"{name}_certainty": certainty, f"{name}_precision": Precision.DAY}
    if getattr(plan, f"{name}_on") == on:
        del told[f"{name}_precision"]
    for field, value in told.items():
        setattr(plan, field, value)
    return list(told)


@transaction.atomic
def share_plan(plan: Plan, *, by: User) -> Plan:
    """Show a draft to the partners and the focal points, before everybody."""
    read_again(plan)
    if plan.is_published:
        raise ValidationError(_("This plan is published: everybody reads it already."))
    if plan.status != PlanStatus.DRAFT:
        raise ValidationError(_("Only a draft is shared: this plan has been adopted, publish it."))
    if plan.is_shared_with_partners:
        raise ValidationError(_("This plan is already shared with partners."))
    return _set_sharing(plan, True, "plan.shared", by=by)


@transaction.atomic
def unshare_plan(plan: Plan, *, by: User) -> Plan:
    read_again(plan)
    if not plan.is_shared_with_partners:
        raise ValidationError(_("This plan is not shared with partners."))
    return _set_sharing(plan, False, "plan.unshared", by=by)


def _set_sharing(plan: Plan, is_shared: bool, verb: str, *, by: User) -> Plan:
    plan.is_shared_with_partners = is_shared
    with because(verb, by=by):
        plan.save(update_fields=["is_shared_with_partners"])
    return plan


@transaction.atomic
def publish_plan(plan: Plan, *, at: datetime | None = None, by: User | None) -> Plan:
    """Show a plan to everybody, and keep what it says on that day."""
    read_again(plan)
    if plan.is_published:
        raise ValidationError(_("This plan is already published."))
    refuse(lacks_to_publish(plan))
    plan.published_at = at or timezone.now()
    # Sharing was for the time before: withdrawn one day, the plan is seen by nobody but the secretariat.
    plan.is_shared_with_partners = False
    if by is not None:
        freeze(plan, by=by)
    with because("plan.published", by=by):
        plan.save(update_fields=["published_at", "is_shared_with_partners"])
    return plan


@transaction.atomic
def freeze_plan(plan: Plan, *, by: User) -> Publication:
    """Keep what a published plan says today: what changes afterwards is told against it."""
    read_again(plan)
    if not plan.is_published:
        raise ValidationError(_("This plan is not published."))
    return freeze(plan, by=by)


@transaction.atomic
def unpublish_plan(plan: Plan, *, reason: str, by: User) -> Plan:
    """Show a plan to nobody but the secretariat again; it may be published anew."""
    read_again(plan)
    if not plan.is_published:
        raise ValidationError(_("This plan is not published."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this plan is withdrawn.")})
    kept = Publication.objects.filter(plan=plan, kind=PublicationKind.PLAN, withdrawn_at__isnull=True)
    for publication in kept:
        withdraw_publication(publication, reason=reason, by=by)
    plan.published_at = None
    with because("plan.withdrawn", by=by, reason=reason.strip()):
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
