"""What is asked of the framework of a plan: nothing hangs in the air, and its words are the right ones."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.reporting.quality.facts import AxisThing, ObjectiveThing, ResultThing, Thing
from cnclctpa.portal.reporting.quality.findings import Found, Kind, Part, Severity, rule
from cnclctpa.reference.choices import Certainty
from plans.choices import PlanStatus


def made(thing: Thing, name: str, query: str) -> Found:
    """Where what is lacking is made."""
    return Found(form=reverse(f"portal:{name}-create", args=[thing.plan.slug]) + f"?{query}")


def is_wording_lacking(thing: Thing) -> bool | None:
    """A draft is its own text: its wording is not looked for in any source."""
    return None if thing.plan.status == PlanStatus.DRAFT else not thing.row.is_wording_official


@rule(
    AxisThing,
    Kind.MISSING,
    Severity.HIGH,
    _("No objective is entered under axis %(code)s."),
    expects=_("at least one objective"),
    part=Part.AXES,
)
def axis_without_an_objective(axis: AxisThing) -> bool | Found:
    return False if axis.objectives else made(axis, "objective", f"axis={axis.code}")


@rule(
    AxisThing,
    Kind.MISSING,
    Severity.LOW,
    _("The wording of axis %(code)s is not checked against the adopted text."),
    field="id_is_wording_official",
    expects=_("official wording"),
    part=Part.AXES,
)
def axis_without_official_wording(axis: AxisThing) -> bool | None:
    return is_wording_lacking(axis)


@rule(
    AxisThing,
    Kind.DOUBTFUL,
    Severity.LOW,
    _("What is known of axis %(code)s is not certain."),
    field="id_certainty",
)
def axis_uncertain(axis: AxisThing) -> bool:
    return axis.row.certainty != Certainty.CERTAIN


@rule(
    ObjectiveThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Objective %(code)s is under no axis: no figure of an axis counts it."),
    field="id_axis",
    expects=_("axis"),
    part=Part.OBJECTIVES,
)
def objective_without_an_axis(objective: ObjectiveThing) -> bool:
    return objective.axis is None


@rule(
    ObjectiveThing,
    Kind.MISSING,
    Severity.LOW,
    _("The wording of objective %(code)s is not checked against the adopted text."),
    field="id_is_wording_official",
    expects=_("official wording"),
    part=Part.OBJECTIVES,
)
def objective_without_official_wording(objective: ObjectiveThing) -> bool | None:
    return is_wording_lacking(objective)


@rule(
    ObjectiveThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Objective %(code)s expects no result: nothing says what is to change."),
    expects=_("at least one result"),
    part=Part.OBJECTIVES,
)
def objective_without_a_result(objective: ObjectiveThing) -> bool | Found:
    return False if objective.results else made(objective, "result", f"objective={objective.code}")


@rule(
    ObjectiveThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Objective %(code)s has no indicator: nobody will know whether it is reached."),
    expects=_("at least one indicator"),
    part=Part.OBJECTIVES,
)
def objective_without_an_indicator(objective: ObjectiveThing) -> bool | Found:
    return False if objective.indicators else made(objective, "indicator", f"objective={objective.code}")


@rule(
    ObjectiveThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("No activity is entered under objective %(code)s."),
    expects=_("at least one activity"),
    part=Part.OBJECTIVES,
)
def objective_without_an_activity(objective: ObjectiveThing) -> bool | Found:
    return False if objective.activities else made(objective, "activity", f"objective={objective.code}")


@rule(
    ObjectiveThing,
    Kind.DOUBTFUL,
    Severity.LOW,
    _("What is known of objective %(code)s is not certain."),
    field="id_certainty",
)
def objective_uncertain(objective: ObjectiveThing) -> bool:
    return objective.row.certainty != Certainty.CERTAIN


@rule(
    ResultThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Result %(code)s has no indicator: nobody will know whether it is reached."),
    expects=_("at least one indicator"),
    part=Part.RESULTS,
)
def result_without_an_indicator(result: ResultThing) -> bool | Found:
    return False if result.indicators else made(result, "indicator", f"result={result.code}")


@rule(
    ResultThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("No activity is entered under result %(code)s."),
    expects=_("at least one activity"),
    part=Part.RESULTS,
)
def result_without_an_activity(result: ResultThing) -> bool | Found:
    return False if result.activities else made(result, "activity", f"result={result.code}")
