"""The workbook of a plan: a sheet for each of its aspects, as one person may read it on one day."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from activities.exports import participation_table, workshop_table
from activities.models import Workshop
from activities.reporting import workshop_list
from cnclctpa.exports.tables import Table
from cnclctpa.portal.exports.workbook.framework import framework_lines, framework_table
from cnclctpa.portal.exports.workbook.matrix import matrix_lines, matrix_table
from cnclctpa.portal.exports.workbook.money import funding_table
from cnclctpa.portal.exports.workbook.notes import Made, notes_table
from cnclctpa.portal.exports.workbook.properties import plan_table
from cnclctpa.portal.exports.workbook.reports import report_table
from cnclctpa.portal.exports.workbook.timeline import legend, timeline_table
from cnclctpa.portal.reporting import matrix
from cnclctpa.portal.reporting.indicators import framework
from evaluation.exports import recommendation_table
from evaluation.models import Recommendation
from evaluation.reporting import recommendation_list
from plans.models import Plan

#: The sheets, by the name that a command or a program calls each.
SHEETS = (
    "plan",
    "matrix",
    "framework",
    "timeline",
    "funding",
    "reports",
    "workshops",
    "participation",
    "recommendations",
    "read_me",
)


def plan_workbook(plan: Plan, *, on: date, user) -> dict[str, Table]:
    """The sheets of a plan that this person may see, by name; as many queries whatever the size of the plan.

    They are made of the reports of the pages, and in the language of the moment.
    """
    made = Made(plan, on, user)
    axes = list(plan.axes.all())
    of_activities = matrix.report_on(plan, axes, on=on, reader=made.reader)
    lines = matrix_lines(of_activities)
    of_indicators = framework(plan, on=on, reader=made.reader)
    workshops = workshop_list(
        Workshop.objects.visible_to(user).serving(plan),
        visible=list(Plan.objects.visible_to(user)),
        plans=[plan],
        on=on,
    )
    recommendations = Recommendation.objects.visible_to(user).serving(plan)
    tables = (
        plan_table(plan, of_activities.figures, banner=banner(_("Plan"), made)),
        matrix_table(of_activities, lines, banner=banner(_("Matrix"), made)),
        framework_table(
            of_indicators,
            framework_lines(of_indicators, reader=made.reader),
            banner=banner(_("Measurement framework"), made),
        ),
        timeline_table(
            plan,
            [line.standing for line in lines if line.standing],
            axes,
            on=on,
            banner=f"{banner(_('Timeline'), made)} · {legend()}",
        ),
        funding_table(plan, on=on, reader=made.reader, banner=banner(_("Funding"), made)),
        report_table(plan, on=on, user=user, banner=banner(_("Reports"), made)),
        workshop_table(workshops, banner=banner(_("Workshops"), made)),
        participation_table(workshops, banner=banner(pgettext("sheet", "Participation"), made)),
        recommendation_table(
            recommendation_list(recommendations, user=user), banner=banner(_("Recommendations"), made)
        ),
        notes_table(made, of_indicators.indicators, banner=banner(_("Read me"), made)),
    )
    return dict(zip(SHEETS, tables, strict=True))


def banner(sheet: str, made: Made) -> str:
    return f"{sheet} · {made.about}"
