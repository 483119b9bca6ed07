"""Progress over time: what is done, what current and original dates call for, and the gap on a day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .labels import Anchor, Label, Layout, Wanted, extent, text_width
from .plots import BLEED, LAYOUTS, Days, row, shared
from .shares import Width, lean

TOP, PLOT, AXIS = 36, 268, 26
LINE = 17
BESIDE = 8
#: Half a text of 13 pixels: from its middle to its baseline.
HALF = 4
BOLD = ("actual", "gap", "ahead")
GRID = (25, 50, 75, 100)


@dataclass(frozen=True)
class Point:
    """Shares of one at the end of a day; None is not known, and interrupts the line."""

    on: date
    actual: Decimal | None = None
    expected: Decimal | None = None
    original: Decimal | None = None


@dataclass(frozen=True)
class Said:
    """The words of what is marked on the day, figures included."""

    actual: str = ""
    expected: str = ""
    original: str = ""
    gap: str = ""


@dataclass(frozen=True)
class Note:
    """A text beside the mark of the day and its baseline; ``kind`` is what it names."""

    kind: str
    text: str
    anchor: Anchor
    y: Width
    layout: Layout

    @property
    def dx(self) -> int:
        return BESIDE if self.anchor is Anchor.START else -BESIDE


@dataclass(frozen=True)
class Curve:
    """Paths are in a square of 100 by 100; ``today`` is None outside the dates of the drawing."""

    actual: str
    expected: str
    original: str
    gap: str
    today: Width | None
    future: Width  # where it begins
    today_label: tuple[Label, ...]
    marked: Width  # where the marks are
    marks: tuple[tuple[str, Width], ...]  # what each tells, and how low
    notes: tuple[Note, ...]
    years: tuple[Label, ...]
    ticks: tuple[Width, ...]
    grid: tuple[tuple[int, Width], ...]

    top: int = TOP
    plot: int = PLOT
    base: int = TOP + PLOT
    height: int = TOP + PLOT + AXIS

    @property
    def future_width(self) -> Width:
        return lean(100 - self.future, 2)


@dataclass(frozen=True)
class Told:
    kind: str
    text: str
    value: Decimal

    def fits(self, anchor: Anchor, at: Width, width: int) -> bool:
        start, end = extent(at, self.text, anchor, BESIDE, width, self.kind in BOLD)
        return start >= -BLEED and end <= width + BLEED


def curve(
    points: Iterable[Point],
    *,
    starts_on: date,
    ends_on: date,
    today: date | None = None,
    today_label: str = "",
    said: Said | None = None,
) -> Curve:
    """Points outside the dates are left out; what is done is drawn until ``today`` and no further.

    ``said`` goes with the last point until ``today``: give that day a point of its own.
    """
    days = Days(starts_on, ends_on)
    inside = sorted((point for point in points if point.on in days), key=lambda point: point.on)
    past = [point for point in inside if today is None or point.on <= today]
    now = _marked(past, is_over=today not in days)
    at = days.end(now.on) if now else 0
    return Curve(
        actual=_path(past, days, lambda point: point.actual),
        expected=_path(inside, days, lambda point: point.expected),
        original=_path(inside, days, lambda point: point.original),
        gap="".join(_area(run, days) for run in _runs(past, _gap) if len(run) > 1),
        today=days.end(today) if today and today in days else None,
        future=days.end(today) if today else 100,
        today_label=_today_label(today_label, days, today),
        marked=at,
        marks=_marks(now) if now else (),
        notes=_notes(now, at, said, _lines(past, days)) if now and said else (),
        years=_year_labels(days),
        ticks=tuple(days.start(date(year, 1, 1)) for year in days.years),
        grid=tuple((share, _y(Decimal(share) / 100)) for share in GRID),
    )


def _marked(past: Sequence[Point], *, is_over: bool) -> Point | None:
    """The last point; once the plan is over, the last one that says what is done."""
    told = [point for point in past if point.actual is not None] if is_over else past
    return told[-1] if told else None


def _height(share: Decimal) -> Width:
    """From the top of a square of 100."""
    return lean(100 - min(max(float(share), 0), 1) * 100)


def _y(share: Decimal) -> Width:
    return lean(TOP + _height(share) / 100 * PLOT)


def _runs(points: Sequence[Point], value: Callable[[Point], object]) -> Iterator[list[Point]]:
    """The stretches of points where the value is known."""
    run: list[Point] = []
    for point in points:
        if value(point) is not None:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _path(points: Sequence[Point], days: Days, value: Callable[[Point], Decimal | None]) -> str:
    return "".join(_stretch(run, days, value) for run in _runs(points, value))


def _stretch(run: Sequence[Point], days: Days, value: Callable[[Point], Decimal | None]) -> str:
    """A line; a point alone is a line of no length, that round ends make a dot."""
    places = [f"{days.end(point.on)} {_height(value(point) or Decimal(0))}" for point in run]
    return "M" + "L".join(places) + ("h0" if len(run) == 1 else "")


def _gap(point: Point) -> Decimal | None:
    """What is missing; None when nothing is, or when that is not known."""
    if point.actual is None or point.expected is None or point.actual > point.expected:
        return None
    return point.expected - point.actual


def _area(run: Sequence[Point], days: Days) -> str:
    there = [f"{days.end(point.on)} {_height(point.expected or Decimal(0))}" for point in run]
    back = [f"{days.end(point.on)} {_height(point.actual or Decimal(0))}" for point in reversed(run)]
    return "M" + "L".join(there + back) + "z"


def _marks(now: Point) -> tuple[tuple[str, Width], ...]:
    values = (("expected", now.expected), ("actual", now.actual))
    return tuple((kind, _y(value)) for kind, value in values if value is not None)


def _lines(points: Sequence[Point], days: Days) -> list[tuple[Width, Width]]:
    """Where the lines pass: x in per cent, y in pixels."""
    values = [
        (days.end(one.on), value) for one in points for value in (one.actual, one.expected, one.original)
    ]
    return [(x, _y(value)) for x, value in values if value is not None]


def _notes(now: Point, at: Width, said: Said, lines: Sequence[tuple[Width, Width]]) -> tuple[Note, ...]:
    told = [
        Told(kind, text, value)
        for kind, text, value in (
            ("original", said.original, now.original),
            ("expected", said.expected, now.expected),
            ("ahead" if _gap(now) is None else "gap", said.gap, _middle(now)),
            ("actual", said.actual, now.actual),
        )
        if text and value is not None
    ]
    told.sort(key=lambda note: -note.value)
    wide, narrow = (_placed(told, at, width, layout, lines) for width, layout in LAYOUTS)
    return shared(wide, narrow)


def _middle(now: Point) -> Decimal | None:
    if now.actual is None or now.expected is None:
        return None
    return (now.actual + now.expected) / 2


def _placed(
    told: Sequence[Told], at: Width, width: int, layout: Layout, lines: Sequence[tuple[Width, Width]]
) -> list[Note]:
    """Right of the day, each beside its mark; without room there, left of it, clear of the lines."""
    right = [note for note in told if note.kind != "original"]
    left = [note for note in told if note.fits(Anchor.END, at, width)]
    if not all(note.fits(Anchor.START, at, width) for note in right):
        return _column(left, _clear(left, at, width, lines), Anchor.END, layout)
    apart = [note for note in left if note.kind == "original"]
    notes = _column(right, [_y(note.value) for note in right], Anchor.START, layout)
    return notes + _column(apart, [_y(note.value) - LINE for note in apart], Anchor.END, layout)


def _clear(notes: Sequence[Told], at: Width, width: int, lines: Sequence[tuple[Width, Width]]) -> list[float]:
    """Above the lines, that rise to the day; under them when the top is too near."""
    longest = max((text_width(note.text, is_bold=True) for note in notes), default=0) + BESIDE
    near = [y for x, y in lines if x >= at - longest / width * 100]
    first = min(near, default=TOP) - LINE * (len(notes) - 0.5)
    if first < TOP + LINE / 2:
        first = max(near, default=TOP) + LINE
    return [first + LINE * row for row in range(len(notes))]


def _column(notes: Sequence[Told], wanted: Sequence[float], anchor: Anchor, layout: Layout) -> list[Note]:
    heights = spread(wanted, LINE, TOP + LINE, TOP + PLOT - LINE / 2)
    return [
        Note(note.kind, note.text, anchor, lean(y + HALF), layout)
        for note, y in zip(notes, heights, strict=True)
    ]


def spread(wanted: Sequence[float], apart: float, least: float, most: float) -> list[float]:
    """Places at least ``apart`` in the given order, near the ``wanted`` ones, between two bounds."""
    places: list[float] = []
    for want in wanted:
        places.append(max(want, places[-1] + apart if places else least))
    for position in reversed(range(len(places))):
        places[position] = min(places[position], most - apart * (len(places) - 1 - position))
    return places


def _today_label(text: str, days: Days, today: date | None) -> tuple[Label, ...]:
    if today is None or today not in days or not text:
        return ()
    return row([Wanted(days.end(today), text, is_bold=True)])


def _year_labels(days: Days) -> tuple[Label, ...]:
    """Each year under the middle of its part of the drawing."""
    wanted = []
    for year in days.years:
        middle = (days.start(date(year, 1, 1)) + days.end(date(year, 12, 31))) / 2
        wanted.append(Wanted(lean(middle, 2), str(year)))
    return row(wanted, (Anchor.MIDDLE,))
