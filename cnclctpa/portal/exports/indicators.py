"""The indicators of a plan as the framework lists them, a row each."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.told import axis_name, coded, figure, goal, pillar_tone
from cnclctpa.portal.reporting.indicators import Row
from plans.choices import IndicatorKind


def target_of_year(row: Row):
    found = row.measured.goal_of(row.on.year)
    return goal(found.value if found else None, row.indicator.kind)


def final_target(row: Row):
    found = row.measured.in_all
    return goal(found.value if found else None, row.indicator.kind)


def actual(row: Row):
    """The latest value, in words where the indicator is told in words."""
    is_text = row.indicator.kind == IndicatorKind.TEXT
    return row.actual_words if is_text and row.measured.is_measured else figure(row.measured.actual)


def state(row: Row) -> str:
    """Why there is no value or no rate; nothing when there are both."""
    return row.why


INDICATOR_COLUMNS = (
    Column(
        _("Axis"),
        lambda row: axis_name(row.indicator.serves.axis),
        width=26,
        name="axis",
        tone=lambda row: pillar_tone(row.indicator.serves.axis),
    ),
    Column(_("Objective"), lambda row: coded(row.indicator.serves), width=30, name="objective"),
    Column(_("Expected result"), lambda row: coded(row.indicator.result), width=30, name="result"),
    Column(_("Code"), lambda row: row.indicator.code, 10, Kind.CODE, name="code"),
    Column(_("Indicator"), lambda row: row.indicator.name, width=48, name="name"),
    Column(_("Unit"), lambda row: row.indicator.unit, width=14, name="unit"),
    Column(_("Direction"), lambda row: row.indicator.get_direction_display(), width=12, name="direction"),
    Column(_("Baseline"), lambda row: figure(row.measured.baseline), 13, Kind.NUMBER, name="baseline"),
    Column(
        _("Date of the baseline"), lambda row: row.indicator.baseline_on, 12, Kind.DATE, name="baseline_on"
    ),
    Column(_("Target of the year"), target_of_year, 13, Kind.NUMBER, name="target_of_year"),
    Column(_("Last target"), final_target, 13, Kind.NUMBER, name="final_target"),
    Column(
        _("Year of the last target"),
        lambda row: row.measured.final and row.measured.final.year,
        10,
        Kind.CODE,
        name="final_year",
    ),
    Column(_("Latest value"), actual, 16, Kind.NUMBER, name="actual"),
    Column(_("Measured on"), lambda row: row.measured.measured_on, 12, Kind.DATE, name="measured_on"),
    Column(_("Rate"), lambda row: row.rate, 13, Kind.PERCENT, name="rate"),
    Column(_("Of what"), lambda row: row.horizon if row.rate is not None else "", width=24, name="horizon"),
    Column(_("Why there is no rate"), state, width=24, name="why"),
    Column(_("Headline"), lambda row: row.indicator.is_headline, 10, name="is_headline"),
    Column(_("Protected"), lambda row: row.indicator.is_protected, 10, name="is_protected"),
    Column(_("Means of verification"), lambda row: row.indicator.means_of_verification, 36, name="means"),
    Column(_("Method of collection"), lambda row: row.indicator.method, width=36, name="method"),
    Column(_("Frequency"), lambda row: row.indicator.get_frequency_display(), width=13, name="frequency"),
    Column(
        _("Responsible"),
        lambda row: row.indicator.responsible and row.indicator.responsible.name,
        width=30,
        name="responsible",
    ),
)


def indicator_table(rows: Sequence[Row]) -> Table:
    return Table(
        _("Indicators"), INDICATOR_COLUMNS, rows, empty=_("No indicator answers this filter"), frozen=5
    )
