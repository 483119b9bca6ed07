"""How far an indicator has come from its baseline to its target. Imports nothing of Django."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise

NONE = Decimal(0)
FULL = Decimal(1)
HUNDRED = Decimal(100)


class Direction(StrEnum):
    """Which way an indicator should move."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"

    def reaches(self, actual: Decimal, target: Decimal) -> bool:
        """True when ``actual`` is at the target or beyond it, this way."""
        return actual >= target if self is Direction.INCREASE else actual <= target

    def contradicts(self, baseline: Decimal, target: Decimal) -> bool:
        """True when the target stands on the other side of the baseline."""
        return target < baseline if self is Direction.INCREASE else target > baseline


class Basis(StrEnum):
    """What a target counts: all since the start, or one year alone."""

    CUMULATIVE = "cumulative"
    OF_THE_YEAR = "of_the_year"


class OverTime(StrEnum):
    """How measurements of successive periods make one value."""

    LATEST = "latest"
    SUM = "sum"
    AVERAGE = "average"
    MAXIMUM = "max"


class OverPlaces(StrEnum):
    """How measurements of several places and categories make one value."""

    SUM = "sum"
    AVERAGE = "average"
    NONE = "none"


@dataclass(frozen=True)
class Reading:
    """One measurement: a value, or a numerator and its denominator, for a period, a place and a category."""

    starts_on: date
    ends_on: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    place: Hashable = None
    category: Hashable = None

    @property
    def is_ratio(self) -> bool:
        return self.numerator is not None and self.denominator is not None

    @property
    def cell(self) -> tuple[str, str]:
        return str(self.place), str(self.category)

    @property
    def reads(self) -> Decimal | None:
        """The value as read: per cent for a numerator and a denominator; None on a denominator of zero."""
        if self.numerator is None or self.denominator is None:
            return self.value
        return percentage(self.numerator, self.denominator)


@dataclass(frozen=True)
class Goal:
    """What is to be reached in a year."""

    year: int
    value: Decimal


@dataclass(frozen=True)
class IndicatorSheet:
    """What the calculation must know of an indicator."""

    direction: Direction
    baseline: Decimal | None = None
    tolerance: Decimal = NONE
    basis: Basis = Basis.CUMULATIVE
    over_time: OverTime = OverTime.LATEST
    over_places: OverPlaces = OverPlaces.SUM
    is_percentage: bool = False


@dataclass(frozen=True)
class Attainment:
    """Raw rates on a day: may be negative, may exceed one; None when they cannot be computed.

    ``of_year`` is against the target of the year, ``to_date`` against the targets up to that year, ``final``
    against the last target. ``is_contradictory`` when the target of the year or the last one stands on the
    wrong side of the baseline.
    """

    actual: Decimal | None
    of_year: Decimal | None
    to_date: Decimal | None
    final: Decimal | None
    is_contradictory: bool = False


def achievement(
    *,
    baseline: Decimal | None,
    target: Decimal | None,
    actual: Decimal | None,
    direction: Direction,
    tolerance: Decimal = NONE,
) -> Decimal | None:
    """The share of the way from baseline to target that has been covered.

    Negative when things got worse, above one when the target is exceeded; None when nothing has been
    measured, when there is no target or no baseline, or when the target contradicts the direction.
    """
    if actual is None or target is None:
        return None
    direction = Direction(direction)
    if direction is Direction.MAINTAIN:
        return FULL if abs(actual - target) <= tolerance else NONE
    if baseline is None or direction.contradicts(baseline, target):
        return None
    if target == baseline:
        return FULL if direction.reaches(actual, target) else NONE
    return (actual - baseline) / (target - baseline)


def bounded(rate: Decimal | None) -> Decimal | None:
    """The rate kept between zero and one."""
    return None if rate is None else min(max(rate, NONE), FULL)


