from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting.regions import region_report, regions_report
from cnclctpa.reference.models import Region


@login_not_required
@require_safe
def region_list(request):
    return render(
        request, "portal/region_list.html", {"section": "regions", "report": regions_report(request.user)}
    )


@login_not_required
@require_safe
def region_detail(request, division, slug):
    region = get_object_or_404(Region.objects.with_lineage(), division=division, slug=slug)
    report = region_report(region, request.user)
    return render(request, "portal/region_detail.html", {"section": "regions", "report": report})
