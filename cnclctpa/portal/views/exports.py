"""Lists as files, at the address of their page with an ending: the same reports, all pages of them."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.models import Activity, Campaign
from cnclctpa.audit.version import data_version
from cnclctpa.days import asked_day
from cnclctpa.exports.answers import answer_xlsx
from cnclctpa.exports.lists import filters_of, send_list
from cnclctpa.portal.exports import (
    activities,
    campaigns,
    facts,
    funding,
    indicators,
    organisations,
    workbook,
)
from cnclctpa.portal.exports.told import withheld_counts, withheld_funders, withheld_reports
from cnclctpa.portal.exports.workbook.matrix import matrix_lines, matrix_table
from cnclctpa.portal.exports.workbook.timeline import timeline_table
from cnclctpa.portal.indicator_filter import IndicatorFilter
from cnclctpa.portal.reporting import annual_plan, chronogram, matrix
from cnclctpa.portal.reporting.activities.listing import listed
from cnclctpa.portal.reporting.budgets import budgets
from cnclctpa.portal.reporting.campaigns import WHOLE, campaign_report, reporting_on
from cnclctpa.portal.reporting.committee import report_on_committee
from cnclctpa.portal.reporting.figures import report_on_figures
from cnclctpa.portal.reporting.funding import funding_report
from cnclctpa.portal.reporting.funding_matrix import axis_asked, funding_matrix
from cnclctpa.portal.reporting.indicators import Row, framework, sorted_by
from cnclctpa.portal.reporting.organisations import listed as listed_organisations
from cnclctpa.portal.reporting.organisations import organisations_report, supporters_of
from cnclctpa.portal.reporting.places import plan_places
from cnclctpa.portal.reporting.regions import regions_report
from cnclctpa.portal.reporting.sources import report_on_sources
from cnclctpa.portal.views.about import LONGEST
from cnclctpa.portal.views.regions import plan_asked
from cnclctpa.portal.views.structure import Part
from cnclctpa.reference.models import Region
from cnclctpa.remembering import Key, remembered
from plans.models import Plan
from plans.readers import reader_of
from plans.reporting import generations


def of_plan(request, slug):
    """The plan and the day that the address asks for."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    return plan, asked_day(request.GET, today=timezone.localdate())


def send(request, table, ending, plan, day, **about):
    name = f"{plan.slug} {table.title} {day.on.isoformat()}"
    return send_list(request, table, ending, name=name, day=day.on, **about)


@login_not_required
@require_safe
def activity_list(request, plan, ending):
    found, day = of_plan(request, plan)
    # Asked by the first row: the headings of a text file do not wait for it.
    report = cache(lambda: listed(found, request.GET, on=day.on, has_lines=False))
    table = activities.activity_table(report)
    filters = lambda: [(chip.label, chip.value) for chip in report().chips]  # noqa: E731  asked later
    return send(request, table, ending, found, day, filters=filters)


@login_not_required
@require_safe
def indicator_list(request, plan, ending):
    found, day = of_plan(request, plan)
    report = framework(found, on=day.on, reader=reader_of(request.user))
    form = IndicatorFilter(request.GET, axes=report.axes)
    asked = form.filter(report.indicators)
    rows = sorted_by([Row(one, day.on) for one in asked], form.asked("sort"))
    table = indicators.indicator_table(rows)
    about = {"filters": lambda: filters_of(form), "notes": lambda: withheld_counts(asked)}
    return send(request, table, ending, found, day, **about)


@login_not_required
@require_safe
def plan_funding(request, plan, ending):
    with_activities = Exists(Activity.objects.filter(plan=OuterRef("pk")))
    plans = Plan.objects.visible_to(request.user).annotate(has_activities=with_activities)
    found = get_object_or_404(plans, slug=plan)
    day = asked_day(request.GET, today=timezone.localdate())
    if not found.has_activities:
        return send(request, funding.budget_table(budgets(found)), ending, found, day)
    axis, is_asked = axis_asked(found, request.GET.get("axis", ""))
    if is_asked:
        matrix = funding_matrix(found, axis, on=day.on, size=None)
        filters = [(_("Strategic axis"), axis.title if axis else _("Without an axis"))]
        return send(request, funding.matrix_table(matrix), ending, found, day, filters=lambda: filters)
    reader = reader_of(request.user)
    key = Key(("funding", found.pk), data_version(), day.on, reader.sees_funders)
    report = remembered(key, lambda: funding_report(found, on=day.on, reader=reader))
    notes = [] if reader.sees_funders else [withheld_funders()]
    return send(request, funding.funding_table(report), ending, found, day, notes=lambda: notes)


