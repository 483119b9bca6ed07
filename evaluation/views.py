from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.exports.lists import filters_of, send_list
from evaluation import exports, reporting
from evaluation.forms import RecommendationFilter
from evaluation.models import Recommendation


@login_not_required
@require_safe
def recommendation_list(request):
    form, report = recommendations_asked(request)
    context = {
        "section": "recommendations",
        "form": form,
        "is_demonstration": form.is_demonstration,
        "report": report,
    }
    return render(request, "evaluation/recommendation_list.html", context)


@login_not_required
@require_safe
def recommendation_list_export(request, ending):
    form, report = recommendations_asked(request)
    table = exports.recommendation_table(report)
    return send_list(request, table, ending, filters=lambda: filters_of(form))


def recommendations_asked(request):
    form = RecommendationFilter(request.GET, user=request.user)
    recommendations = form.filter(Recommendation.objects.visible_to(request.user))
    return form, reporting.recommendation_list(recommendations, user=request.user)


@login_not_required
@require_safe
def recommendation_detail(request, reference):
    visible = Recommendation.objects.visible_to(request.user)
    recommendation = get_object_or_404(reporting.with_origin(visible, user=request.user), reference=reference)
    context = {
        "section": "recommendations",
        "recommendation": recommendation,
        "is_demonstration": reporting.is_demonstration(recommendation),
        "report": reporting.report_on(recommendation),
    }
    return render(request, "evaluation/recommendation_detail.html", context)


@login_not_required
@require_safe
def assessment_list(request):
    report = reporting.assessment_list(user=request.user, on=timezone.localdate())
    return render(request, "evaluation/assessment_list.html", {"section": "assessments", "report": report})


@login_not_required
@require_safe
def assessment_list_export(request, ending):
    report = reporting.assessment_list(user=request.user, on=timezone.localdate())
    return send_list(request, exports.assessment_table(report), ending)
