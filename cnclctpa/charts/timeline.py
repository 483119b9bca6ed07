"""Years from left to right: levels reached, plans, dated moments and legal texts, one lane each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .labels import Anchor, Label, Layout, Wanted, merged, place, wrapped
from .years import YearScale

# The narrowest widths of the drawing itself, once the names of the lanes have taken theirs.
WIDE, NARROW = 610, 244
NAMES = 146  # the room for the name of a level
TOP = 22
LEVEL_STEP = 40
LEVEL_MARGIN = 22
PLAN_LANE = 88
ROW = 20
AXIS = 22
TONES = ("grey", "ink2", "ink")
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
class Span:
    label: str
    starts_on: date
    ends_on: date
    short: str = ""
    adopted_on: date | None = None
    launched_on: date | None = None


@dataclass(frozen=True)
class Moment:
    """A dated thing; only those that have a label are named on the drawing."""

    on: date
    label: str = ""
    short: str = ""


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
class UnknownYear:
    x: float
    middle: float
    note: str


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


@dataclass(frozen=True)
class Lane:
    """Marks on one line, with their labels on the rows below or beside it."""

    top: int
    rows: int
    places: tuple[float, ...]
    labels: tuple[Label, ...]
    row_height: int = ROW


@dataclass(frozen=True)
class MarkPlace:
    x: float
    y: int
    layout: Layout


@dataclass(frozen=True)
class Timeline:
    first: int
    last: int
    height: int
    years: tuple[tuple[int, float, bool], ...]  # number, start, tinted
    year_width: float
    year_labels: tuple[Label, ...]
    bold_years: frozenset[str]
    levels: tuple[DrawnLevel, ...]
    level_end: int
    points: tuple[Point, ...]
    unknown_years: tuple[UnknownYear, ...]
    line: str
    guesses: tuple[str, ...]
    plan_top: int
    bars: tuple[Bar, ...]
    bar_labels: tuple[Label, ...]
    ticks: Lane | None
    marks: Lane | None
    today: float | None
    today_label: Label | None
    axis_y: int

    @property
    def mark_places(self) -> tuple[MarkPlace, ...]:
        return _mark_places(self.marks) if self.marks else ()

    @property
    def bottom(self) -> int:
        """Where the lanes end and the axis begins."""
        return self.axis_y - 16

    @property
    def unknown_y(self) -> int:
        return (TOP + self.level_end) // 2 + 5

    @property
    def has_guesses(self) -> bool:
        return any(not point.is_certain for point in self.points)

    @property
    def has_adoptions(self) -> bool:
        return any(bar.adopted_x is not None for bar in self.bars)

    @property
    def has_launches(self) -> bool:
        return any(bar.launched_x is not None for bar in self.bars)

    @property
    def levels_used(self) -> tuple[DrawnLevel, ...]:
        used = {point.shape for point in self.points}
        return tuple(level for level in self.levels if level.shape in used)


def timeline(
    *,
    first: int,
    last: int,
    levels: Sequence[Level] = (),
    level_marks: Sequence[LevelMark] = (),
    spans: Sequence[Span] = (),
    ticks: Sequence[Moment] = (),
    marks: Sequence[Moment] = (),
    today: date | None = None,
    today_label: str = "",
) -> Timeline:
    """The drawing of ``first`` to ``last``; lanes without content take no room.

    ``ticks`` and ``marks`` are in order of importance for their labels; at most four ``levels``.
    """
    scale = YearScale(first, last)
    now = scale.at(today) if today and first <= today.year <= last else None
    level_end = TOP + (LEVEL_STEP * (len(levels) - 1) + 2 * LEVEL_MARGIN + 16 if levels else 0)
    plan_top = level_end
    ticks_top = plan_top + (PLAN_LANE if spans else 0)
    tick_lane = _lane(ticks, scale, top=ticks_top, rows=3, mark_height=28) if ticks else None
    marks_top = ticks_top + (_lane_height(tick_lane, 28) if tick_lane else 0)
    mark_lane = _lane(marks, scale, top=marks_top, rows=4, mark_height=0) if marks else None
    bottom = marks_top + (_lane_height(mark_lane, 6) if mark_lane else 0)
    points = _points(scale, levels, level_marks)
    starts = {span.starts_on.year for span in spans}
    return Timeline(
        first=first,
        last=last,
        height=bottom + AXIS,
        years=tuple((year, scale.start(year), (year - first) % 2 == 0) for year in scale.years),
        year_width=round(scale.step, 2),
        year_labels=tuple(_year_labels(scale, starts)),
        bold_years=frozenset(str(year) for year in starts),
        levels=tuple(
            DrawnLevel(level.label, level.short, _level_y(rank), SHAPES[rank])
            for rank, level in enumerate(levels)
        ),
        level_end=level_end,
        points=points,
        unknown_years=tuple(
            UnknownYear(scale.start(mark.year), scale.middle(mark.year), mark.note)
            for mark in level_marks
            if mark.rank is None
        ),
        line=_line(points),
        guesses=_guesses(points),
        plan_top=plan_top,
        bars=tuple(_bar(span, scale, now, position, len(spans)) for position, span in enumerate(spans)),
        bar_labels=tuple(_bar_labels(spans, scale)),
        ticks=tick_lane,
        marks=mark_lane,
        today=now,
        today_label=_today_label(now, today_label),
        axis_y=bottom + 16,
    )


def _level_y(rank: int) -> int:
    return TOP + LEVEL_MARGIN + rank * LEVEL_STEP


def _points(scale: YearScale, levels: Sequence[Level], marks: Sequence[LevelMark]) -> tuple[Point, ...]:
    known = sorted((mark for mark in marks if mark.rank is not None), key=lambda mark: mark.year)
    return tuple(
        Point(
            x=scale.middle(mark.year),
            y=_level_y(mark.rank),
            year=mark.year,
            words=levels[mark.rank].label,
            shape=SHAPES[mark.rank],
            is_certain=mark.is_certain,
            note=mark.note,
            note_y=24 if mark.rank == len(levels) - 1 else -14,
        )
        for mark in known
    )


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Points of years that follow each other; a year not known cuts the line."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and runs[-1][-1].year == point.year - 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _line(points: Sequence[Point]) -> str:
    """The path through what is certain."""
    steps = []
    for run in _runs(points):
        joined = False
        for point in run:
            if point.is_certain:
                steps.append(f"{'L' if joined else 'M'}{point.x:g} {point.y}")
            joined = point.is_certain
    return "".join(steps)


def _guesses(points: Sequence[Point]) -> tuple[str, ...]:
    """The stretches that lead to or from a deduced level."""
    return tuple(
        f"M{one.x:g} {one.y}L{other.x:g} {other.y}"
        for run in _runs(points)
        for one, other in pairwise(run)
        if not (one.is_certain and other.is_certain)
    )


def _bar(span: Span, scale: YearScale, now: float | None, position: int, count: int) -> Bar:
    x = scale.at(span.starts_on)
    width = round(_end(span, scale) - x, 2)
    future_x = x + width if now is None else min(max(now, x), x + width)
    return Bar(
        x=x,
        width=width,
        tone=TONES[max(len(TONES) - count + position, 0)],
        future_x=round(future_x, 2),
        future_width=round(x + width - future_x, 2),
        label=span.label,
        adopted_x=scale.at(span.adopted_on) if span.adopted_on else None,
        launched_x=scale.at(span.launched_on) if span.launched_on else None,
    )


def _end(span: Span, scale: YearScale) -> float:
    """A little before the end, so that plans that follow each other do not touch."""
    whole_years = span.ends_on.month == 12 and span.ends_on.day == 31
    return (scale.start(span.ends_on.year + 1) if whole_years else scale.at(span.ends_on)) - 0.25


def _bar_labels(spans: Sequence[Span], scale: YearScale) -> list[Label]:
    """The name of a plan inside its bar, the short one on phones, none when even that is too long."""
    labels = []
    for layout, width in ((Layout.WIDE, WIDE), (Layout.NARROW, NARROW)):
        for span in spans:
            x = scale.at(span.starts_on)
            room = (_end(span, scale) - x) / 100 * width
            for text in (span.label, span.short):
                label = Label(
                    x, text, Anchor.START, 0, 6 if layout is Layout.WIDE else 3, layout, is_bold=True
                )
                start, end = label.extent(width)
                if text and end - start <= room - label.offset:
                    labels.append(label)
                    break
    return merged(
        [label for label in labels if label.layout is Layout.WIDE],
        [label for label in labels if label.layout is Layout.NARROW],
    )


def _lane(moments: Sequence[Moment], scale: YearScale, *, top: int, rows: int, mark_height: int) -> Lane:
    # Under its tick, or beside its square.
    anchors = (Anchor.MIDDLE, Anchor.START, Anchor.END) if mark_height else (Anchor.START, Anchor.END)
    offset = 0 if mark_height else 9
    wide = place(
        (Wanted(scale.at(moment.on), moment.label, offset) for moment in moments if moment.label),
        width=WIDE,
        rows=rows,
        layout=Layout.WIDE,
        anchors=anchors,
    )
    narrow = place(
        (
            Wanted(scale.at(moment.on), moment.short or moment.label, offset)
            for moment in moments
            if moment.label
        ),
        width=NARROW,
        rows=rows,
        layout=Layout.NARROW,
        anchors=anchors,
    )
    labels = merged(wide, narrow)
    used = max((label.row for label in labels), default=-1) + 1
    places = tuple(scale.at(moment.on) for moment in moments)
    return Lane(top, used if mark_height else max(used, 1), places, tuple(labels))


def _mark_places(lane: Lane) -> tuple[MarkPlace, ...]:
    """A mark stands on the row of its label, which may differ between phones and wide screens."""
    named = [MarkPlace(label.x, 20 + label.row * lane.row_height, label.layout) for label in lane.labels]
    layouts = {x: {mark.layout for mark in named if mark.x == x} for x in lane.places}
    bare = [MarkPlace(x, 20, layout) for x in dict.fromkeys(lane.places) for layout in _missing(layouts[x])]
    return (*named, *bare)


def _missing(layouts: set[Layout]) -> tuple[Layout, ...]:
    if not layouts:
        return (Layout.BOTH,)
    if Layout.BOTH in layouts:
        return ()
    return tuple({Layout.WIDE, Layout.NARROW} - layouts)


def _lane_height(lane: Lane, mark_height: int) -> int:
    return 22 + mark_height + lane.rows * lane.row_height


def _year_labels(scale: YearScale, starts: set[int]) -> list[Label]:
    important = [*sorted(starts & set(scale.years)), scale.first, scale.last]
    order = [*dict.fromkeys(important), *(year for year in scale.years if year not in important)]

    def wanted(years):
        return [Wanted(scale.middle(year), str(year), is_bold=year in starts) for year in years]

    options = {"rows": 1, "anchors": (Anchor.MIDDLE,), "gap": 2, "bleed": 14}
    wide = place(wanted(order), width=WIDE, layout=Layout.WIDE, **options)
    narrow = place(wanted(dict.fromkeys(important)), width=NARROW, layout=Layout.NARROW, **options)
    return merged(wide, narrow)


def _today_label(now: float | None, text: str) -> Label | None:
    if now is None or not text:
        return None
    anchor = Anchor.END if now > 50 else Anchor.START
    return Label(now, text, anchor, 0, 0, Layout.BOTH, is_bold=True)
