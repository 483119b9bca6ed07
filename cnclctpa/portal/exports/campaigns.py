"""Reporting campaigns, and what was answered to one."""

from collections.abc import Callable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.reporting.campaigns import Answers, CampaignPage, Phase, ReportingPage

PHASES = {
    Phase.TO_COME: pgettext_lazy("campaign", "to come"),
    Phase.OPEN: pgettext_lazy("campaign", "open"),
    Phase.OVERDUE: pgettext_lazy("campaign", "past its due date"),
    Phase.CLOSED: pgettext_lazy("campaign", "closed"),
}


def counted(heading: Any, name: str) -> Column:
    return Column(heading, lambda row: getattr(row.answers, name), 11, Kind.NUMBER, name=name)


def answer_columns(sight: Answers) -> list[Column]:
    """The counts that this reader sees; the others are among those awaited."""
    submitted = [counted(_("Submitted"), "submitted")] if sight.sees_submitted else []
    others = [counted(_("Returned"), "returned"), counted(_("Drafts"), "drafts")]
    return [
        counted(_("Expected"), "expected"),
        counted(_("Validated"), "validated"),
        *submitted,
        counted(_("Awaited"), "awaited"),
        *(others if sight.sees_everything else []),
        Column(_("Validated, share"), lambda row: row.answers.share, 13, Kind.PERCENT, name="share"),
    ]


def of_campaign(name: str) -> Callable[[Any], Any]:
    return lambda line: getattr(line.campaign, name)


CAMPAIGN_COLUMNS = (
    Column(_("Period"), lambda line: line.period, width=30, name="period"),
    Column(_("From"), of_campaign("starts_on"), 12, Kind.DATE, name="starts_on"),
    Column(_("To"), of_campaign("ends_on"), 12, Kind.DATE, name="ends_on"),
    Column(_("Opens on"), of_campaign("opens_on"), 12, Kind.DATE, name="opens_on"),
    Column(_("Due on"), of_campaign("due_on"), 12, Kind.DATE, name="due_on"),
    Column(_("Closes on"), of_campaign("closes_on"), 12, Kind.DATE, name="closes_on"),
    Column(_("State"), lambda line: capfirst(str(PHASES[line.phase])), width=18, name="phase"),
)
NO_CAMPAIGN = _("No reporting campaign has been opened for this plan")


def campaign_table(report: ReportingPage) -> Table:
    """Those that have opened, the latest first, then those to come."""
    lines = [*report.lines, *report.to_come]
    sight = lines[0].answers if lines else None
    columns = [*CAMPAIGN_COLUMNS, *(answer_columns(sight) if sight else [])]
    return Table(_("Campaigns"), columns, lines, empty=NO_CAMPAIGN, frozen=1)


def organisation_table(report: ReportingPage | CampaignPage) -> Table:
    """How each organisation answers the last campaign, or the one shown."""
    rows = report.organisations
    columns = [
        Column(_("Organisation"), lambda row: row.organisation.name, width=48, name="organisation"),
        *(answer_columns(rows[0].answers) if rows else []),
    ]
    return Table(_("By organisation"), columns, rows, empty=_("No report is expected."), frozen=1)


REPORT_COLUMNS = (
    Column(_("Organisation"), lambda one: one.expectation.organisation.name, width=40, name="organisation"),
    Column(_("Code"), lambda one: one.expectation.activity.code, 10, Kind.CODE, name="code"),
    Column(_("Activity"), lambda one: one.expectation.activity.title, width=60, name="title"),
    Column(
        _("State of the report"),
        lambda one: one.report and one.report.get_state_display(),
        width=16,
        name="report_state",
    ),
    Column(_("Late"), lambda one: one.is_late, 9, name="is_late"),
)


def answer_table(report: CampaignPage) -> Table:
    """The reports expected, for who reads their names; else the counts of each organisation."""
    if report.page is None:
        return organisation_table(report)
    return Table(
        _("Reports expected"), REPORT_COLUMNS, report.reports, empty=_("No report is expected."), frozen=3
    )
