"""Which figures are masked for who may not read exact protected counts: importing declares them."""

from django.db.models import Q

from cnclctpa.audit.masking import masks
from plans.models import Indicator, Measurement, MeasurementPart

VALUES = ("value", "numerator", "denominator", "words")


@masks(Indicator, "baseline", unless=Q(is_protected=False))
def baseline_is_masked(indicator: Indicator) -> bool:
    return indicator.is_protected


@masks(Measurement, *VALUES, unless=Q(indicator__is_protected=False))
def measurement_is_masked(measurement: Measurement) -> bool:
    return measurement.indicator.is_protected


@masks(MeasurementPart, "value", unless=Q(measurement__indicator__is_protected=False))
def part_is_masked(part: MeasurementPart) -> bool:
    return part.measurement.indicator.is_protected
