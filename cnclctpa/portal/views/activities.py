from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.activities.detail import activities_to_show, report_on
from cnclctpa.portal.reporting.activities.listing import listed
from plans.models import Plan


@login_not_required
@require_safe
def activity_list(request, plan):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    report = listed(found, request.GET, on=day.on, kept_day=kept(day).get("on", ""))
    return show(request, "portal/activity_list.html", report, day=day)


@login_not_required
@require_safe
def activity_detail(request, plan, code):
    activity = get_object_or_404(activities_to_show(request.user), plan__slug=plan, code=code)
    day = asked_day(request.GET, today=timezone.localdate())
    report = report_on(activity, on=day.on, user=request.user)
    return show(request, "portal/activity_detail.html", report, day=day)


def kept(day):
    """What the links of a list keep of the day that it shows."""
    return {} if day.is_today else {"on": day.on.isoformat()}


def show(request, template, report, **context):
    plan = report.plan
    context |= {"section": "plans", "is_demonstration": plan.is_demonstration, "report": report}
    return render(request, template, context)
