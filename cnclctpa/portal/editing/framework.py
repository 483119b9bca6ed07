"""Editing the framework of a plan: its axes, their objectives, the results expected from them."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.finding import address_in_plan, in_plan, part_named, plan_of
from cnclctpa.portal.editing.offers import adding, editing, offer, when
from cnclctpa.portal.editing.plans import closed_to_new, is_open, made_in
from plans import services
from plans.forms.framework import AxisForm, ObjectiveForm, ResultForm
from plans.models import Axis, Plan, Result, StrategicObjective

AXIS = Editor(
    name="axis",
    model=Axis,
    form=AxisForm,
    find=in_plan(Axis),
    address=address_in_plan("position"),
    blank=lambda user, query, *, plan: Axis(plan=plan_of(user, plan)),
    add=services.add_axis,
    remove=services.remove_line,
    plan=lambda axis: axis.plan,
    closed=closed_to_new(lambda axis: axis.plan),
    above=lambda axis: axis.plan.get_absolute_url(),
    new=_("New axis"),
    edit=_("Edit the axis"),
    intro=_("A great field of work. A plan has a few; each holds objectives."),
    added=_("The axis has been added."),
    saved=_("The axis has been saved."),
    removed=_("The axis has been removed."),
)


def new_objective(user, query, *, plan) -> StrategicObjective:
    """``?axis=1`` says under which axis."""
    of = plan_of(user, plan)
    axis = next((one for one in of.axes.all() if str(one.position) == query.get("axis")), None)
    return StrategicObjective(plan=of, axis=axis)


OBJECTIVE = Editor(
    name="objective",
    model=StrategicObjective,
    form=ObjectiveForm,
    find=in_plan(StrategicObjective, "axis"),
    address=address_in_plan("code"),
    blank=new_objective,
    add=services.add_objective,
    remove=services.remove_line,
    plan=lambda objective: objective.plan,
    closed=closed_to_new(lambda objective: objective.plan),
    above=lambda objective: (objective.axis or objective.plan).get_absolute_url(),
    new=_("New strategic objective"),
    edit=_("Edit the strategic objective"),
    intro=_("What is to have changed by the end of the plan; the results below it say by which steps."),
    added=_("The objective has been added."),
    saved=_("The objective has been saved."),
    removed=_("The objective has been removed."),
)


def new_result(user, query, *, plan) -> Result:
    """``?objective=1.1`` says of which objective."""
    of = plan_of(user, plan)
    result: Any = Result(objective=part_named(of, {"objective": query.get("objective", "")}).get("objective"))
    result.within = of
    return result


def plan_of_result(result) -> Plan:
    return result.objective.plan if result.objective_id else result.within


RESULT = Editor(
    name="result",
    model=Result,
    form=ResultForm,
    find=in_plan(Result, "objective__axis", plan_at="objective__plan"),
    address=lambda result: {"plan": result.objective.plan.slug, "code": result.code},
    blank=new_result,
    add=services.add_result,
    remove=services.remove_line,
    plan=plan_of_result,
    closed=closed_to_new(plan_of_result),
    above=lambda result: (result.objective if result.objective_id else result.within).get_absolute_url(),
    new=_("New expected result"),
    edit=_("Edit the expected result"),
    intro=_(
        "A plan is read along a chain: activities produce outputs, outputs bring immediate outcomes, these "
        "bring intermediate outcomes, and all together an impact."
    ),
    added=_("The result has been added."),
    saved=_("The result has been saved."),
    removed=_("The result has been removed."),
)


def asked(plan: Plan, name: str, **query) -> str:
    """Where a part is made, and what it serves."""
    return f"{made_in(plan, name)}?{urlencode(query)}"


offer(Plan, when(is_open, adding(AXIS, _("New axis"), lambda plan: made_in(plan, "axis"), name="axis")))
offer(
    Plan,
    when(
        is_open,
        adding(OBJECTIVE, _("New objective"), lambda plan: made_in(plan, "objective"), name="objective"),
    ),
)
offer(
    Axis,
    editing(AXIS),
    when(
        lambda axis: is_open(axis.plan),
        adding(OBJECTIVE, _("New objective"), lambda axis: asked(axis.plan, "objective", axis=axis.position)),
    ),
)


def under_objective(name: str):
    return lambda objective: asked(objective.plan, name, objective=objective.code)


def under_result(name: str):
    return lambda result: asked(result.objective.plan, name, result=result.code)


offer(
    StrategicObjective,
    editing(OBJECTIVE),
    when(
        lambda objective: is_open(objective.plan),
        adding(RESULT, _("New result"), under_objective("result")),
    ),
)
offer(Result, editing(RESULT))

IN = "plans/<plan:plan>/"
urlpatterns = [
    *addresses.of(AXIS, within=f"{IN}axes/", at=f"{IN}axes/<int:position>/"),
    *addresses.of(OBJECTIVE, within=f"{IN}objectives/", at=f"{IN}objectives/<code:code>/"),
    *addresses.of(RESULT, within=f"{IN}results/", at=f"{IN}results/<code:code>/"),
]
