"""The site, the committee, and what every page rests on: figures, law, sources, method."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cnclctpa.portal.reporting.about import report_on_site
from cnclctpa.portal.reporting.committee import report_on_committee
from cnclctpa.portal.reporting.figures import report_on_figures
from cnclctpa.portal.reporting.law import report_on_law
from cnclctpa.portal.reporting.method import report_on_method
from cnclctpa.portal.reporting.sources import report_on_sources

#: The longest word or sentence that a filter reads.
LONGEST = 200


def page(request, name, **context):
    return render(request, f"portal/{name}.html", {"section": "about", "tab": name, **context})


@login_not_required
@require_safe
def about(request):
    return page(request, "about", report=report_on_site(request.user))


@login_not_required
@require_safe
def committee(request):
    report = report_on_committee(request.user, on=timezone.localdate())
    return page(request, "committee", report=report)


@login_not_required
@require_safe
def figure_list(request):
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("topic", "year")}
    return page(request, "figure_list", report=report_on_figures(request.user, **asked))


@login_not_required
@require_safe
def law(request):
    return page(request, "law", report=report_on_law())


@login_not_required
@require_safe
def source_list(request):
    query = request.GET.get("q", "")[:LONGEST].strip()
    return page(request, "source_list", report=report_on_sources(request.user, query=query))


@login_not_required
@require_safe
def method(request):
    return page(request, "method", report=report_on_method())


@login_not_required
@require_safe
def accessibility(request):
    return page(request, "accessibility", contact=settings.CONTACT_EMAIL)


@login_not_required
@require_safe
def guide(request):
    return page(request, "help", contact=settings.CONTACT_EMAIL)
