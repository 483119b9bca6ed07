"""Activities follow the order of what they serve, and take their codes from it while the plan is a draft."""

from django.db import transaction

from activities.models import Activity
from cnclctpa.accounts.models import User
from cnclctpa.audit.keeping import keep
from plans.models import Result, StrategicObjective
from plans.services.ordering import Hanging, hangs, next_position, place_of, settle

hangs(StrategicObjective, Hanging(Activity, "objective", lambda objective: f"{objective.code}.a"))
hangs(Result, Hanging(Activity, "result", lambda result: f"{result.code}."))


@transaction.atomic
def change_activity(activity: Activity, *, by: User | None) -> Activity:
    """Keep an activity that people changed; where it serves something else, it stands last."""
    before = Activity.objects.select_related("plan", "objective", "result").get(pk=activity.pk)
    if (before.objective_id, before.result_id) == (activity.objective_id, activity.result_id):
        return keep(activity, by=by)
    left = place_of(before)
    activity.position = next_position(place_of(activity))
    keep(activity, by=by)
    settle(activity, left, by=by)
    return activity
