"""Months from the beginning of each plan's period to its launch."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .labels import Anchor, text_width

NARROW = 280
TOP = 22
ROW = 60
YEAR = 12


@dataclass(frozen=True)
class Start:
    """``text`` is said after the bar; ``words`` when the launch is not known."""

    label: str
    starts_on: date
    launched_on: date | None
    text: str = ""
    words: str = ""
    adopted_on: date | None = None


@dataclass(frozen=True)
class LagRow:
    label: str
    y: int
    months: int | None
    width: float
    text: str
    anchor: Anchor
    adopted_x: float | None
    tone: str

    @property
    def is_unknown(self) -> bool:
        return self.months is None

    @property
    def is_end(self) -> bool:
        return self.anchor is Anchor.END


@dataclass(frozen=True)
class Lag:
    rows: tuple[LagRow, ...]
    gridlines: tuple[tuple[int, float], ...]
    height: int

    @property
    def has_adoptions(self) -> bool:
        return any(row.adopted_x is not None for row in self.rows)


TONES = ("grey", "ink2", "ink")


def months_between(start: date, day: date) -> float:
    """Months with their fraction; negative when ``day`` comes first."""
    fraction = (day.day - 1) / monthrange(day.year, day.month)[1]
    return (day.year - start.year) * 12 + day.month - start.month + fraction


def lag(starts: Sequence[Start]) -> Lag:
    """One bar a plan on a scale of whole years; an adoption outside the period is not drawn."""
    known = [months_between(start.starts_on, start.launched_on) for start in starts if start.launched_on]
    # One more month keeps the mark of the longest bar away from the edge.
    end = YEAR * max(2, -(-int(max(known, default=0) + 1) // YEAR))
    rows = [_row(start, position, len(starts), end) for position, start in enumerate(starts)]
    gridlines = tuple((months, round(months / end * 100, 2)) for months in range(0, end + 1, YEAR))
    return Lag(tuple(rows), gridlines, TOP + ROW * len(starts))


def _row(start: Start, position: int, count: int, end: int) -> LagRow:
    months = months_between(start.starts_on, start.launched_on) if start.launched_on else None
    adopted = months_between(start.starts_on, start.adopted_on) if start.adopted_on else -1
    width = 100.0 if months is None else round(months / end * 100, 2)
    after = width / 100 * NARROW + 10 + text_width(start.text)
    return LagRow(
        label=start.label,
        y=TOP + ROW * position,
        months=None if months is None else int(months),
        width=width,
        text=start.words if months is None else start.text,
        anchor=Anchor.START if after <= NARROW else Anchor.END,
        adopted_x=round(adopted / end * 100, 2) if 0 <= adopted <= end else None,
        tone=TONES[max(len(TONES) - count + position, 0)],
    )
