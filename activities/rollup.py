"""Many activities as one figure. Imports nothing of Django."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from activities.schedule import (
    Schedule,
    Timeliness,
    current_dates,
    elapsed,
    expected,
    expected_originally,
    is_cancelled,
    progress,
    quarter_ends,
    timeliness,
    weighted_mean,
)

NONE = Decimal(0)

_Shares = tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Weighed:
    """An activity as the roll-up sees it."""

    schedule: Schedule
    weight: Decimal = Decimal(1)
    added_on: date | None = None
    withdrawn_on: date | None = None

    def counts(self, on: date) -> bool:
        """From the day it was added until the day it was withdrawn."""
        return (self.added_on is None or self.added_on <= on) and (
            self.withdrawn_on is None or on < self.withdrawn_on
        )


@dataclass(frozen=True)
class RollUp:
    """Shares between zero and one; None when there is nothing to count.

    ``progress`` counts what is not reported as zero, and leads; ``among_known`` is the mean of the
    reported ones.
    ``counted`` excludes the cancelled; ``total`` is the sum of ``by_timeliness``.
    """

    progress: Decimal | None
    among_known: Decimal | None
    expected: Decimal | None
    expected_originally: Decimal | None
    total: int
    counted: int
    known: int
    undated: int
    cancelled: int
    withdrawn: int
    by_timeliness: Mapping[Timeliness, int]

    @property
    def share_known(self) -> Decimal | None:
        return Decimal(self.known) / Decimal(self.counted) if self.counted else None

    @property
    def unknown(self) -> int:
        return self.counted - self.known


@dataclass(frozen=True)
class Assessed:
    """An activity on a day, once for every group it is in; shares are None when unknown."""

    weight: Decimal
    is_present: bool
    is_withdrawn: bool
    timeliness: Timeliness
    progress: Decimal | None
    expected: Decimal | None
    expected_originally: Decimal | None

    @property
    def is_counted(self) -> bool:
        return self.is_present and self.timeliness is not Timeliness.CANCELLED


def assess(one: Weighed, *, on: date) -> Assessed:
    return Assessed(
        weight=one.weight,
        is_present=one.counts(on),
        is_withdrawn=one.withdrawn_on is not None and one.withdrawn_on <= on,
        timeliness=timeliness(one.schedule, on=on),
        progress=progress(one.schedule, on=on),
        expected=expected(one.schedule, on=on),
        expected_originally=expected_originally(one.schedule, on=on),
    )


def roll_up(activities: Iterable[Weighed], *, on: date) -> RollUp:
    """The figures of a group of activities on a day; each activity once, whatever the order."""
    return sum_up([assess(one, on=on) for one in activities])


def sum_up(activities: Sequence[Assessed]) -> RollUp:
    """The same, of activities already assessed."""
    present = [one for one in activities if one.is_present]
    counted = [one for one in present if one.is_counted]
    known = [(one.weight, one.progress) for one in counted if one.progress is not None]
    due = [(one.weight, one.expected) for one in counted if one.expected is not None]
    due_first = [
        (one.weight, one.expected_originally) for one in counted if one.expected_originally is not None
    ]
    return RollUp(
        progress=weighted_mean([(one.weight, one.progress or NONE) for one in counted]),
        among_known=weighted_mean(known),
        expected=weighted_mean(due),
        expected_originally=weighted_mean(due_first),
        total=len(present),
        counted=len(counted),
        known=len(known),
        undated=len(counted) - len(due),
        cancelled=len(present) - len(counted),
        withdrawn=sum(one.is_withdrawn for one in activities),
        by_timeliness=Counter(one.timeliness for one in present),
    )


@dataclass(frozen=True)
class CurvePoint:
    on: date
    expected_originally: Decimal | None
    expected: Decimal | None
    progress: Decimal | None


def curve(activities: Iterable[Weighed], *, starts_on: date, ends_on: date, until: date) -> list[CurvePoint]:
    """The roll-up at the end of each quarter of a plan; progress stops at ``until``.

    Each activity is followed along the quarters, and looked at again only where a fact changes something.
    """
    days = quarter_ends(starts_on, ends_on)
    quarters = [_Quarter() for _day in days]
    for one in activities:
        first = bisect_left(days, one.added_on) if one.added_on else 0
        last = bisect_left(days, one.withdrawn_on) if one.withdrawn_on else len(days)
        for quarter, shares in zip(quarters[first:last], _along(one.schedule, days[first:last]), strict=True):
            quarter.add(one.weight, shares)
    return [
        CurvePoint(
            on=day,
            expected_originally=quarter.expected_originally.mean,
            expected=quarter.expected.mean,
            progress=quarter.progress.mean if day <= until else None,
        )
        for day, quarter in zip(days, quarters, strict=True)
    ]


class _Mean:
    """A weighted mean that grows by one value at a time, as ``weighted_mean`` makes it at once."""

    __slots__ = ("count", "plain", "total", "weight")

    def __init__(self):
        self.count, self.weight, self.total, self.plain = 0, NONE, NONE, NONE

    def add(self, weight: Decimal, value: Decimal) -> None:
        self.count += 1
        if value:
            self.total += weight * value
            self.plain += value
        self.weight += weight

    @property
    def mean(self) -> Decimal | None:
        if not self.count:
            return None
        return self.total / self.weight if self.weight else self.plain / self.count


class _Quarter:
    __slots__ = ("expected", "expected_originally", "progress")

    def __init__(self):
        self.progress, self.expected, self.expected_originally = _Mean(), _Mean(), _Mean()

    def add(self, weight: Decimal, shares: _Shares | None) -> None:
        if shares is None:
            return
        done, due, due_first = shares
        self.progress.add(weight, done or NONE)
        if due is not None:
            self.expected.add(weight, due)
        if due_first is not None:
            self.expected_originally.add(weight, due_first)


def _along(schedule: Schedule, days: Sequence[date]) -> Iterator[_Shares | None]:
    """What is done, expected and first expected on each of these days in order; None once it is cancelled."""
    facts = sorted(_days_of_facts(schedule))
    decisions = sorted(one.decided_on for one in schedule.postponements)
    known = decided = -1
    for day in days:
        if known != (known := bisect_right(facts, day)):
            is_off, done = is_cancelled(schedule, on=day), progress(schedule, on=day)
        if decided != (decided := bisect_right(decisions, day)):
            starts_on, ends_on = current_dates(schedule, on=day)
        if is_off:
            yield None
        else:
            due_first = elapsed(schedule.starts_on, schedule.ends_on, on=day)
            yield done, elapsed(starts_on, ends_on, on=day) if decided else due_first, due_first


def _days_of_facts(schedule: Schedule) -> Iterator[date]:
    """The days that may change what is done, or whether it is cancelled."""
    for report in schedule.reports:
        yield report.ends_on
        yield report.about
    for milestone in schedule.milestones:
        if milestone.done_on:
            yield milestone.done_on
