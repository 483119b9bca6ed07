"""What stands beside the pages where a plan is written: recommendations to take up, plans to start from."""

from django import template

from activities.models import Activity
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.reporting.takings import takings
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective

#: The parts of a plan that may answer a recommendation.
WRITTEN = (Axis, StrategicObjective, Result, Indicator, Activity)

register = template.Library()


@register.inclusion_tag("portal/editing/recommendations_aside.html", takes_context=True)
def recommendations_aside(context, plan):
    """The recommendations that the plan may still take up, for those who write it."""
    request = getattr(context, "request", None)
    if request is None or plan is None or plan.pk is None or not request.user.has_perm(EDIT, plan):
        return {"takings": None}
    return {"takings": takings(plan, user=request.user)}


@register.inclusion_tag("portal/editing/beside_form.html", takes_context=True)
def beside_form(context, sheet):
    """Beside the form of a part of a plan, what it may take up; above that of a new plan, where to start."""
    request = context.request
    is_new_plan = isinstance(sheet.row, Plan) and sheet.row.pk is None
    plans = Plan.objects.visible_to(request.user).order_by("is_demonstration", "-starts_on")
    return {
        "plans": plans if is_new_plan and request.user.has_perm(EDIT) else (),
        "plan": sheet.editor.plan(sheet.row) if sheet.editor.model in WRITTEN else None,
    }
