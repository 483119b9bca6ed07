"""What can be done with indicators and their measurements. Each writes the trail."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from cnclctpa.reference.models import Source
from plans.models import (
    Category,
    Definition,
    Dimension,
    Indicator,
    Measurement,
    MeasurementPart,
    Target,
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
    verb = "indicator.added"
    keep(indicator, by=by, verb=verb)
    with because(verb, by=by):
        indicator.dimensions.set(dimensions)
    for year, value in sorted((targets or {}).items()):
        keep(Target(indicator=indicator, year=year, value=value), by=by, verb=verb)
    for definition in definitions:
        definition.indicator = indicator
        keep(definition, by=by, verb=verb)
    return indicator


@transaction.atomic
def withdraw_indicator(indicator: Indicator, *, on: date, reason: str, by: User | None) -> Indicator:
    """Take an indicator out of its plan from a day on; it keeps its code and its values."""
    if indicator.withdrawn_on:
        raise ValidationError(_("This indicator has already been withdrawn."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this indicator is withdrawn.")})
    indicator.withdrawn_on = on
    return keep(indicator, by=by, verb="indicator.withdrawn", reason=reason.strip())


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
    measurement.recorded_by, measurement.validated_at, measurement.validated_by = by, None, None
    verb = "measurement.recorded"
    keep(measurement, by=by, verb=verb)
    with because(verb, by=by):
        measurement.sources.set(sources)
    for category, value in (parts or {}).items():
        keep(MeasurementPart(measurement=measurement, category=category, value=value), by=by, verb=verb)
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
