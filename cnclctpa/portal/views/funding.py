from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from cnclctpa.audit.version import data_version
from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.budgets import budgets
from cnclctpa.portal.reporting.funding import funding_report
from cnclctpa.portal.reporting.funding_matrix import axis_asked, funding_matrix
from cnclctpa.portal.views.lists import beside_page
from cnclctpa.remembering import Key, remembered
from plans.models import Plan
from plans.readers import reader_of


@login_not_required
@require_safe
def plan_funding(request, plan):
    plans = Plan.objects.visible_to(request.user)
    with_activities = plans.annotate(has_activities=Exists(Activity.objects.filter(plan=OuterRef("pk"))))
    found = get_object_or_404(with_activities, slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    context = {
        "section": "plans",
        "is_demonstration": found.is_demonstration,
        "plan": found,
        "day": day,
        # The day, after another question of the address.
        "also": day.query.replace("?", "&"),
    }
    if not found.has_activities:
        return render(request, "portal/funding_known.html", context | {"report": budgets(found)})
    axis, is_asked = axis_asked(found, request.GET.get("axis", ""))
    if is_asked:
        matrix = funding_matrix(found, axis, on=day.on, page=request.GET.get("page"))
        more = {"report": matrix, "query": beside_page(request)}
        return render(request, "portal/funding_matrix.html", context | more)
    reader = reader_of(request.user)
    key = Key(("funding", found.pk), data_version(), day.on, reader.sees_funders)
    report = remembered(key, lambda: funding_report(found, on=day.on, reader=reader))
    return render(request, "portal/funding.html", context | {"report": report})
