"""Counts as bars, the most frequent first, what was not said last and hatched."""

from collections.abc import Sequence
from dataclasses import dataclass

from .shares import Width, seen


@dataclass(frozen=True)
class Cause:
    label: str
    count: int
    is_unknown: bool = False
    address: str = ""


@dataclass(frozen=True)
class Row:
    cause: Cause
    width: Width


@dataclass(frozen=True)
class Causes:
    rows: tuple[Row, ...]
    tone: str


def causes(counted: Sequence[Cause], *, tone: str = "alert") -> Causes:
    """Bars on the scale of the longest; a tie keeps the given order."""
    longest = max((cause.count for cause in counted), default=0)
    ordered = sorted(counted, key=lambda cause: (cause.is_unknown, -cause.count))
    return Causes(tuple(Row(cause, seen(cause.count, longest)) for cause in ordered), tone)
