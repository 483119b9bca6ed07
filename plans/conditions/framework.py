"""On what conditions the rows of a plan are kept, beyond what their tables hold; `keep` asks them.

What is adopted keeps its codes: people have quoted them, and addresses are made of them.
"""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cnclctpa.audit.filling import next_place
from cnclctpa.audit.keeping import checks, fills
from cnclctpa.reference.choices import Certainty
from plans.choices import IndicatorKind, PlanStatus
from plans.conditions.publishing import lacks_to_adopt, refuse
from plans.models import AnnualPlan, Axis, Definition, Indicator, Plan, Result, StrategicObjective, Target

#: The life of a plan, which goes one way.
LIFE = list(PlanStatus)
#: Years of a plan: its pages have a column for each.
LONGEST = 30


def next_code(prefix: str, codes: Iterable[str]) -> str:
    """The next free code that begins so; what was withdrawn keeps its own.

    >>> next_code("1.", ["1.1", "1.4", "2.9"])
    '1.5'
    """
    numbers = [int(code[len(prefix) :]) for code in codes if re.fullmatch(re.escape(prefix) + r"\d+", code)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def next_free(prefix: str, rows) -> str:
    """The next free code that begins so among rows, a manager or a queryset."""
    return next_code(prefix, rows.filter(code__startswith=prefix).values_list("code", flat=True))


def check_open(plan: Plan) -> None:
    if plan.status in (PlanStatus.CLOSED, PlanStatus.EVALUATED):
        raise ValidationError(_("This plan is over: nothing is added to it any more."))


def hold_open(plan: Plan) -> None:
    """Keep others from the plan until the transaction ends: two rows added at once take two codes."""
    check_open(Plan._base_manager.select_for_update().get(pk=plan.pk))


def check_year(plan: Plan, year: int, field: str | None = None) -> None:
    """Of its years; ``field`` is where the refusal shows."""
    if year is not None and year not in plan.years:
        refusal = _("%(year)d is not a year of this plan (%(period)s).") % {
            "year": year,
            "period": plan.period,
        }
        raise ValidationError({field: refusal} if field else refusal)


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


def check_code_stays(row, before, plan: Plan, field: str = "code") -> None:
    """Once its plan is adopted, a row keeps its code."""
    if before and plan.status != PlanStatus.DRAFT and getattr(row, field) != getattr(before, field):
        raise ValidationError({field: _("This plan is adopted: its codes no longer change.")})


def check_plan_stays(row, before) -> None:
    if before and row.plan_id != before.plan_id:
        raise ValidationError(_("What belongs to a plan stays in it."))


@checks(Plan)
def plan_conditions(plan: Plan, before: Plan | None) -> None:
    if before is None and plan.status != PlanStatus.DRAFT:
        raise ValidationError({"status": _("A new plan is a draft: it is adopted afterwards.")})
    if plan.predecessor and plan.predecessor.starts_on >= plan.starts_on:
        raise ValidationError({"predecessor": _("The previous plan began before this one.")})
    if len(plan.years) > LONGEST:
        raise ValidationError({"ends_on": _("A plan lasts %d years at most.") % LONGEST})
    if before and before.is_published and plan.slug != before.slug:
        raise ValidationError({"slug": _("This plan is published: its address no longer changes.")})
    if before and plan.is_demonstration != before.is_demonstration:
        raise ValidationError(_("Demonstration data do not become real, nor the reverse."))


@checks(Plan)
def plan_says_how_certain(plan: Plan, before: Plan | None) -> None:
    """The database refuses it too, in one sentence: here each is said at the field that must be mended."""
    given = {
        "adopted_certainty": plan.adopted_on,
        "launched_certainty": plan.launched_on,
        "closed_certainty": plan.closed_on,
        "budget_certainty": plan.total_budget,
    }
    sentence = _("It is given above, so it was found: say how certain it is.")
    lost = [name for name, value in given.items() if value is not None]
    lost = [name for name in lost if getattr(plan, name) == Certainty.NOT_FOUND]
    if lost:
        raise ValidationError(dict.fromkeys(lost, sentence))


@checks(Plan)
def plan_life(plan: Plan, before: Plan | None) -> None:
    if before and plan.status != before.status:
        check_advance(before, plan.status)


def check_advance(plan: Plan, status: str) -> None:
    if LIFE.index(PlanStatus(status)) <= LIFE.index(PlanStatus(plan.status)):
        raise ValidationError(_("A plan goes from a draft to its evaluation, never back."))
    refuse(lacks_to_adopt(plan))


@checks(AnnualPlan)
def annual_plan_conditions(annual_plan: AnnualPlan, before: AnnualPlan | None) -> None:
    check_plan_stays(annual_plan, before)
    check_year(annual_plan.plan, annual_plan.year, "year")


@fills(Axis)
def number_axis(axis: Axis) -> None:
    hold_open(axis.plan)
    axis.position = axis.position or next_place(axis.plan.axes)


@checks(Axis)
def axis_conditions(axis: Axis, before: Axis | None) -> None:
    check_plan_stays(axis, before)
    check_code_stays(axis, before, axis.plan, "position")


@fills(StrategicObjective)
def number_objective(objective: StrategicObjective) -> None:
    """The next code of its axis; an objective of no axis has the code that people give."""
    hold_open(objective.plan)
    if objective.axis:
        objective.code = objective.code or next_free(f"{objective.axis.position}.", objective.plan.objectives)
    objective.position = objective.position or next_place(
        objective.plan.objectives.filter(axis=objective.axis)
    )


@checks(StrategicObjective)
def objective_conditions(objective: StrategicObjective, before: StrategicObjective | None) -> None:
    if objective.axis and objective.axis.plan_id != objective.plan_id:
        raise ValidationError({"axis": _("This axis is of another plan.")})
    check_plan_stays(objective, before)
    check_code_stays(objective, before, objective.plan)


@fills(Result)
def number_result(result: Result) -> None:
    hold_open(result.objective.plan)
    result.code = result.code or next_free(f"{result.objective.code}.", result.objective.results)
    result.position = result.position or next_place(result.objective.results)


@checks(Result)
def result_conditions(result: Result, before: Result | None) -> None:
    if before and before.objective.plan_id != result.objective.plan_id:
        raise ValidationError({"objective": _("This objective is of another plan.")})
    check_code_stays(result, before, result.objective.plan)


@fills(Indicator)
def number_indicator(indicator: Indicator) -> None:
    hold_open(indicator.plan)
    check_serves(indicator)
    held_by = indicator.result or indicator.serves
    indicator.code = indicator.code or next_free(f"I{held_by.code}.", indicator.plan.indicators)
    indicator.position = indicator.position or next_place(held_by.indicators)


@checks(Indicator)
def indicator_conditions(indicator: Indicator, before: Indicator | None) -> None:
    check_plan_stays(indicator, before)
    check_serves(indicator)
    if before is None:
        check_added_on(indicator)
    if indicator.continues and indicator.continues.plan_id != indicator.plan.predecessor_id:
        raise ValidationError({"continues": _("An indicator continues one of the previous plan.")})
    check_code_stays(indicator, before, indicator.plan)


@checks(Indicator)
def indicator_kind_stays(indicator: Indicator, before: Indicator | None) -> None:
    """Its values would no longer be of its kind."""
    if before and indicator.kind != before.kind and before.measurements.exists():
        raise ValidationError({"kind": _("This indicator has values: its kind no longer changes.")})


@checks(Target)
def target_conditions(target: Target, before: Target | None) -> None:
    check_year(target.indicator.plan, target.year, "year")
    if target.indicator.kind == IndicatorKind.TEXT:
        raise ValidationError(_("An indicator told in words has no target in figures."))


@checks(Definition)
def definition_conditions(definition: Definition, before: Definition | None) -> None:
    check_year(definition.indicator.plan, definition.from_year, "from_year")
