"""All that a dashboard is drawn from, read by one query: tuples that bear the names of the models' fields.

The rules that take an activity, a report or an indicator read only these names: objects of the database by
the hundred thousand would cost ten times as much.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from cnclctpa.reading import as_day, as_decimal
from plans.models import Indicator, Plan

Row = TypeVar("Row", bound="Any")


class AxisRow(NamedTuple):
    pk: int
    position: int
    title_fr: str
    title_en: str | None
    pillar: str


class ActivityRow(NamedTuple):
    pk: int
    axis: int | None
    code: str
    title_fr: str
    title_en: str | None
    original_starts_on: date | None
    original_ends_on: date | None
    weight: Decimal
    added_on: date | None
    withdrawn_on: date | None
    forecast_on: date | None
    blocking_cause: str
    lead_id: int | None
    plan: Plan


class MilestoneRow(NamedTuple):
    activity_id: int
    title_fr: str
    title_en: str | None
    weight: Decimal
    due_on: date | None
    done_on: date | None


class PostponementRow(NamedTuple):
    activity_id: int
    decided_on: date
    starts_on: date | None
    ends_on: date
    cause: str


class ReportRow(NamedTuple):
    activity_id: int
    pk: int
    starts_on: date
    ends_on: date
    status: str
    percentage: Decimal | None
    begun_on: date | None
    happened_on: date | None
    cause: str
    forecast_on: date | None
    decided_at: str
    campaign: str | None


class IndicatorValues(NamedTuple):
    pk: int
    axis: int | None
    code: str
    name_fr: str
    name_en: str | None
    kind: str
    unit_fr: str
    unit_en: str | None
    counting_unit: str
    direction: str
    tolerance: Decimal
    target_basis: str
    over_time: str
    over_places: str
    baseline: Decimal | None
    responsible_id: int | None
    is_headline: bool
    is_protected: bool


class IndicatorRow(IndicatorValues):
    __slots__ = ()

    # The door of protected counts names them after their model.
    _meta = Indicator._meta


class TargetRow(NamedTuple):
    indicator_id: int
    year: int
    value: Decimal


class MeasurementRow(NamedTuple):
    indicator_id: int
    starts_on: date
    ends_on: date
    region_id: int | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    words: str
    validated_at: str


class CampaignRow(NamedTuple):
    starts_on: date
    ends_on: date
    closes_on: date


class OutcomeRow(NamedTuple):
    pk: int
    status: str
    is_answered: bool


class PlaceRow(NamedTuple):
    activity_id: int
    region_id: int


class RegionRow(NamedTuple):
    pk: int
    division: str
    slug: str
    name: str


class LeadRow(NamedTuple):
    pk: int
    name_fr: str
    name_en: str | None


class OpinionRow(NamedTuple):
    """An opinion of the secretariat on an axis, by the number of the axis."""

    rated_on: date
    pk: int
    position: int
    level: str
    sentence_fr: str
    sentence_en: str | None
    is_public: bool


#: How what JSON brings as text is read again, by the name of the field.
DAYS = {
    "original_starts_on", "original_ends_on", "added_on", "withdrawn_on", "forecast_on", "due_on", "done_on",
    "decided_on", "starts_on", "ends_on", "begun_on", "happened_on", "closes_on",
    "rated_on",
}  # fmt: skip
DECIMALS = {"weight", "percentage", "tolerance", "baseline", "value", "numerator", "denominator"}


def typed(kind: type[Row], rows: Iterable[list], *more: Any) -> Iterator[Row]:
    """Rows of JSON as tuples of ``kind``; ``more`` ends each of them."""
    fields: Sequence[str] = kind._fields
    days = [place for place, name in enumerate(fields) if name in DAYS]
    decimals = [place for place, name in enumerate(fields) if name in DECIMALS]
    for row in rows:
        for place in days:
            row[place] = as_day(row[place])
        for place in decimals:
            row[place] = as_decimal(row[place])
        yield kind(*row, *more)
