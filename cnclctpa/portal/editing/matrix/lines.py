"""The five kinds of lines of a matrix: what each is, from what it hangs, its short form, its words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.forms.lines import ActivityLine
from activities.models import Activity
from cnclctpa.portal.editing.activities import ACTIVITY
from cnclctpa.portal.editing.editor import Editor, Words
from cnclctpa.portal.editing.finding import in_plan, plan_of
from cnclctpa.portal.editing.framework import AXIS, OBJECTIVE, RESULT
from cnclctpa.portal.editing.indicators import INDICATOR
from cnclctpa.portal.editing.matrix.sheets import kept_in_place
from plans.forms.lines import AxisLine, IndicatorLine, ObjectiveLine, ResultLine
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective


@dataclass(frozen=True)
class Kind:
    """``parents`` are the columns by which a new line says from what it hangs, the last one found counts."""

    name: str
    editor: Editor
    parents: tuple[str, ...]
    heading: Words
    heading_new: Words

    def line(self, row) -> str:
        return line_of(self.name, row)


def line_of(name: str, row) -> str:
    """How the page calls the line of an object: its number stays, whatever becomes of its code."""
    return f"{name}-{row.pk}"


def matrix_of(plan: Plan, line: str = "") -> str:
    return reverse("portal:plan-matrix", args=[plan.slug]) + (f"#{line}" if line else "")


#: The models that a query string names, within a plan.
NAMED: dict[str, tuple[type[Any], str, tuple[str, ...]]] = {
    "axis": (Axis, "plan", ()),
    "objective": (StrategicObjective, "plan", ("axis",)),
    "result": (Result, "objective__plan", ("objective__axis",)),
}


def named(plan: Plan, query, names: tuple[str, ...]) -> dict[str, Any]:
    """The parent that a query string names: ``?result=12``; nothing there is nothing found."""
    for name in names:
        if key := query.get(name, ""):
            model, at, related = NAMED[name]
            rows = model._default_manager.filter(**{at: plan}).select_related(*related)
            return {name: get_object_or_404(rows, pk=number(key))}
    return {}


def number(key: str) -> int:
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        raise Http404
    return int(key)


def new(model: type[Any], *names: str, is_placed: bool = True) -> Callable:
    """A new line of a plan, under what the address names; ``?after=12`` says after which other it stands."""

    def blank(user, query, *, plan):
        of = plan_of(user, plan)
        parents = named(of, query, names)
        if not parents and names and model is not StrategicObjective:
            raise Http404
        row = model(**parents) if model is Result else model(plan=of, **parents)
        if model is Result:
            row.objective.plan = of
        row.placed_after = other(model, parents, query.get("after", ""))
        return row

    return blank


def following(row):
    """A new line of the same kind and of the same parent, just below this one."""
    parents: dict[str, Any] = parents_of(row)
    below: Any = type(row)(**parents) if isinstance(row, Result) else type(row)(plan=row.plan, **parents)
    below.placed_after = row
    return below


def other(model: type[Any], parents: dict[str, Any], key: str):
    """The line of the same parent after which a new one stands; the last one when none is named."""
    return model._default_manager.filter(pk=number(key), **parents).first() if key else None


def in_place(editor: Editor, **changes: Any) -> Editor:
    """The editor of the pages with its short form; what it keeps takes its place in the matrix."""
    short = replace(editor, grids=(), **changes)
    return replace(short, add=kept_in_place(editor))


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "axis",
            in_place(AXIS, form=AxisLine, blank=new(Axis)),
            (),
            _("Edit axis %(code)s"),
            _("New axis"),
        ),
        Kind(
            "objective",
            in_place(OBJECTIVE, form=ObjectiveLine, blank=new(StrategicObjective, "axis")),
            ("axis",),
            _("Edit objective %(code)s"),
            _("New objective"),
        ),
        Kind(
            "result",
            in_place(RESULT, form=ResultLine, blank=new(Result, "objective")),
            ("objective",),
            _("Edit result %(code)s"),
            _("New result"),
        ),
        Kind(
            "indicator",
            in_place(INDICATOR, form=IndicatorLine, blank=new(Indicator, "result", "objective")),
            ("result", "objective"),
            _("Edit indicator %(code)s"),
            _("New indicator"),
        ),
        Kind(
            "activity",
            in_place(
                ACTIVITY,
                form=ActivityLine,
                find=in_plan(Activity, "lead", "objective__axis", "result__objective__axis"),
                blank=new(Activity, "result", "objective"),
            ),
            ("result", "objective"),
            _("Edit activity %(code)s"),
            _("New activity"),
        ),
    )
}


def kind_named(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def kind_of(row) -> str:
    """The name of the kind of a line."""
    return "objective" if isinstance(row, StrategicObjective) else str(row._meta.model_name)


def code_of(row) -> str:
    return str(row.position) if isinstance(row, Axis) else row.code


def plan_of_row(row) -> Plan:
    return row.objective.plan if isinstance(row, Result) else row.plan


def parents_of(row) -> dict[str, Any]:
    """From what a line hangs, as the address of a new one beside it says."""
    if isinstance(row, Axis):
        return {}
    if isinstance(row, StrategicObjective):
        return {"axis": row.axis} if row.axis_id else {}
    if isinstance(row, Result):
        return {"objective": row.objective}
    return {"result": row.result} if row.result_id else {"objective": row.objective}
