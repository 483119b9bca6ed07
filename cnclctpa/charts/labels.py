"""How wide a label is, and where it may stand without touching another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

TEXT_SIZE = 13
BOLD = 1.1
# Widths in em, on the wide side of the sans serifs that systems have.
WIDTHS = (
    ("\u202f'’.,:;|!ijl", 0.32),
    ("\u00a0 ()[]/-ftrI", 0.42),
    ("mwMW%@—", 0.95),
)
CAPITAL = 0.72
DIGIT = 0.58
OTHER = 0.6


class Anchor(StrEnum):
    START = "start"
    MIDDLE = "middle"
    END = "end"


class Layout(StrEnum):
    """Which screens show a mark: the name is the CSS class; both is no class."""

    BOTH = ""
    WIDE = "wide"
    NARROW = "narrow"


def text_width(text: str, *, size: float = TEXT_SIZE, is_bold: bool = False) -> float:
    """The width of ``text`` in pixels, rather too much than too little."""
    em = sum(_character(character) for character in text)
    return em * size * (BOLD if is_bold else 1)


def _character(character: str) -> float:
    for characters, width in WIDTHS:
        if character in characters:
            return width
    if character.isdigit():
        return DIGIT
    return CAPITAL if character.isupper() else OTHER


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """The words of ``text`` on as many lines as ``width`` pixels ask for."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


@dataclass(frozen=True)
class Wanted:
    """A text for the place ``x`` (percentage), ``offset`` pixels away from it."""

    x: float
    text: str
    offset: float = 0
    is_bold: bool = False


@dataclass(frozen=True)
class Label:
    x: float
    text: str
    anchor: Anchor
    row: int
    offset: float
    layout: Layout
    is_bold: bool = False

    def extent(self, width: float) -> tuple[float, float]:
        """Where the text begins and ends, in pixels, on a drawing ``width`` pixels wide."""
        return extent(self.x, self.text, self.anchor, self.offset, width, self.is_bold)

    @property
    def dx(self) -> float:
        """How far the text is from its place, in pixels."""
        return {Anchor.START: self.offset, Anchor.MIDDLE: 0, Anchor.END: -self.offset}[self.anchor]


def extent(
    x: float, text: str, anchor: Anchor, offset: float, width: float, is_bold: bool = False
) -> tuple[float, float]:
    at = x / 100 * width
    length = text_width(text, is_bold=is_bold)
    if anchor is Anchor.START:
        return at + offset, at + offset + length
    if anchor is Anchor.END:
        return at - offset - length, at - offset
    return at - length / 2, at + length / 2


def touch(one: tuple[float, float], other: tuple[float, float], gap: float = 0) -> bool:
    return one[0] < other[1] + gap and other[0] < one[1] + gap


def place(
    wanted: Iterable[Wanted],
    *,
    width: float,
    rows: int,
    layout: Layout,
    anchors: Sequence[Anchor] = (Anchor.START, Anchor.END),
    gap: float = 8,
    bleed: float = 0,
) -> list[Label]:
    """The labels that have room on at most ``rows`` rows of a drawing at least ``width`` pixels wide.

    First come, first served: give the important ones first. Two labels that do not touch at ``width`` do not
    touch on a wider drawing, because their places move apart and their texts do not grow. A label may pass
    the edges by ``bleed`` pixels.
    """
    taken: list[Label] = []
    for want in wanted:
        candidates = (
            Label(want.x, want.text, anchor, row, want.offset, layout, want.is_bold)
            for row in range(rows)
            for anchor in anchors
        )
        free = next((label for label in candidates if _is_free(label, taken, width, gap, bleed)), None)
        if free:
            taken.append(free)
    return taken


def _is_free(label: Label, taken: Sequence[Label], width: float, gap: float, bleed: float) -> bool:
    here = label.extent(width)
    if here[0] < -bleed or here[1] > width + bleed:
        return False
    return all(_is_apart(label, other, width, gap) for other in taken if other.row == label.row)


def _is_apart(label: Label, other: Label, width: float, gap: float) -> bool:
    """On the side of the other where its place is: otherwise both would cross on a wider drawing."""
    here, there = label.extent(width), other.extent(width)
    if label.x < other.x:
        return here[1] + gap <= there[0]
    if label.x > other.x:
        return there[1] + gap <= here[0]
    return not touch(here, there, gap)


def merged(wide: list[Label], narrow: list[Label]) -> list[Label]:
    """Both layouts as one list, a label standing at the same place in both written once."""
    shared = {_place(label) for label in wide} & {_place(label) for label in narrow}
    common = [
        Label(label.x, label.text, label.anchor, label.row, label.offset, Layout.BOTH, label.is_bold)
        for label in wide
        if _place(label) in shared
    ]
    return common + [label for label in (*wide, *narrow) if _place(label) not in shared]


def _place(label: Label) -> tuple[float, str, Anchor, int]:
    return label.x, label.text, label.anchor, label.row
