"""Editing indicators, their values (recorded, corrected, validated) and the ways to break them down."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import ActForm
from cnclctpa.portal.editing import addresses, views
from cnclctpa.portal.editing.editor import Act, Editor
from cnclctpa.portal.editing.finding import address_in_plan, in_plan, part_named, plan_of
from cnclctpa.portal.editing.framework import under_objective, under_result
from cnclctpa.portal.editing.offers import acting, adding, editing, offer, when
from cnclctpa.portal.editing.plans import closed_to_new, is_open, made_in
from plans import services
from plans.choices import Frequency
from plans.forms.indicators import (
    CategoryGrid,
    DefinitionGrid,
    DimensionForm,
    IndicatorForm,
    TargetGrid,
    WithdrawIndicatorForm,
)
from plans.forms.measurements import CorrectionForm, MeasurementForm
from plans.models import Dimension, Indicator, Measurement, Plan, Result, StrategicObjective
from plans.protected import is_open as may_be_read
from plans.protected import protection_of
from plans.readers import reader_of

IN = "plans/<plan:plan>/indicators/"
AT = f"{IN}<code:code>/"
OF_MEASUREMENT = f"{AT}measurements/<int:pk>/"

find_indicator = in_plan(Indicator, "objective__axis", "result__objective__axis")
MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6}

INDICATOR = Editor(
    name="indicator",
    model=Indicator,
    form=IndicatorForm,
    grids=(TargetGrid, DefinitionGrid),
    find=find_indicator,
    address=address_in_plan("code"),
    blank=lambda user, query, *, plan: Indicator(plan=(of := plan_of(user, plan)), **part_named(of, query)),
    add=services.add_indicator,
    remove=services.remove_line,
    plan=lambda indicator: indicator.plan,
    closed=closed_to_new(lambda indicator: indicator.plan),
    above=lambda indicator: reverse("portal:indicator-list", args=[indicator.plan.slug]),
    new=_("New indicator"),
    edit=_("Edit the indicator"),
    intro=_(
        "What tells whether a result or an objective is reached: a measure, where it starts, where it should "
        "be each year, and where anybody may check. One or two good ones are worth more than ten that nobody "
        "fills."
    ),
    added=_("The indicator has been added."),
    saved=_("The indicator has been saved."),
    removed=_("The indicator has been removed."),
)


def withdraw(indicator, answers, *, by):
    services.withdraw_indicator(indicator, **answers, by=by)


WITHDRAW = Act(
    name="indicator-withdraw",
    find=find_indicator,
    address=address_in_plan("code"),
    plan=lambda indicator: indicator.plan,
    form=WithdrawIndicatorForm,
    carry_out=withdraw,
    closed=lambda indicator: _("This indicator has been withdrawn.") if indicator.withdrawn_on else "",
    label=_("Withdraw"),
    title=_("Withdraw the indicator from the plan"),
    intro=_("It keeps its code, its targets and its values, and no longer counts from that day on."),
    button=_("Withdraw"),
    done=_("The indicator has been withdrawn."),
    is_grave=True,
)


def find_measurement(user, *, plan, code, pk):
    """A value that the page of its indicator shows to this person."""
    indicator, reader = find_indicator(user, plan=plan, code=code), reader_of(user)
    if not may_be_read(protection_of(indicator), reader):
        raise Http404
    rows = indicator.measurements.all() if reader.sees_submitted else indicator.measurements.validated()
    return get_object_or_404(rows.select_related("indicator__plan", "region", "superseded_by"), pk=pk)


def address_of_measurement(measurement) -> dict:
    indicator = measurement.indicator
    return {"plan": indicator.plan.slug, "code": indicator.code, "pk": measurement.pk}


def new_measurement(user, query, *, plan, code) -> Measurement:
    """A value of the period after the last one."""
    indicator = find_indicator(user, plan=plan, code=code)
    starts_on, ends_on = next_period(indicator)
    return Measurement(indicator=indicator, starts_on=starts_on, ends_on=ends_on)


def next_period(indicator: Indicator) -> tuple[date, date]:
    """The first period, of the length that its frequency says, that nothing has been recorded of."""
    latest = indicator.measurements.current().order_by("-ends_on").values_list("ends_on", flat=True).first()
    starts_on = latest + timedelta(days=1) if latest else indicator.plan.starts_on
    months = starts_on.month - 1 + MONTHS.get(Frequency(indicator.frequency), 12)
    after = date(starts_on.year + months // 12, months % 12 + 1, 1)
    return starts_on, after - timedelta(days=1)


def page_of_indicator(measurement) -> str:
    return measurement.indicator.get_absolute_url()


def record(measurement, *, by):
    return services.record_measurement(measurement, parts=measurement.typed_parts, by=by)


def not_removable(measurement) -> Any:
    if measurement.pk and measurement.validated_at:
        return _("This value is validated: it is corrected by another one, never removed.")
    if measurement.pk and is_in_a_correction(measurement):
        return _("This value is part of a correction: both stay.")
    return ""


MEASUREMENT = Editor(
    name="measurement",
    model=Measurement,
    form=MeasurementForm,
    find=find_measurement,
    address=address_of_measurement,
    blank=new_measurement,
    add=record,
    plan=lambda measurement: measurement.indicator.plan,
    place=page_of_indicator,
    above=page_of_indicator,
    closed=not_removable,
    new=_("Record a value"),
    intro=_(
        "What was found, for a period that is over. It counts in the plan once it is validated; afterwards "
        "it is corrected by another value, never overwritten."
    ),
    added=_("The value has been recorded: it counts once it is validated."),
    removed=_("The value has been removed."),
)


def is_in_a_correction(measurement) -> bool:
    return measurement.supersedes_id is not None or hasattr(measurement, "superseded_by")


def new_correction(user, query, *, plan, code, pk) -> Measurement:
    former = find_measurement(user, plan=plan, code=code, pk=pk)
    return Measurement(
        indicator=former.indicator,
        region=former.region,
        starts_on=former.starts_on,
        ends_on=former.ends_on,
        supersedes_id=former.pk,
        note=former.note,
    )


def correct(correction, *, by):
    # Read alone: reached from its correction, the former value would already have one.
    former = Measurement.objects.select_for_update().get(pk=correction.supersedes_id)
    return services.correct_measurement(
        former,
        correction,
        reason=correction.correction_reason,
        parts=correction.typed_parts,
        by=by,
    )


def not_correctable(correction) -> Any:
    if Measurement.objects.filter(supersedes=correction.supersedes_id).exists():
        return _("This value has already been corrected: correct the one that replaced it.")
    return ""


CORRECTION = Editor(
    name="measurement-correct",
    model=Measurement,
    form=CorrectionForm,
    find=find_measurement,
    address=address_of_measurement,
    blank=new_correction,
    add=correct,
    closed=not_correctable,
    plan=lambda measurement: measurement.indicator.plan,
    place=page_of_indicator,
    above=page_of_indicator,
    new=_("Correct a value"),
    intro=_(
        "Another value for the same period and the same place. The former one stays on the page, with the "
        "reason; the correction of a validated value counts at once."
    ),
    added=_("The value has been corrected."),
)


def validate(measurement, answers, *, by):
    services.validate_measurement(measurement, by=by)


def not_validable(measurement) -> Any:
    if measurement.validated_at:
        return _("This value is already validated.")
    if hasattr(measurement, "superseded_by"):
        return _("This value has already been corrected: validate the one that replaced it.")
    return ""


VALIDATE = Act(
    name="measurement-validate",
    find=find_measurement,
    address=address_of_measurement,
    plan=lambda measurement: measurement.indicator.plan,
    form=ActForm,
    carry_out=validate,
    place=page_of_indicator,
    closed=not_validable,
    label=_("Validate"),
    title=_("Validate the value"),
    intro=_("From now on it counts in the plan, and the public may read it unless it is protected."),
    button=_("Validate"),
    done=_("The value has been validated."),
)

DIMENSION = Editor(
    name="dimension",
    model=Dimension,
    form=DimensionForm,
    grids=(CategoryGrid,),
    find=lambda user, *, slug: get_object_or_404(Dimension, slug=slug),
    address=lambda dimension: {"slug": dimension.slug},
    blank=lambda user, query: Dimension(),
    may="reference.change_reference",
    place=lambda dimension: reverse("portal:dimension-list"),
    above=lambda dimension: reverse("portal:dimension-list"),
    new=_("New breakdown"),
    edit=_("Edit the breakdown"),
    intro=_("A way of breaking counts down. Values already recorded keep the categories that they have."),
    added=_("The breakdown has been added."),
    saved=_("The breakdown has been saved."),
    removed=_("The breakdown has been removed."),
)


def correcting(user, measurement):
    """The button of a value that nothing has replaced."""
    address = reverse("portal:measurement-correct", kwargs=address_of_measurement(measurement))
    return adding(CORRECTION, _("Correct"), lambda row: address)(user, measurement)


def removing_unused(user, measurement):
    address = reverse("portal:measurement-delete", kwargs=address_of_measurement(measurement))
    return adding(MEASUREMENT, _("Remove"), lambda row: address)(user, measurement)


def is_current(measurement) -> bool:
    return not hasattr(measurement, "superseded_by")


offer(
    Plan,
    when(
        is_open,
        adding(INDICATOR, _("New indicator"), lambda plan: made_in(plan, "indicator"), name="indicator"),
    ),
)
offer(
    StrategicObjective,
    when(lambda one: is_open(one.plan), adding(INDICATOR, _("New indicator"), under_objective("indicator"))),
)
offer(
    Result,
    when(
        lambda one: is_open(one.objective.plan),
        adding(INDICATOR, _("New indicator"), under_result("indicator")),
    ),
)
offer(
    Indicator,
    adding(
        MEASUREMENT,
        _("Record a value"),
        lambda indicator: reverse("portal:measurement-create", args=[indicator.plan.slug, indicator.code]),
    ),
    editing(INDICATOR),
    acting(WITHDRAW),
)
offer(Measurement, acting(VALIDATE), when(is_current, correcting), when(MEASUREMENT.is_open, removing_unused))
offer("dimensions", adding(DIMENSION, _("New breakdown"), lambda shown: reverse("portal:dimension-create")))
offer(Dimension, editing(DIMENSION))

urlpatterns = [
    *addresses.of(INDICATOR, within=IN, at=AT),
    addresses.of_act(WITHDRAW, f"{AT}withdraw/"),
    *addresses.of(MEASUREMENT, within=f"{AT}measurements/"),
    path(f"{OF_MEASUREMENT}delete/", views.delete, {"editor": MEASUREMENT}, name="measurement-delete"),
    path(f"{OF_MEASUREMENT}correct/", views.create, {"editor": CORRECTION}, name="measurement-correct"),
    addresses.of_act(VALIDATE, f"{OF_MEASUREMENT}validate/"),
    *addresses.of(DIMENSION, within="dimensions/", at="dimensions/<slug:slug>/"),
]
