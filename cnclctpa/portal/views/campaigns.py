from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Campaign
from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.activities.report import report_on, reports_to_show
from cnclctpa.portal.reporting.campaigns import campaign_report, reporting_on
from cnclctpa.portal.views.activities import kept, show
from plans.models import Plan


@login_not_required
@require_safe
def reporting(request, plan):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    report = reporting_on(found, on=day.on, user=request.user)
    return show(request, "portal/reporting.html", report, day=day)


@login_not_required
@require_safe
def campaign_detail(request, plan, campaign):
    campaigns = Campaign.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    found = get_object_or_404(campaigns.select_related("plan"), plan__slug=plan, slug=campaign)
    day = asked_day(request.GET, today=timezone.localdate())
    report = campaign_report(found, on=day.on, user=request.user, page=request.GET.get("page", ""))
    return show(request, "portal/campaign_detail.html", report, day=day, kept=urlencode(kept(day)))


@login_not_required
@require_safe
def report_detail(request, plan, code, campaign):
    reports = reports_to_show(request.user).filter(activity__plan__slug=plan, activity__code=code)
    found = get_object_or_404(reports, campaign__slug=campaign)
    day = asked_day(request.GET, today=timezone.localdate())
    return show(request, "portal/report_detail.html", report_on(found, user=request.user), day=day)
