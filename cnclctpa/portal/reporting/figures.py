"""Every figure, by topic then year, with the doubts and the breaks in series."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa.portal.reporting.home import Break, described
from cnclctpa.reference.choices import Topic
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Figure, FigurePart
from cnclctpa.spelling import spelled
from plans.models import Plan


@dataclass(frozen=True)
class FigureRow:
    """One figure; ``precision`` is that of its period: whole years, whole months, or days."""

    figure: Figure
    precision: str
    parts: tuple[FigurePart, ...]
    not_broken_down: Decimal | None
    is_disputed: bool


@dataclass(frozen=True)
class FiguresOfYear:
    year: int
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class FiguresOfTopic:
    topic: str
    name: str | Promise
    years: tuple[FiguresOfYear, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class FigureList:
    """What a reader asked for, and what may be asked for; ``total`` counts every figure."""

    topics: tuple[FiguresOfTopic, ...]
    topic: str
    year: int | None
    all_topics: tuple[tuple[str, str | Promise], ...]
    all_years: tuple[int, ...]
    total: int

    @property
    def rows(self) -> list[FigureRow]:
        return [row for topic in self.topics for year in topic.years for row in year.rows]

    @property
    def shown(self) -> int:
        return len(self.rows)

    @property
    def not_retained(self) -> int:
        return sum(not row.figure.is_retained for row in self.rows)

    @property
    def title(self) -> str:
        """How many figures, and how many of them a better source contradicts."""
        language = get_language()
        told = {"shown": spelled(self.shown, language), "aside": spelled(self.not_retained, language)}
        if not self.shown:
            return _("Published figures")
        if self.shown == self.not_retained == 1:
            return _("One figure, set aside: a better source contradicts it")
        if self.not_retained:
            words = ngettext(
                "%(shown)s figures, of which one is set aside: a better source contradicts it",
                "%(shown)s figures, of which %(aside)s are set aside: better sources contradict them",
                self.not_retained,
            )
        else:
            words = ngettext(
                "One figure, with what it counts", "%(shown)s figures, with what they count", self.shown
            )
        return capfirst(words % told)

    @property
    def is_filtered(self) -> bool:
        return bool(self.topic) or self.year is not None


def report_on_figures(user, *, topic: str = "", year: str = "") -> FigureList:
    """The figures of a topic and of a year, as typed in the address; what means nothing filters nothing."""
    plans: Any = Prefetch("plans", Plan.objects.visible_to(user).real())
    figures = list(Figure.objects.prefetch_related("parts", "assessments", plans))
    with_sources(figures)
    names = dict(Topic.choices)
    known_years = sorted({year for figure in figures for year in years_of(figure)}, reverse=True)
    wanted_topic = topic if topic in names else ""
    wanted_year = int(year) if year.isdecimal() and int(year) in known_years else None
    shown = [
        figure
        for figure in figures
        if (not wanted_topic or figure.topic == wanted_topic)
        and (wanted_year is None or wanted_year in years_of(figure))
    ]
    return FigureList(
        topics=tuple(by_topic(shown, breaks(figures))),
        topic=wanted_topic,
        year=wanted_year,
        all_topics=tuple(
            (value, name) for value, name in Topic.choices if any(figure.topic == value for figure in figures)
        ),
        all_years=tuple(known_years),
        total=len(figures),
    )


def years_of(figure: Figure) -> range:
    return range(figure.period_from.year, figure.period_to.year + 1)


def by_topic(figures: list[Figure], known_breaks: list[Break]) -> Iterable[FiguresOfTopic]:
    disputed = {figure.question for figure in figures if figure.question and not figure.is_retained}
    for value, name in Topic.choices:
        found = [figure for figure in figures if figure.topic == value]
        if not found:
            continue
        found.sort(key=reading_order)
        years = groupby(found, key=lambda one: one.period_to.year)
        yield FiguresOfTopic(
            topic=value,
            name=name,
            years=tuple(
                FiguresOfYear(year, tuple(row(one, is_disputed=one.question in disputed) for one in group))
                for year, group in years
            ),
            breaks=tuple(one for one in known_breaks if one.before in found and one.after in found),
        )


def reading_order(figure: Figure) -> tuple:
    """The latest year first; within it, figures that answer one question together, the retained one first."""
    return -figure.period_to.year, figure.position, figure.question, not figure.is_retained, figure.slug


def row(figure: Figure, *, is_disputed: bool) -> FigureRow:
    return FigureRow(
        figure=figure,
        precision=precision_of(figure),
        parts=tuple(figure.parts.all()),
        not_broken_down=figure.not_broken_down,
        is_disputed=is_disputed,
    )


def precision_of(figure: Figure) -> str:
    """How a period is best said: a year of twelve months is a year, not two dates."""
    first, last = figure.period_from, figure.period_to
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return "year"
    ends_a_month = (last + timedelta(days=1)).day == 1
    return "month" if first.day == 1 and ends_a_month else "day"


def breaks(figures: Iterable[Figure]) -> list[Break]:
    """The successive figures of one series that do not count the same thing, and must not be compared."""
    series = sorted(
        (figure for figure in figures if figure.series and figure.is_retained),
        key=lambda one: (one.series, one.period_to, one.position),
    )
    return [
        Break(before=before, after=after)
        for _name, group in groupby(series, key=lambda one: one.series)
        for before, after in pairwise(group)
        if described(before) != described(after)
    ]
