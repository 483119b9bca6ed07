"""One bar cut into parts, what is not broken down hatched."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cnclctpa.typography import number

from .labels import Anchor, Layout, text_width, touch

WIDE, NARROW = 405, 286
PADDING = 8
SWATCH = 15
GAP = 8
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
    figure: str = ""  # how the value is said, when it is not exact


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

    @property
    def is_inside(self) -> bool:
        return self.row < 0

    @property
    def is_end(self) -> bool:
        return self.anchor is Anchor.END

    @property
    def ink(self) -> str:
        return TEXT_ON[self.segment.tone]

    def extent(self, width: float) -> tuple[float, float]:
        at = self.x / 100 * width
        length = text_width(self.segment.text, is_bold=True)
        if self.is_inside:
            return at + PADDING, at + PADDING + length
        return (at - length - SWATCH, at) if self.is_end else (at, at + length + SWATCH)


@dataclass(frozen=True)
class Drawing:
    """The bar as one layout shows it."""

    layout: Layout
    labels: tuple[SegmentLabel, ...]
    bar_height: int = BAR

    @property
    def bar_y(self) -> int:
        return (max((label.row for label in self.labels), default=-1) + 1) * ROW + 2

    @property
    def height(self) -> int:
        return self.bar_y + BAR

    @property
    def placed(self) -> tuple[tuple[SegmentLabel, int], ...]:
        """Each label with its baseline; the first row is the one next to the bar."""
        inside, above = self.bar_y + BAR // 2 + 5, self.bar_y - 8
        return tuple((label, inside if label.is_inside else above - label.row * ROW) for label in self.labels)


@dataclass(frozen=True)
class Stacked:
    segments: tuple[Segment, ...]
    drawings: tuple[Drawing, ...]
    total: str

    @property
    def description(self) -> str:
        return ", ".join(segment.text for segment in self.segments)


def stacked(
    parts: Sequence[Part],
    *,
    language: str,
    total: Decimal | int | None = None,
    rest: str = "",
    rest_figure: str = "",
) -> Stacked:
    """The parts from left to right; what ``total`` has beyond their sum is a hatched ``rest``,
    said as ``rest_figure`` when it is not exact.

    Raises ``ValueError`` when the parts exceed the total or are nothing at all.
    """
    known = sum(part.value for part in parts)
    whole = known if total is None else total
    if known > whole or whole <= 0:
        raise ValueError(f"Parts that make {known} cannot be drawn in a total of {whole}.")
    if known < whole:
        parts = [*parts, Part(whole - known, rest, is_unknown=True, figure=rest_figure)]
    segments = _segments(parts, whole, language)
    wide, narrow = (tuple(_labels(segments, width)) for width in (WIDE, NARROW))
    drawings: tuple[Drawing, ...]
    if wide == narrow:
        drawings = (Drawing(Layout.BOTH, wide),)
    else:
        drawings = (Drawing(Layout.WIDE, wide), Drawing(Layout.NARROW, narrow))
    return Stacked(tuple(segments), drawings, number(whole, language))


def _segments(parts: Sequence[Part], whole: Decimal | int, language: str) -> list[Segment]:
    segments, before, tones = [], Decimal(0), iter(TONES * len(parts))
    for part in parts:
        tone = "unknown" if part.is_unknown else next(tones)
        x = round(float(before / whole * 100), 2)
        before += part.value
        width = round(float(before / whole * 100) - x, 2)
        segments.append(Segment(x, width, tone, part.figure or number(part.value, language), part.label))
    return segments


def _labels(segments: Sequence[Segment], width: int) -> list[SegmentLabel]:
    placed: list[SegmentLabel] = []
    for segment in segments:
        room = segment.width / 100 * width - 1.5 * PADDING
        if text_width(segment.text, is_bold=True) <= room:
            placed.append(SegmentLabel(segment, segment.x, Anchor.START, -1))
        else:
            placed.append(_above(segment, placed, width))
    return placed


def _above(segment: Segment, placed: Sequence[SegmentLabel], width: int) -> SegmentLabel:
    """The lowest row with room; a label that no row can hold has one of its own and ends at its segment."""
    ends = ((segment.x, Anchor.START), (round(segment.x + segment.width, 2), Anchor.END))
    last = max((label.row for label in placed), default=-1) + 1
    for row in range(last + 1):
        beside = [other.extent(width) for other in placed if other.row == row]
        for x, anchor in ends:
            label = SegmentLabel(segment, x, anchor, row)
            if _is_free(label.extent(width), beside, width):
                return label
    return SegmentLabel(segment, *ends[-1], last)


def _is_free(here: tuple[float, float], beside: Sequence[tuple[float, float]], width: int) -> bool:
    return here[0] >= 0 and here[1] <= width and not any(touch(here, other, GAP) for other in beside)
