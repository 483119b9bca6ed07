"""The series of an indicator: the value of each period or year, as the reader is told it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnclctpa.charts.series import Goal as GoalDrawn
from cnclctpa.charts.series import Measure, Series, series
from cnclctpa.charts.table import Column, Table, table
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.typography import day
from plans import achievement
from plans.choices import Basis, OverTime
from plans.measuring import Measured, reading_of, sheet_of
from plans.models import Definition, Measurement
from plans.protected import PublishedFigures, Told, exactly, in_year, name_of, up_to


@dataclass(frozen=True)
class Point:
    """A value that stands for a period; ``definition`` is the year from which its definition holds."""

    starts_on: date
    ends_on: date
    told: Told
    period: str
    definition: str


def points_of(
    one: Measured,
    rows: Sequence[Measurement],
    definitions: Sequence[Definition],
    figures: PublishedFigures,
    *,
    on: date,
) -> list[Point]:
    """Yearly where targets are of the year or figures published; else at the end of each period."""
    breaks = [each.from_year for each in definitions if each.breaks_series]
    spans = _read(one, rows, on=on) if one.is_open else _published(one, figures, on=on)
    return [
        Point(starts_on, ends_on, told, name, _definition(ends_on.year, breaks))
        for starts_on, ends_on, told, name in spans
    ]


def drawing(one: Measured, points: Sequence[Point], *, on: date) -> Series:
    language = get_language() or "fr"
    indicator = one.indicator
    started = indicator.baseline_on or indicator.plan.starts_on
    baseline = None
    if one.baseline.value is not None:
        baseline = GoalDrawn(started.year, one.baseline.value, one.baseline.words)
    return series(
        [
            Measure(
                point.starts_on,
                point.ends_on,
                point.told.value,
                point.told.words,
                definition=point.definition,
                is_protected=point.told.value is None,
                period=point.period,
            )
            for point in points
            if point.told.is_told
        ],
        language=language,
        baseline=baseline,
        targets=[
            GoalDrawn(goal.year, goal.value, exactly(goal.value, kind=indicator.kind).words)
            for goal in one.goals
        ],
        today=on,
        today_label=day(on, language, short=True),
        cut_label=_("definition changed"),
    )


def table_of(one: Measured, points: Sequence[Point]) -> Table:
    """What the drawing says, year by year, in figures."""
    goals = {goal.year: exactly(goal.value, kind=one.indicator.kind).words for goal in one.goals}
    rows: list[tuple[str, str | None, str | None]] = [
        (point.period, point.told.words, goals.get(point.ends_on.year)) for point in points
    ]
    seen = {point.ends_on.year for point in points}
    rows += [(str(year), None, words) for year, words in goals.items() if year not in seen]
    return table(
        _("Values and targets"),
        [_("Period"), Column(_("Value"), is_number=True), Column(_("Target"), is_number=True)],
        rows,
    )


def _definition(year: int, breaks: Sequence[int]) -> str:
    return str(max((one for one in breaks if one <= year), default=""))


def _read(one: Measured, rows: Sequence[Measurement], *, on: date) -> list[tuple[date, date, Told, str]]:
    sheet = sheet_of(one.indicator, baseline=one.baseline.value)
    readings = [reading_of(row) for row in rows if row.ends_on <= on]
    if one.indicator.target_basis == Basis.OF_THE_YEAR:
        groups = [
            (date(year, 1, 1), date(year, 12, 31), [each for each in readings if each.ends_on.year == year])
            for year in sorted({each.ends_on.year for each in readings})
        ]
    else:
        periods = {each.ends_on: each.starts_on for each in readings}
        groups = [(periods[end], end, readings) for end in sorted(periods)]
    return [
        (
            starts_on,
            ends_on,
            exactly(achievement.actual(some, on=ends_on, sheet=sheet), kind=one.indicator.kind),
            period_name(starts_on, ends_on),
        )
        for starts_on, ends_on, some in groups
    ]


def _published(one: Measured, figures: PublishedFigures, *, on: date) -> list[tuple[date, date, Told, str]]:
    of = name_of(one.indicator)
    is_sum = one.indicator.over_time == OverTime.SUM and one.indicator.target_basis == Basis.CUMULATIVE
    return [
        (
            date(year, 1, 1),
            date(year, 12, 31),
            figures.told(of, up_to(year) if is_sum else in_year(year)),
            str(year),
        )
        for year in figures.years(of, on=on)
    ]
