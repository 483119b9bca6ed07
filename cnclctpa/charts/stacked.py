"""One bar cut into parts, what is not broken down hatched."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cnclctpa.typography import number

from .labels import Anchor, Layout, text_width

WIDE, NARROW = 405, 286
PADDING = 8
SWATCH = 15
ROW = 19
BAR = 46
TONES = ("ink", "grey", "soft", "ink2", "track")
# What can be read over each tone.
TEXT_ON = {"ink": "on-ink", "ink2": "on-ink", "grey": "on-grey", "soft": "tb", "track": "tb", "unknown": "tb"}


@dataclass(frozen=True)
class Part:
    value: Decimal | int
    label: str
    is_unknown: bool = False


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    tone: str
    figure: str
    label: str

    @property
    def text(self) -> str:
        return f"{self.figure}\u00a0{self.label}"


@dataclass(frozen=True)
class SegmentLabel:
    """A label inside its segment (row −1) or on a row above the bar, with a swatch of its tone."""

    segment: Segment
    x: float
    anchor: Anchor
    row: int
    layout: Layout

    @property
    def is_inside(self) -> bool:
        return self.row < 0

    @property
    def ink(self) -> str:
        return TEXT_ON[self.segment.tone]

    @property
    def rise(self) -> int:
        return -self.row * ROW

    @property
    def is_end(self) -> bool:
        return self.anchor is Anchor.END

    def extent(self, width: float) -> tuple[float, float]:
        at = self.x / 100 * width
        length = text_width(self.segment.text, is_bold=True) + (0 if self.is_inside else SWATCH)
        start = at + PADDING if self.is_inside else at
        return (at - length, at) if self.is_end else (start, start + length)


@dataclass(frozen=True)
class Stacked:
    segments: tuple[Segment, ...]
    labels: tuple[SegmentLabel, ...]
    total: str
    rows: int

    @property
    def bar_y(self) -> int:
        return self.rows * ROW + 2

    @property
    def label_y(self) -> int:
        """The baseline of the labels next to the bar; the rows above it are `ROW` apart."""
        return self.bar_y - 8

    @property
    def bar_height(self) -> int:
        return BAR

    @property
    def height(self) -> int:
        return self.bar_y + BAR

    @property
    def text_y(self) -> int:
        return self.bar_y + BAR // 2 + 5

    @property
    def description(self) -> str:
        return ", ".join(segment.text for segment in self.segments)


def stacked(
    parts: Sequence[Part], *, language: str, total: Decimal | int | None = None, rest: str = ""
) -> Stacked:
    """The parts from left to right; what ``total`` has beyond their sum is a hatched ``rest``.

    Raises ``ValueError`` when the parts exceed the total or are nothing at all.
    """
    known = sum(part.value for part in parts)
    whole = known if total is None else total
    if known > whole or whole <= 0:
        raise ValueError(f"Parts that make {known} cannot be drawn in a total of {whole}.")
    if known < whole:
        parts = [*parts, Part(whole - known, rest, is_unknown=True)]
    segments = _segments(parts, whole, language)
    wide, narrow = _labels(segments, WIDE, Layout.WIDE), _labels(segments, NARROW, Layout.NARROW)
    labels = _merged(wide, narrow)
    rows = max((label.row for label in labels), default=-1) + 1
    return Stacked(tuple(segments), tuple(labels), number(whole, language), rows)


def _segments(parts: Sequence[Part], whole: Decimal | int, language: str) -> list[Segment]:
    segments, before, tones = [], Decimal(0), iter(TONES * len(parts))
    for part in parts:
        tone = "unknown" if part.is_unknown else next(tones)
        x = round(float(before / whole * 100), 2)
        before += part.value
        width = round(float(before / whole * 100) - x, 2)
        segments.append(Segment(x, width, tone, number(part.value, language), part.label))
    return segments


def _labels(segments: Sequence[Segment], width: int, layout: Layout) -> list[SegmentLabel]:
    placed: list[SegmentLabel] = []
    for segment in segments:
        room = segment.width / 100 * width - 1.5 * PADDING
        if text_width(segment.text, is_bold=True) <= room:
            placed.append(SegmentLabel(segment, segment.x, Anchor.START, -1, layout))
        else:
            placed.append(_above(segment, placed, width, layout))
    return placed


def _above(segment: Segment, placed: list[SegmentLabel], width: int, layout: Layout) -> SegmentLabel:
    row = 0
    while True:
        for x, anchor in ((segment.x, Anchor.START), (segment.x + segment.width, Anchor.END)):
            label = SegmentLabel(segment, round(x, 2), anchor, row, layout)
            start, end = label.extent(width)
            beside = [other.extent(width) for other in placed if other.row == row]
            is_first = not beside and anchor is Anchor.END
            fits = start >= 0 and end <= width
            if (fits or is_first) and all(end + 8 <= begins or ends + 8 <= start for begins, ends in beside):
                return label
        row += 1


def _merged(wide: list[SegmentLabel], narrow: list[SegmentLabel]) -> list[SegmentLabel]:
    merged = []
    for one, other in zip(wide, narrow, strict=True):
        if (one.x, one.anchor, one.row) == (other.x, other.anchor, other.row):
            merged.append(SegmentLabel(one.segment, one.x, one.anchor, one.row, Layout.BOTH))
        else:
            merged += [one, other]
    return merged
