"""What comes back to the matrix: the lines that changed, read alone, never the whole matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from activities.models import Activity
from cnclctpa.portal.reporting.matrix import AxisBlock, IndicatorRow, Row, heads, read_rows
from cnclctpa.portal.reporting.structure import within
from plans.measuring import measured
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective
from plans.protected import published_figures
from plans.readers import Reader


@dataclass(frozen=True)
class Changed:
    """Lines to show anew: the heads of what holds them, and the lines themselves."""

    plan: Plan
    head: AxisBlock | None
    results: tuple[Result, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    rows: tuple[Row, ...] = ()


#: What is read with a line that comes back.
RELATED: dict[type[Any], tuple[str, ...]] = {
    Axis: ("plan",),
    StrategicObjective: ("plan", "axis"),
    Result: ("objective__plan", "objective__axis"),
    Indicator: ("plan", "objective__axis", "result__objective__axis"),
    Activity: ("plan", "objective__axis", "result__objective__axis"),
}


def line_kept(model: type[Any], key: int):
    """A line as it is now that it is kept."""
    return model._default_manager.select_related(*RELATED[model]).get(pk=key)


def serves_of(row) -> StrategicObjective | None:
    """The objective under which a line stands."""
    if isinstance(row, Axis):
        return None
    if isinstance(row, StrategicObjective):
        return row
    return row.objective if isinstance(row, Result) else row.serves


def changed_by(row, plan: Plan, *, on: date, reader: Reader, beside: Sequence[Any] = ()) -> Changed:
    """The line of an object, those of the same kind ``beside`` it, and the heads above; few queries."""
    lines = [row, *beside]
    objective = serves_of(row)
    axis = row if isinstance(row, Axis) else objective.axis if objective else None
    return Changed(
        plan=plan,
        head=head_of(plan, axis, objective, on=on),
        results=tuple(one for one in lines if isinstance(one, Result)),
        indicators=indicator_rows(plan, lines, on=on, reader=reader),
        rows=activity_rows(plan, lines, on=on),
    )


def head_of(
    plan: Plan, axis: Axis | None, objective: StrategicObjective | None, *, on: date
) -> AxisBlock | None:
    """The axis and the objective above a line, with the figures that it may have changed."""
    under: Any = under_head(plan, axis, objective)
    activities = under.present(on)
    for one in (axis, objective):
        if one is not None:
            one.plan = plan
    return heads(axis, [objective] if objective else [], activities, on=on)


def under_head(plan: Plan, axis: Axis | None, objective: StrategicObjective | None) -> QuerySet[Activity]:
    activities: Any = Activity.objects.of(plan)
    if axis is not None:
        return within(activities, axis)
    return activities.filter(Q(objective=objective) | Q(result__objective=objective))


def activity_rows(plan: Plan, lines: Sequence[Any], *, on: date) -> tuple[Row, ...]:
    keys = [one.pk for one in lines if isinstance(one, Activity)]
    if not keys:
        return ()
    chosen: Any = Activity.objects.of(plan).filter(pk__in=keys)
    axes = list(plan.axes.all())
    _everything, rows, _calendar = read_rows(plan, chosen, axes, on=on)
    return tuple(rows[key] for key in keys if key in rows)


def indicator_rows(plan: Plan, lines: Sequence[Any], *, on: date, reader: Reader) -> tuple[IndicatorRow, ...]:
    found = [one for one in lines if isinstance(one, Indicator)]
    if not found:
        return ()
    for one in found:
        one.plan = one.serves.plan = plan
    read = measured(found, on=on, reader=reader, figures=published_figures(plan))
    return tuple(IndicatorRow(one) for one in read)
