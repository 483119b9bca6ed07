"""The door of protected counts: the one place where what a reader may read of them is decided.

The secretariat, and the organisation that reports a count, read it as it is. Everybody else reads what a
standing publication says of it, and nothing more: never a band computed from the count itself. What is
derived from a count (rate, mean, trend, order, bar) is derived from what `told` says of it.

``of`` names what is counted: ``indicator:12``, ``activity:40``; ``span`` names when: ``2024``,
``to-2024`` (all since the start), ``baseline``.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnclctpa import typography
from plans import disclosure
from plans.choices import IndicatorKind, PublicationKind
from plans.models import Indicator, Plan, Publication
from plans.readers import Reader

BASELINE = "baseline"
# Names that no breakdown or category of a person's making can have: those are slugs.
#: The breakdown of a denominator into what is counted and what is not.
SHARE = "@share"
COUNTED, NOT_COUNTED = "@counted", "@not-counted"
#: The part of a breakdown that is not broken down.
REST = "@rest"
REGION = "@region"


def in_year(year: int) -> str:
    return str(year)


def up_to(year: int) -> str:
    return f"to-{year}"


Groups = tuple[tuple[frozenset[Hashable], disclosure.Band], ...]


class Manner(StrEnum):
    """How a figure is told."""

    EXACT = "exact"
    STATED = "stated"
    ROUNDED = "rounded"
    MIDDLE = "middle"
    SMALL = "small"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Told:
    """What a reader is told of a figure; ``value`` is what arithmetic may use, None when there is none.

    A percentage is told between 0 and 100. ``sources`` are the keys of those that state the figure.
    """

    manner: Manner
    value: Decimal | None = None
    kind: str = IndicatorKind.NUMBER
    sources: tuple[int, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.manner in (Manner.EXACT, Manner.STATED)

    @property
    def is_withheld(self) -> bool:
        return self.manner is Manner.WITHHELD

    @property
    def is_told(self) -> bool:
        """Whether something is known of it, be it a band."""
        return self.manner not in (Manner.WITHHELD, Manner.UNKNOWN)

    @property
    def words(self) -> str:
        language = get_language() or "fr"
        match self.manner:
            case Manner.WITHHELD:
                return _("not published")
            case Manner.UNKNOWN:
                return typography.unknown(language)
            case Manner.SMALL:
                return _("fewer than 11")
            case Manner.MIDDLE:
                return _("from 11 to 24")
        figure = self._in_figures(language)
        return _("about %(number)s") % {"number": figure} if self.manner is Manner.ROUNDED else figure

    def _in_figures(self, language: str) -> str:
        if self.value is None:
            return typography.unknown(language)
        if self.kind == IndicatorKind.PERCENTAGE:
            decimals = 0 if self.manner is Manner.ROUNDED else 1
            return typography.percent(self.value / 100, language, decimals=decimals)
        if self.kind == IndicatorKind.YES_NO and self.value in (0, 1):
            return _("yes") if self.value else _("no")
        # A mean has more decimals than anybody measured; what was typed has at most four.
        is_typed = self.value == typography.rounded(self.value, 4)
        return typography.number(self.value if is_typed else typography.rounded(self.value, 2), language)


WITHHELD = Told(Manner.WITHHELD)
UNKNOWN = Told(Manner.UNKNOWN)


def exactly(value: Decimal | int | None, *, kind: str = IndicatorKind.NUMBER) -> Told:
    """A figure as it is; unknown when there is none."""
    return UNKNOWN if value is None else Told(Manner.EXACT, Decimal(value), kind)


def in_band(band: disclosure.Band) -> Told:
    """A count of which only this was published."""
    if band.is_small:
        return Told(Manner.SMALL)
    if band.is_middle:
        return Told(Manner.MIDDLE)
    return WITHHELD if band.rounded is None else Told(Manner.ROUNDED, Decimal(band.rounded))


@dataclass(frozen=True)
class Protection:
    """What keeps a count: its name in publications, and the organisation whose own it is."""

    of: str
    organisation: int | None


def protection_of(indicator: Indicator) -> Protection | None:
    """None for an indicator that everybody reads."""
    if not indicator.is_protected:
        return None
    return Protection(name_of(indicator), indicator.responsible_id)


def name_of(counted: Model) -> str:
    """What publications call an indicator or an activity."""
    return f"{counted._meta.model_name}:{counted.pk}"


def is_open(protection: Protection | None, reader: Reader) -> bool:
    """Whether the reader reads the count itself: nothing protects it, or it is the reader's own."""
    return protection is None or reader.reads_exactly(protection.organisation)


@dataclass(frozen=True)
class Part:
    """A part of a breakdown: several categories when publishing each of them would betray one."""

    categories: frozenset[Hashable]
    told: Told


