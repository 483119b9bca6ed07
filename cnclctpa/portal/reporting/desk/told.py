"""What the desk shows, ready to render."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.portal.reporting.dashboard.words import Named, language
from plans.models import Plan

#: Rows of a section, changes, then deadlines, that the desk shows.
SHOWN = 6
CHANGES_SHOWN = 12
DEADLINES_SHOWN = 6


@dataclass(frozen=True)
class Cell:
    """``words`` is empty when it is not known; what is late weighs more."""

    words: str
    is_late: bool = False


@dataclass(frozen=True)
class Row:
    """One thing to see to: its page is one click away. ``code`` comes before the name where there is one."""

    address: str
    name: Named
    cells: tuple[Cell, ...]
    code: str = ""


@dataclass(frozen=True)
class More:
    address: str
    words: str


@dataclass(frozen=True)
class Section:
    """``label`` follows the count at the top of the page; ``title`` is the finding.

    ``more`` are the pages where the others are; in a section of figures, all columns but the first are.
    """

    key: str
    label: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    more: tuple[More, ...] = ()
    is_of_figures: bool = False

    @property
    def others(self) -> int:
        return self.total - len(self.rows)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, Cell]]]]:
        """Each row with its cells, and each cell with the heading of its column."""
        return [(row, list(zip(self.headings[1:], row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Change:
    """A dated fact, told with the page where it is read."""

    on: date
    what: str
    name: Named
    address: str
    code: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Changes:
    latest: tuple[Change, ...]
    total: int

    @property
    def others(self) -> int:
        return self.total - len(self.latest)


@dataclass(frozen=True)
class Deadline:
    """A day to come, and the page of what happens then."""

    on: date
    words: str
    name: Named
    address: str


@dataclass(frozen=True)
class Desk:
    on: date
    since: date
    is_first_visit: bool
    has_role: bool
    administers: bool
    sections: tuple[Section, ...]
    changes: Changes
    deadlines: tuple[Deadline, ...]
    #: The pages where the data of the plans are checked.
    quality: tuple[More, ...] = ()

    @property
    def title(self) -> str:
        """The first thing that awaits the person."""
        return self.sections[0].title if self.sections else _("Nothing awaits you today")

    @property
    def changes_title(self) -> str:
        day = typography.day(self.since, language())
        if self.is_first_visit:
            return _("What changed since %(day)s") % {"day": day}
        return _("What changed since your last visit, on %(day)s") % {"day": day}


def section(
    key: str, *, total: int, label: str, title: str, headings: tuple[str, ...], rows: Sequence[Row],
    more: Iterable[More] = (), is_of_figures: bool = False,
) -> Section:  # fmt: skip
    """A section of the first rows; its words count the others as well."""
    told = {"count": typography.number(total, language())}
    return Section(key, label, title % told, headings, tuple(rows[:SHOWN]), total, tuple(more), is_of_figures)


def ours(words: str) -> Named:
    """A name that this page makes itself, in the language of the reader."""
    return Named(words, words)


def pages_of(plans: Iterable[Plan], name: str, query: str = "") -> tuple[More, ...]:
    """The page of each plan where all that a section counts is read."""
    return tuple(
        More(
            reverse(name, args=[plan.slug]) + query,
            _("All in the %(period)s plan") % {"period": plan.period},
        )
        for plan in sorted(set(plans), key=lambda plan: (plan.starts_on, plan.slug))
    )
