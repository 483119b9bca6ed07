"""On what conditions the values of an indicator are kept."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from cnclctpa.audit.keeping import checks
from plans.choices import IndicatorKind
from plans.models import Measurement, MeasurementPart


@checks(Measurement)
def measurement_conditions(measurement: Measurement, before: Measurement | None) -> None:
    check_value(measurement)
    check_correction(measurement)
    check_period_is_free(measurement)


@checks(MeasurementPart)
def part_conditions(part: MeasurementPart, before: MeasurementPart | None) -> None:
    """A category of the indicator; the sum of its breakdown does not exceed the whole."""
    measurement, category = part.measurement, part.category
    if measurement.indicator.is_protected:
        check_people(part.value)
    if not measurement.indicator.dimensions.filter(pk=category.dimension_id).exists():
        raise ValidationError(
            _("This indicator is not broken down so: %(category)s.") % {"category": category}
        )
    others = measurement.parts.filter(category__dimension=category.dimension_id).exclude(pk=part.pk)
    total = (others.aggregate(total=Sum("value"))["total"] or Decimal(0)) + part.value
    if measurement.value is not None and total > measurement.value:
        raise ValidationError(_("The parts are more than the whole."))


def check_value(measurement: Any) -> None:
    """A value of the kind that the indicator wants: of a measurement, or of what may become one."""
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
    others = others.exclude(pk__in=[measurement.pk, measurement.supersedes_id])
    if others.filter(region=measurement.region).exists():
        raise ValidationError(
            _("Another value of this indicator already covers a part of this period, in the same place.")
        )
    if others.filter(region__isnull=measurement.region is not None).exists():
        raise ValidationError(
            _("This period is told both for the whole country and for a region: it would be counted twice.")
        )
