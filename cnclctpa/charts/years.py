"""Years as places along a drawing."""

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PLACES = 2


@dataclass(frozen=True)
class YearScale:
    """Years of equal width from the first to the last, both included."""

    first: int
    last: int

    def __post_init__(self):
        if self.first > self.last:
            raise ValueError("A scale of years cannot end before it starts.")

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def step(self) -> float:
        return 100 / len(self.years)

    def start(self, year: int) -> float:
        return round((year - self.first) * self.step, PLACES)

    def middle(self, year: int) -> float:
        return round((year - self.first + 0.5) * self.step, PLACES)

    def at(self, day: date) -> float:
        """The place of the beginning of ``day``, kept inside the scale."""
        share = (day.timetuple().tm_yday - 1) / (366 if isleap(day.year) else 365)
        return round(min(max((day.year - self.first + share) * self.step, 0), 100), PLACES)


@dataclass(frozen=True)
class PlanYear:
    number: int
    passed: int  # per cent of the year that is over
    is_current: bool

    @property
    def is_past(self) -> bool:
        return self.passed == 100


def plan_years(starts_on: date, ends_on: date, *, on: date) -> list[PlanYear]:
    """The years of a plan as time passed on that day, which is not its progress."""
    return list(_plan_years(starts_on.year, ends_on.year, on))


def _plan_years(first: int, last: int, on: date) -> Iterator[PlanYear]:
    for number in range(first, last + 1):
        passed = 0 if number > on.year else 100
        if number == on.year:
            passed = round(YearScale(number, number).at(on))
        yield PlanYear(number, passed, number == on.year)
