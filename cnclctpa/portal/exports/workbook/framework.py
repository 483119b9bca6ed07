"""The performance measurement framework: an indicator a row, its whole sheet, its targets, its values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.told import figure, goal, pillar_tone
from cnclctpa.portal.exports.workbook.columns import both, choice, day, read, yes_or_no
from cnclctpa.portal.exports.workbook.matrix import SPARE
from cnclctpa.portal.reporting.indicators import Framework, actual_words
from cnclctpa.reference.choices import CountingUnit
from plans.choices import Basis, Direction, Frequency, IndicatorKind, OverPlaces, OverTime
from plans.measuring import Measured, measured
from plans.models import Indicator
from plans.protected import published_figures
from plans.readers import Reader


@dataclass(frozen=True)
class Line:
    """An indicator on the day, and at the end of each year gone by."""

    measured: Measured
    by_year: Mapping[int, Measured]

    @property
    def indicator(self) -> Indicator:
        return self.measured.indicator


def framework_lines(report: Framework, *, reader: Reader) -> list[Line]:
    """What each indicator had reached by the end of each year, as the reader may know it.

    Two queries a year of the plan, and one, whatever the number of indicators.
    """
    indicators = [one.indicator for one in report.indicators]
    figures = published_figures(report.plan)
    years = {
        year: measured(indicators, on=min(date(year, 12, 31), report.on), reader=reader, figures=figures)
        for year in report.plan.years
        if year <= report.on.year
    }
    return [
        Line(one, {year: found[rank] for year, found in years.items()})
        for rank, one in enumerate(report.indicators)
    ]


def framework_table(report: Framework, lines: Sequence[Line], *, banner: str) -> Table:
    years = sorted({*report.plan.years, *(goal.year for line in lines for goal in line.measured.goals)})
    columns = [
        *place_columns(),
        *sheet_columns(),
        *target_columns(years),
        *value_columns(year for year in report.plan.years if year <= report.on.year),
        *method_columns(lines),
    ]
    empty = _("no indicator is entered yet")
    title = _("Measurement framework")
    return Table(title, columns, lines, banner=banner, empty=empty, frozen=2, spare=SPARE)


def indicator(line: Line) -> Indicator:
    return line.indicator


def of_indicator(name: str) -> Callable[[Line], Any]:
    return lambda line: getattr(line.indicator, name)


def place_columns() -> list[Column]:
    return [
        Column(_("Identifier"), of_indicator("pk"), 8, Kind.CODE, name="id", is_hidden=True),
        Column(
            _("Code"),
            of_indicator("code"),
            13,
            Kind.CODE,
            name="code",
            tone=lambda line: pillar_tone(line.indicator.serves.axis),
        ),
        *both("name", _("Indicator"), indicator, "name", width=48),
        Column(
            _("Axis"),
            lambda line: read(line.indicator.serves.axis, "position"),
            7,
            Kind.CODE,
            name="axis_position",
        ),
        Column(_("Objective"), lambda line: line.indicator.serves.code, 10, Kind.CODE, name="objective_code"),
        Column(
            _("Result"), lambda line: read(line.indicator.result, "code"), 10, Kind.CODE, name="result_code"
        ),
    ]


def sheet_columns() -> list[Column]:
    return [
        choice("kind", _("Kind"), indicator, IndicatorKind, width=12),
        *both("unit", _("Unit"), indicator, "unit", width=14),
        choice("counting_unit", _("Counting unit"), indicator, CountingUnit, width=14),
        choice("direction", _("Direction"), indicator, Direction, width=11),
        choice("target_basis", _("Targets are"), indicator, Basis, width=13),
        choice("over_time", _("Over time"), indicator, OverTime, width=13),
        choice("over_places", _("Over places"), indicator, OverPlaces, width=13),
        Column(_("Tolerance"), of_indicator("tolerance"), 10, Kind.NUMBER, name="tolerance"),
        Column(_("Baseline"), lambda line: figure(line.measured.baseline), 13, Kind.NUMBER, name="baseline"),
        day("baseline_on", _("Date of the baseline"), of_indicator("baseline_on")),
        *both("baseline_source", _("Source of the baseline"), indicator, "baseline_source", width=28),
    ]


def target_columns(years: Iterable[int]) -> list[Column]:
    return [
        Column(
            _("Target %(year)s") % {"year": year},
            target_of(year),
            12,
            Kind.NUMBER,
            name=f"target_{year}",
        )
        for year in years
    ]


def value_columns(years: Iterable[int]) -> list[Column]:
    """What was reached by the end of each year, then where that stands on the day."""
    return [
        *(
            Column(
                _("Value at the end of %(year)s") % {"year": year},
                value_in(year),
                14,
                Kind.NUMBER,
                name=f"actual_{year}",
            )
            for year in years
        ),
        day("measured_on", _("Measured on"), lambda line: line.measured.measured_on, is_computed=True),
        Column(
            _("Rate to date"),
            lambda line: line.measured.attainment.to_date,
            11,
            Kind.PERCENT,
            name="rate_to_date",
            is_computed=True,
        ),
        Column(
            _("Rate of the last target"),
            lambda line: line.measured.attainment.final,
            11,
            Kind.PERCENT,
            name="rate_final",
            is_computed=True,
        ),
    ]


def target_of(year: int) -> Callable[[Line], Decimal | str | None]:
    return lambda line: goal(read(line.measured.goal_of(year), "value"), line.indicator.kind)


def value_in(year: int) -> Callable[[Line], Decimal | str | None]:
    return lambda line: value(line.by_year[year])


def value(one: Measured) -> Decimal | str | None:
    if one.indicator.kind == IndicatorKind.TEXT:
        return actual_words(one) if one.is_measured else None
    return figure(one.actual)


def method_columns(lines: Iterable[Line]) -> list[Column]:
    names = {line.indicator.responsible.name for line in lines if line.indicator.responsible}
    return [
        *both("definition", _("Definition"), indicator, "definition", width=44),
        *both("means", _("Means of verification"), indicator, "means_of_verification", width=36),
        *both("method", _("Method of collection"), indicator, "method", width=36),
        choice("frequency", _("Frequency"), indicator, Frequency, width=14),
        Column(
            _("Responsible"),
            lambda line: read(line.indicator.responsible, "name"),
            width=30,
            name="responsible",
            choices=tuple(sorted(names)),
        ),
        *both("assumptions", _("Assumptions"), indicator, "assumptions", width=36),
        yes_or_no("is_headline", _("Headline"), of_indicator("is_headline")),
        yes_or_no("is_protected", _("Protected"), of_indicator("is_protected")),
    ]
