from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting.home import demonstration_plan, latest_figures, plan_in_force, plans_told
from cnclctpa.portal.reporting.timeline import timeline_report


@login_not_required
@require_safe
def home(request):
    today = timezone.localdate()
    plans = plans_told(request.user)
    return render(
        request,
        "portal/home.html",
        {
            "section": "home",
            "in_force": plan_in_force(plans, on=today),
            "demonstration": demonstration_plan(plans),
            "timeline": timeline_report(plans, request.user, on=today),
            "latest": latest_figures(),
        },
    )
