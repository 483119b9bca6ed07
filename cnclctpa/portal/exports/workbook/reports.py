"""Progress reports: those that the reader may read, the latest period first."""

from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.choices import DelayCause
from activities.following import as_report
from activities.models import ProgressReport
from activities.schedule import FULL, ReportedStatus
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.workbook.columns import day
from cnclctpa.portal.reporting.periods import period_name
from plans.models import Plan


def report_table(plan: Plan, *, on: date, user, banner: str) -> Table:
    """About periods ended by that day; one query. Counts of people are on the pages, which protect them."""
    seen = ProgressReport.objects.visible_to(user).filter(activity__plan=plan).by(on)
    rows = list(
        seen.select_related("activity__lead").order_by(
            "-ends_on", "activity__position", "activity__code", "pk"
        )
    )
    empty = _("no report is there yet")
    return Table(_("Reports"), columns(), rows, banner=banner, empty=empty, frozen=2)


def columns() -> list[Column]:
    return [
        Column(
            _("Period"),
            lambda one: capfirst(period_name(one.starts_on, one.ends_on)),
            width=24,
            name="period",
        ),
        Column(_("Code"), lambda one: one.activity.code, 10, Kind.CODE, name="activity_code"),
        Column(_("Activity"), lambda one: one.activity.title, width=44, name="activity"),
        Column(
            _("Lead organisation"),
            lambda one: one.activity.lead and one.activity.lead.name,
            width=28,
            name="lead",
        ),
        Column(_("State of the report"), lambda one: one.get_state_display(), width=13, name="report_state"),
        Column(_("Status of the activity"), lambda one: one.get_status_display(), width=14, name="status"),
        Column(_("Progress"), share, 13, Kind.PERCENT, name="progress"),
        day("begun_on", _("Begun on"), lambda one: one.begun_on),
        day("happened_on", _("Ended, suspended or cancelled on"), lambda one: one.happened_on),
        Column(_("What was done"), lambda one: one.narrative, width=60, name="narrative"),
        Column(_("Difficulties"), lambda one: one.difficulties, width=44, name="difficulties"),
        Column(
            _("Cause of delay"),
            lambda one: DelayCause(one.cause).label if one.cause else None,
            width=14,
            name="cause",
        ),
        day("forecast_on", _("Forecast date"), lambda one: one.forecast_on),
    ]


def share(one: ProgressReport) -> Decimal | None:
    """What the report says is done; all of it when it says that the activity is completed."""
    return FULL if one.status == ReportedStatus.COMPLETED else as_report(one).share
