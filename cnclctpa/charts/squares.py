"""Few things, one square each: they are counted, not measured."""

from collections.abc import Sequence
from dataclasses import dataclass

SIDE, STEP = 22, 26
#: ``unknown`` is hatched and ``crossed`` struck out.
TONES = ("ink", "ink2", "grey", "behind", "alert", "track", "crossed", "unknown")


@dataclass(frozen=True)
class Kind:
    """``tone`` is one of ``TONES``."""

    label: str
    count: int
    tone: str


@dataclass(frozen=True)
class Drawn:
    """All the squares of a kind as one path; those struck out have their strokes in a second."""

    kind: Kind
    squares: str
    strokes: str


@dataclass(frozen=True)
class Squares:
    kinds: tuple[Drawn, ...]
    width: int
    height: int

    @property
    def total(self) -> int:
        return sum(drawn.kind.count for drawn in self.kinds)


def squares(kinds: Sequence[Kind], *, columns: int = 10) -> Squares:
    """Kinds one after the other, row by row; those without a thing keep their name, at zero."""
    drawn, before = [], 0
    for kind in kinds:
        places = [divmod(place, columns) for place in range(before, before + kind.count)]
        before += kind.count
        drawn.append(Drawn(kind, _squares(places), _strokes(places) if kind.tone == "crossed" else ""))
    rows = -(-before // columns)
    return Squares(tuple(drawn), columns * STEP - (STEP - SIDE), max(rows * STEP - (STEP - SIDE), 0))


def _squares(places: Sequence[tuple[int, int]]) -> str:
    return "".join(f"M{column * STEP} {row * STEP}h{SIDE}v{SIDE}h-{SIDE}z" for row, column in places)


def _strokes(places: Sequence[tuple[int, int]]) -> str:
    return "".join(f"M{column * STEP + 3} {row * STEP + SIDE - 3}l16-16" for row, column in places)
