"""Many activities as one figure. Imports nothing of Django."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from activities.schedule import (
    Schedule,
    Timeliness,
    expected,
    expected_originally,
    is_cancelled,
    progress,
    quarter_ends,
    timeliness,
    weighted_mean,
)

NONE = Decimal(0)


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


def roll_up(activities: Iterable[Weighed], *, on: date) -> RollUp:
    """The figures of a group of activities on a day; each activity once, whatever the order."""
    everything = list(activities)
    present = [one for one in everything if one.counts(on)]
    open_ones = [one for one in present if not is_cancelled(one.schedule, on=on)]
    told = [(one.weight, progress(one.schedule, on=on)) for one in open_ones]
    known = [(weight, share) for weight, share in told if share is not None]
    due = _present_values([(one.weight, expected(one.schedule, on=on)) for one in open_ones])
    due_first = _present_values([(one.weight, expected_originally(one.schedule, on=on)) for one in open_ones])
    return RollUp(
        progress=weighted_mean([(weight, NONE if share is None else share) for weight, share in told]),
        among_known=weighted_mean(known),
        expected=weighted_mean(due),
        expected_originally=weighted_mean(due_first),
        total=len(present),
        counted=len(open_ones),
        known=len(known),
        undated=len(open_ones) - len(due),
        cancelled=len(present) - len(open_ones),
        withdrawn=sum(one.withdrawn_on is not None and one.withdrawn_on <= on for one in everything),
        by_timeliness=Counter(timeliness(one.schedule, on=on) for one in present),
    )


def _present_values(pairs: Sequence[tuple[Decimal, Decimal | None]]) -> list[tuple[Decimal, Decimal]]:
    return [(weight, value) for weight, value in pairs if value is not None]


@dataclass(frozen=True)
class CurvePoint:
    on: date
    expected_originally: Decimal | None
    expected: Decimal | None
    progress: Decimal | None


def curve(activities: Sequence[Weighed], *, starts_on: date, ends_on: date, until: date) -> list[CurvePoint]:
    """The roll-up at the end of each quarter of a plan; progress stops at ``until``."""
    points = []
    for quarter in quarter_ends(starts_on, ends_on):
        figures = roll_up(activities, on=quarter)
        points.append(
            CurvePoint(
                on=quarter,
                expected_originally=figures.expected_originally,
                expected=figures.expected,
                progress=figures.progress if quarter <= until else None,
            )
        )
    return points
