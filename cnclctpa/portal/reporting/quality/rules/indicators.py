"""What is asked of indicators: where they start, where they go, how they are known, and when last."""

from datetime import date, timedelta
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.reporting.quality.facts import IndicatorThing
from cnclctpa.portal.reporting.quality.findings import Found, Kind, Part, Severity, rule
from plans.achievement import HUNDRED, NONE
from plans.achievement import Direction as Way
from plans.choices import Basis, Direction, Frequency, IndicatorKind, PlanStatus

#: After the end of a period, the time that it takes to count.
GRACE = timedelta(days=92)
PERIODS = {
    Frequency.MONTHLY: timedelta(days=31),
    Frequency.QUARTERLY: timedelta(days=92),
    Frequency.HALF_YEARLY: timedelta(days=183),
    Frequency.YEARLY: timedelta(days=366),
}


def is_in_figures(indicator: IndicatorThing) -> bool:
    return indicator.row.kind != IndicatorKind.TEXT


def needs_a_baseline(indicator: IndicatorThing) -> bool:
    """One that maintains is judged by its targets alone, and so is one of which each year stands alone."""
    is_judged_alone = (
        indicator.row.direction == Direction.MAINTAIN or indicator.row.target_basis == Basis.OF_THE_YEAR
    )
    return is_in_figures(indicator) and not is_judged_alone


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.HIGH,
    _("Indicator %(code)s has no baseline: how far it has come cannot be computed."),
    field="id_baseline",
    expects=_("baseline"),
    part=Part.INDICATORS,
)
def indicator_without_a_baseline(indicator: IndicatorThing) -> bool | None:
    return indicator.row.baseline is None if needs_a_baseline(indicator) else None


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.LOW,
    _("The baseline of indicator %(code)s has no date."),
    field="id_baseline_on",
    expects=_("date of the baseline"),
    part=Part.INDICATORS,
)
def baseline_without_a_date(indicator: IndicatorThing) -> bool | None:
    return indicator.row.baseline_on is None if indicator.row.baseline is not None else None


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.HIGH,
    _("Indicator %(code)s has no target: nothing says where it should be."),
    field="id_targets-0-value",
    expects=_("target"),
    part=Part.INDICATORS,
)
def indicator_without_a_target(indicator: IndicatorThing) -> bool | None:
    return not indicator.targets if is_in_figures(indicator) else None


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Indicator %(code)s has no definition: two people may count differently."),
    field="id_definition_fr",
    expects=_("definition"),
    part=Part.INDICATORS,
)
def indicator_without_a_definition(indicator: IndicatorThing) -> bool:
    return not indicator.row.has_definition


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Indicator %(code)s does not say where its value may be checked."),
    field="id_means_of_verification_fr",
    expects=_("means of verification"),
    part=Part.INDICATORS,
)
def indicator_without_means(indicator: IndicatorThing) -> bool:
    return not indicator.row.has_means


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Nobody is responsible for measuring indicator %(code)s."),
    field="id_responsible",
    expects=_("responsible"),
    part=Part.INDICATORS,
)
def indicator_without_responsible(indicator: IndicatorThing) -> bool:
    return indicator.row.responsible is None


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.LOW,
    _("Indicator %(code)s does not say in what its value is counted."),
    field="id_unit_fr",
    expects=_("unit"),
    part=Part.INDICATORS,
)
def indicator_without_a_unit(indicator: IndicatorThing) -> bool | None:
    return not indicator.row.unit_fr if indicator.row.kind == IndicatorKind.NUMBER else None


@rule(
    IndicatorThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _(
        "Indicator %(code)s should move one way, and its target of %(year)s stands on the other side of its "
        "baseline."
    ),
    field="id_direction",
)
def target_contradicts_the_direction(indicator: IndicatorThing) -> Found | None:
    """Its rate is then computed for nobody: one of the three is wrong."""
    if not needs_a_baseline(indicator) or indicator.row.baseline is None:
        return None
    way = Way(indicator.row.direction)
    wrong = [one for one in indicator.targets if way.contradicts(indicator.row.baseline, one.value)]
    return Found({"year": wrong[0].year}) if wrong else None


@rule(
    IndicatorThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("The targets of indicator %(code)s turn back: that of %(year)s is behind the one before."),
    field="id_targets-0-value",
)
def targets_turn_back(indicator: IndicatorThing) -> Found | None:
    if not needs_a_baseline(indicator):
        return None
    way = Way(indicator.row.direction)
    for before, after in pairwise(indicator.targets):
        if way.contradicts(before.value, after.value):
            return Found({"year": after.year})
    return None


@rule(
    IndicatorThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("Indicator %(code)s is a percentage, and its baseline or one of its targets is not between 0 and 100."),
    field="id_baseline",
)
def percentage_out_of_bounds(indicator: IndicatorThing) -> Found | None:
    """Growth may exceed a hundred, but it is then counted as a number."""
    if indicator.row.kind != IndicatorKind.PERCENTAGE:
        return None
    baseline = indicator.row.baseline
    if baseline is not None and not NONE <= baseline <= HUNDRED:
        return Found()
    is_out = any(not NONE <= one.value <= HUNDRED for one in indicator.targets)
    return Found(field="id_targets-0-value") if is_out else None


@rule(
    IndicatorThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _(
        "A value of indicator %(code)s counts more cases than there are: its numerator exceeds its "
        "denominator."
    ),
)
def part_exceeds_whole(indicator: IndicatorThing) -> list[Found]:
    return [
        correction(indicator, one)
        for one in indicator.measurements
        if one.numerator is not None and one.denominator is not None and one.numerator > one.denominator
    ]


@rule(
    IndicatorThing,
    Kind.CONTRADICTORY,
    Severity.ORDINARY,
    _("A value of indicator %(code)s is about a period that has not ended."),
)
def measured_in_the_future(indicator: IndicatorThing) -> list[Found]:
    return [correction(indicator, one) for one in indicator.measurements if one.ends_on > indicator.on]


def correction(indicator: IndicatorThing, measurement) -> Found:
    """Where this value is corrected."""
    where = [indicator.plan.slug, indicator.code, measurement.pk]
    return Found(form=reverse("portal:measurement-correct", args=where), field="id_value")


@rule(
    IndicatorThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Indicator %(code)s has no value as recent as its frequency asks."),
    field="id_starts_on",
    by_lead=True,
)
def measurement_overdue(indicator: IndicatorThing) -> Found | None:
    """Three months after the end of a period, its value should have been counted."""
    period = PERIODS.get(indicator.row.frequency)
    if period is None or indicator.plan.status != PlanStatus.IN_FORCE:
        return None
    validated = [one.ends_on for one in indicator.measurements if one.is_validated]
    since: date = max(validated, default=max(indicator.plan.starts_on, indicator.row.added_on or date.min))
    if since + period + GRACE >= indicator.on:
        return None
    where = [indicator.plan.slug, indicator.code]
    return Found(form=reverse("portal:measurement-create", args=where))
