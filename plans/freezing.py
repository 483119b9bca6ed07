"""What a plan says on a day, frozen when it is published: what changes afterwards can then be told.

Each app declares what of its own a plan is made of. The content is plain JSON: for each kind of part, its
rows by primary key, each with its code, its name and the facts that a reader would miss. Counts of people who
could be recognised are never in it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from plans.models import AnnualPlan, Axis, Indicator, Plan, Result, StrategicObjective, Target

#: Takes a plan; gives each of its rows with its facts.
Facts = dict[str, Any]
Reads = Callable[[Plan], Iterable[tuple[int, Facts]]]

FORMAT = 1

_kinds: dict[str, Reads] = {}


def freezes(kind: str, reads: Reads) -> None:
    """Declare a kind of part of a plan, in the order in which a reader meets them."""
    _kinds[kind] = reads


def content_of(plan: Plan) -> dict:
    """The content of a plan as it stands."""
    parts = {kind: {str(key): facts for key, facts in reads(plan)} for kind, reads in _kinds.items()}
    return {"format": FORMAT, "parts": parts}


def day(value) -> str | None:
    return value.isoformat() if value else None


def figure(value) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def the_plan(plan: Any):
    yield (
        plan.pk,
        {
            "name": plan.title_fr,
            "starts_on": day(plan.starts_on),
            "ends_on": day(plan.ends_on),
            "status": plan.status,
            "vision": plan.vision_fr or "",
            "general_objective": plan.general_objective_fr or "",
            "budget": figure(plan.total_budget),
        },
    )


def axes(plan: Plan):
    one: Any
    for one in Axis.objects.filter(plan=plan):
        text = one.description_fr or ""
        yield one.pk, {"code": str(one.position), "name": one.title_fr, "description": text}


def objectives(plan: Plan):
    one: Any
    for one in StrategicObjective.objects.filter(plan=plan):
        yield one.pk, {"code": one.code, "name": one.title_fr, "description": one.description_fr or ""}


def results(plan: Plan):
    one: Any
    for one in Result.objects.filter(objective__plan=plan):
        yield one.pk, {"code": one.code, "name": one.title_fr, "level": one.level}


def indicators(plan: Plan):
    """Without the baseline and the targets of what counts people who could be recognised."""
    targets: dict[int, dict[str, str | None]] = {}
    for target in Target.objects.filter(indicator__plan=plan, indicator__is_protected=False):
        targets.setdefault(target.indicator_id, {})[str(target.year)] = figure(target.value)
    one: Any
    for one in Indicator.objects.filter(plan=plan):
        facts = {"code": one.code, "name": one.name_fr, "withdrawn_on": day(one.withdrawn_on)}
        if not one.is_protected:
            facts |= {"baseline": figure(one.baseline), "targets": targets.get(one.pk, {})}
        yield one.pk, facts


def annual_plans(plan: Plan):
    for one in AnnualPlan.objects.filter(plan=plan):
        yield one.pk, {"code": str(one.year), "name": "", "budget": figure(one.budget)}


freezes("plan", the_plan)
freezes("axis", axes)
freezes("objective", objectives)
freezes("result", results)
freezes("indicator", indicators)
freezes("annual_plan", annual_plans)
