"""Writes the indicators of a fictitious plan and their measurements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cnclctpa.demonstration.framework import Generation, Place, every_indicator, texts_of, write_dimensions
from cnclctpa.demonstration.texts import texts
from cnclctpa.reference.models import Region
from plans import services
from plans.choices import Basis, Frequency, IndicatorKind, LineageKind, OverTime
from plans.models import Category, Definition, Indicator, Measurement

PARTS = {Frequency.YEARLY: 1, Frequency.HALF_YEARLY: 2, Frequency.QUARTERLY: 4, Frequency.ONCE: 1}
#: What the texts may say of an indicator and that its row holds as it is.
PLAIN = ("kind", "direction", "counting_unit", "target_basis", "over_time", "over_places", "frequency")


@dataclass(frozen=True)
class Value:
    """What is constated over a period: a number, a numerator and a denominator, or words."""

    starts_on: date
    ends_on: date
    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    words: str = ""

    def measurement(self, indicator: Indicator, region: Region | None = None) -> Measurement:
        return Measurement(
            indicator=indicator,
            region=region,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            value=self.number,
            numerator=self.numerator,
            denominator=self.denominator,
            words=self.words,
        )


@dataclass(frozen=True)
class Series:
    """An indicator that is written, with what its texts say."""

    indicator: Indicator
    told: dict[str, Any]
    categories: list[list[Category]]


def write_indicators(generation: Generation) -> list[Series]:
    dimensions = write_dimensions()
    return [
        write_indicator(generation, place, told, dimensions) for place, told in every_indicator(generation)
    ]


def verification(generation: Generation, told: dict[str, Any]) -> str:
    """How an indicator is verified, one sentence after the other; empty for a few, as in real frameworks."""
    sentences = texts("verification")
    fitting = sentences.get(told.get("kind", ""), sentences["other"])
    return fitting[len(generation.indicators) % len(fitting)]


def write_indicator(generation: Generation, place: Place, told: dict[str, Any], dimensions: dict) -> Series:
    setting, calendar = generation.setting, generation.calendar
    plain = {name: told[name] for name in PLAIN if name in told}
    former = told.get("continues")
    indicator = Indicator(
        plan=generation.plan,
        objective=None if place.result else place.objective,
        result=place.result,
        responsible=setting.organisation_of(told, "responsible"),
        is_headline=told.get("headline", False),
        is_protected=told.get("protected", False),
        tolerance=decimal(told.get("tolerance", 0)),
        continues=generation.former.indicators[former] if former and generation.former else None,
        lineage=LineageKind.CONTINUED if former else "",
        added_on=generation.day(told["added"]) if "added" in told else None,
        **plain,
        **{"means_of_verification_fr": verification(generation, told), **texts_of(told)},
    )
    if "baseline" in told:
        indicator.baseline = decimal(told["baseline"])
        indicator.baseline_on = calendar.starts_on - timedelta(days=1)
    broken_down = [dimensions[name] for name in told.get("breakdown", [])]
    services.add_indicator(
        indicator,
        targets={
            calendar.year(number): decimal(value) for number, value in numbered(told.get("targets", []))
        },
        definitions=[
            Definition(
                from_year=calendar.year(one["from"]), breaks_series=one.get("breaks", True), **texts_of(one)
            )
            for one in told.get("definitions", [])
        ],
        dimensions=[dimension for dimension, _categories in broken_down],
        by=setting.secretary,
    )
    generation.indicators[told["name_fr"]] = indicator
    return Series(indicator, told, [categories for _dimension, categories in broken_down])


def write_measurements(generation: Generation, series: list[Series]) -> None:
    """Those that no report brings."""
    for one in series:
        if "told_by" not in one.told:
            values = list(values_of(generation, one))
            for value in values:
                write_value(generation, one, value, is_last=value is values[-1])


def write_value(generation: Generation, series: Series, value: Value, *, is_last: bool) -> None:
    setting, told = generation.setting, series.told
    draw = setting.draw(generation.plan.slug, "value", series.indicator.code, value.ends_on)
    for region, share in by_region(generation, series, value, draw):
        corrected = told.get("corrected", {})
        is_corrected = value.ends_on == date(generation.calendar.year(corrected.get("year", 0)), 12, 31)
        first = replace(share, number=decimal(corrected["was"])) if is_corrected else share
        measurement = services.record_measurement(
            first.measurement(series.indicator, region),
            parts=parts(series, first, draw),
            by=setting.hand_of(series.indicator.responsible),
        )
        at = setting.instant(value.ends_on + timedelta(days=draw.randint(25, 60)), draw)
        if not (is_last and told.get("pending")):
            services.validate_measurement(measurement, at=at, by=setting.secretary)
        if is_corrected:
            services.correct_measurement(
                measurement,
                share.measurement(series.indicator, region),
                reason=corrected["reason"],
                parts=parts(series, share, draw),
                at=at + timedelta(days=1),
                by=setting.secretary,
            )


def values_of(generation: Generation, series: Series) -> Iterator[Value]:
    """What is constated over each period that is over, as often as the indicator is measured."""
    told, draw = series.told, generation.setting.draw(generation.plan.slug, series.indicator.code)
    before = decimal(told.get("baseline", 0))
    is_sum = told.get("over_time") == OverTime.SUM or told.get("target_basis") == Basis.OF_THE_YEAR
    for number, yearly in numbered(told.get("values", [])):
        periods = list(periods_of(generation, number, PARTS[Frequency(told.get("frequency", "yearly"))]))
        if told.get("kind") == IndicatorKind.TEXT:
            values = [Value(*periods[-1], words=yearly)]
        elif isinstance(yearly, list):
            values = [Value(*periods[-1], numerator=decimal(yearly[0]), denominator=decimal(yearly[1]))]
        elif is_sum:
            shares = split(int(yearly), len(periods), draw)
            values = [Value(*one, number=share) for one, share in zip(periods, shares, strict=True)]
        else:
            last = decimal(yearly)
            values = [
                Value(*one, number=between(before, last, rank, len(periods)))
                for rank, one in enumerate(periods, start=1)
            ]
            before = last
        yield from (value for value in values if value.ends_on <= generation.on)


def periods_of(generation: Generation, year: int, number: int) -> Iterator[tuple[date, date]]:
    """A year of the plan in equal periods."""
    quarters = 4 // number
    for rank in range(number):
        first = (year - 1) * 4 + rank * quarters + 1
        yield generation.calendar.quarter(first)[0], generation.calendar.quarter(first + quarters - 1)[1]


def by_region(
    generation: Generation, series: Series, value: Value, draw: Random
) -> Iterator[tuple[Region | None, Value]]:
    """The value itself, or its share in each region where it is counted."""
    names = series.told.get("regions", [])
    if not names or value.number is None:
        yield None, value
        return
    for name, share in zip(names, split(int(value.number), len(names), draw), strict=True):
        yield generation.setting.regions[name], replace(value, number=share)


def parts(series: Series, value: Value, draw: Random) -> dict[Category, Decimal]:
    """The first category takes the larger part; a few people of a large number are not broken down."""
    if value.number is None:
        return {}
    found: dict[Category, Decimal] = {}
    for categories in series.categories:
        known = int(value.number) - (int(value.number) // 25 if series.told.get("is_incomplete") else 0)
        first = known * draw.randint(52, 78) // 100
        found |= dict(zip(categories, (Decimal(first), Decimal(known - first)), strict=True))
    return found


def split(total: int, number: int, draw: Random) -> list[Decimal]:
    """A whole number in several, which add up to it."""
    weights = [draw.randint(70, 130) for _rank in range(number)]
    shares = [total * weight // sum(weights) for weight in weights]
    shares[-1] += total - sum(shares)
    return [Decimal(share) for share in shares]


def between(before: Decimal, last: Decimal, rank: int, number: int) -> Decimal:
    """On the way from one value to another, with as many decimals as the last."""
    return (before + (last - before) * rank / number).quantize(last)


def numbered(values: list[Any]) -> Iterator[tuple[int, Any]]:
    """The values by year of the plan; an empty text is a year of which nothing is known."""
    return ((number, value) for number, value in enumerate(values, start=1) if value != "")


def decimal(value: Any) -> Decimal:
    return Decimal(str(value))
