"""What the pages that show a whole plan share: its parts, and how much of it one page holds."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from activities.models import Activity
from plans.knowledge import counted
from plans.models import Axis, Plan

#: A plan of more activities than this is shown one axis at a time.
MANY = 600
#: The key of the axis of an activity or of an indicator, whatever it serves; none when there is none.
AXIS = Coalesce("objective__axis", "result__objective__axis")


def with_sizes(plans: QuerySet[Plan], *, on: date) -> QuerySet[Plan]:
    """Plans that know how many activities they have on a day, as `is_large` asks."""
    return plans.annotate(number_of_activities=counted(Activity.objects.present(on)))


def is_large(plan: Any) -> bool:
    """Whether a plan read through `with_sizes` is too long for one page."""
    return plan.number_of_activities > MANY


def within(activities: QuerySet[Activity], axis: Axis | None) -> QuerySet[Activity]:
    """The activities under an axis; all of them without one."""
    return activities if axis is None else activities.filter(under(axis))


def under(axis: Axis) -> Q:
    """What activities and indicators under an axis answer."""
    return Q(objective__axis=axis) | Q(result__objective__axis=axis)