@dataclass(frozen=True)
class PublishedFigure:
    """What a publication says of one count: its total, and each breakdown by the name of its dimension."""

    of: str
    span: str
    total: disclosure.Band | None
    breakdowns: Mapping[str, Groups]
    stated: Decimal | None = None
    sources: tuple[int, ...] = ()
    is_percentage: bool = False

    @property
    def told(self) -> Told:
        if self.stated is not None:
            kind = IndicatorKind.PERCENTAGE if self.is_percentage else IndicatorKind.NUMBER
            return Told(Manner.STATED, self.stated, kind, self.sources)
        if self.is_percentage:
            return self._share
        return WITHHELD if self.total is None else in_band(self.total)

    @property
    def _share(self) -> Told:
        """A percentage from rounded figures, on a base of at least thirty."""
        parts = {band for names, band in self.breakdowns.get(SHARE, ()) if names == {COUNTED}}
        if self.total is None or not parts:
            return WITHHELD
        share = disclosure.share(parts.pop(), self.total)
        return WITHHELD if share is None else Told(Manner.ROUNDED, share * 100, IndicatorKind.PERCENTAGE)

    def parts(self, dimension: str) -> tuple[Part, ...]:
        return tuple(Part(names, in_band(band)) for names, band in self.breakdowns.get(dimension, ()))


@dataclass(frozen=True)
class PublishedFigures:
    """All that the standing publications of some plans say of protected counts, by what is counted."""

    figures: Mapping[str, Mapping[str, PublishedFigure]] = field(default_factory=dict)

    def told(self, of: str, span: str) -> Told:
        figure = self.figures.get(of, {}).get(span)
        return WITHHELD if figure is None else figure.told

    def parts(self, of: str, span: str, dimension: str) -> tuple[Part, ...]:
        figure = self.figures.get(of, {}).get(span)
        return () if figure is None else figure.parts(dimension)

    def dimensions(self, of: str, span: str) -> tuple[str, ...]:
        figure = self.figures.get(of, {}).get(span)
        return () if figure is None else tuple(sorted(figure.breakdowns.keys() - {SHARE}))

    def years(self, of: str, *, on: date) -> list[int]:
        """The years ended by that day of which something is told."""
        spans = self.figures.get(of, {})
        years = sorted(int(span) for span in spans if span.isdecimal() and spans[span].told.is_told)
        return [year for year in years if date(year, 12, 31) <= on]


NOTHING_PUBLISHED = PublishedFigures()


def published_figures(*plans: Plan) -> PublishedFigures:
    """What stands, the last approved publication of each plan and year; one query."""
    rows = Publication.objects.standing().filter(plan__in=plans, kind=PublicationKind.PROTECTED_FIGURES)
    standing = {(row.plan_id, row.year): row for row in rows.order_by("approved_at", "pk")}
    found: dict[str, dict[str, PublishedFigure]] = defaultdict(dict)
    for _plan_and_year, row in sorted(standing.items()):
        for figure in figures_in(row.content):
            found[figure.of][figure.span] = figure
    return PublishedFigures(found)


def figures_in(content: Mapping) -> Iterator[PublishedFigure]:
    """The figures of a publication's content, whose format `plans.protecting` describes."""
    for one in content["figures"]:
        yield PublishedFigure(
            of=one["of"],
            span=one["span"],
            total=_band(one["total"]) if one["total"] else None,
            breakdowns={
                dimension: tuple((frozenset(part["categories"]), _band(part)) for part in parts)
                for dimension, parts in one["breakdowns"].items()
            },
            stated=None if one["stated"] is None else Decimal(one["stated"]),
            sources=tuple(one["sources"]),
            is_percentage=one["is_percentage"],
        )


def _band(told: Mapping) -> disclosure.Band:
    if told["rounded"] is None:
        return disclosure.Band(told["low"], told["high"])
    return disclosure.Rounded(told["low"], told["high"], told["rounded"])


def told(
    raw: Decimal | int | None,
    *,
    protection: Protection | None,
    span: str,
    reader: Reader,
    figures: PublishedFigures,
    kind: str = IndicatorKind.NUMBER,
) -> Told:
    """What this reader is told of a figure: the figure itself, or what was published of it."""
    if protection is not None and not is_open(protection, reader):
        return figures.told(protection.of, span)
    return exactly(raw, kind=kind)


def told_parts(
    raw: Mapping[Hashable, Decimal] | Mapping[Hashable, int],
    *,
    protection: Protection | None,
    span: str,
    dimension: str,
    reader: Reader,
    figures: PublishedFigures,
) -> tuple[Part, ...]:
    """The same for a breakdown, category by category, or for the groups that were published."""
    if protection is not None and not is_open(protection, reader):
        return figures.parts(protection.of, span, dimension)
    return tuple(Part(frozenset([name]), exactly(value)) for name, value in raw.items())
