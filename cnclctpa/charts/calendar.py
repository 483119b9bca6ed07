"""The dates of one thing on one scale: as they were set, as they stand, as they are forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .shares import LEAST, Width, lean, width


@dataclass(frozen=True)
class Span:
    """Two days, both included; ``text`` writes them, ``done`` is the share of the way behind, if known."""

    label: str
    text: str
    starts_on: date | None
    ends_on: date | None
    tone: str = "grey"
    done: Decimal | None = None
    is_missing: bool = False


@dataclass(frozen=True)
class Row:
    """Places and widths in per cent; ``width`` is None when a date is missing: nothing is then drawn."""

    span: Span
    x: Width
    width: Width | None
    done: Width


@dataclass(frozen=True)
class Calendar:
    """``today`` is None when it falls outside the dates drawn."""

    rows: tuple[Row, ...]
    today: Width | None


def calendar(spans: Sequence[Span], *, today: date) -> Calendar:
    """A row a span, from the first of all their days to the last."""
    days = [day for span in spans for day in (span.starts_on, span.ends_on) if day is not None]
    if not days:
        return Calendar(tuple(Row(span, 0, None, 0) for span in spans), None)
    first, length = min(days), (max(days) - min(days)).days + 1
    gone = (today - first).days
    return Calendar(
        rows=tuple(_row(span, first, length) for span in spans),
        today=width(gone, length) if 0 <= gone <= length else None,
    )


def _row(span: Span, first: date, length: int) -> Row:
    if span.starts_on is None or span.ends_on is None or span.starts_on > span.ends_on:
        return Row(span, 0, None, 0)
    x = width((span.starts_on - first).days, length)
    drawn = max(width((span.ends_on - span.starts_on).days + 1, length), LEAST)
    done = lean(drawn * float(span.done)) if span.done else 0
    return Row(span, min(x, lean(100 - drawn)), drawn, done)
