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
