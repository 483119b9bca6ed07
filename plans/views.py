from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.reporting import generations


@login_not_required
@require_safe
def plan_list(request):
    report = generations(request.user, on=timezone.localdate())
    return render(request, "plans/plan_list.html", {"section": "plans", "report": report})
