"""What keeps the rows of a plan from being removed: what was shown or measured is withdrawn instead."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from cnclctpa.audit.removing import guards
from plans.choices import PlanStatus
from plans.models import Dimension, Indicator, Measurement, Plan, Result, StrategicObjective


@guards(Plan)
def plan_was_shown(plan: Plan) -> None:
    if plan.is_published:
        raise ValidationError(_("This plan is published: its publication is withdrawn first."))
    if plan.status != PlanStatus.DRAFT:
        raise ValidationError(_("This plan was adopted: it is a part of the history, and stays."))
    if plan.publications.exists():
        raise ValidationError(_("This plan was published one day: what it said is kept, and it stays."))


def measured_under(row) -> Q:
    """The measurements that would go with a row."""
    if isinstance(row, Plan):
        return Q(indicator__plan=row)
    if isinstance(row, StrategicObjective):
        return Q(indicator__objective=row) | Q(indicator__result__objective=row)
    return Q(indicator__result=row) if isinstance(row, Result) else Q(indicator=row)


@guards(Plan, StrategicObjective, Result, Indicator)
def was_measured(row) -> None:
    if not Measurement.objects.filter(measured_under(row)).exists():
        return
    told = _("Values have been recorded for its indicators, which are not destroyed.")
    if isinstance(row, Indicator):
        told = _("Values have been recorded for it, which are not destroyed. Withdraw the indicator instead.")
    raise ValidationError(told)


@guards(Measurement)
def measurement_counts(measurement: Measurement) -> None:
    if measurement.validated_at or measurement.supersedes_id or hasattr(measurement, "superseded_by"):
        raise ValidationError(
            _("A value that was validated or corrected stays: correct it instead, and say why.")
        )


@guards(Dimension)
def breaks_down_indicators(dimension: Dimension) -> None:
    if dimension.indicators.exists():
        raise ValidationError(_("Indicators are broken down so: take this breakdown away from them first."))
