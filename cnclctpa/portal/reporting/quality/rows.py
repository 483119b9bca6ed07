"""The rows that the quality of a plan is judged by: tuples read by one query, whatever the plan holds.

Each tuple bears the names of the fields of its model; annotations say how a value of JSON is read again.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar, get_type_hints

from cnclctpa.reading import as_day, as_decimal

Row = TypeVar("Row", bound="Any")


class AxisRow(NamedTuple):
    pk: int
    position: int
    title_fr: str
    title_en: str | None
    is_wording_official: bool
    certainty: str


class ObjectiveRow(NamedTuple):
    pk: int
    axis: int | None
    code: str
    title_fr: str
    title_en: str | None
    is_wording_official: bool
    certainty: str


class ResultRow(NamedTuple):
    pk: int
    objective: int
    code: str
    title_fr: str
    title_en: str | None


class ActivityRow(NamedTuple):
    pk: int
    objective_id: int | None
    result_id: int | None
    code: str
    title_fr: str
    title_en: str | None
    target_group: str
    lead_id: int | None
    original_starts_on: date | None
    original_ends_on: date | None
    forecast_on: date | None
    blocking_cause: str
    weight: Decimal
    added_on: date | None
    withdrawn_on: date | None
    plan: Any


class MilestoneRow(NamedTuple):
    activity: int
    title_fr: str
    weight: Decimal
    due_on: date | None
    done_on: date | None


class PostponementRow(NamedTuple):
    activity: int
    pk: int
    decided_on: date
    starts_on: date | None
    ends_on: date
    cause: str


class ReportRow(NamedTuple):
    activity: int
    pk: int
    starts_on: date
    ends_on: date
    status: str
    percentage: Decimal | None
    begun_on: date | None
    happened_on: date | None
    cause: str
    forecast_on: date | None
    campaign: str | None


class CampaignRow(NamedTuple):
    starts_on: date
    ends_on: date
    closes_on: date


class ExpectedRow(NamedTuple):
    activity: int
    organisation: int
    campaign: str
    starts_on: date
    ends_on: date
    opens_on: date
    due_on: date
    closes_on: date
    state: str | None


class StepRow(NamedTuple):
    activity: int
    funding: int
    stage: str
    amount: Decimal


class AmountRow(NamedTuple):
    activity: int
    year: int
    name: str
    amount: Decimal


class IndicatorRow(NamedTuple):
    pk: int
    objective: int | None
    result: int | None
    code: str
    name_fr: str
    name_en: str | None
    kind: str
    unit_fr: str | None
    direction: str
    tolerance: Decimal
    target_basis: str
    over_time: str
    over_places: str
    baseline: Decimal | None
    baseline_on: date | None
    has_definition: bool
    has_means: bool
    frequency: str
    responsible: int | None
    added_on: date | None


class TargetRow(NamedTuple):
    indicator: int
    year: int
    value: Decimal


class MeasurementRow(NamedTuple):
    indicator: int
    pk: int
    starts_on: date
    ends_on: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_validated: bool


class StatementRow(NamedTuple):
    pk: int
    about: str
    is_retained: bool
    has_reason: bool


class ProcessRow(NamedTuple):
    pk: int
    kind: str
    starts_on: date | None


class ParticipantRow(NamedTuple):
    step: int


class AnnualPlanRow(NamedTuple):
    pk: int
    year: int
    budget: Decimal | None


class OrganisationRow(NamedTuple):
    pk: int
    name_fr: str
    name_en: str | None


def typed(kind: type[Row], rows: Iterable[list], *more: Any) -> list[Row]:
    """Rows of JSON as tuples of ``kind``; ``more`` ends each of them."""
    reads = converters(kind)
    return [
        kind(*(read(value) if read else value for read, value in zip(reads, row, strict=False)), *more)
        for row in rows
    ]


def converters(kind: type) -> tuple[Callable[[Any], Any] | None, ...]:
    known: dict[Any, Callable[[Any], Any]] = {
        date: as_day,
        date | None: as_day,
        Decimal: as_decimal,
        Decimal | None: as_decimal,
        bool: bool,
    }
    hints = get_type_hints(kind)
    return tuple(known.get(hints[name]) for name in kind._fields)  # type: ignore[attr-defined]
