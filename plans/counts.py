"""The protected counts of a plan, raw and by year: what a publication is made from, and shown to nobody."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from plans.achievement import NONE, IndicatorSheet, OverPlaces, OverTime, Reading, actual
from plans.choices import IndicatorKind
from plans.measuring import reading_of, sheet_of
from plans.models import Indicator, Measurement, Plan
from plans.protected import COUNTED, NOT_COUNTED, REGION, REST, SHARE, name_of


@dataclass(frozen=True)
class Count:
    """People counted in one span; the parts of each breakdown make the total.

    ``total`` is None when the figure is no count of people, or when public sources state a part of it only.
    ``stated`` is the figure when they state it all, with their keys in ``sources``.
    """

    total: int | None
    breakdowns: Mapping[str, Mapping[Hashable, int]] = field(default_factory=dict)
    stated: Decimal | None = None
    sources: tuple[int, ...] = ()
    is_percentage: bool = False


@dataclass(frozen=True)
class Counts:
    """One thing counted, year after year; ``adds_up`` when the years make a total since the start."""

    of: str
    label: str
    years: Mapping[int, Count]
    adds_up: bool = False
    baseline: Count | None = None


def counts_of_indicators(plan: Plan, *, until: int) -> list[Counts]:
    """What the protected indicators of a plan counted each year, until the end of that one."""
    indicators = list(Indicator.objects.of(plan).filter(is_protected=True).order_by("pk"))
    measured: dict[int, dict[int, list[Measurement]]] = defaultdict(lambda: defaultdict(list))
    for one in (
        Measurement.objects.current()
        .validated()
        .filter(indicator__in=indicators, ends_on__lte=date(until, 12, 31))
        .select_related("region")
        .prefetch_related("parts__category__dimension__categories", "sources")
        .order_by("ends_on", "starts_on", "pk")
    ):
        measured[one.indicator_id][one.ends_on.year].append(one)
    return [_counts(indicator, measured[indicator.pk]) for indicator in indicators]


def people(value: Decimal | None) -> int | None:
    """A number of people: whole, and not less than none."""
    return int(value) if value is not None and value >= 0 and value == int(value) else None


def _counts(indicator: Indicator, measured: Mapping[int, list[Measurement]]) -> Counts:
    is_number = indicator.kind == IndicatorKind.NUMBER
    baseline = Count(people(indicator.baseline)) if is_number else None
    return Counts(
        of=name_of(indicator),
        label=indicator.code,
        years={year: _count(indicator, rows, on=date(year, 12, 31)) for year, rows in measured.items()},
        adds_up=is_number and indicator.over_time == OverTime.SUM,
        baseline=baseline if indicator.baseline is not None else None,
    )


def _count(indicator: Indicator, rows: list[Measurement], *, on: date) -> Count:
    sheet = sheet_of(indicator)
    public = [[source.pk for source in one.sources.all() if source.url] for one in rows]
    if any(public) and not all(public):
        return Count(None, is_percentage=sheet.is_percentage)
    figure = actual([reading_of(one) for one in rows], on=on, sheet=sheet)
    sources = tuple(sorted({source for several in public for source in several}))
    stated = figure if sources else None
    if indicator.kind == IndicatorKind.NUMBER:
        total = people(figure)
        breakdowns = {} if total is None else _breakdowns(rows, total, sheet, on=on)
        return Count(total, breakdowns, stated, sources)
    # Beside a stated percentage, the size of its base would tell how many it counts.
    if sheet.is_percentage and stated is None:
        return _ratio(rows, sheet, on=on)
    return Count(None, stated=stated, sources=sources, is_percentage=sheet.is_percentage)


def _ratio(rows: list[Measurement], sheet: IndicatorSheet, *, on: date) -> Count:
    """A percentage of people: its base is the total, and those it counts are one of the two parts."""
    last_only = OverTime(sheet.over_time) is OverTime.LATEST
    plain = replace(
        sheet, is_percentage=False, over_time=OverTime.LATEST if last_only else OverTime.SUM,
        over_places=OverPlaces.SUM,
    )  # fmt: skip
    counted = people(actual([_valued(one, one.numerator) for one in rows], on=on, sheet=plain))
    base = people(actual([_valued(one, one.denominator) for one in rows], on=on, sheet=plain))
    is_whole = all(one.denominator is not None for one in rows)
    if not is_whole or counted is None or base is None or counted > base:
        return Count(None, is_percentage=True)
    return Count(base, {SHARE: {COUNTED: counted, NOT_COUNTED: base - counted}}, is_percentage=True)


def _breakdowns(
    rows: list[Measurement], total: int, sheet: IndicatorSheet, *, on: date
) -> dict[str, Mapping[Hashable, int]]:
    """By region, and by each dimension of the parts; one that does not make the total is left out."""
    several = {
        REGION: [(place_of(one), _valued(one, one.value)) for one in rows],
        **_by_dimension(rows),
    }
    found = {}
    for dimension, named in several.items():
        parts = _parts(named, total, sheet, on=on)
        if parts.keys() - {REST}:
            found[dimension] = parts
    return found


def _by_dimension(rows: list[Measurement]) -> dict[str, list[tuple[str, Reading]]]:
    """Every category is named, even with nobody: that one is missing would tell that none was counted."""
    found: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
    for one in rows:
        given = {part.category: part.value for part in one.parts.all()}
        for dimension in {category.dimension for category in given}:
            found[dimension.slug] += [
                (category.slug, _valued(one, given.get(category))) for category in dimension.categories.all()
            ]
    return found


def _parts(
    named: Iterable[tuple[str, Reading]], total: int, sheet: IndicatorSheet, *, on: date
) -> Mapping[Hashable, int]:
    """Each category with its count, and what is not broken down, be it nobody; nothing beyond the total."""
    by_name: dict[str, list[Reading]] = defaultdict(list)
    for name, reading in named:
        by_name[name].append(reading)
    parts = {name: people(actual(readings, on=on, sheet=sheet)) for name, readings in by_name.items()}
    known = [count for count in parts.values() if count is not None]
    rest = total - sum(known) + (parts.get(REST) or 0)
    if len(known) < len(parts) or rest < 0:
        return {}
    whole: dict[Hashable, int] = {name: count for name, count in parts.items() if count is not None}
    return whole | {REST: rest}


def place_of(one: Measurement) -> str:
    """A region by its address, as publications name it; the rest is what has none."""
    return f"{one.region.division}/{one.region.slug}" if one.region else REST


def _valued(one: Measurement, value: Decimal | None) -> Reading:
    return Reading(one.starts_on, one.ends_on, value=NONE if value is None else value, place=place_of(one))