@login_not_required
@require_safe
def organisation_list(request, plan, ending):
    found, day = of_plan(request, plan)
    key = Key(("organisations", found.pk), data_version(), day.on, reader=None)
    report = remembered(key, lambda: organisations_report(found, on=day.on))
    if not report.whole.total:
        return send(request, organisations.supporter_table(supporters_of(found)), ending, found, day)
    rows = listed_organisations(report, request.GET.get("role", ""), request.GET.get("sort", ""))
    return send(request, organisations.organisation_table(rows), ending, found, day)


@login_not_required
@require_safe
def reporting(request, plan, ending):
    found, day = of_plan(request, plan)
    report = reporting_on(found, on=day.on, user=request.user)
    table, beside = campaigns.campaign_table(report), [campaigns.organisation_table(report)]
    notes = unseen_reports(report.lines)
    return send(request, table, ending, found, day, beside=beside, notes=lambda: notes)


@login_not_required
@require_safe
def campaign_detail(request, plan, campaign, ending):
    seen = Campaign.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    found = get_object_or_404(seen.select_related("plan"), plan__slug=plan, slug=campaign)
    day = asked_day(request.GET, today=timezone.localdate())
    report = campaign_report(found, on=day.on, user=request.user, size=WHOLE)
    beside = [campaigns.organisation_table(report)] if report.page is not None else []
    notes = unseen_reports([report.line])
    table = campaigns.answer_table(report)
    return send(request, table, ending, found.plan, day, beside=beside, notes=lambda: notes)


def unseen_reports(lines):
    return [] if all(line.answers.sees_everything for line in lines) else [withheld_reports()]


@login_not_required
@require_safe
def plan_matrix(request, plan, ending):
    asked, reader = Part(request, plan, "portal:plan-matrix"), reader_of(request.user)
    report = matrix.report_on(asked.plan, asked.axes, on=asked.day.on, reader=reader, only=asked.only)
    return send_part(request, matrix_table(report, matrix_lines(report)), ending, asked)


@login_not_required
@require_safe
def plan_timeline(request, plan, ending):
    asked = Part(request, plan, "portal:plan-timeline")
    report = chronogram.report_on(asked.plan, asked.axes, on=asked.day.on, only=asked.only)
    table = timeline_table(asked.plan, report.standings, asked.axes, on=asked.day.on)
    return send_part(request, table, ending, asked)


def send_part(request, table, ending, asked):
    """The part of the plan that the page shows: all of it, or one axis."""
    filters = [(_("Strategic axis"), asked.only.title)] if asked.only else []
    return send(request, table, ending, asked.plan, asked.day, filters=lambda: filters)


@login_not_required
@require_safe
def plan_workbook(request, plan):
    found, day = of_plan(request, plan)
    tables = workbook.plan_workbook(found, on=day.on, user=request.user)
    return answer_xlsx(request, tables.values(), name=f"{found.slug} {day.on.isoformat()}")


@login_not_required
@require_safe
def annual_plan_detail(request, plan, year, ending):
    found, day = of_plan(request, plan)
    if year not in found.years:
        raise Http404
    report = annual_plan.report_on(found, year, on=day.on)
    return send(request, activities.year_table(report), ending, found, day)


@login_not_required
@require_safe
def region_list(request, ending):
    day = asked_day(request.GET, today=timezone.localdate())
    plan = plan_asked(request, on=day.on)
    regions, places = list(Region.objects.all()), None
    if plan and plan.has_activities:
        key = Key(("places", plan.pk), data_version(), day.on, reader=None)
        places = remembered(key, lambda: plan_places(plan, regions, on=day.on))
    report = regions_report(regions, user=request.user, plan=plan, activities=places, query="")
    filters = [(_("Plan"), plan.title)] if plan else []
    return send_list(request, facts.region_table(report), ending, day=day.on, filters=lambda: filters)


@login_not_required
@require_safe
def plan_list(request, ending):
    report = generations(request.user, on=timezone.localdate(), activities=Activity.objects.all())
    return send_list(request, facts.plan_table(report), ending)


@login_not_required
@require_safe
def figure_list(request, ending):
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("topic", "year")}
    report = report_on_figures(request.user, **asked)
    topic = dict(report.all_topics).get(report.topic)
    filters = [(_("Topic"), topic), (_("Year"), report.year)]
    told = [(label, value) for label, value in filters if value]
    return send_list(request, facts.figure_table(report), ending, filters=lambda: told)


@login_not_required
@require_safe
def source_list(request, ending):
    query = request.GET.get("q", "")[:LONGEST].strip()
    report = report_on_sources(request.user, query=query)
    filters = [(_("Search"), query)] if query else []
    return send_list(request, facts.source_table(report), ending, filters=lambda: filters)


@login_not_required
@require_safe
def committee(request, ending):
    report = report_on_committee(request.user, on=timezone.localdate())
    return send_list(request, facts.body_table(report), ending)
