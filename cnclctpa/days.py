"""The day that a page shows: today, unless its address asks for another with ``?on=``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: No plan is older than the committee by so much, or so far ahead: another year is a slip of the hand.
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Day:
    """``mistaken`` holds what was asked and is not a day: the page then shows today, and says so."""

    on: date
    today: date
    mistaken: str = ""

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def query(self) -> str:
        """What the links of the page carry on, so that one keeps looking at the same day."""
        return "" if self.is_today else f"?on={self.on.isoformat()}"


def asked_day(data: Mapping[str, str], *, today: date) -> Day:
    """The day asked by a query string, as ``2021-06-30``."""
    words = data.get("on", "").strip()
    if not words:
        return Day(today, today)
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return Day(today, today, mistaken=words)
    return Day(day, today) if day.year in YEARS else Day(today, today, mistaken=words)
