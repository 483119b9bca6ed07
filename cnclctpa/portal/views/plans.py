from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from cnclctpa.audit.version import data_version
from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.axis import axes_to_show, axis_page
from cnclctpa.portal.reporting.dashboard import report_on
from cnclctpa.portal.reporting.objective import objective_page, objectives_to_show
from cnclctpa.portal.reporting.part import of_axis, of_objective
from cnclctpa.portal.reporting.plan import about, dashboard, is_followed, plans_to_show, with_entries
from cnclctpa.portal.reporting.quality.page import judge_of, summarised
from cnclctpa.remembering import Key, remembered
from plans.models import Plan
from plans.readers import reader_of
from plans.reporting import generations


@login_not_required
@require_safe
def plan_list(request):
    report = generations(request.user, on=timezone.localdate(), activities=Activity.objects.all())
    return render(request, "plans/plan_list.html", {"section": "plans", "report": report})


@login_not_required
@require_safe
def plan_dashboard(request, plan):
    found = get_object_or_404(with_entries(Plan.objects.visible_to(request.user)), slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    if is_followed(found):
        return show_followed(request, found, day)
    report = dashboard(plans_to_show(request.user).get(pk=found.pk), user=request.user, on=day.on)
    return show(request, "portal/plan_dashboard.html", report, day=day)


def show_followed(request, plan, day):
    """What is drawn is remembered as well as computed: drawing costs more than all the rest."""
    reader = reader_of(request.user)
    is_editor = judge_of(request.user).is_editor
    key = Key(("plan-dashboard", plan.pk, day.query, is_editor), data_version(), day.on, reader)
    page = remembered(key, lambda: drawn(plan, day, reader, is_editor=is_editor))
    context = {"section": "plans", "is_demonstration": plan.is_demonstration, "plan": plan, "day": day}
    return render(request, "portal/plan_dashboard_followed.html", {**context, **page})


def drawn(plan, day, reader, *, is_editor) -> dict:
    """All of the dashboard but what depends on the request."""
    report = report_on(plan, on=day.on, reader=reader)
    context = {"plan": plan, "report": report, "day": day}
    return {
        "title": report.title,
        "lead": report.lead,
        "axes": report.axes,
        "summary": summarised(plan, on=day.on) if is_editor and day.is_today else None,
        "questions": render_to_string("portal/plan_dashboard_questions.html", context),
        "sections": render_to_string("portal/plan_dashboard_sections.html", context),
    }


@login_not_required
@require_safe
def plan_about(request, plan):
    found = get_object_or_404(plans_to_show(request.user), slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    report = about(found, user=request.user, on=day.on)
    return show(request, "portal/plan_about.html", report, day=day)


@login_not_required
@require_safe
def axis_detail(request, plan, position):
    axis = get_object_or_404(axes_to_show(request.user), plan__slug=plan, position=position)
    day, reader = asked_day(request.GET, today=timezone.localdate()), reader_of(request.user)
    key = Key(("axis", axis.pk), data_version(), day.on, reader)
    followed = remembered(key, lambda: of_axis(axis, on=day.on, reader=reader))
    report = axis_page(axis, user=request.user)
    return show(request, "portal/axis_detail.html", report, day=day, part=followed)


@login_not_required
@require_safe
def objective_detail(request, plan, code):
    objective = get_object_or_404(objectives_to_show(request.user), plan__slug=plan, code=code)
    day, reader = asked_day(request.GET, today=timezone.localdate()), reader_of(request.user)
    key = Key(("objective", objective.pk), data_version(), day.on, reader)
    followed = remembered(key, lambda: of_objective(objective, on=day.on, reader=reader))
    report = objective_page(objective)
    return show(request, "portal/objective_detail.html", report, day=day, part=followed)


def show(request, template, report, **more):
    context = {"section": "plans", "is_demonstration": report.plan.is_demonstration, "report": report}
    return render(request, template, {**context, **more})
