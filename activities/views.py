from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities import exports, reporting
from activities.forms import OutcomeFilter, WorkshopFilter
from activities.models import Outcome, Workshop
from cnclctpa.exports.lists import filters_of, send_list


@login_not_required
@require_safe
def workshop_list(request):
    form, report = workshops_asked(request)
    context = {
        "section": "workshops",
        "form": form,
        "is_demonstration": form.is_demonstration,
        "report": report,
    }
    return render(request, "activities/workshop_list.html", context)


@login_not_required
@require_safe
def workshop_list_export(request, ending):
    form, report = workshops_asked(request)
    table, beside = exports.workshop_table(report), [exports.participation_table(report)]
    return send_list(request, table, ending, filters=lambda: filters_of(form), beside=beside)


def workshops_asked(request):
    form = WorkshopFilter(request.GET, user=request.user)
    workshops = form.filter(Workshop.objects.visible_to(request.user))
    report = reporting.workshop_list(
        workshops, visible=form.plans, plans=form.plans_to_draw, on=timezone.localdate()
    )
    return form, report


@login_not_required
@require_safe
def workshop_detail(request, slug):
    workshops = Workshop.objects.visible_to(request.user).select_related("plan", "process_step")
    workshop = get_object_or_404(workshops, slug=slug)
    context = {
        "section": "workshops",
        "workshop": workshop,
        "is_demonstration": bool(workshop.plan and workshop.plan.is_demonstration),
        "report": reporting.report_on(workshop, user=request.user),
    }
    return render(request, "activities/workshop_detail.html", context)


@login_not_required
@require_safe
def outcome_list(request):
    form, report = outcomes_asked(request)
    context = {
        "section": "outcomes",
        "form": form,
        "is_demonstration": form.is_demonstration,
        "report": report,
    }
    return render(request, "activities/outcome_list.html", context)


@login_not_required
@require_safe
def outcome_list_export(request, ending):
    form, report = outcomes_asked(request)
    return send_list(request, exports.outcome_table(report), ending, filters=lambda: filters_of(form))


def outcomes_asked(request):
    form = OutcomeFilter(request.GET, user=request.user)
    outcomes = form.filter(Outcome.objects.visible_to(request.user))
    return form, reporting.outcome_list(outcomes, user=request.user)
