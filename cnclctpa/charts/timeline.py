"""Years from left to right: levels reached, plans, dated moments and legal texts, one lane each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import lanes
from .labels import Anchor, Label, Layout, Wanted, merged, place
from .lanes import NARROW, WIDE, Lane, Moment
from .levels import (
    SHAPES,
    TOP,
    DrawnLevel,
    Level,
    LevelMark,
    Point,
    UnknownYear,
    drawn_levels,
    guesses,
    lane_height,
    line,
    points,
    unknown_years,
)
from .spans import HEIGHT, Bar, Span, bar_labels, bars
from .years import YearScale

__all__ = ["SHAPES", "Level", "LevelMark", "Moment", "Span", "Timeline", "timeline"]

AXIS = 22


@dataclass(frozen=True)
class Timeline:
    first: int
    last: int
    height: int
    years: tuple[tuple[int, float, bool], ...]  # number, start, tinted
    year_width: float
    year_labels: tuple[Label, ...]
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
    level_end = TOP + lane_height(levels)
    plan_end = level_end + (HEIGHT if spans else 0)
    tick_lane = lanes.ticks(ticks, scale, top=plan_end)
    tick_end = tick_lane.bottom if tick_lane else plan_end
    mark_lane = lanes.squares(marks, scale, top=tick_end)
    bottom = mark_lane.bottom if mark_lane else tick_end
    found = points(scale, levels, level_marks)
    return Timeline(
        first=first,
        last=last,
        height=bottom + AXIS,
        years=tuple((year, scale.start(year), (year - first) % 2 == 0) for year in scale.years),
        year_width=round(scale.step, 2),
        year_labels=tuple(_year_labels(scale, {span.starts_on.year for span in spans})),
        levels=drawn_levels(levels),
        level_end=level_end,
        points=found,
        unknown_years=unknown_years(scale, level_marks),
        line=line(found),
        guesses=guesses(found),
        plan_top=level_end,
        bars=bars(spans, scale, now),
        bar_labels=tuple(bar_labels(spans, scale)),
        ticks=tick_lane,
        marks=mark_lane,
        today=now,
        today_label=_today_label(now, today_label),
        axis_y=bottom + 16,
    )


def _year_labels(scale: YearScale, starts: set[int]) -> list[Label]:
    """Every year on wide screens; on phones the first, the last and those when a plan starts, in bold."""
    important = list(dict.fromkeys([*sorted(starts & set(scale.years)), scale.first, scale.last]))
    others = [year for year in scale.years if year not in important]
    return merged(
        _placed_years(scale, [*important, *others], starts, WIDE, Layout.WIDE),
        _placed_years(scale, important, starts, NARROW, Layout.NARROW),
    )


def _placed_years(
    scale: YearScale, years: Sequence[int], starts: set[int], width: int, layout: Layout
) -> list[Label]:
    wanted = [Wanted(scale.middle(year), str(year), is_bold=year in starts) for year in years]
    return place(wanted, width=width, rows=1, layout=layout, anchors=(Anchor.MIDDLE,), gap=2, bleed=14)


def _today_label(now: float | None, text: str) -> Label | None:
    if now is None or not text:
        return None
    anchor = Anchor.END if now > 50 else Anchor.START
    return Label(now, text, anchor, 0, 0, Layout.BOTH, is_bold=True)
