"""Dated moments on one line, the important ones named below their tick or beside their square."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .labels import Anchor, Label, Layout, Wanted, merged, place, touch
from .years import YearScale

# The narrowest widths of the drawing itself, once the names of the lanes have taken theirs.
WIDE, NARROW = 610, 244
MARGIN = 22
ROW = 20
TICK = 28
FIRST_ROW = 20
BESIDE_SQUARE = 9
BELOW = (Anchor.MIDDLE, Anchor.START, Anchor.END)
BESIDE = (Anchor.START, Anchor.END)


@dataclass(frozen=True)
class Moment:
    """A dated thing; only those that have a label are named on the drawing."""

    on: date
    label: str = ""
    short: str = ""


@dataclass(frozen=True)
class MarkPlace:
    x: float
    y: int
    layout: Layout


@dataclass(frozen=True)
class Lane:
    """Where the ticks or the squares stand, and their labels row by row."""

    top: int
    height: int
    marks: tuple[MarkPlace, ...]
    labels: tuple[Label, ...]

    @property
    def bottom(self) -> int:
        return self.top + self.height


def ticks(moments: Sequence[Moment], scale: YearScale, *, top: int) -> Lane | None:
    """Ticks with their names on the rows below."""
    if not moments:
        return None
    labels = merged(*_labels(moments, scale, rows=3, offset=0, anchors=BELOW))
    rows = max((label.row for label in labels), default=-1) + 1
    marks = tuple(MarkPlace(scale.at(moment.on), 0, Layout.BOTH) for moment in moments)
    return Lane(top, MARGIN + TICK + rows * ROW, marks, tuple(labels))


def squares(moments: Sequence[Moment], scale: YearScale, *, top: int) -> Lane | None:
    """Squares with their names beside them; a square without a name stands where it touches none."""
    if not moments:
        return None
    wide, narrow = _labels(moments, scale, rows=5, offset=BESIDE_SQUARE, anchors=BESIDE)
    places = list(dict.fromkeys(scale.at(moment.on) for moment in moments))
    marks = _marks(places, wide, WIDE, Layout.WIDE) | _marks(places, narrow, NARROW, Layout.NARROW)
    height = MARGIN + 6 + (max(row for _x, row, _layout in marks) + 1) * ROW
    return Lane(top, height, _shared(marks), tuple(merged(wide, narrow)))


def _marks(
    places: Sequence[float], labels: Sequence[Label], width: int, layout: Layout
) -> set[tuple[float, int, Layout]]:
    """The place and row of each square: the row of its name, or the first that is free."""
    rows = {label.x: label.row for label in labels}
    return {(x, rows.get(x, _free_row(x, labels, width)), layout) for x in places}


def _free_row(x: float, labels: Sequence[Label], width: int) -> int:
    here = (x / 100 * width - BESIDE_SQUARE, x / 100 * width + BESIDE_SQUARE)
    taken = {label.row for label in labels if touch(here, label.extent(width))}
    return min(set(range(len(taken) + 1)) - taken)


def _shared(marks: set[tuple[float, int, Layout]]) -> tuple[MarkPlace, ...]:
    """Squares standing at the same place in both layouts written once."""
    layouts: dict[tuple[float, int], list[Layout]] = {}
    for x, row, layout in sorted(marks):
        layouts.setdefault((x, row), []).append(layout)
    return tuple(
        MarkPlace(x, FIRST_ROW + row * ROW, found[0] if len(found) == 1 else Layout.BOTH)
        for (x, row), found in layouts.items()
    )


def _labels(
    moments: Sequence[Moment], scale: YearScale, *, rows: int, offset: int, anchors: Sequence[Anchor]
) -> tuple[list[Label], list[Label]]:
    """The labels for wide screens, and for phones."""
    named = [moment for moment in moments if moment.label]
    long = [Wanted(scale.at(moment.on), moment.label, offset) for moment in named]
    short = [Wanted(scale.at(moment.on), moment.short or moment.label, offset) for moment in named]
    return (
        place(long, width=WIDE, rows=rows, layout=Layout.WIDE, anchors=anchors),
        place(short, width=NARROW, rows=rows, layout=Layout.NARROW, anchors=anchors),
    )
