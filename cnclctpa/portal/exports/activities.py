"""The activities of a plan, a row each."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from activities.following import Standing
from activities.models import Activity
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.told import (
    axis_name,
    cause_words,
    coded,
    pillar_tone,
    state_tone,
    state_words,
)
from cnclctpa.portal.reporting.activities.listing import ActivityList, every_line
from cnclctpa.portal.reporting.annual_plan import AnnualPlanPage
from plans.models import Axis


def axis_of(standing: Standing) -> Axis | None:
    return standing.activity.serves.axis


def of_activity(read: Callable[[Activity], object]) -> Callable[[Standing], object]:
    return lambda standing: read(standing.activity)


STANDING_COLUMNS = (
    Column(
        _("Axis"),
        lambda standing: axis_name(axis_of(standing)),
        width=26,
        name="axis",
        tone=lambda standing: pillar_tone(axis_of(standing)),
    ),
    Column(_("Objective"), of_activity(lambda one: coded(one.serves)), width=30, name="objective"),
    Column(_("Expected result"), of_activity(lambda one: coded(one.result)), width=30, name="result"),
    Column(_("Code"), of_activity(lambda one: one.code), 10, Kind.CODE, name="code"),
    Column(_("Activity"), of_activity(lambda one: one.title), width=48, name="title"),
    Column(_("Kind"), of_activity(lambda one: one.get_kind_display()), width=16, name="kind"),
    Column(_("Lead organisation"), of_activity(lambda one: one.lead and one.lead.name), 30, name="lead"),
    Column(
        _("State"),
        lambda standing: state_words(standing.timeliness),
        width=18,
        name="state",
        tone=state_tone,
    ),
    Column(_("Progress"), lambda standing: standing.progress, 13, Kind.PERCENT, name="progress"),
    Column(_("Expected progress"), lambda standing: standing.expected, 13, Kind.PERCENT, name="expected"),
    Column(_("Start"), lambda standing: standing.starts_on, 12, Kind.DATE, name="starts_on"),
    Column(_("End"), lambda standing: standing.ends_on, 12, Kind.DATE, name="ends_on"),
    Column(
        _("Original end"),
        of_activity(lambda one: one.original_ends_on),
        12,
        Kind.DATE,
        name="original_ends_on",
    ),
    Column(_("Slippage (days)"), lambda standing: standing.slippage, 11, Kind.NUMBER, name="slippage"),
    Column(_("Cause of delay"), cause_words, width=16, name="cause"),
    Column(_("Forecast date"), lambda standing: standing.forecast_on, 12, Kind.DATE, name="forecast_on"),
    Column(
        _("Last period reported"), lambda standing: standing.reported_on, 12, Kind.DATE, name="reported_on"
    ),
    Column(_("Silent since the last campaign"), lambda standing: standing.is_silent, 12, name="is_silent"),
    Column(_("Weight"), of_activity(lambda one: one.weight), 9, Kind.NUMBER, name="weight"),
)

NO_ACTIVITY = _("No activity is entered yet")
NO_ANSWER = _("No activity answers")


def activity_table(report: Callable[[], ActivityList]) -> Table:
    """The activities that the list finds, all pages of it, read as they are written."""

    def rows() -> Iterator[Standing]:
        for line in every_line(report()):
            yield line.standing

    return Table(_("Activities"), STANDING_COLUMNS, rows(), empty=NO_ANSWER, frozen=5)


def year_table(report: AnnualPlanPage) -> Table:
    """Every activity of the year, where the page shows the first ones."""
    axes: dict[int | None, Axis] = {row.axis.pk: row.axis for row in report.axes}
    for standing in report.standings:
        served = standing.activity.serves
        served.axis = axes.get(served.axis_id)
    title = _("Activities of %(year)s") % {"year": report.year}
    return Table(title, STANDING_COLUMNS, report.standings, empty=NO_ACTIVITY, frozen=5)
