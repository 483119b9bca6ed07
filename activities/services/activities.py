"""What can be done with an activity: add it, move its dates, tell its milestones, withdraw it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityLineage, ActivityPartner, Milestone, Postponement
from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from cnclctpa.reference.models import Organisation, Region
from plans.models import AnnualPlan


@transaction.atomic
def add_activity(
    activity: Activity,
    *,
    partners: Mapping[Organisation, str] | None = None,
    regions: Iterable[Region] = (),
    annual_plans: Iterable[AnnualPlan] = (),
    milestones: Iterable[Milestone] = (),
    by: User | None,
) -> Activity:
    """Add an activity, with the part of each partner; without a code, it takes the next one.

    It serves an objective or a result of its plan, in annual plans of its plan; its lead is no partner.
    """
    partners, annual_plans = partners or {}, list(annual_plans)
    if any(one.plan_id != activity.plan_id for one in annual_plans):
        raise ValidationError(_("This annual plan is of another plan."))
    verb = "activity.added"
    keep(activity, by=by, verb=verb)
    with because(verb, by=by):
        activity.regions.add(*regions)
        activity.annual_plans.add(*annual_plans)
    for organisation, role in partners.items():
        keep(ActivityPartner(activity=activity, organisation=organisation, role=role), by=by, verb=verb)
    for position, milestone in enumerate(milestones, start=1):
        milestone.activity, milestone.position = activity, position
        keep(milestone, by=by, verb=verb)
    return activity


def postpone(
    activity: Activity,
    *,
    ends_on: date,
    starts_on: date | None = None,
    cause: str,
    note: str = "",
    decided_on: date,
    by: User | None,
) -> Postponement:
    """Decide other dates, earlier or later: the former ones stay known. Without a start, it keeps its own."""
    decision = Postponement(
        activity=activity,
        decided_on=decided_on,
        starts_on=starts_on,
        ends_on=ends_on,
        cause=cause,
        note=note,
        decided_by=by,
    )
    return keep(decision, by=by, verb="activity.postponed")


def mark_milestone_done(milestone: Milestone, *, on: date, by: User | None) -> Milestone:
    if milestone.done_on:
        raise ValidationError(_("This milestone is already done."))
    milestone.done_on = on
    return keep(milestone, by=by, verb="milestone.done")


def withdraw_activity(activity: Activity, *, on: date, reason: str, by: User | None) -> Activity:
    """Take an activity out of its plan from a day on; it keeps its code, its reports and its money."""
    if activity.withdrawn_on:
        raise ValidationError(_("This activity has already been withdrawn."))
    activity.withdrawn_on, activity.withdrawn_reason = on, reason.strip()
    return keep(activity, by=by, verb="activity.withdrawn", reason=activity.withdrawn_reason)


def declare_lineage(
    former: Activity, *, kind: str, heir: Activity | None = None, note: str = "", by: User | None
) -> ActivityLineage:
    """Say what an activity of the previous plan became; without an heir, it was dropped."""
    lineage = ActivityLineage(former=former, activity=heir, kind=kind, note=note)
    return keep(lineage, by=by, verb="activity.lineage_declared")
