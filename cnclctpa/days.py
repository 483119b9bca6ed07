"""The day that a page shows: today, unless its address asks for another with ``?on=``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: No plan is older than the committee by so much, or so far ahead: another year is a slip of the hand.
YEARS = range(2000, 2101)
#: As people type a day in the form of a page: 30/06/2021.
TYPED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


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
    def is_ahead(self) -> bool:
        return self.on > self.today

    @property
    def typed(self) -> str:
        """As the field of the form shows it."""
        return f"{self.on:%d/%m/%Y}"

    @property
    def query(self) -> str:
        """What the links of the page carry on, so that one keeps looking at the same day."""
        return "" if self.is_today else f"?on={self.on.isoformat()}"

    @property
    def more(self) -> str:
        """The same after other parameters."""
        return self.query.replace("?", "&")


def asked_day(data: Mapping[str, str], *, today: date) -> Day:
    """The day asked by a query string, as ``2021-06-30`` or as people type it, ``30/06/2021``."""
    words = data.get("on", "").strip()
    if not words:
        return Day(today, today)
    try:
        day = as_typed(words) or date.fromisoformat(words)
    except ValueError:
        return Day(today, today, mistaken=words)
    return Day(day, today) if day.year in YEARS else Day(today, today, mistaken=words)


def as_typed(words: str) -> date | None:
    """The day of words like ``30/06/2021``; ``ValueError`` when the calendar has no such day."""
    found = TYPED.fullmatch(words)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None
