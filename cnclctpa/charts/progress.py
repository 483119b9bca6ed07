"""What is done of a whole, in one cell of a table, beside the figures that say it."""

from dataclasses import dataclass
from decimal import Decimal

from .shares import Width, lean, seen, tone, width


@dataclass(frozen=True)
class Bar:
    """Widths and places in per cent; ``unknown`` starts where ``done`` ends.

    ``done`` is None when nothing is known or when the figure is protected: neither is drawn in proportion.
    """

    tone: str
    done: Width | None
    unknown: Width = 0
    pin: Width | None = None
    words: str = ""
    is_protected: bool = False
    is_worse: bool = False

    @property
    def is_unknown(self) -> bool:
        return self.done is None and not self.is_protected

    @property
    def is_zero(self) -> bool:
        return self.done == 0 and not self.is_worse


def bar(
    done: Decimal | None,
    expected: Decimal | None = None,
    unknown: Decimal | None = None,
    *,
    pillar: str = "",
    words: str = "",
    is_protected: bool = False,
) -> Bar:
    """A bar of shares of one; ``unknown`` is the share nobody has reported on, at most done besides.

    Above one the bar is full, under zero an arrow leaves it. ``words`` are written on what has no length.
    """
    pin = None if expected is None else width(expected)
    if is_protected or done is None:
        return Bar(tone(pillar), None, pin=pin, words=words, is_protected=is_protected)
    drawn = seen(done)
    room = lean(100 - drawn)
    return Bar(
        tone=tone(pillar),
        done=drawn,
        unknown=min(seen(unknown or 0), room),
        pin=pin,
        is_worse=done < 0,
    )
