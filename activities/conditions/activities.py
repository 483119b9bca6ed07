"""On what conditions activities and their parts are kept."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from activities.following import follow
from activities.models import (
    Activity,
    ActivityLineage,
    ActivityPartner,
    Milestone,
    Postponement,
)
from activities.schedule import current_dates
from cnclctpa.audit.filling import next_place
from cnclctpa.audit.keeping import checks, fills
from cnclctpa.audit.removing import guards
from plans.choices import LineageKind, PlanStatus
from plans.conditions import (
    check_added_on,
    check_code_stays,
    check_plan_stays,
    check_serves,
    hold_open,
    next_free,
)

ORIGINAL_DATES = ("original_starts_on", "original_ends_on")


@fills(Activity)
def number_activity(activity: Activity) -> None:
    hold_open(activity.plan)
    check_serves(activity)
    prefix = f"{activity.result.code}." if activity.result else f"{activity.serves.code}.a"
    activity.code = activity.code or next_free(prefix, activity.plan.activities)
    activity.position = activity.position or next_place((activity.result or activity.serves).activities)


@checks(Activity)
def activity_conditions(activity: Activity, before: Activity | None) -> None:
    if before is None:
        check_added_on(activity)
    check_plan_stays(activity, before)
    check_serves(activity)
    check_code_stays(activity, before, activity.plan)


@checks(Activity)
def original_dates_stay(activity: Activity, before: Activity | None) -> None:
    """Once its plan is adopted, other dates are decided by a postponement: the first ones stay known."""
    if before is None or activity.plan.status == PlanStatus.DRAFT:
        return
    for name in ORIGINAL_DATES:
        planned = getattr(before, name)
        if planned is not None and getattr(activity, name) != planned:
            raise ValidationError({name: _("This plan is adopted: postpone the activity instead.")})


@checks(Activity)
def lead_is_no_partner(activity: Activity, before: Activity | None) -> None:
    if before and activity.lead and activity.partners.filter(organisation=activity.lead).exists():
        raise ValidationError(
            {"lead": _("The organisation that leads the activity is not one of its partners.")}
        )


@checks(ActivityPartner)
def partner_does_not_lead(partner: ActivityPartner, before: ActivityPartner | None) -> None:
    if partner.organisation == partner.activity.lead:
        raise ValidationError(_("The organisation that leads the activity is not one of its partners."))


@checks(ActivityLineage)
def lineage_conditions(lineage: ActivityLineage, before: ActivityLineage | None) -> None:
    former, heir = lineage.former, lineage.activity
    if heir and heir.plan.predecessor_id != former.plan_id:
        raise ValidationError(_("An activity follows one of the previous plan."))
    told = former.heirs.exclude(activity=heir).exclude(pk=lineage.pk)
    if lineage.kind == LineageKind.DROPPED:
        check_dropped(former, told)
    if heir and told.filter(activity__isnull=True).exists():
        raise ValidationError(_("This activity was said to be dropped: take that back first."))


def check_dropped(former: Activity, told: QuerySet) -> None:
    """Nothing is dropped as long as no plan could have taken it up."""
    if told.filter(activity__isnull=False).exists():
        raise ValidationError(_("This activity has an heir: it was not dropped."))
    if not former.plan.successors.exists():
        raise ValidationError(_("No plan follows this one yet: nothing of it has been dropped."))


@guards(Activity)
def activity_without_facts(activity: Activity) -> None:
    """What has been told of it would be lost: it is withdrawn from its plan instead."""
    if activity.reports.exists() or activity.expenses.exists() or activity.fundings.exists():
        raise ValidationError(
            _("This activity has reports or money: withdraw it from the plan, its history stays.")
        )


@fills(Milestone)
def number_milestone(milestone: Milestone) -> None:
    milestone.position = milestone.position or next_place(milestone.activity.milestones)


@checks(Milestone)
def milestone_before_withdrawal(milestone: Milestone, before: Milestone | None) -> None:
    withdrawn_on, done_on = milestone.activity.withdrawn_on, milestone.done_on
    is_told_now = before is None or before.done_on != done_on
    if is_told_now and withdrawn_on and done_on and done_on >= withdrawn_on:
        raise ValidationError({"done_on": _("This activity had been withdrawn by that day.")})


@checks(Postponement)
def postponement_moves_the_dates(postponement: Postponement, before: Postponement | None) -> None:
    """A decision is about an activity of the plan, and says other dates than those before it."""
    activity, told = postponement.activity, (postponement.starts_on, postponement.ends_on)
    if before is None and activity.withdrawn_on:
        raise ValidationError(_("This activity has been withdrawn: its dates no longer change."))
    if before and (before.starts_on, before.ends_on) == told:
        return
    others = Postponement.objects.filter(activity=activity).exclude(pk=postponement.pk)
    start, end = current_dates(follow(activity, postponements=others).schedule, on=postponement.decided_on)
    starts_on, ends_on = postponement.starts_on or start, postponement.ends_on
    if (starts_on, ends_on) == (start, end):
        raise ValidationError(_("These are the dates that it already has."))
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": _("An activity cannot end before it starts.")})


@checks(Postponement)
def postponement_is_the_last(postponement: Postponement, before: Postponement | None) -> None:
    """A former decision has been built on; the last one stays the last."""
    others = postponement.activity.postponements.exclude(pk=postponement.pk)
    if before and others.filter(decided_on__gt=min(before.decided_on, postponement.decided_on)).exists():
        raise ValidationError(_("A later decision moved the dates again: only the last one is corrected."))


@guards(Postponement)
def postponement_removed_is_the_last(postponement: Postponement) -> None:
    if postponement.activity.postponements.filter(decided_on__gt=postponement.decided_on).exists():
        raise ValidationError(_("A later decision moved the dates again: only the last one is removed."))
