"""What is asked of activities: who leads them, when, where, and why they are late."""

from itertools import pairwise

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.choices import ReportState
from activities.schedule import NONE, ReportedStatus
from cnclctpa import typography
from cnclctpa.portal.reporting.quality.facts import ActivityThing
from cnclctpa.portal.reporting.quality.findings import Found, Kind, Part, Severity, rule
from plans.choices import PlanStatus

HANDED_OVER = (ReportState.SUBMITTED, ReportState.VALIDATED)


def told(day) -> str:
    return typography.day(day, get_language() or "fr")


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.HIGH,
    _("Activity %(code)s has no lead organisation: nobody answers for it, and nobody reports."),
    field="id_lead",
    expects=_("lead organisation"),
    part=Part.ACTIVITIES,
)
def activity_without_a_lead(activity: ActivityThing) -> bool:
    return activity.row.lead_id is None


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.HIGH,
    _("Activity %(code)s has no start: how far it should be cannot be computed."),
    field="id_original_starts_on",
    expects=_("start"),
    part=Part.ACTIVITIES,
)
def activity_without_a_start(activity: ActivityThing) -> bool:
    return activity.standing.starts_on is None


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.HIGH,
    _("Activity %(code)s has no end: nothing tells when it is late."),
    field="id_original_ends_on",
    expects=_("end"),
    part=Part.ACTIVITIES,
)
def activity_without_an_end(activity: ActivityThing) -> bool:
    return activity.standing.ends_on is None


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.LOW,
    _("Activity %(code)s is placed in no region: no map shows it."),
    field="div_id_regions",
    expects=_("region"),
    part=Part.ACTIVITIES,
)
def activity_without_a_region(activity: ActivityThing) -> bool:
    return not activity.regions


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.LOW,
    _("Activity %(code)s does not say whom it is for."),
    field="id_target_group",
    expects=_("target group"),
    part=Part.ACTIVITIES,
)
def activity_without_a_target_group(activity: ActivityThing) -> bool:
    return not activity.row.target_group


@rule(
    ActivityThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("Activity %(code)s ends on %(end)s, before it starts on %(start)s."),
    field="id_ends_on",
)
def activity_ends_before_it_starts(activity: ActivityThing) -> Found | None:
    """The first dates cannot: a postponement that moves the end alone can."""
    starts_on, ends_on = activity.standing.starts_on, activity.standing.ends_on
    if starts_on is None or ends_on is None or starts_on <= ends_on:
        return None
    form = reverse("portal:postponement-update", args=[activity.plan.slug, activity.code])
    return Found({"start": told(starts_on), "end": told(ends_on)}, form=form)


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("Activity %(code)s was planned outside the years of the plan: from %(start)s to %(end)s."),
)
def activity_outside_the_plan(activity: ActivityThing) -> Found | None:
    row, plan = activity.row, activity.plan
    starts_on, ends_on = row.original_starts_on, row.original_ends_on
    if starts_on is None or ends_on is None:
        return None
    words = {"start": told(starts_on), "end": told(ends_on)}
    if starts_on < plan.starts_on or starts_on > plan.ends_on:
        return Found(words, field="id_original_starts_on")
    return Found(words, field="id_original_ends_on") if ends_on > plan.ends_on else None


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("Activity %(code)s weighs nothing: whether it is done or not, no figure changes."),
    field="id_weight",
)
def activity_without_weight(activity: ActivityThing) -> bool:
    return activity.row.weight == NONE


def is_followed(activity: ActivityThing) -> bool:
    """A draft is not late: nobody has begun."""
    return activity.plan.status == PlanStatus.IN_FORCE and activity.standing.wants_a_cause


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Nobody says why activity %(code)s is late."),
    field="id_blocking_cause",
    by_lead=True,
)
def late_without_a_cause(activity: ActivityThing) -> bool:
    return is_followed(activity) and not activity.standing.cause


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Activity %(code)s is late, and nobody says when it may end."),
    field="id_forecast_on",
    by_lead=True,
)
def late_without_a_forecast(activity: ActivityThing) -> bool:
    return is_followed(activity) and activity.standing.forecast_on is None


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("Activity %(code)s was to end on %(day)s at the latest, a day that has passed."),
    field="id_forecast_on",
    by_lead=True,
)
def forecast_has_passed(activity: ActivityThing) -> Found | None:
    day = activity.standing.forecast_on
    return Found({"day": told(day)}) if is_followed(activity) and day and day < activity.on else None


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.HIGH,
    _("The report on activity %(code)s was due on %(day)s, and is not handed over."),
    by_lead=True,
)
def report_overdue(activity: ActivityThing) -> list[Found]:
    """Of the campaigns that still receive reports: a closed one asks for nothing more."""
    return [
        Found(
            {"day": told(one.due_on)},
            form=reverse("portal:report-update", args=[activity.plan.slug, activity.code, one.campaign]),
            is_open_to_lead=True,
        )
        for one in activity.expected
        if one.due_on < activity.on <= one.closes_on and one.state not in HANDED_OVER
    ]


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Activity %(code)s is under way, and the last closed campaign has no validated report of it."),
    by_lead=True,
)
def silent_at_the_last_campaign(activity: ActivityThing) -> bool:
    return activity.plan.status == PlanStatus.IN_FORCE and activity.standing.is_silent


@rule(
    ActivityThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("Activity %(code)s is completed by its last report, and has milestones that are not done."),
    field="id_milestones-0-done_on",
)
def completed_with_milestones_to_do(activity: ActivityThing) -> bool:
    reports = [one for one in activity.followed.reports if one.ends_on <= activity.on]
    is_completed = bool(reports) and reports[-1].status == ReportedStatus.COMPLETED
    return is_completed and any(one.done_on is None for one in activity.followed.milestones)


@rule(
    ActivityThing,
    Kind.CONTRADICTORY,
    Severity.ORDINARY,
    _("A milestone of activity %(code)s is done on %(day)s, a day to come."),
    field="id_milestones-0-done_on",
)
def milestone_done_in_the_future(activity: ActivityThing) -> Found | None:
    days = [one.done_on for one in activity.followed.milestones if one.done_on and one.done_on > activity.on]
    return Found({"day": told(min(days))}) if days else None


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("The milestones of activity %(code)s all weigh nothing: each counts as much as the others."),
    field="id_milestones-0-weight",
)
def milestones_without_weight(activity: ActivityThing) -> bool:
    milestones = activity.followed.milestones
    return bool(milestones) and all(one.weight == NONE for one in milestones)


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("Activity %(code)s goes back: a validated report says less than the one before."),
    by_lead=True,
)
def progress_goes_back(activity: ActivityThing) -> Found | None:
    """Milestones tell the progress of an activity that has some, whatever its reports say."""
    if activity.followed.milestones:
        return None
    known = [
        (one.percentage, one.campaign)
        for one in activity.followed.reports
        if one.percentage is not None and one.campaign
    ]
    for (before, _former), (after, campaign) in pairwise(known):
        if after < before:
            where = [activity.plan.slug, activity.code, campaign]
            return Found(form=reverse("portal:report-detail", args=where))
    return None
