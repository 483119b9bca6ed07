"""A chronogram: one row of a table an activity, from its original dates to its current ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .labels import Anchor, Label, Layout, Wanted
from .plots import NARROW, WIDE, Days, row
from .shares import Width, lean, tone, width

#: A day is wide enough to be seen, whatever the length of the plan.
LEAST = 0.6
QUARTER = 27  # pixels that the name of one takes
BESIDE = 4
START = (Anchor.START,)


@dataclass(frozen=True)
class Milestone:
    on: date
    is_done: bool


@dataclass(frozen=True)
class Task:
    """One activity; ``dates`` and ``figure`` are its dates and what is done of it, as written.

    The original dates are those before any postponement, None when they are the current ones.
    """

    label: str
    starts_on: date | None
    ends_on: date | None
    dates: str
    done: Decimal | None = None
    figure: str = ""
    original_starts_on: date | None = None
    original_ends_on: date | None = None
    milestones: Sequence[Milestone] = ()
    address: str = ""
    state: str = ""
    is_off: bool = False  # cancelled or withdrawn: without a colour


@dataclass(frozen=True)
class Group:
    label: str
    tasks: Sequence[Task]
    pillar: str = ""


@dataclass(frozen=True)
class Span:
    x: Width
    width: Width


@dataclass(frozen=True)
class Row:
    task: Task
    tone: str
    current: Span | None  # None without dates
    done: Width
    original: Span | None
    slipped: Span | None
    milestones: tuple[tuple[Width, bool], ...]


@dataclass(frozen=True)
class Section:
    label: str
    pillar: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Quarter:
    number: int
    x: Width


@dataclass(frozen=True)
class Gantt:
    """``quarters`` are named on the screens of ``quarter_layout``, on none when it is None."""

    sections: tuple[Section, ...]
    years: tuple[Label, ...]
    year_starts: tuple[Width, ...]
    quarters: tuple[Quarter, ...]
    quarter_layout: Layout | None
    today: Width | None
    future: Width
    today_label: tuple[Label, ...]

    @property
    def future_width(self) -> Width:
        return lean(100 - self.future, 2)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row_ for section in self.sections for row_ in section.rows)

    @property
    def marks(self) -> frozenset[str]:
        """What some row draws: the names of the keys of the legend."""
        return frozenset(name for row_ in self.rows for name in _marks(row_))

    @property
    def has_states(self) -> bool:
        return any(row_.task.state for row_ in self.rows)


def gantt(
    groups: Iterable[Group],
    *,
    starts_on: date,
    ends_on: date,
    today: date | None = None,
    today_label: str = "",
) -> Gantt:
    """Days from the first to the last of a plan; what is outside is drawn at its edge."""
    days = Days(starts_on, ends_on)
    quarters = _quarters(days)
    now = days.start(today) if today else None
    return Gantt(
        sections=tuple(_section(group, days) for group in groups),
        years=row([Wanted(days.start(date(year, 1, 1)), str(year), BESIDE) for year in days.years], START),
        year_starts=tuple(days.start(date(year, 1, 1)) for year in days.years),
        quarters=quarters,
        quarter_layout=_quarter_layout(days),
        today=now if today in days else None,
        future=100 if now is None else now,
        today_label=() if now is None or today not in days else row([Wanted(now, today_label, is_bold=True)]),
    )


def _section(group: Group, days: Days) -> Section:
    colour = tone(group.pillar)
    return Section(group.label, group.pillar, tuple(_row(task, colour, days) for task in group.tasks))


def _row(task: Task, colour: str, days: Days) -> Row:
    milestones = tuple((days.end(one.on), one.is_done) for one in task.milestones)
    colour = "grey" if task.is_off else colour
    if task.starts_on is None or task.ends_on is None:
        return Row(task, colour, None, 0, None, None, milestones)
    current = _span(task.starts_on, task.ends_on, days)
    return Row(
        task=task,
        tone=colour,
        current=current,
        done=lean(width(task.done or 0) / 100 * current.width, 2),
        original=_original(task, days),
        slipped=_slipped(task.original_ends_on, task.ends_on, current, days),
        milestones=milestones,
    )


def _span(starts_on: date, ends_on: date, days: Days) -> Span:
    """From one day to another; of the first alone when the second comes before it."""
    x, end = days.start(starts_on), days.end(max(starts_on, ends_on))
    length = max(end - x, LEAST)
    return Span(lean(min(x, 100 - length), 2), lean(length, 2))


def _original(task: Task, days: Days) -> Span | None:
    """Where the bar was to be, when that is known and was somewhere else."""
    starts_on = task.original_starts_on or task.starts_on
    ends_on = task.original_ends_on or task.ends_on
    if starts_on is None or ends_on is None or (starts_on, ends_on) == (task.starts_on, task.ends_on):
        return None
    return _span(starts_on, ends_on, days)


def _slipped(original: date | None, current: date, bar: Span, days: Days) -> Span | None:
    """The days after the original end that the current dates take, inside the bar."""
    if original is None or original >= current:
        return None
    x = max(days.end(original), bar.x)
    length = lean(bar.x + bar.width - x, 2)
    return Span(x, length) if length > 0 else None


def _marks(row_: Row) -> list[str]:
    if row_.current is None:
        return ["undated"]
    drawn = [("original", row_.original), ("slipped", row_.slipped), ("done", row_.done)]
    milestones = ["reached" if is_done else "ahead" for _x, is_done in row_.milestones]
    return ["current", *(name for name, mark in drawn if mark), *milestones]


def _quarters(days: Days) -> tuple[Quarter, ...]:
    firsts = [date(year, month, 1) for year in days.years for month in (1, 4, 7, 10)]
    return tuple(Quarter((first.month + 2) // 3, days.start(first)) for first in firsts if first in days)


def _quarter_layout(days: Days) -> Layout | None:
    """Where a quarter of a year is wide enough for its name."""
    share = 91 / days.length
    if share * NARROW >= QUARTER:
        return Layout.BOTH
    return Layout.WIDE if share * WIDE >= QUARTER else None
