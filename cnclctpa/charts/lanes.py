"""Dated moments on one line, the important ones named below their tick or beside their square."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .labels import Anchor, Label, Layout, Wanted, merged, place
from .years import YearScale

# The narrowest widths of the drawing itself, once the names of the lanes have taken theirs.
WIDE, NARROW = 610, 244
MARGIN = 22
ROW = 20
TICK = 28
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
    """Where the marks stand, and their labels row by row; a mark beside its label follows its row."""

    top: int
    height: int
    places: tuple[float, ...]
    labels: tuple[Label, ...]

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def marks(self) -> tuple[MarkPlace, ...]:
        named = [MarkPlace(label.x, 20 + label.row * ROW, label.layout) for label in self.labels]
        layouts = {x: {mark.layout for mark in named if mark.x == x} for x in self.places}
        bare = [MarkPlace(x, 20, layout) for x in layouts for layout in _missing(layouts[x])]
        return (*named, *bare)


def ticks(moments: Sequence[Moment], scale: YearScale, *, top: int) -> Lane | None:
    """Ticks with their names on the rows below."""
    if not moments:
        return None
    labels = _labels(moments, scale, rows=3, offset=0, anchors=BELOW)
    return Lane(top, MARGIN + TICK + _rows(labels) * ROW, _places(moments, scale), tuple(labels))


def squares(moments: Sequence[Moment], scale: YearScale, *, top: int) -> Lane | None:
    """Squares with their names beside them."""
    if not moments:
        return None
    labels = _labels(moments, scale, rows=4, offset=9, anchors=BESIDE)
    return Lane(top, MARGIN + 6 + max(_rows(labels), 1) * ROW, _places(moments, scale), tuple(labels))


def _labels(
    moments: Sequence[Moment], scale: YearScale, *, rows: int, offset: int, anchors: Sequence[Anchor]
) -> list[Label]:
    named = [moment for moment in moments if moment.label]
    long = [Wanted(scale.at(moment.on), moment.label, offset) for moment in named]
    short = [Wanted(scale.at(moment.on), moment.short or moment.label, offset) for moment in named]
    return merged(
        place(long, width=WIDE, rows=rows, layout=Layout.WIDE, anchors=anchors),
        place(short, width=NARROW, rows=rows, layout=Layout.NARROW, anchors=anchors),
    )


def _places(moments: Sequence[Moment], scale: YearScale) -> tuple[float, ...]:
    return tuple(scale.at(moment.on) for moment in moments)


def _rows(labels: Sequence[Label]) -> int:
    return max((label.row for label in labels), default=-1) + 1


def _missing(layouts: set[Layout]) -> tuple[Layout, ...]:
    """The layouts in which a mark has no name, hence no place yet."""
    if not layouts:
        return (Layout.BOTH,)
    if Layout.BOTH in layouts:
        return ()
    return tuple({Layout.WIDE, Layout.NARROW} - layouts)
