"""The quality of the data of a plan: for those who edit it, and for organisations what is their own."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cnclctpa.exports.lists import filters_of, send_list
from cnclctpa.portal.editing.offers import Offer, offer
from cnclctpa.portal.exports.quality import quality_table
from cnclctpa.portal.quality_filter import QualityFilter
from cnclctpa.portal.reporting.quality.page import judge_of, quality_page
from plans.models import Plan

#: Findings on one page.
PAGE = 60


def asked(request, slug):
    """The report and its filter, of a plan that the person sees, for those who can mend something in it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    judge = judge_of(request.user)
    if not judge.is_shown:
        raise PermissionDenied
    report = quality_page(plan, on=timezone.localdate(), judge=judge)
    to_mend = {one.organisation for one in report.findings}
    form = QualityFilter(
        request.GET,
        findings=report.findings,
        axes=report.axes,
        organisations={key: name for key, name in report.quality.organisations.items() if key in to_mend},
        is_editor=judge.is_editor,
    )
    return report, form


@require_safe
def plan_quality(request, plan):
    report, form = asked(request, plan)
    found = form.filter()
    page = Paginator(report.told(found), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "section": "plans",
        "is_demonstration": report.plan.is_demonstration,
        "plan": report.plan,
        "report": report,
        "form": form,
        "shown": len(found),
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, "portal/plan_quality.html", context)


@require_safe
def plan_quality_export(request, plan, ending):
    report, form = asked(request, plan)
    table = quality_table(report.told(form.filter()), request)
    name = f"{report.plan.slug} {table.title} {report.on.isoformat()}"
    return send_list(request, table, ending, name=name, day=report.on, filters=lambda: filters_of(form))


def judging(user, plan) -> Offer | None:
    if not judge_of(user).is_shown:
        return None
    return Offer(str(_("Data quality")), reverse("portal:plan-quality", args=[plan.slug]))


offer(Plan, judging)
