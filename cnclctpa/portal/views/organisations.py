from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.audit.version import data_version
from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.organisation import organisation_report, organisations_to_show
from cnclctpa.portal.reporting.organisations import listed, organisations_report, supporters_of
from cnclctpa.portal.views.lists import beside_page
from cnclctpa.remembering import Key, remembered
from plans.models import Plan
from plans.readers import reader_of

#: Rows on one page of a list.
PAGE = 50


@login_not_required
@require_safe
def organisation_list(request, plan):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    key = Key(("organisations", found.pk), data_version(), day.on, reader=None)
    report = remembered(key, lambda: organisations_report(found, on=day.on))
    rows = listed(report, request.GET.get("role", ""), request.GET.get("sort", ""))
    supporters = () if report.whole.total else supporters_of(found)
    more = {"listed": rows, "supporters": supporters}
    return show(request, "portal/organisation_list.html", found, day, report, rows.rows, **more)


@login_not_required
@require_safe
def organisation_detail(request, plan, slug):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    organisation = get_object_or_404(organisations_to_show(found), slug=slug)
    day = asked_day(request.GET, today=timezone.localdate())
    report = organisation_report(found, organisation, on=day.on, reader=reader_of(request.user))
    return show(request, "portal/organisation_detail.html", found, day, report, report.led)


def show(request, template, plan, day, report, rows, **context):
    """A page of a plan with one of its lists cut into pages."""
    context |= {
        "section": "plans",
        "is_demonstration": plan.is_demonstration,
        "plan": plan,
        "day": day,
        # The day, after another question of the address.
        "also": day.query.replace("?", "&"),
        "report": report,
        "query": beside_page(request),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, template, context)
