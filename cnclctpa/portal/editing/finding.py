"""The objects that addresses name, among those that a person may see; the others do not exist (404)."""

from django.shortcuts import get_object_or_404

from plans.models import Plan, Result, StrategicObjective


def plan_of(user, slug: str) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(user), slug=slug)


def part_named(plan: Plan, query) -> dict:
    """What a new part of a plan serves, when its address says so; an unknown code is left to be chosen."""
    if code := query.get("result", ""):
        return {"result": Result.objects.filter(objective__plan=plan, code=code).first()}
    if code := query.get("objective", ""):
        return {"objective": StrategicObjective.objects.filter(plan=plan, code=code).first()}
    return {}


def in_plan(model, *related: str, plan_at: str = "plan"):
    """Finds a part of a plan that the person may see; ``plan_at`` leads from it to its plan."""

    def find(user, *, plan, **lookup):
        visible = model._default_manager.filter(**{f"{plan_at}__in": Plan.objects.visible_to(user)})
        rows = visible.select_related(plan_at, *related)
        return get_object_or_404(rows, **{f"{plan_at}__slug": plan}, **lookup)

    return find


def address_in_plan(name: str):
    """What the addresses of a part of a plan are made of: its plan, and the column ``name``."""

    def address(row) -> dict:
        return {"plan": row.plan.slug, name: getattr(row, name)}

    return address
