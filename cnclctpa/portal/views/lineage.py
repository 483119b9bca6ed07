"""What the former plan became."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting import lineage
from plans.models import Plan


@login_not_required
@require_safe
def plan_lineage(request, plan):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    report = lineage.report_on(found, user=request.user)
    context = {
        "section": "plans",
        "is_demonstration": found.is_demonstration,
        "report": report,
        "may_correct": report.former is not None and request.user.has_perm("plans.change_plan", found),
    }
    return render(request, "portal/plan_lineage.html", context)
