"""What the plots of half a page share: their widths, labels on one row, days as places."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from .labels import Anchor, Label, Layout, Wanted, merged, place
from .shares import Width, lean

# The narrowest a drawing is, on a wide screen and on a phone of 320 pixels, and its margin in the page.
WIDE, NARROW, BLEED = 405, 288, 14
LAYOUTS = ((WIDE, Layout.WIDE), (NARROW, Layout.NARROW))
CENTRED = (Anchor.MIDDLE, Anchor.END, Anchor.START)


def row(wanted: Sequence[Wanted], anchors: Sequence[Anchor] = CENTRED) -> tuple[Label, ...]:
    """Those that have room on one row, on a wide screen and on a phone."""
    said = [want for want in wanted if want.text]
    wide, narrow = (
        place(said, width=width, rows=1, layout=layout, anchors=anchors, bleed=BLEED)
        for width, layout in LAYOUTS
    )
    return tuple(merged(wide, narrow))


def shared(wide: Sequence[Any], narrow: Sequence[Any]) -> tuple[Any, ...]:
    """Things that have a ``layout``, those at the same place in both written once."""
    both = [one for one in wide if replace(one, layout=Layout.NARROW) in narrow]
    others = [one for one in narrow if replace(one, layout=Layout.WIDE) not in both]
    return (
        *(replace(one, layout=Layout.BOTH) for one in both),
        *(one for one in wide if one not in both),
        *others,
    )


class Days:
    """Days as places between the first and the last of a plan, both included."""

    def __init__(self, starts_on: date, ends_on: date):
        self.starts_on = starts_on
        self.ends_on = max(starts_on, ends_on)
        self.length = (self.ends_on - starts_on).days + 1

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.starts_on <= day <= self.ends_on

    @property
    def years(self) -> range:
        return range(self.starts_on.year, self.ends_on.year + 1)

    def start(self, day: date) -> Width:
        """The place of its first hour, kept inside the drawing."""
        return self._place((day - self.starts_on).days)

    def end(self, day: date) -> Width:
        """The place of its last hour, kept inside the drawing."""
        return self._place((day - self.starts_on).days + 1)

    def _place(self, days: int) -> Width:
        return lean(min(max(days / self.length * 100, 0), 100), 2)
