"""The whole plan at once: its matrix, its chronogram, its years."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.days import asked_day
from cnclctpa.portal.editing.matrix.offered import edits_on
from cnclctpa.portal.editing.matrix.places import line_coded
from cnclctpa.portal.reporting import annual_plan, chronogram, matrix
from cnclctpa.portal.reporting.structure import is_large, with_sizes
from plans.models import Plan
from plans.readers import reader_of


@login_not_required
@require_safe
def plan_matrix(request, plan):
    asked = Part(request, plan, "portal:plan-matrix")
    edits = edits_on(request.user, asked.plan, asked.day)
    code = request.GET.get("code", "").strip() if edits else ""
    if code and (found := line_coded(asked.plan, code)):
        return redirect(asked.address_of(*found))
    report = matrix.report_on(
        asked.plan,
        asked.axes,
        on=asked.day.on,
        reader=reader_of(request.user),
        only=asked.only,
        asked=request.GET,
    )
    return show(request, "portal/plan_matrix.html", report, day=asked.day, part=asked, edits=edits)


@login_not_required
@require_safe
def plan_timeline(request, plan):
    asked = Part(request, plan, "portal:plan-timeline")
    report = chronogram.report_on(asked.plan, asked.axes, on=asked.day.on, only=asked.only)
    return show(request, "portal/plan_timeline.html", report, day=asked.day, part=asked)


@login_not_required
@require_safe
def annual_plan_detail(request, plan, year):
    found = get_object_or_404(Plan.objects.visible_to(request.user), slug=plan)
    if year not in found.years:
        raise Http404
    day = asked_day(request.GET, today=timezone.localdate())
    return show(
        request, "portal/annual_plan_detail.html", annual_plan.report_on(found, year, on=day.on), day=day
    )


class Part:
    """The part of a plan that an address asks for: all of it, or one axis; one axis when it is long."""

    def __init__(self, request, slug, name):
        self.day = asked_day(request.GET, today=timezone.localdate())
        plans = with_sizes(Plan.objects.visible_to(request.user), on=self.day.on)
        self.plan = get_object_or_404(plans, slug=slug)
        self.axes = list(self.plan.axes.all())
        for axis in self.axes:
            axis.plan = self.plan
        self.is_large = is_large(self.plan)
        asked = [axis for axis in self.axes if str(axis.position) == request.GET.get("axis")]
        self.only = next(iter([*asked, *(self.axes if self.is_large else [])]), None)
        self.address = reverse(name, args=[self.plan.slug])

    @property
    def kept(self):
        """What the choice of a day keeps."""
        return [("axis", self.only.position)] if self.only else []

    def address_of(self, line, axis):
        """Where a line of the page is, on the part that shows it."""
        return f"{self.address}{f'?axis={axis.position}' if axis and self.is_large else ''}#{line}"

    @property
    def others(self):
        """Each axis with the address that shows it alone, on the same day."""
        on = "" if self.day.is_today else f"&on={self.day.on.isoformat()}"
        return [(axis, f"{self.address}?axis={axis.position}{on}") for axis in self.axes]


def show(request, template, report, **others):
    context = {"section": "plans", "is_demonstration": report.plan.is_demonstration, "report": report}
    return render(request, template, context | others)
