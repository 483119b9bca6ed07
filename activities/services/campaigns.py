"""Reporting campaigns: what is expected, from whom."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities import schedule
from activities.following import followed
from activities.models import Activity, Campaign, Expectation
from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep


@transaction.atomic
def open_campaign(
    campaign: Campaign, *, activities: Iterable[Activity] | None = None, by: User | None
) -> Campaign:
    """Open a period of reports, expecting one from the lead of each activity.

    Without a choice, a report is expected on the activities `reported_on` finds.
    """
    expected = reported_on(campaign) if activities is None else list(activities)
    if any(one.plan_id != campaign.plan_id for one in expected):
        raise ValidationError(_("This activity is of another plan."))
    keep(campaign, by=by, verb="campaign.opened")
    with because("campaign.opened", by=by):
        for activity in expected:
            if activity.lead is None:
                raise ValidationError(
                    _("Nobody leads activity %(code)s: nobody can report on it.") % {"code": activity.code}
                )
            Expectation(campaign=campaign, activity=activity, organisation=activity.lead).save()
    return campaign


def reported_on(campaign: Campaign) -> list[Activity]:
    """The activities to report on: led by somebody, in the plan at the end of the period, begun or due to
    begin by then, and neither completed nor cancelled before the period.

    An activity without dates is asked about: its lead may know.
    """
    present = Activity.objects.of(campaign.plan).present(campaign.ends_on).filter(lead__isnull=False)
    eve = campaign.starts_on - timedelta(days=1)
    found = []
    for one in followed(present.select_related("lead").in_order()):
        starts_on, _ends_on = schedule.current_dates(one.schedule, on=campaign.ends_on)
        is_due = starts_on is None or starts_on <= campaign.ends_on
        is_over = schedule.is_cancelled(one.schedule, on=eve) or schedule.completed_on(one.schedule, on=eve)
        if not is_over and (is_due or schedule.is_begun(one.schedule, on=campaign.ends_on)):
            found.append(one.activity)
    return found
