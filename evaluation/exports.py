"""The lists of recommendations and of international reports, as tables."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.exports import axes_of, sources_of
from cnclctpa.exports.tables import Column, Kind, Table
from evaluation.models import Recommendation
from evaluation.reporting import RecommendationList
from evaluation.reporting.assessments import AssessmentList, Line


def origin(one: Recommendation) -> str:
    """The workshop or the report that it comes from."""
    return one.outcome.workshop.title if one.outcome else str(one.assessment)


def answered_by(one: Recommendation) -> list[str]:
    return axes_of(one.outcome) if one.outcome else []


RECOMMENDATION_COLUMNS = (
    Column(_("Reference"), lambda one: one.reference, 14, Kind.CODE, name="reference"),
    Column(_("Recommendation"), lambda one: one.text, width=70, name="text"),
    Column(_("Origin"), origin, width=40, name="origin"),
    Column(_("Issued on"), lambda one: one.issued_on, 12, Kind.DATE, name="issued_on"),
    Column(
        _("Precision of the date"),
        lambda one: one.get_issued_precision_display() if one.issued_on else "",
        width=14,
        name="issued_precision",
    ),
    Column(_("Pillar"), lambda one: one.get_pillar_display(), width=14, name="pillar"),
    Column(
        _("Addressed to"), lambda one: one.addressed_to and one.addressed_to.name, 30, name="addressed_to"
    ),
    Column(_("Axes that answer it"), answered_by, width=50, name="axes", is_computed=True),
    Column(_("What became of it"), lambda one: became(one), width=40, name="became", is_computed=True),
    Column(_("Note"), lambda one: one.note, width=40, name="note"),
    Column(_("Certainty"), lambda one: one.get_certainty_display(), width=14, name="certainty"),
    Column(_("Sources"), sources_of, width=50, name="sources"),
)


def became(one: Recommendation) -> str:
    """What the outcome that it comes from became, as far as it is said."""
    if one.outcome is None:
        return ""
    return one.outcome.became or one.outcome.get_status_display()


def read_in(line: Line) -> list[str]:
    return [str(read.figure) for read in line.retained]


def said_otherwise(line: Line) -> list[str]:
    told = [str(read.figure) for read in line.rivals]
    return [*told, *(one.text for one in line.statements if not one.is_retained)]


ASSESSMENT_COLUMNS = (
    Column(_("Report"), lambda line: line.assessment.get_kind_display(), width=26, name="kind"),
    Column(_("Year"), lambda line: line.assessment.year, 9, Kind.CODE, name="year"),
    Column(_("Level"), lambda line: line.assessment.get_tier_display(), width=28, name="tier"),
    Column(_("Covers from"), lambda line: line.assessment.covers_from, 12, Kind.DATE, name="covers_from"),
    Column(_("Covers to"), lambda line: line.assessment.covers_to, 12, Kind.DATE, name="covers_to"),
    Column(_("What was read in it"), lambda line: line.assessment.findings, width=70, name="findings"),
    Column(_("Figures read in it"), read_in, width=50, name="figures"),
    Column(_("What sources say otherwise"), said_otherwise, width=50, name="otherwise"),
    Column(_("Sources"), lambda line: sources_of(line.assessment), width=50, name="sources"),
)


def recommendation_table(report: RecommendationList, *, banner: Any = "") -> Table:
    empty = _("no recommendation is recorded") if banner else _("No recommendation matches")
    rows = report.recommendations
    return Table(_("Recommendations"), RECOMMENDATION_COLUMNS, rows, banner=banner, empty=empty, frozen=1)


def assessment_table(report: AssessmentList) -> Table:
    rows: Iterable[Line] = (*report.tip, *report.others)
    return Table(
        _("International reports"), ASSESSMENT_COLUMNS, rows, empty=_("No report is recorded."), frozen=2
    )
