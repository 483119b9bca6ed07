from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting.axis import axes_to_show, axis_page
from cnclctpa.portal.reporting.objective import objective_page, objectives_to_show
from cnclctpa.portal.reporting.plan import about, dashboard, plans_to_show


@login_not_required
@require_safe
def plan_dashboard(request, plan):
    found = get_object_or_404(plans_to_show(request.user), slug=plan)
    report = dashboard(found, user=request.user, on=timezone.localdate())
    return show(request, "portal/plan_dashboard.html", report)


@login_not_required
@require_safe
def plan_about(request, plan):
    found = get_object_or_404(plans_to_show(request.user), slug=plan)
    report = about(found, user=request.user, on=timezone.localdate())
    return show(request, "portal/plan_about.html", report)


@login_not_required
@require_safe
def axis_detail(request, plan, position):
    axis = get_object_or_404(axes_to_show(request.user), plan__slug=plan, position=position)
    return show(request, "portal/axis_detail.html", axis_page(axis, user=request.user))


@login_not_required
@require_safe
def objective_detail(request, plan, code):
    objective = get_object_or_404(objectives_to_show(request.user), plan__slug=plan, code=code)
    return show(request, "portal/objective_detail.html", objective_page(objective))


def show(request, template, report):
    context = {"section": "plans", "is_demonstration": report.plan.is_demonstration, "report": report}
    return render(request, template, context)
