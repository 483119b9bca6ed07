from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.days import asked_day
from cnclctpa.portal.indicator_filter import IndicatorFilter
from cnclctpa.portal.reporting.indicator import indicators_to_show, related_to, report_on
from cnclctpa.portal.reporting.indicators import Row, blocks_of, framework, sorted_by
from plans.models import Plan
from plans.readers import reader_of

#: Indicators on one page of the framework.
PAGE = 60


@login_not_required
@require_safe
def indicator_list(request, plan):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    report = framework(found, on=day.on, reader=reader_of(request.user))
    form = IndicatorFilter(request.GET, axes=report.axes)
    rows = sorted_by([Row(one, day.on) for one in form.filter(report.indicators)], form.asked("sort"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "section": "plans",
        "is_demonstration": found.is_demonstration,
        "plan": found,
        "day": day,
        "report": report,
        "form": form,
        "shown": len(rows),
        "page": page,
        "query": asked.urlencode(),
        "blocks": blocks_of(list(page), is_grouped=not form.asked("sort")),
    }
    return render(request, "portal/indicator_list.html", context)


@login_not_required
@require_safe
def indicator_detail(request, plan, code):
    indicator = get_object_or_404(indicators_to_show(request.user), plan__slug=plan, code=code)
    day = asked_day(request.GET, today=timezone.localdate())
    relatives = related_to(indicator, user=request.user)
    report = report_on(indicator, on=day.on, reader=reader_of(request.user), relatives=relatives)
    context = {
        "section": "plans",
        "is_demonstration": report.plan.is_demonstration,
        "day": day,
        "report": report,
    }
    return render(request, "portal/indicator_detail.html", context)
