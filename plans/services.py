"""What can be done with plans, their framework, their figures and publications. Each writes the trail."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.reference.models import Source
from plans.choices import IndicatorKind, PlanStatus, PublicationKind
from plans.models import (
    AnnualPlan,
    Axis,
    Category,
    Definition,
    Dimension,
    Indicator,
    Measurement,
    MeasurementPart,
    Plan,
    Publication,
    Result,
    StrategicObjective,
    Target,
)
from plans.protecting import is_publishable

#: Years of a plan: its pages have a column for each.
LONGEST = 30
#: SQLite keeps no more of a number: rounded up, the longest ones would no longer fit their column.
DIGITS = 15
#: The life of a plan, which goes one way.
LIFE = list(PlanStatus)


@transaction.atomic
def create_plan(plan: Plan, *, by: User | None) -> Plan:
    """Keep a new plan, as a draft; a plan follows one that began before it."""
    if plan.status != PlanStatus.DRAFT:
        raise ValidationError({"status": _("A new plan is a draft: it is adopted afterwards.")})
    if plan.predecessor and plan.predecessor.starts_on >= plan.starts_on:
        raise ValidationError({"predecessor": _("The previous plan began before this one.")})
    if len(plan.years) > LONGEST:
        raise ValidationError({"ends_on": _("A plan lasts %d years at most.") % LONGEST})
    with because("plan.created", by=by):
        save(plan)
    return plan


@transaction.atomic
def advance_plan(plan: Plan, *, to: str, by: User | None) -> Plan:
    """Take a plan further in its life: from a draft to adopted, in force, closed, evaluated."""
    status = PlanStatus(to)
    if LIFE.index(status) <= LIFE.index(PlanStatus(plan.status)):
        raise ValidationError(_("A plan goes from a draft to its evaluation, never back."))
    if not plan.axes.exists():
        raise ValidationError(_("A plan without an axis cannot be adopted."))
    plan.status = status
    with because(f"plan.{status.value}", by=by):
        plan.save(update_fields=["status"])
    return plan


@transaction.atomic
def publish_plan(plan: Plan, *, at: datetime | None = None, by: User | None) -> Plan:
    """Show a plan to everybody. A real one says where it comes from; a fictitious one comes from nowhere."""
    if plan.is_published:
        raise ValidationError(_("This plan is already published."))
    if not plan.is_demonstration and not plan.sources.exists():
        raise ValidationError(_("A plan without a source cannot be published."))
    plan.published_at = at or timezone.now()
    with because("plan.published", by=by):
        plan.save(update_fields=["published_at"])
    return plan


@transaction.atomic
def add_annual_plan(annual_plan: AnnualPlan, *, by: User | None) -> AnnualPlan:
    check_year(annual_plan.plan, annual_plan.year)
    with because("annual_plan.added", by=by):
        save(annual_plan)
    return annual_plan


@transaction.atomic
def add_axis(axis: Axis, *, by: User | None) -> Axis:
    """Add an axis to a plan; without a number, it takes the next one."""
    check_open(axis.plan)
    axis.position = axis.position or max((one.position for one in axis.plan.axes.all()), default=0) + 1
    with because("axis.added", by=by):
        save(axis)
    return axis


@transaction.atomic
def add_objective(objective: StrategicObjective, *, by: User | None) -> StrategicObjective:
    """Add an objective to an axis of its plan; without a code, it takes the next one of the axis."""
    check_open(objective.plan)
    if objective.axis and objective.axis.plan_id != objective.plan_id:
        raise ValidationError({"axis": _("This axis is of another plan.")})
    if objective.axis:
        codes = objective.plan.objectives.values_list("code", flat=True)
        objective.code = objective.code or next_code(f"{objective.axis.position}.", codes)
    objective.position = (
        objective.position or objective.plan.objectives.filter(axis=objective.axis).count() + 1
    )
    with because("objective.added", by=by):
        save(objective)
    return objective


@transaction.atomic
def add_result(result: Result, *, by: User | None) -> Result:
    """Add an expected result to an objective; without a code, it takes the next one of the objective."""
    check_open(result.objective.plan)
    codes = result.objective.results.values_list("code", flat=True)
    result.code = result.code or next_code(f"{result.objective.code}.", codes)
    result.position = result.position or len(codes) + 1
    with because("result.added", by=by):
        save(result)
    return result


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


@transaction.atomic
def prepare_publication(
    plan: Plan, *, kind: str, content: object, year: int | None = None, by: User
) -> Publication:
    """Freeze what is to be shown, with its digest; the public sees it once another person approves it."""
    if year is not None:
        check_year(plan, year)
        if kind == PublicationKind.PROTECTED_FIGURES and not is_publishable(content, year=year):
            raise ValidationError(_("This is not what may be published of protected counts."))
    publication = Publication(
        plan=plan, kind=kind, year=year, content=content, digest=digest_of(content), prepared_by=by
    )
    with because("publication.prepared", by=by):
        save(publication)
    return publication


@transaction.atomic
def approve_publication(publication: Publication, *, by: User) -> Publication:
    """Show to the public what another person prepared, unchanged since."""
    read_again(publication)
    if publication.approved_at:
        raise ValidationError(_("This publication is already approved."))
    if publication.withdrawn_at:
        raise ValidationError(_("This publication has been withdrawn: prepare another one."))
    if by.pk == publication.prepared_by_id:
        raise ValidationError(_("The person who prepared a publication cannot approve it."))
    if digest_of(publication.content) != publication.digest:
        raise ValidationError(_("This publication is no longer as it was prepared: prepare another one."))
    publication.approved_at, publication.approved_by = timezone.now(), by
    with because("publication.approved", by=by):
        publication.save(update_fields=["approved_at", "approved_by"])
    return publication


@transaction.atomic
def withdraw_publication(publication: Publication, *, reason: str, by: User) -> Publication:
    """Stop showing a publication. What was read stays read: it still counts in every later audit."""
    read_again(publication)
    if publication.withdrawn_at:
        raise ValidationError(_("This publication has already been withdrawn."))
    if not reason.strip():
        raise ValidationError(_("Say why this publication is withdrawn."))
    publication.withdrawn_at, publication.withdrawn_reason = timezone.now(), reason.strip()
    with because("publication.withdrawn", by=by, reason=publication.withdrawn_reason):
        publication.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    return publication


def read_again(publication: Publication) -> None:
    """As the database has it, kept from others: somebody may have decided since it was read."""
    publication.refresh_from_db(from_queryset=Publication.objects.select_for_update())


def digest_of(content: object) -> str:
    """SHA-256, in hexadecimal, of a content that JSON can hold, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def next_code(prefix: str, codes: Iterable[str]) -> str:
    """The next free code that begins so; what was withdrawn keeps its own.

    >>> next_code("1.", ["1.1", "1.4", "2.9"])
    '1.5'
    """
    numbers = [int(code[len(prefix) :]) for code in codes if re.fullmatch(re.escape(prefix) + r"\d+", code)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def save(row: Model) -> None:
    """Save what a person typed, refused in words: those of its fields, or of the constraint that it breaks.

    The database holds every constraint: only when it refuses are they asked one by one which it is.
    """
    check_fields(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.validate_unique()
        row.validate_constraints()
        raise


def check_fields(row: Model) -> None:
    """Before anything is computed from them: a number may be none, infinite, or longer than its column."""
    row.clean_fields(exclude={field.name for field in row._meta.concrete_fields if field.is_relation})
    row.clean()
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > DIGITS:
            raise ValidationError({field.name: _("Write this number with %d digits at most.") % DIGITS})


def check_open(plan: Plan) -> None:
    if plan.status in (PlanStatus.CLOSED, PlanStatus.EVALUATED):
        raise ValidationError(_("This plan is over: nothing is added to it any more."))


def check_year(plan: Plan, year: int) -> None:
    if year not in plan.years:
        raise ValidationError(
            _("%(year)d is not a year of this plan (%(period)s).") % {"year": year, "period": plan.period}
        )


def check_serves(row) -> None:
    """What serves an objective or a result, of its own plan."""
    if row.objective and row.objective.plan_id != row.plan_id:
        raise ValidationError({"objective": _("This objective is of another plan.")})
    if row.result and row.result.objective.plan_id != row.plan_id:
        raise ValidationError({"result": _("This result is of another plan.")})
    if not row.objective and not row.result:
        raise ValidationError(_("Say which objective or which result it serves."))


def check_added_on(row) -> None:
    """What joins a plan already adopted says when: it does not count before that day."""
    if row.plan.status != PlanStatus.DRAFT and row.added_on is None:
        raise ValidationError({"added_on": _("This plan is adopted: say on which day this was added to it.")})


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
