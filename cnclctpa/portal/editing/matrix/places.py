"""Where a line stands on the page: after which other one."""

from typing import Any

from activities.models import Activity
from cnclctpa.portal.editing.matrix.answers import serves_of
from cnclctpa.portal.editing.matrix.lines import kind_of, line_of, parents_of
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective

#: The lines that have a code, the most numerous first; that of an axis is its number.
CODED: tuple[tuple[str, type[Any], str], ...] = (
    ("activity", Activity, "plan"),
    ("indicator", Indicator, "plan"),
    ("result", Result, "objective__plan"),
    ("objective", StrategicObjective, "plan"),
)
#: The last line of the matrix, which holds nothing.
END = "matrix-end"


def line_above(row) -> str:
    """The line after which a line stands, or is typed: its neighbour, else what comes before it."""
    if isinstance(row, Axis):
        return END
    if neighbour := above_among(row, type(row)):
        return line_of(kind_of(row), neighbour)
    if isinstance(row, Activity) and (indicator := above_among(row, Indicator)):
        return line_of("indicator", indicator)
    return line_of_parent(row)


def above_among(row, model: type[Any]):
    """The last line of a model before this one, under the same parent; the last of all for a new line."""
    if model not in (Activity, Indicator):
        return None
    if after := getattr(row, "placed_after", None):
        return after if type(after) is model else None
    rows = model._default_manager.filter(**parents_of(row), withdrawn_on=None).order_by("position", "pk")
    found = list(rows)
    if type(row) is model and row in found:
        found = found[: found.index(row)]
    return found[-1] if found else None


def line_of_parent(row) -> str:
    for name, parent in parents_of(row).items():
        return line_of(name, parent)
    return END


def line_coded(plan: Plan, code: str) -> tuple[str, Axis | None] | None:
    """The line that has a code, and the axis that holds it; nothing when there is none."""
    for axis in plan.axes.all():
        if str(axis.position) == code:
            return line_of("axis", axis), axis
    for name, model, at in CODED:
        row = model._default_manager.filter(**{at: plan}, code__iexact=code).first()
        if row is not None:
            served = serves_of(row)
            return line_of(name, row), served.axis if served else None
    return None


def beside(row, *, since: int, until: int | None = None) -> list[Any]:
    """The lines of the same parent at these places: those that may have taken another code with it."""
    rows = type(row)._default_manager.filter(**parents_of(row), withdrawn_on=None, position__gte=since)
    if until is not None:
        rows = rows.filter(position__lte=until)
    return list(rows.exclude(pk=row.pk).order_by("position", "pk"))
