"""What of a plan’s activities is frozen when it is published: importing this module declares it."""

from typing import Any

from activities.models import Activity, Postponement
from plans.freezing import day, figure, freezes
from plans.models import Plan


def activities(plan: Plan):
    """With the dates in force: those of the last postponement, else those of the plan."""
    current: dict[int, tuple] = {}
    for later in Postponement.objects.filter(activity__plan=plan).order_by("decided_on", "pk"):
        former_start, _former_end = current.get(later.activity_id, (None, None))
        current[later.activity_id] = (later.starts_on or former_start, later.ends_on)
    one: Any
    for one in Activity.objects.filter(plan=plan).select_related("lead"):
        starts_on, ends_on = current.get(one.pk, (None, None))
        yield (
            one.pk,
            {
                "code": one.code,
                "name": one.title_fr,
                "description": one.description_fr or "",
                "lead": one.lead.name_fr if one.lead else "",
                "starts_on": day(starts_on or one.original_starts_on),
                "ends_on": day(ends_on or one.original_ends_on),
                "weight": figure(one.weight),
                "withdrawn_on": day(one.withdrawn_on),
            },
        )


freezes("activity", activities)
