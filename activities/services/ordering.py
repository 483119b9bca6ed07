"""Activities follow the order of what they serve, and take their codes from it while the plan is a draft."""

from django.db import transaction

from activities.models import Activity
from cnclctpa.accounts.models import User
from cnclctpa.audit.keeping import keep
from plans.models import Result, StrategicObjective
from plans.services.ordering import Hanging, arrange, close_up, hangs, hold, place_of, siblings

hangs(StrategicObjective, Hanging(Activity, "objective", lambda objective: f"{objective.code}.a"))
hangs(Result, Hanging(Activity, "result", lambda result: f"{result.code}."))


@transaction.atomic
def change_activity(activity: Activity, *, by: User | None) -> Activity:
    """Keep an activity that people changed; where it serves something else, it stands last."""
    before = Activity.objects.select_related("objective", "result").get(pk=activity.pk)
    was, left = place_of(before)
    if was is None or place_of(activity) == (was, left):
        return keep(activity, by=by)
    former = was.prefix(left)
    activity.position = len(siblings(activity)) + 1
    keep(activity, by=by)
    hold(activity)
    arrange(siblings(activity), by=by, former={activity.pk: former})
    close_up(was, left, by=by)
    return activity
