"""Levels reached year after year: a shape each, a line through the certain ones, dashes to the inferred."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .labels import wrapped
from .years import YearScale

TOP = 22
STEP = 40
MARGIN = 22
NAMES = 146  # the room for the name of a level
# From the best level to the worst: no colour but terracotta for the last, and a shape each.
SHAPES = ("diamond", "disc", "ring", "square")


@dataclass(frozen=True)
class Level:
    label: str
    short: str


@dataclass(frozen=True)
class LevelMark:
    """A year's level as its rank from the best (0); ``None`` is a year whose level is not known."""

    year: int
    rank: int | None
    is_certain: bool = True
    note: str = ""


@dataclass(frozen=True)
class DrawnLevel:
    label: str
    short: str
    y: int
    shape: str

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """The lines of the label with their baselines, centred on the level."""
        lines = wrapped(self.label, NAMES)
        first = self.y + 5 - 8 * (len(lines) - 1)
        return tuple((line, first + 16 * position) for position, line in enumerate(lines))


@dataclass(frozen=True)
class Point:
    x: float
    y: int
    year: int
    words: str
    shape: str
    is_certain: bool
    note: str
    note_y: int


@dataclass(frozen=True)
class UnknownYear:
    year: int
    x: float
    middle: float
    note: str


def lane_height(levels: Sequence[Level]) -> int:
    return STEP * (len(levels) - 1) + 2 * MARGIN + 16 if levels else 0


def level_y(rank: int) -> int:
    return TOP + MARGIN + rank * STEP


def drawn_levels(levels: Sequence[Level]) -> tuple[DrawnLevel, ...]:
    return tuple(
        DrawnLevel(level.label, level.short, level_y(rank), SHAPES[rank]) for rank, level in enumerate(levels)
    )


def unknown_years(scale: YearScale, marks: Sequence[LevelMark]) -> tuple[UnknownYear, ...]:
    return tuple(
        UnknownYear(mark.year, scale.start(mark.year), scale.middle(mark.year), mark.note)
        for mark in marks
        if mark.rank is None
    )


def points(scale: YearScale, levels: Sequence[Level], marks: Sequence[LevelMark]) -> tuple[Point, ...]:
    return tuple(
        Point(
            x=scale.middle(mark.year),
            y=level_y(mark.rank),
            year=mark.year,
            words=levels[mark.rank].label,
            shape=SHAPES[mark.rank],
            is_certain=mark.is_certain,
            note=mark.note,
            note_y=24 if mark.rank == len(levels) - 1 else -14,
        )
        for mark in sorted(marks, key=lambda mark: mark.year)
        if mark.rank is not None
    )


def line(found: Sequence[Point]) -> str:
    """The path through what is certain."""
    steps = []
    for run in _runs(found):
        is_joined = False
        for point in run:
            if point.is_certain:
                steps.append(f"{'L' if is_joined else 'M'}{point.x:g} {point.y}")
            is_joined = point.is_certain
    return "".join(steps)


def guesses(found: Sequence[Point]) -> tuple[str, ...]:
    """The stretches that lead to or from an inferred level."""
    return tuple(
        f"M{one.x:g} {one.y}L{other.x:g} {other.y}"
        for run in _runs(found)
        for one, other in pairwise(run)
        if not (one.is_certain and other.is_certain)
    )


def _runs(found: Sequence[Point]) -> list[list[Point]]:
    """Points of years that follow each other; a year not known cuts the line."""
    runs: list[list[Point]] = []
    for point in found:
        if runs and runs[-1][-1].year == point.year - 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
