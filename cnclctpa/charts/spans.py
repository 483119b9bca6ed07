"""Periods as bars: what has passed, what is to come, when they were adopted and launched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .labels import Anchor, Label, Layout, merged
from .lanes import NARROW, WIDE
from .years import YearScale

HEIGHT = 88
# The latest is the darkest.
TONES = ("grey", "ink2", "ink")


@dataclass(frozen=True)
class Span:
    label: str
    starts_on: date
    ends_on: date
    short: str = ""
    adopted_on: date | None = None
    launched_on: date | None = None


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    tone: str
    future_x: float
    future_width: float
    label: str
    adopted_x: float | None
    launched_x: float | None


def bars(spans: Sequence[Span], scale: YearScale, now: float | None) -> tuple[Bar, ...]:
    return tuple(
        _bar(span, scale, now, TONES[max(len(TONES) - len(spans) + position, 0)])
        for position, span in enumerate(spans)
    )


def bar_labels(spans: Sequence[Span], scale: YearScale) -> list[Label]:
    """The name of a plan inside its bar, the short one on phones, none when even that is too long."""
    wide = (_label(span, scale, WIDE, 6, Layout.WIDE) for span in spans)
    narrow = (_label(span, scale, NARROW, 3, Layout.NARROW) for span in spans)
    return merged([label for label in wide if label], [label for label in narrow if label])


def _bar(span: Span, scale: YearScale, now: float | None, tone: str) -> Bar:
    x = scale.at(span.starts_on)
    end = _end(span, scale)
    future_x = end if now is None else min(max(now, x), end)
    return Bar(
        x=x,
        width=round(end - x, 2),
        tone=tone,
        future_x=round(future_x, 2),
        future_width=round(end - future_x, 2),
        label=span.label,
        adopted_x=scale.at(span.adopted_on) if span.adopted_on else None,
        launched_x=scale.at(span.launched_on) if span.launched_on else None,
    )


def _end(span: Span, scale: YearScale) -> float:
    """A little before the end, so that plans that follow each other do not touch."""
    whole_years = span.ends_on.month == 12 and span.ends_on.day == 31
    return (scale.start(span.ends_on.year + 1) if whole_years else scale.at(span.ends_on)) - 0.25


def _label(span: Span, scale: YearScale, width: int, offset: int, layout: Layout) -> Label | None:
    x = scale.at(span.starts_on)
    room = (_end(span, scale) - x) / 100 * width - offset
    for text in filter(None, (span.label, span.short)):
        label = Label(x, text, Anchor.START, 0, offset, layout, is_bold=True)
        start, end = label.extent(width)
        if end - start <= room:
            return label
    return None
