"""How far an activity has come, how far it should be, and whether it is on time. Imports nothing of Django.

Every rule takes the day ``on`` and looks at the facts that are about that day or before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

NONE = Decimal(0)
FULL = Decimal(1)
#: Progress this far below what is expected is « en deçà de l’attendu ».
MARGIN = Decimal("0.10")


class ReportedStatus(StrEnum):
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


STATUS_RANKS = {status: rank for rank, status in enumerate(ReportedStatus)}


class Timeliness(StrEnum):
    """Where an activity stands; the order of the states is that of the rules, the first that holds wins."""

    CANCELLED = "cancelled"
    COMPLETED = "completed"
    COMPLETED_LATE = "completed_late"
    NOT_ACHIEVED = "not_achieved"
    UNDATED = "undated"
    UPCOMING = "upcoming"
    LATE = "late"
    SUSPENDED = "suspended"
    NOT_REPORTED = "not_reported"
    LATE_START = "late_start"
    BEHIND = "behind"
    ON_TRACK = "on_track"


#: The states that want a cause and a forecast date.
WANTS_A_CAUSE = frozenset(
    {Timeliness.LATE, Timeliness.LATE_START, Timeliness.BEHIND, Timeliness.NOT_ACHIEVED}
)
#: Completed, on time or not.
DONE = frozenset({Timeliness.COMPLETED, Timeliness.COMPLETED_LATE})


@dataclass(frozen=True)
class Milestone:
    """A step of known weight, due on a day and done on another."""

    weight: Decimal
    due_on: date | None = None
    done_on: date | None = None

    def is_done(self, on: date) -> bool:
        return self.done_on is not None and self.done_on <= on


@dataclass(frozen=True)
class Postponement:
    """The decision to move the end, and perhaps the start."""

    decided_on: date
    ends_on: date
    starts_on: date | None = None


@dataclass(frozen=True)
class Report:
    """A validated progress report; ``share`` is between zero and one.

    ``happened_on`` is the day the activity ended, was suspended or was cancelled, as its status says.
    """

    ends_on: date
    status: ReportedStatus
    share: Decimal | None = None
    begun_on: date | None = None
    happened_on: date | None = None

    @property
    def about(self) -> date:
        """The day this report's status is about."""
        return self.happened_on or self.ends_on

    @cached_property
    def order(self) -> tuple[date, date, int, Decimal]:
        """The last report is the greatest; of two about the same days, that of the last status."""
        share = -FULL if self.share is None else self.share
        return self.ends_on, self.about, STATUS_RANKS[self.status], share


@dataclass(frozen=True)
class Schedule:
    """The dated facts of one activity."""

    plan_ends_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    postponements: Sequence[Postponement] = field(default_factory=tuple)
    milestones: Sequence[Milestone] = field(default_factory=tuple)
    reports: Sequence[Report] = field(default_factory=tuple)


