"""Columns from zero, a hatched one where the value is unknown, a break where the definition changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .labels import text_width

NARROW = 280
PLOT = 180
TOP = 24
AXIS = 26
GAP = 5.0
LINE = 16


@dataclass(frozen=True)
class ColumnPart:
    """A part of a column drawn from the axis, named inside when there is room."""

    value: Decimal | int
    text: str
    label: str = ""


@dataclass(frozen=True)
class Column:
    """``text`` is the value as written; ``words`` are the lines said when the value is unknown (``None``);
    ``break_words`` are the lines of a break drawn before this column."""

    label: str
    value: Decimal | int | None
    text: str = ""
    words: tuple[str, ...] = ()
    part: ColumnPart | None = None
    break_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    text: str
    y: float


@dataclass(frozen=True)
class DrawnPart:
    y: float
    height: float
    text: str
    label: str
    shows_text: bool
    shows_label: bool


@dataclass(frozen=True)
class DrawnColumn:
    x: float
    middle: float
    width: float
    y: float
    height: float
    tone: str
    label: str
    text: str
    lines: tuple[Line, ...]
    part: DrawnPart | None

    @property
    def label_y(self) -> float:
        return round(self.y - 8, 2)

    @property
    def is_unknown(self) -> bool:
        return self.tone == "unknown"

    @property
    def said(self) -> str:
        return " ".join(line.text for line in self.lines) if self.is_unknown else self.text


@dataclass(frozen=True)
class Break:
    x: float
    middle: float
    width: float
    lines: tuple[Line, ...]

    @property
    def said(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Columns:
    columns: tuple[DrawnColumn, ...]
    breaks: tuple[Break, ...]
    stretches: tuple[tuple[float, float], ...]  # of the axis, cut at each break

    top: int = TOP
    plot: int = PLOT
    base: int = TOP + PLOT
    height: int = TOP + PLOT + AXIS


def columns(given: Sequence[Column]) -> Columns:
    """Columns of equal width; each break takes the room of its words on the narrowest phone."""
    breaks = [_break_share(column.break_words) for column in given]
    width = (100 - sum(breaks) - GAP * (len(given) - 1)) / len(given)
    top = max((column.value for column in given if column.value is not None), default=0)
    drawn, cuts, stretches = [], [], []
    x, stretch, tone = 0.0, 0.0, "ink2"
    for position, (column, share) in enumerate(zip(given, breaks, strict=True)):
        if position:
            x += GAP
        if share:
            cuts.append(_break(column.break_words, x - GAP, share + GAP))
            stretches.append((round(stretch, 2), round(x - GAP, 2)))
            x += share
            stretch, tone = x, "ink" if tone == "ink2" else "ink2"
        drawn.append(_column(column, x, width, top, tone))
        x += width
    stretches.append((round(stretch, 2), 100.0))
    return Columns(tuple(drawn), tuple(cuts), tuple(stretches))


def _break_share(words: tuple[str, ...]) -> float:
    if not words:
        return 0.0
    return max(text_width(word, is_bold=True) for word in words) / NARROW * 100


def _break(words: tuple[str, ...], x: float, width: float) -> Break:
    middle = round(x + width / 2, 2)
    return Break(round(middle - 4, 2), middle, 8.0, _lines(words, TOP + PLOT / 2))


def _lines(words: tuple[str, ...], middle: float) -> tuple[Line, ...]:
    first = middle - (len(words) - 1) * LINE / 2 + 4
    return tuple(Line(word, round(first + position * LINE, 1)) for position, word in enumerate(words))


def _column(column: Column, x: float, width: float, top: Decimal | int, tone: str) -> DrawnColumn:
    base = TOP + PLOT
    height = PLOT if column.value is None else _height(column.value, top)
    return DrawnColumn(
        x=round(x, 2),
        middle=round(x + width / 2, 2),
        width=round(width, 2),
        y=round(base - height, 2),
        height=height,
        tone="unknown" if column.value is None else tone,
        label=column.label,
        text=column.text,
        lines=_lines(column.words, base - PLOT / 2) if column.value is None else (),
        part=_part(column.part, top) if column.part and column.value is not None else None,
    )


def _height(value: Decimal | int, top: Decimal | int) -> float:
    """Zero is a thick line at the axis, never nothing."""
    if not value:
        return 2.0
    return round(float(Decimal(value) / Decimal(top) * PLOT), 2)


def _part(part: ColumnPart, top: Decimal | int) -> DrawnPart:
    height = _height(part.value, top)
    return DrawnPart(
        y=round(TOP + PLOT - height, 2),
        height=height,
        text=part.text,
        label=part.label,
        shows_text=height >= 22,
        shows_label=bool(part.label) and height >= 42,
    )
