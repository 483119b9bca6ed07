"""The lists of sourced facts: plans, regions, figures, sources, bodies of the committee."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.reporting.committee import Body, CommitteeReport
from cnclctpa.portal.reporting.figures import FigureList
from cnclctpa.portal.reporting.regions import RegionsReport
from cnclctpa.portal.reporting.sources import SourceList
from plans.models import Plan
from plans.reporting import Generations


def cited(fact: Any) -> list[str]:
    return [str(source) for source in fact.sources.all()]


PLAN_COLUMNS = (
    Column(_("Plan"), lambda plan: plan.title, width=60, name="title"),
    Column(_("Identifier"), lambda plan: plan.slug, 14, Kind.CODE, name="slug"),
    Column(_("First day"), lambda plan: plan.starts_on, 12, Kind.DATE, name="starts_on"),
    Column(_("Last day"), lambda plan: plan.ends_on, 12, Kind.DATE, name="ends_on"),
    Column(_("Status"), lambda plan: plan.get_status_display(), width=16, name="status"),
    Column(_("Adopted on"), lambda plan: plan.adopted_on, 12, Kind.DATE, name="adopted_on"),
    Column(_("Launched on"), lambda plan: plan.launched_on, 12, Kind.DATE, name="launched_on"),
    Column(_("Total budget (XOF)"), lambda plan: plan.total_budget, 18, Kind.MONEY, name="total_budget"),
    Column(_("Published"), lambda plan: plan.is_published, 11, name="is_published"),
    Column(_("Demonstration data"), lambda plan: plan.is_demonstration, 14, name="is_demonstration"),
)


def plan_table(report: Generations) -> Table:
    plans: list[Plan] = [*(one.plan for one in report.real), *report.demonstrations]
    return Table(_("Plans"), PLAN_COLUMNS, plans, empty=_("No plan is recorded."), frozen=1)


def region_table(report: RegionsReport) -> Table:
    """The regions of the oldest division, with those that came from each."""
    with_activities = report.activities is not None
    counts = PLACE_COLUMNS if with_activities else ()
    columns = [*REGION_COLUMNS, *counts]
    return Table(_("Regions"), columns, report.descents, empty=_("No region is recorded."), frozen=1)


REGION_COLUMNS = (
    Column(_("Region until 2016"), lambda one: one.region.name, width=24, name="region"),
    Column(_("From 2016 to 2023"), lambda one: [r.name for r in one.in_2016], width=36, name="in_2016"),
    Column(_("Since 2023"), lambda one: [r.name for r in one.in_2023], width=48, name="in_2023"),
    Column(_("Workshops held"), lambda one: one.workshops, 12, Kind.NUMBER, name="workshops"),
)
PLACE_COLUMNS = (
    Column(_("Activities"), lambda one: one.place and one.place.total, 12, Kind.NUMBER, name="activities"),
    Column(_("Late"), lambda one: one.place and one.place.late, 12, Kind.NUMBER, name="late"),
)


FIGURE_COLUMNS = (
    Column(_("Topic"), lambda row: row.figure.get_topic_display(), width=18, name="topic"),
    Column(_("What is measured"), lambda row: row.figure.measure, width=50, name="measure"),
    Column(
        _("What is counted"), lambda row: row.figure.get_counting_unit_display(), 16, name="counting_unit"
    ),
    Column(_("From"), lambda row: row.figure.period_from, 12, Kind.DATE, name="period_from"),
    Column(_("To"), lambda row: row.figure.period_to, 12, Kind.DATE, name="period_to"),
    Column(_("Period, in words"), lambda row: row.figure.period_words, width=22, name="period_words"),
    Column(_("Scope"), lambda row: row.figure.scope, width=30, name="scope"),
    Column(_("Value"), lambda row: row.figure.value, 16, Kind.NUMBER, name="value"),
    Column(_("In the words of the source"), lambda row: row.figure.words, width=30, name="words"),
    Column(_("Approximate"), lambda row: row.figure.is_approximate, 10, name="is_approximate"),
    Column(_("Parts"), lambda row: [str(part) for part in row.parts], width=36, name="parts"),
    Column(_("Not broken down"), lambda row: row.not_broken_down, 13, Kind.NUMBER, name="not_broken_down"),
    Column(_("Retained"), lambda row: row.figure.is_retained, 10, name="is_retained"),
    Column(_("Why it is retained, or not"), lambda row: row.figure.reason, width=40, name="reason"),
    Column(_("Certainty"), lambda row: row.figure.get_certainty_display(), width=14, name="certainty"),
    Column(_("Note"), lambda row: row.figure.note, width=40, name="note"),
    Column(_("Sources"), lambda row: cited(row.figure), width=50, name="sources"),
)


def figure_table(report: FigureList) -> Table:
    return Table(
        _("Figures"), FIGURE_COLUMNS, report.rows, empty=_("No figure answers this filter."), frozen=2
    )


SOURCE_COLUMNS = (
    Column(_("Publisher"), lambda one: one.source.publisher, width=34, name="publisher"),
    Column(_("Title"), lambda one: one.source.title, width=70, name="title"),
    Column(_("Title written by us"), lambda one: one.source.is_title_ours, 12, name="is_title_ours"),
    Column(_("Published on"), lambda one: one.source.published_on, 12, Kind.DATE, name="published_on"),
    Column(
        _("Precision of the date"),
        lambda one: one.source.get_published_precision_display() if one.source.published_on else "",
        width=14,
        name="published_precision",
    ),
    Column(_("Language"), lambda one: one.source.language, width=10, name="language"),
    Column(_("Address"), lambda one: one.source.url, width=50, name="url"),
    Column(_("Facts that rest on it"), lambda one: one.facts, 12, Kind.NUMBER, name="facts"),
    Column(_("Which ones"), lambda one: [f"{use.kind}: {use.facts}" for use in one.uses], 40, name="uses"),
    Column(_("Note"), lambda one: one.source.note, width=40, name="note"),
)


def source_table(report: SourceList) -> Table:
    return Table(_("Sources"), SOURCE_COLUMNS, report.sources, empty=_("No source matches."), frozen=2)


@dataclass(frozen=True)
class Cited:
    """A body with the group under which the page shows it."""

    group: Any
    body: Body


BODY_COLUMNS = (
    Column(_("Group"), lambda one: one.group, width=28, name="group"),
    Column(_("Body"), lambda one: one.body.organisation.name, width=60, name="name"),
    Column(
        _("Acronyms"),
        lambda one: [str(acronym) for acronym in one.body.organisation.acronyms.all()],
        width=18,
        name="acronyms",
    ),
    Column(_("Belongs to"), lambda one: one.body.organisation.parent, width=36, name="parent"),
    Column(
        _("As"),
        lambda one: [mandate.get_role_display() for mandate in one.body.mandates],
        width=24,
        name="roles",
    ),
    Column(_("Plans supported"), lambda one: one.body.supported_plans, 11, Kind.NUMBER, name="plans"),
    Column(_("Workshops"), lambda one: one.body.workshops, 11, Kind.NUMBER, name="workshops"),
    Column(_("Sources"), lambda one: cited(one.body.organisation), width=50, name="sources"),
)


def body_table(report: CommitteeReport | None) -> Table:
    """The bodies that sources cite; none before the reference content has been loaded."""
    groups = report.groups if report else ()
    rows = [Cited(group.name, body) for group in groups for body in group.bodies]
    return Table(_("Bodies cited"), BODY_COLUMNS, rows, empty=_("No body is recorded."), frozen=2)
