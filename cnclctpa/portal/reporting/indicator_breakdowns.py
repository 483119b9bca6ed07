"""How a value of an indicator is broken down, as a reader may know it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.reference.models import Region
from plans.models import Category, Dimension, Indicator, Measurement
from plans.protected import REGION, REST, PublishedFigures, Told, exactly, in_year, name_of


@dataclass(frozen=True)
class PartTold:
    """A part of a breakdown by the names of its categories; the rest is what is not broken down."""

    names: tuple[str | Promise, ...]
    told: Told
    is_rest: bool

    @property
    def label(self) -> str:
        """Its categories: « femmes et hommes »."""
        *others, last = (str(name) for name in self.names)
        return _("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last} if others else last


@dataclass(frozen=True)
class Breakdown:
    """One period broken down in one way."""

    name: str | Promise
    period: str
    total: Told
    parts: tuple[PartTold, ...]


def breakdowns_of(
    rows: Sequence[Measurement], dimensions: Mapping[int, Dimension], categories: Iterable[Category]
) -> list[Breakdown]:
    """Of the last period measured: by each dimension of its parts, then by region."""
    if not rows:
        return []
    last = max((row.ends_on, row.starts_on) for row in rows)
    rows = [row for row in rows if (row.ends_on, row.starts_on) == last and row.value is not None]
    if not rows:
        return []
    period, total = period_name(last[1], last[0]), sum((row.value or Decimal(0) for row in rows), Decimal(0))
    by_category: dict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        for part in row.parts.all():
            by_category[part.category_id] += part.value
    found = []
    for dimension in dimensions.values():
        named = [(each, by_category[each.pk]) for each in categories if each.pk in by_category]
        inside = [(each, value) for each, value in named if each.dimension_id == dimension.pk]
        if inside:
            parts = [PartTold((each.name,), exactly(value), False) for each, value in inside]
            rest = total - sum((value for _each, value in inside), Decimal(0))
            found.append(Breakdown(dimension.name, period, exactly(total), _with_rest(parts, rest)))
    if any(row.region for row in rows) and len(rows) > 1:
        parts = [
            PartTold(
                (row.region.name if row.region else _("no region"),), exactly(row.value), row.region is None
            )
            for row in rows
        ]
        found.append(Breakdown(_("region"), period, exactly(total), tuple(parts)))
    return found


def _with_rest(parts: list[PartTold], rest: Decimal) -> tuple[PartTold, ...]:
    """With what is not broken down, unless everything is."""
    return (*parts, PartTold((_("not broken down"),), exactly(rest), True)) if rest else tuple(parts)


def published_breakdowns(
    indicator: Indicator,
    year: int,
    figures: PublishedFigures,
    dimensions: Sequence[Dimension],
    categories: Sequence[Category],
) -> list[Breakdown]:
    """As they were published for a year; one query for the regions."""
    of, span, found = name_of(indicator), in_year(year), []
    period, total = _("year %(year)s") % {"year": year}, figures.told(of, span)
    names: dict[str, dict[Hashable, str]] = {
        dimension.slug: {one.slug: one.name for one in categories if one.dimension_id == dimension.pk}
        for dimension in dimensions
    }
    names[REGION] = {
        f"{division}/{slug}": name
        for division, slug, name in Region.objects.values_list("division", "slug", "name")
    }
    titles = {dimension.slug: dimension.name for dimension in dimensions} | {REGION: _("region")}
    for dimension in figures.dimensions(of, span):
        known = names.get(dimension, {}) | {REST: _("not broken down")}
        parts = tuple(
            PartTold(
                tuple(sorted(str(known.get(name, name)) for name in part.categories)),
                part.told,
                part.categories == {REST},
            )
            for part in sorted(figures.parts(of, span, dimension), key=lambda part: part.categories == {REST})
        )
        found.append(Breakdown(titles.get(dimension, dimension), period, total, parts))
    return found
