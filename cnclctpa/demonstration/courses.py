"""How a fictitious activity goes: when it begins, how fast, where it stops. Imports nothing of Django."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

FULL = Decimal(1)
#: Courses that a seed may give to an activity of which the texts say nothing, with their weights.
ORDINARY = {"steady": 64, "brisk": 16, "slow": 14, "late_start": 6}


@dataclass(frozen=True)
class Course:
    """``delay`` in days; ``pace`` in shares of the planned length; ``stop`` is the share where it stops."""

    delay: int = 0
    pace: Decimal = FULL
    stop: Decimal = FULL
    ends_as: str = ""
    cause: str = ""
    is_reported: bool = True
    #: How many of the last closed campaigns got no answer.
    silences: int = 0


def course(name: str, draw: Random) -> Course:
    """A course by its name, or one among the ordinary ones, with some hazard in both."""
    name = name or draw.choices(list(ORDINARY), list(ORDINARY.values()))[0]
    usual = {
        "steady": Course(draw.randint(-6, 6), _share(draw, 98, 108)),
        "brisk": Course(draw.randint(0, 10), _share(draw, 112, 125)),
        "slow": Course(draw.randint(10, 35), _share(draw, 72, 86)),
        "late_start": Course(draw.randint(50, 75), _share(draw, 85, 95)),
        "ahead": Course(0, _share(draw, 145, 165)),
        "behind": Course(draw.randint(20, 40), _share(draw, 40, 50)),
        "late": Course(draw.randint(20, 45), _share(draw, 60, 75), _share(draw, 55, 85)),
        "suspended": Course(draw.randint(0, 20), FULL, _share(draw, 25, 40), ends_as="suspended"),
        "cancelled": Course(10, FULL, Decimal("0.60"), ends_as="cancelled"),
        "silent": Course(draw.randint(0, 15), _share(draw, 80, 90), silences=draw.randint(2, 3)),
        "not_reported": Course(0, _share(draw, 90, 100), is_reported=False),
        "not_begun": Course(3650),
        "postponed": Course(draw.randint(25, 50), _share(draw, 88, 98)),
    }
    return replace(usual[name], cause=draw.choice(CAUSES)) if name in BLOCKED else usual[name]


BLOCKED = ("slow", "late_start", "behind", "late", "suspended", "cancelled", "not_begun", "postponed")
CAUSES = ("funding", "security", "institutional", "partner", "legal", "other", "funding", "security")


def _share(draw: Random, lowest: int, highest: int) -> Decimal:
    return Decimal(draw.randint(lowest, highest)) / 100


@dataclass(frozen=True)
class Progress:
    """The progress of an activity planned between two days, on its course."""

    starts_on: date
    ends_on: date
    course: Course

    @property
    def begun_on(self) -> date:
        return self.starts_on + timedelta(days=max(self.course.delay, 0))

    @property
    def stopped_on(self) -> date:
        """The day of its completion, or of what stopped it."""
        return self.day_of(self.course.stop)

    @property
    def is_stopped(self) -> bool:
        return self.course.stop < FULL

    def share(self, on: date) -> Decimal:
        """The share done at the end of a day, in steps of five per cent."""
        if on >= self.stopped_on:
            return self.course.stop
        days = max((on - self.begun_on).days, 0)
        done = self.course.pace * days / self.length
        return min(Decimal(int(done * 20)) / 20, self.course.stop)

    def day_of(self, share: Decimal) -> date:
        """The day a share of it is done; meaningless beyond where it stops."""
        return self.begun_on + timedelta(days=int(self.length * share / self.course.pace))

    @property
    def length(self) -> int:
        return max((self.ends_on - self.starts_on).days, 1)
