"""The measurements of an indicator over the years, with where it starts and where it should go."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

from .axis import short, ticks
from .labels import Anchor, Label, Layout, Wanted, extent, text_width
from .plots import BLEED, CENTRED, LAYOUTS, row, shared
from .shares import Width, lean
from .years import YearScale

NONE = Decimal(0)
TOP, PLOT, AXIS = 40, 200, 26
BASE = TOP + PLOT
#: What a mark takes around its middle, and a text around its baseline.
MARK = 7
ASCENT, DESCENT = 13, 4
PROTECTED = 14  # the height of what is drawn for a protected one
BESIDE_CUT = 5
#: Above it are the words of a cut and the name of today.
HIGHEST = TOP - ASCENT
#: Which texts come first where there is no room for all.
ORDER = ("measure", "protected", "target", "baseline", "old")


@dataclass(frozen=True)
class Measure:
    """A value for a period, as written; a protected one has words and no value.

    ``definition`` names what was counted and how: where it changes, the series is cut. ``period`` is said to
    those who hear the drawing, the years when it is empty.
    """

    starts_on: date
    ends_on: date
    value: Decimal | None
    text: str
    definition: str = ""
    is_protected: bool = False
    period: str = ""

    @property
    def is_known(self) -> bool:
        return self.is_protected or self.value is not None

    @property
    def middle(self) -> date:
        return self.starts_on + timedelta(days=(self.ends_on - self.starts_on).days // 2)


@dataclass(frozen=True)
class Goal:
    """The baseline or a target: a value for a year, as written."""

    year: int
    value: Decimal
    text: str


@dataclass(frozen=True)
class Dot:
    kind: str  # measure, old (of a definition given up), protected, baseline, target
    x: Width
    y: Width
    text: str
    period: str = ""

    @property
    def is_bold(self) -> bool:
        return self.kind in ("measure", "old")

    @property
    def top(self) -> Width:
        return self.y - (PROTECTED if self.kind == "protected" else MARK)


@dataclass(frozen=True)
class Name:
    """A text near its dot; ``y`` is its baseline."""

    x: Width
    y: Width
    text: str
    anchor: Anchor
    is_bold: bool
    layout: Layout


@dataclass(frozen=True)
class Slot:
    """A year without a measurement."""

    year: int
    x: Width
    width: Width


@dataclass(frozen=True)
class Series:
    dots: tuple[Dot, ...]
    names: tuple[Name, ...]
    lines: tuple[tuple[str, str], ...]  # tone, path in a drawing 100 wide
    cuts: tuple[Width, ...]
    cut_labels: tuple[Label, ...]
    unknown: tuple[Slot, ...]
    grid: tuple[tuple[str, Width], ...]
    zero: Width
    years: tuple[Label, ...]
    today: Width | None
    future: Width
    today_label: tuple[Label, ...]

    top: int = TOP
    plot: int = PLOT
    base: int = BASE
    height: int = BASE + AXIS

    @property
    def future_width(self) -> Width:
        return lean(100 - self.future, 2)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(dot.kind for dot in self.dots)

    @property
    def is_empty(self) -> bool:
        return not self.kinds & {"measure", "old", "protected"}


@dataclass(frozen=True)
class Scale:
    """Values as heights, zero always among them; without a value, only zero has a height."""

    marks: tuple[Decimal, ...]

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "Scale":
        if not values:
            return cls(())
        is_whole = all(value == int(value) for value in values)
        return cls(tuple(ticks(min(values), max(values), is_whole=is_whole)))

    def y(self, value: Decimal) -> Width:
        if not self.marks:
            return BASE
        low, high = self.marks[0], self.marks[-1]
        return lean(TOP + float((high - value) / (high - low)) * PLOT)


def series(
    measures: Iterable[Measure],
    *,
    language: str,
    baseline: Goal | None = None,
    targets: Sequence[Goal] = (),
    today: date | None = None,
    today_label: str = "",
    cut_label: str = "",
) -> Series:
    """Years from the first to the last that anything is said of; ``today`` adds its own.

    The years over by ``today`` and without a measurement are hatched, from the baseline or the first one on.
    """
    told = sorted((one for one in measures if one.is_known), key=lambda one: one.middle)
    goals = [*([baseline] if baseline else []), *targets]
    years = YearScale(*_ends(told, goals, today))
    scale = Scale.of([one.value for one in told if one.value is not None] + [goal.value for goal in goals])
    dots = [*_aimed(baseline, targets, years, scale), *_measured(told, years, scale)]
    grid = tuple((short(mark, language), scale.y(mark)) for mark in scale.marks) if scale.marks else ()
    unknown = _unknown(told, baseline, years, today)
    cuts = _cuts(told, years)
    now = years.at(today) if today else None
    return Series(
        dots=tuple(dots),
        names=_names(dots, grid),
        lines=_lines(told, unknown, years, scale),
        cuts=cuts,
        cut_labels=row(
            [Wanted(x, cut_label, BESIDE_CUT) for x in reversed(cuts)], (Anchor.START, Anchor.END)
        ),
        unknown=unknown,
        grid=grid,
        zero=scale.y(NONE),
        years=row([Wanted(years.middle(year), str(year)) for year in years.years], (Anchor.MIDDLE,)),
        today=now,
        future=100 if now is None else now,
        today_label=() if now is None else row([Wanted(now, today_label, is_bold=True)]),
    )


def _ends(told: Sequence[Measure], goals: Sequence[Goal], today: date | None) -> tuple[int, int]:
    """The first and last year of the drawing.

    Raises ``ValueError`` when nothing is said of any year.
    """
    years = (
        [one.middle.year for one in told] + [goal.year for goal in goals] + ([today.year] if today else [])
    )
    if not years:
        raise ValueError("A series without a measurement, a goal or a day has no years.")
    return min(years), max(years)


def _measured(told: Sequence[Measure], years: YearScale, scale: Scale) -> list[Dot]:
    latest = told[-1].definition if told else ""
    dots = []
    for one in told:
        value = NONE if one.is_protected or one.value is None else one.value
        kind = "protected" if one.is_protected else "measure" if one.definition == latest else "old"
        dots.append(Dot(kind, years.at(one.middle), scale.y(value), one.text, _period(one)))
    return dots


def _period(one: Measure) -> str:
    if one.period:
        return one.period
    first, last = one.starts_on.year, one.ends_on.year
    return str(first) if first == last else f"{first}-{last}"


def _aimed(baseline: Goal | None, targets: Sequence[Goal], years: YearScale, scale: Scale) -> list[Dot]:
    kinds = [("baseline", baseline)] if baseline else []
    return [
        Dot(kind, years.middle(goal.year), scale.y(goal.value), goal.text, str(goal.year))
        for kind, goal in [*kinds, *(("target", target) for target in targets)]
    ]


def _unknown(
    told: Sequence[Measure], baseline: Goal | None, years: YearScale, today: date | None
) -> tuple[Slot, ...]:
    known = {year for one in told for year in range(one.starts_on.year, one.ends_on.year + 1)}
    if baseline:
        known.add(baseline.year)
    first = min(known, default=years.first)
    missing = [
        year for year in years.years if first <= year and year not in known and today and year < today.year
    ]
    return tuple(Slot(year, years.start(year), lean(years.step, 2)) for year in missing)


def _cuts(told: Sequence[Measure], years: YearScale) -> tuple[Width, ...]:
    """Half way between the last measurement under a definition and the first under the next."""
    return tuple(
        lean((years.at(before.middle) + years.at(after.middle)) / 2, 2)
        for before, after in pairwise(told)
        if before.definition != after.definition
    )


def _lines(
    told: Sequence[Measure], unknown: Sequence[Slot], years: YearScale, scale: Scale
) -> tuple[tuple[str, str], ...]:
    """Measurements are joined under one definition, and never over what is protected or unknown."""
    latest = told[-1].definition if told else ""
    gaps = [slot.year for slot in unknown]
    lines = []
    for (definition, _hole, is_protected), run in groupby(
        told, lambda one: (one.definition, sum(year < one.middle.year for year in gaps), one.is_protected)
    ):
        places = [f"{years.at(one.middle)} {scale.y(one.value)}" for one in run if one.value is not None]
        if len(places) > 1 and not is_protected:
            lines.append(("ink" if definition == latest else "grey", "M" + "L".join(places)))
    return tuple(lines)


@dataclass(frozen=True)
class Box:
    """What a text or a mark takes: pixels from its place ``x``, itself in per cent."""

    x: Width
    left: float
    right: float
    top: float
    bottom: float

    def is_clear_of(self, other: "Box", width: float) -> bool:
        """Apart in height, or on its own side: wider drawings only part two places further."""
        if self.bottom <= other.top or other.bottom <= self.top:
            return True
        before, after = sorted((self, other), key=lambda box: box.x)
        if before.x == after.x:
            return before.right <= after.left or after.right <= before.left
        return before.x / 100 * width + before.right <= after.x / 100 * width + after.left


def _names(dots: Sequence[Dot], grid: Sequence[tuple[str, Width]]) -> tuple[Name, ...]:
    """The texts that have room, the first in ``ORDER`` and the latest first; the table has them all."""
    wanted = sorted(dots, key=lambda dot: (ORDER.index(dot.kind), -dot.x))
    wide, narrow = (_placed(wanted, _marks(dots, grid), width, layout) for width, layout in LAYOUTS)
    return shared(wide, narrow)


def _marks(dots: Sequence[Dot], grid: Sequence[tuple[str, Width]]) -> list[Box]:
    """What no text may cover: the dots, and the figures of the axis."""
    figures = [Box(0, 0, text_width(text), y - 5 - ASCENT, y - 5 + DESCENT) for text, y in grid]
    return figures + [Box(dot.x, -MARK, MARK, dot.top, dot.y + MARK) for dot in dots]


def _placed(wanted: Sequence[Dot], taken: list[Box], width: int, layout: Layout) -> list[Name]:
    names = []
    for dot in wanted:
        found = next(_free(dot, taken, width), None)
        if found:
            anchor, y, box = found
            taken.append(box)
            names.append(Name(dot.x, y, dot.text, anchor, dot.is_bold, layout))
    return names


def _free(dot: Dot, taken: Sequence[Box], width: int) -> Iterator[tuple[Anchor, Width, Box]]:
    """Above the dot, then under it; in its middle, then on either side."""
    at = dot.x / 100 * width
    for y in (dot.top - DESCENT, dot.y + MARK + ASCENT):
        for anchor in CENTRED:
            start, end = extent(dot.x, dot.text, anchor, 0, width, dot.is_bold)
            box = Box(dot.x, start - at, end - at, y - ASCENT, y + DESCENT)
            is_inside = start >= -BLEED and end <= width + BLEED and box.top >= HIGHEST and box.bottom <= BASE
            if is_inside and all(box.is_clear_of(other, width) for other in taken):
                yield anchor, lean(y), box
