"""Reporting campaigns: what is expected, from whom."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities import schedule
from activities.following import followed
from activities.models import Activity, Campaign, Expectation
from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from cnclctpa.audit.removing import remove
from plans.models import Plan


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
            expect(campaign, activity)
    return campaign


def expect(campaign: Campaign, activity: Activity) -> Expectation:
    """A report of whoever leads the activity now."""
    if activity.lead is None:
        raise ValidationError(
            _("Nobody leads activity %(code)s: nobody can report on it.") % {"code": activity.code}
        )
    expectation = Expectation(campaign=campaign, activity=activity, organisation=activity.lead)
    expectation.save()
    return expectation


@transaction.atomic
def expect_reports(campaign: Campaign, activities: Iterable[Activity], *, by: User | None) -> None:
    """Expect a report on these activities and on no other; one that was begun is expected all the same."""
    chosen = {activity.pk: activity for activity in activities}
    if any(one.plan_id != campaign.plan_id for one in chosen.values()):
        raise ValidationError(_("This activity is of another plan."))
    expected = {one.activity_id: one for one in campaign.expectations.select_related("activity")}
    for key in expected.keys() - chosen.keys():
        remove(expected[key], by=by, verb="campaign.changed")
    with because("campaign.changed", by=by):
        for key in chosen.keys() - expected.keys():
            expect(campaign, chosen[key])


@transaction.atomic
def close_campaign(campaign: Campaign, *, on: date, by: User | None) -> Campaign:
    """Take no report after that day; those that are not validated wait, and no longer change."""
    campaign.closes_on, campaign.due_on = on, min(campaign.due_on, on)
    return keep(campaign, by=by, verb="campaign.closed")


def quarter_to_report(plan: Plan, *, on: date) -> tuple[date, date]:
    """The quarter that follows the last campaign of the plan; the last one over by that day when it has none.

    >>> quarter_of(date(2026, 11, 22))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    last = plan.campaigns.order_by("-ends_on").first()
    day = last.ends_on + timedelta(days=1) if last else quarter_of(on)[0] - timedelta(days=1)
    return quarter_of(min(max(day, plan.starts_on), plan.ends_on))


def quarter_of(day: date) -> tuple[date, date]:
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    after = date(day.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)


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
