"""What can be done with indicators and their measurements. Each writes the trail."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.reference.models import Source
from plans.choices import IndicatorKind
from plans.models import (
    Category,
    Definition,
    Dimension,
    Indicator,
    Measurement,
    MeasurementPart,
    Target,
)
from plans.services.saving import (
    check_added_on,
    check_fields,
    check_open,
    check_serves,
    check_year,
    next_code,
    save,
)


@transaction.atomic
def add_indicator(
    indicator: Indicator,
    *,
    targets: Mapping[int, Decimal] | None = None,
    definitions: Iterable[Definition] = (),
    dimensions: Iterable[Dimension] = (),
    by: User | None,
) -> Indicator:
    """Add an indicator with its targets by year, and the definitions that it takes from a year on."""
    check_open(indicator.plan)
    check_serves(indicator)
    check_added_on(indicator)
    if targets and indicator.kind == IndicatorKind.TEXT:
        raise ValidationError(_("An indicator told in words has no target in figures."))
    if indicator.continues and indicator.continues.plan_id != indicator.plan.predecessor_id:
        raise ValidationError({"continues": _("An indicator continues one of the previous plan.")})
    codes = indicator.plan.indicators.values_list("code", flat=True)
    held_by = indicator.result or indicator.serves
    indicator.code = indicator.code or next_code(f"I{held_by.code}.", codes)
    indicator.position = indicator.position or held_by.indicators.count() + 1
    with because("indicator.added", by=by):
        save(indicator)
        indicator.dimensions.set(dimensions)
        for year, value in sorted((targets or {}).items()):
            check_year(indicator.plan, year)
            save(Target(indicator=indicator, year=year, value=value))
        for definition in definitions:
            definition.indicator = indicator
            check_year(indicator.plan, definition.from_year)
            save(definition)
    return indicator


@transaction.atomic
def record_measurement(
    measurement: Measurement,
    *,
    parts: Mapping[Category, Decimal] | None = None,
    sources: Iterable[Source] = (),
    by: User | None,
) -> Measurement:
    """Keep a value constated over a period, which no other value of the indicator may cover in that place.

    ``parts`` breaks it down: what is not broken down is the rest. It counts once validated.
    """
    check_fields(measurement)
    check_value(measurement)
    check_parts(measurement, parts or {})
    check_correction(measurement)
    check_period_is_free(measurement)
    measurement.recorded_by, measurement.validated_at, measurement.validated_by = by, None, None
    with because("measurement.recorded", by=by):
        save(measurement)
        measurement.sources.set(sources)
        for category, value in (parts or {}).items():
            save(MeasurementPart(measurement=measurement, category=category, value=value))
    return measurement


@transaction.atomic
def validate_measurement(
    measurement: Measurement, *, at: datetime | None = None, by: User | None
) -> Measurement:
    if measurement.validated_at:
        raise ValidationError(_("This value is already validated."))
    if hasattr(measurement, "superseded_by"):
        raise ValidationError(_("This value has been corrected: validate the correction."))
    measurement.validated_at, measurement.validated_by = at or timezone.now(), by
    with because("measurement.validated", by=by):
        measurement.save(update_fields=["validated_at", "validated_by"])
    return measurement


@transaction.atomic
def correct_measurement(
    former: Measurement,
    correction: Measurement,
    *,
    reason: str,
    parts: Mapping[Category, Decimal] | None = None,
    at: datetime | None = None,
    by: User | None,
) -> Measurement:
    """Put another value in the place of one that was wrong, which is kept.

    The indicator, the period and the place are those of the former; so is the validation: the correction of a
    validated value counts at once, for otherwise none would count.
    """
    if hasattr(former, "superseded_by"):
        raise ValidationError(_("This value has already been corrected: correct the correction."))
    if not reason.strip():
        raise ValidationError(_("Say why the former value is corrected."))
    correction.indicator, correction.region = former.indicator, former.region
    correction.starts_on, correction.ends_on = former.starts_on, former.ends_on
    correction.supersedes, correction.correction_reason = former, reason.strip()
    with because("", reason=correction.correction_reason):
        record_measurement(correction, parts=parts, by=by)
        if former.validated_at:
            validate_measurement(correction, at=at, by=by)
    return correction


def check_value(measurement: Measurement) -> None:
    """A value of the kind that the indicator wants."""
    indicator, value = measurement.indicator, measurement.value
    is_ratio = measurement.numerator is not None or measurement.denominator is not None
    if indicator.kind == IndicatorKind.TEXT and (value is not None or is_ratio):
        raise ValidationError(_("This indicator is told in words, not in figures."))
    if indicator.kind != IndicatorKind.TEXT and value is None and not is_ratio:
        raise ValidationError(_("This indicator is told in figures, not in words."))
    if is_ratio and indicator.kind != IndicatorKind.PERCENTAGE:
        raise ValidationError(_("Only a percentage has a numerator and a denominator."))
    if indicator.kind == IndicatorKind.YES_NO and value not in (0, 1):
        raise ValidationError({"value": _("Answer yes (1) or no (0).")})
    if indicator.is_protected:
        check_people(value, measurement.numerator, measurement.denominator)


def check_people(*counts: Decimal | None) -> None:
    """Counts of people, among those that are given."""
    if any(one is not None and (one < 0 or one % 1) for one in counts):
        raise ValidationError({"value": _("People are counted in whole numbers.")})


def check_parts(measurement: Measurement, parts: Mapping[Category, Decimal]) -> None:
    """Categories of the indicator, whose sum does not exceed the whole in any breakdown."""
    if not parts:
        return
    for category, value in parts.items():
        check_fields(MeasurementPart(measurement=measurement, category=category, value=value))
    if measurement.indicator.is_protected:
        check_people(*parts.values())
    known = set(measurement.indicator.dimensions.values_list("pk", flat=True))
    sums: dict[int, Decimal] = {}
    for category, value in parts.items():
        if category.dimension_id not in known:
            raise ValidationError(
                _("This indicator is not broken down so: %(category)s.") % {"category": category}
            )
        sums[category.dimension_id] = sums.get(category.dimension_id, Decimal(0)) + value
    whole = measurement.value
    if whole is not None and any(total > whole for total in sums.values()):
        raise ValidationError(_("The parts are more than the whole."))


def check_correction(measurement: Measurement) -> None:
    """Otherwise a value would be taken away that nothing replaces."""
    former, place = measurement.supersedes, ("indicator_id", "region_id", "starts_on", "ends_on")
    if former and any(getattr(former, name) != getattr(measurement, name) for name in place):
        raise ValidationError(
            _("A correction has the indicator, the period and the place of the value that it corrects.")
        )


def check_period_is_free(measurement: Measurement) -> None:
    """No other value for a day of the period in that place, nor for the whole country beside a region."""
    others = measurement.indicator.measurements.current().filter(
        starts_on__lte=measurement.ends_on, ends_on__gte=measurement.starts_on
    )
    others = others.exclude(pk=measurement.supersedes_id)
    if others.filter(region=measurement.region).exists():
        raise ValidationError(
            _("Another value of this indicator already covers a part of this period, in the same place.")
        )
    if others.filter(region__isnull=measurement.region is not None).exists():
        raise ValidationError(
            _("This period is told both for the whole country and for a region: it would be counted twice.")
        )
