from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.models import Activity
from cnclctpa.audit.version import data_version
from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.places import plan_places
from cnclctpa.portal.reporting.regions import region_report, regions_report
from cnclctpa.portal.views.lists import beside_page
from cnclctpa.reference.models import Region
from cnclctpa.remembering import Key, remembered
from plans.models import Plan

#: Activities on one page of a region.
PAGE = 50


@login_not_required
@require_safe
def region_list(request):
    day = asked_day(request.GET, today=timezone.localdate())
    plan = plan_asked(request, on=day.on)
    regions = list(Region.objects.all())
    activities = None
    if plan and plan.has_activities:
        key = Key(("places", plan.pk), data_version(), day.on, reader=None)
        activities = remembered(key, lambda: plan_places(plan, regions, on=day.on))
    context = about(request, plan, day)
    report = regions_report(
        regions, user=request.user, plan=plan, activities=activities, query=context["asked"]
    )
    return render(request, "portal/region_list.html", context | {"report": report})


@login_not_required
@require_safe
def region_detail(request, division, slug):
    region = get_object_or_404(Region.objects.with_lineage(), division=division, slug=slug)
    day = asked_day(request.GET, today=timezone.localdate())
    plan = plan_asked(request, on=day.on)
    with_activities = plan if plan and plan.has_activities else None
    report = region_report(region, request.user, plan=with_activities, on=day.on)
    found = report.activities.placed if report.activities else ()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "portal/region_detail.html", about(request, plan, day) | {"report": report, "page": page}
    )


def plan_asked(request, *, on):
    """The plan that the address names, else the real one in force; it says whether it has activities."""
    has_activities = Exists(Activity.objects.filter(plan=OuterRef("pk")))
    plans = Plan.objects.visible_to(request.user).annotate(has_activities=has_activities)
    if slug := request.GET.get("plan"):
        if "\0" in slug:
            raise Http404
        return get_object_or_404(plans, slug=slug)
    in_force = plans.published().real().filter(starts_on__lte=on, ends_on__gte=on)
    return in_force.order_by("-starts_on", "slug").first()


def about(request, plan, day):
    """What both pages say of the plan and of the day; ``asked`` is what their links to one another keep."""
    kept = [("plan", plan.slug)] if plan and "plan" in request.GET else []
    days = [] if day.is_today else [("on", day.on.isoformat())]
    asked = f"?{urlencode([*kept, *days])}" if kept or days else ""
    return {
        "section": "regions",
        "is_demonstration": bool(plan and plan.is_demonstration),
        "plan": plan,
        "day": day,
        "kept": kept,
        "asked": asked,
        "trail": [(_("Regions"), reverse("portal:region-list") + asked)],
        "query": beside_page(request),
    }