def percentage(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Per cent; None when the denominator is zero."""
    return None if not denominator else numerator / denominator * HUNDRED


def overlapping(readings: Iterable[Reading]) -> list[tuple[Reading, Reading]]:
    """The pairs of readings of one place and category whose periods share a day."""
    found = []
    for _cell, group in groupby(sorted(readings, key=_by_cell), key=lambda one: one.cell):
        ordered = list(group)
        found += [(before, after) for before, after in pairwise(ordered) if after.starts_on <= before.ends_on]
    return found


def actual(readings: Iterable[Reading], *, on: date, sheet: IndicatorSheet) -> Decimal | None:
    """The value constated on a day, from the readings whose period ended by then; None without any.

    A percentage known by its value alone is never aggregated: with several of them to put together, None.
    """
    cells = [
        _over_time([one for one in group if one.ends_on <= on], sheet)
        for _cell, group in groupby(sorted(readings, key=_by_cell), key=lambda one: one.cell)
    ]
    return _over_places([cell for cell in cells if cell], sheet)


def adds_up(sheet: IndicatorSheet) -> bool:
    """Whether each year has its own target, added to the former ones as what was done is."""
    return Basis(sheet.basis) is Basis.OF_THE_YEAR and OverTime(sheet.over_time) is OverTime.SUM


def due(goals: Iterable[Goal], *, by: int | None = None, sheet: IndicatorSheet) -> Decimal | None:
    """What is to be reached in the year ``by``, or in the end, all since the start where targets add up."""
    ordered = sorted(goals, key=lambda goal: goal.year)
    if adds_up(sheet):
        return _sum([goal.value for goal in ordered if by is None or goal.year <= by])
    if by is None:
        return ordered[-1].value if ordered else None
    return _goal_of(ordered, by)


def attainment(
    readings: Sequence[Reading], goals: Sequence[Goal], *, on: date, sheet: IndicatorSheet
) -> Attainment:
    """The rates of an indicator on a day, against each of its horizons.

    Targets that count one year alone are reached from zero, with what was done that year.
    """
    so_far = of_year = actual(readings, on=on, sheet=sheet)
    if Basis(sheet.basis) is Basis.OF_THE_YEAR:
        sheet = replace(sheet, baseline=NONE)
        of_year = actual([one for one in readings if one.ends_on.year == on.year], on=on, sheet=sheet)
    counted = so_far if adds_up(sheet) else of_year
    goal, last = _goal_of(goals, on.year), due(goals, sheet=sheet)
    return Attainment(
        actual=counted,
        of_year=_rate(of_year, goal, sheet),
        to_date=_rate(counted, due(goals, by=on.year, sheet=sheet), sheet),
        final=_rate(so_far, last, sheet),
        is_contradictory=any(_contradictory(sheet, target) for target in (goal, last)),
    )


def _goal_of(goals: Iterable[Goal], year: int) -> Decimal | None:
    return next((goal.value for goal in goals if goal.year == year), None)


def _rate(measured: Decimal | None, target: Decimal | None, sheet: IndicatorSheet) -> Decimal | None:
    return achievement(
        baseline=sheet.baseline,
        target=target,
        actual=measured,
        direction=sheet.direction,
        tolerance=sheet.tolerance,
    )


def _contradictory(sheet: IndicatorSheet, target: Decimal | None) -> bool:
    direction = Direction(sheet.direction)
    if direction is Direction.MAINTAIN or sheet.baseline is None or target is None:
        return False
    return direction.contradicts(sheet.baseline, target)


def _by_cell(reading: Reading) -> tuple[tuple[str, str], date, date]:
    return reading.cell, reading.starts_on, reading.ends_on


def _sum(values: Sequence[Decimal]) -> Decimal | None:
    return sum(values, NONE) if values else None


def _over_time(readings: list[Reading], sheet: IndicatorSheet) -> list[Reading]:
    """The readings of one cell that count on the day: the last one, or all of them."""
    if not readings:
        return []
    if OverTime(sheet.over_time) is OverTime.LATEST:
        return [max(readings, key=lambda one: (one.ends_on, one.starts_on))]
    return readings


def _over_places(cells: list[list[Reading]], sheet: IndicatorSheet) -> Decimal | None:
    readings = [one for cell in cells for one in cell]
    if not readings or (len(cells) > 1 and OverPlaces(sheet.over_places) is OverPlaces.NONE):
        return None
    if sheet.is_percentage:
        return _percentage_of(readings)
    values = [value for cell in cells if (value := _value_of(cell, sheet)) is not None]
    if not values:
        return None
    total = sum(values, NONE)
    is_average = len(cells) > 1 and OverPlaces(sheet.over_places) is OverPlaces.AVERAGE
    return total / len(values) if is_average else total


def _value_of(cell: list[Reading], sheet: IndicatorSheet) -> Decimal | None:
    values = [one.reads for one in cell if one.reads is not None]
    if not values:
        return None
    if OverTime(sheet.over_time) is OverTime.AVERAGE:
        return sum(values, NONE) / len(values)
    if OverTime(sheet.over_time) is OverTime.MAXIMUM:
        return max(values)
    return sum(values, NONE)


def _percentage_of(readings: list[Reading]) -> Decimal | None:
    """Numerators over denominators; a single value as it is; several values alone make nothing."""
    if len(readings) == 1:
        return readings[0].reads
    if not all(one.is_ratio for one in readings):
        return None
    numerators = [one.numerator for one in readings if one.numerator is not None]
    denominators = [one.denominator for one in readings if one.denominator is not None]
    return percentage(sum(numerators, NONE), sum(denominators, NONE))