def weighted_mean(pairs: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The mean of (weight, value) pairs; equal weights when all are zero; None without any."""
    if not pairs:
        return None
    total = sum((weight for weight, _value in pairs), NONE)
    if not total:
        return sum((value for _weight, value in pairs), NONE) / len(pairs)
    return sum((weight * value for weight, value in pairs), NONE) / total


def current_dates(schedule: Schedule, *, on: date) -> tuple[date | None, date | None]:
    """Start and end after the postponements decided by that day, the last decision winning."""
    starts_on, ends_on = schedule.starts_on, schedule.ends_on
    for postponement in sorted(schedule.postponements, key=lambda one: one.decided_on):
        if postponement.decided_on <= on:
            starts_on, ends_on = postponement.starts_on or starts_on, postponement.ends_on
    return starts_on, ends_on


def slippage(schedule: Schedule, *, on: date) -> int | None:
    """Days between the original end and the current one; None without an end."""
    _starts_on, ends_on = current_dates(schedule, on=on)
    if schedule.ends_on is None or ends_on is None:
        return None
    return (ends_on - schedule.ends_on).days


def elapsed(starts_on: date | None, ends_on: date | None, *, on: date) -> Decimal | None:
    """The share of the days between two dates, both included, that are over before ``on``.

    Zero on the first day, one on the day after the last; None when a date is missing.
    """
    if starts_on is None or ends_on is None:
        return None
    if on > ends_on:
        return FULL
    if on <= starts_on:
        return NONE
    return Decimal((on - starts_on).days) / Decimal((ends_on - starts_on).days + 1)


def expected(schedule: Schedule, *, on: date) -> Decimal | None:
    """The progress that the current dates call for."""
    starts_on, ends_on = current_dates(schedule, on=on)
    return elapsed(starts_on, ends_on, on=on)


def expected_originally(schedule: Schedule, *, on: date) -> Decimal | None:
    """The progress that the original dates called for."""
    return elapsed(schedule.starts_on, schedule.ends_on, on=on)


def standing(schedule: Schedule, *, on: date) -> Report | None:
    """The report that says where the activity stands: the last whose status is about that day or before."""
    known = [report for report in schedule.reports if report.about <= on]
    return max(known, key=lambda report: report.order, default=None)


def milestones_done(schedule: Schedule, *, on: date) -> Decimal | None:
    """The weighted share of the milestones done; equal weights when all are zero; None without milestones."""
    return weighted_mean([(one.weight, FULL if one.is_done(on) else NONE) for one in schedule.milestones])


def completed_on(schedule: Schedule, *, on: date) -> date | None:
    """The day the activity was completed, when that is known by ``on``."""
    report = standing(schedule, on=on)
    if report is not None and report.status == ReportedStatus.COMPLETED:
        return report.about
    if schedule.milestones and all(one.is_done(on) for one in schedule.milestones):
        return max(one.done_on for one in schedule.milestones if one.done_on)
    return None


def is_cancelled(schedule: Schedule, *, on: date) -> bool:
    report = standing(schedule, on=on)
    return report is not None and report.status == ReportedStatus.CANCELLED


def progress(schedule: Schedule, *, on: date) -> Decimal | None:
    """The share done on a day, between zero and one; None when nothing tells it."""
    if completed_on(schedule, on=on) is not None:
        return FULL
    if schedule.milestones:
        return milestones_done(schedule, on=on)
    known = [report for report in schedule.reports if report.ends_on <= on]
    last = max(known, key=lambda report: report.order, default=None)
    if last is None:
        return None
    return NONE if last.status == ReportedStatus.NOT_STARTED and last.share is None else last.share


def is_begun(schedule: Schedule, *, on: date) -> bool:
    """A milestone is done, or a validated report says so."""
    if any(one.is_done(on) for one in schedule.milestones):
        return True
    return any(_says_begun(report, on) for report in schedule.reports)


def _says_begun(report: Report, on: date) -> bool:
    if report.begun_on is not None:
        return report.begun_on <= on
    return report.status != ReportedStatus.NOT_STARTED and report.about <= on


def is_reported_since(schedule: Schedule, starts_on: date, *, on: date) -> bool:
    return any(starts_on <= report.ends_on <= on for report in schedule.reports)


def timeliness(schedule: Schedule, *, on: date) -> Timeliness:
    """The first state that holds, in the order of ``Timeliness``; due today is not late."""
    if is_cancelled(schedule, on=on):
        return Timeliness.CANCELLED
    done_on = completed_on(schedule, on=on)
    if done_on is not None:
        is_late = schedule.ends_on is not None and done_on > schedule.ends_on
        return Timeliness.COMPLETED_LATE if is_late else Timeliness.COMPLETED
    if schedule.plan_ends_on < on:
        return Timeliness.NOT_ACHIEVED
    starts_on, ends_on = current_dates(schedule, on=on)
    if starts_on is None or ends_on is None:
        return Timeliness.UNDATED
    return _open_timeliness(schedule, starts_on, ends_on, on)


def _open_timeliness(schedule: Schedule, starts_on: date, ends_on: date, on: date) -> Timeliness:
    """The state of a dated activity that is neither over nor cancelled, in a plan that is not over."""
    has_begun = is_begun(schedule, on=on)
    report = standing(schedule, on=on)
    if starts_on >= on and not has_begun:
        return Timeliness.UPCOMING
    if ends_on < on:
        return Timeliness.LATE
    if report is not None and report.status == ReportedStatus.SUSPENDED:
        return Timeliness.SUSPENDED
    if not has_begun:
        is_reported = is_reported_since(schedule, starts_on, on=on)
        return Timeliness.LATE_START if is_reported else Timeliness.NOT_REPORTED
    return _pace(schedule, starts_on, ends_on, on)


def _pace(schedule: Schedule, starts_on: date, ends_on: date, on: date) -> Timeliness:
    done, due = progress(schedule, on=on), elapsed(starts_on, ends_on, on=on)
    is_behind = done is not None and due is not None and due - done > MARGIN
    return Timeliness.BEHIND if is_behind else Timeliness.ON_TRACK


def is_silent(schedule: Schedule, *, on: date, last_closed_campaign: tuple[date, date] | None) -> bool:
    """Under way, and no validated report for the last closed campaign; never before the first campaign.

    The campaign is given by the first and last day of its period.
    """
    if last_closed_campaign is None or not is_begun(schedule, on=on):
        return False
    if completed_on(schedule, on=on) is not None or is_cancelled(schedule, on=on):
        return False
    first, last = last_closed_campaign
    return not any(first <= report.ends_on <= last for report in schedule.reports)


def quarter_ends(starts_on: date, ends_on: date) -> list[date]:
    """The last day of each quarter that two dates hold, in order."""
    found: list[date] = []
    year, month = starts_on.year, (starts_on.month - 1) // 3 * 3 + 3
    while True:
        first_of_next = date(year + month // 12, month % 12 + 1, 1)
        last = first_of_next - timedelta(days=1)
        if last > ends_on:
            return found
        found.append(last)
        year, month = (year, month + 3) if month < 12 else (year + 1, 3)
