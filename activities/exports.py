"""The lists of workshops and of what came out of them, as tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.reporting.outcomes import OutcomeList
from activities.reporting.workshops import Line, WorkshopList
from cnclctpa.exports.tables import Column, Kind, Table


def purposes(line: Line) -> list[str]:
    workshop = line.workshop
    return [workshop.get_purpose_display(), *([workshop.get_also_display()] if workshop.also else [])]


def plans_served(line: Line) -> list[str]:
    return [f"{one.plan.period} {one.done}".strip() for one in line.service.served]


WORKSHOP_COLUMNS = (
    Column("", lambda line: line.workshop.slug, name="id", is_hidden=True),
    Column(_("Workshop"), lambda line: line.workshop.title, width=48, name="title"),
    Column(_("First day"), lambda line: line.workshop.starts_on, 12, Kind.DATE, name="starts_on"),
    Column(_("Last day"), lambda line: line.workshop.ends_on, 12, Kind.DATE, name="ends_on"),
    Column(
        _("Precision of the dates"),
        lambda line: line.workshop.get_precision_display(),
        width=14,
        name="precision",
    ),
    Column(
        _("Certainty of the dates"),
        lambda line: line.workshop.get_dates_certainty_display(),
        width=14,
        name="dates_certainty",
    ),
    Column(_("Place"), lambda line: line.workshop.place, width=22, name="place"),
    Column(_("Purpose"), purposes, width=22, name="purpose"),
    Column(_("Plan served"), plans_served, width=20, name="plans"),
    Column(_("Attendance, as stated"), lambda line: groups_told(line), width=48, name="attendance"),
    Column(_("Women"), lambda line: line.attendance.women, 10, Kind.NUMBER, name="women"),
    Column(_("Men"), lambda line: line.attendance.men, 10, Kind.NUMBER, name="men"),
    Column(
        _("Sex not stated"),
        lambda line: line.attendance.sex_not_stated,
        12,
        Kind.NUMBER,
        name="sex_not_stated",
    ),
    Column(_("People counted"), lambda line: line.attendance.stated, 12, Kind.NUMBER, name="stated"),
    Column(_("Counts everybody"), lambda line: counts_everybody(line), 14, name="is_everybody"),
)


def groups_told(line: Line) -> list[str]:
    return [group.participation.words or group.told for group in line.attendance.groups]


def counts_everybody(line: Line) -> bool | None:
    """Whether the number of people is that of all who came; None when no source gives one."""
    known = line.attendance
    return None if known.stated is None else not (known.is_minimum or known.is_approximate)


PARTICIPATION_COLUMNS = (
    Column(_("Workshop"), lambda row: row[0].workshop.title, width=48, name="workshop"),
    Column(_("First day"), lambda row: row[0].workshop.starts_on, 12, Kind.DATE, name="starts_on"),
    Column(_("Who"), lambda row: row[1].participation.group, width=40, name="group"),
    Column(_("Women"), lambda row: row[1].women, 10, Kind.NUMBER, name="women"),
    Column(_("Men"), lambda row: row[1].men, 10, Kind.NUMBER, name="men"),
    Column(_("Sex not stated"), lambda row: row[1].sex_not_stated, 12, Kind.NUMBER, name="sex_not_stated"),
    Column(_("Total"), lambda row: row[1].size, 10, Kind.NUMBER, name="total"),
    Column(_("Approximate"), lambda row: row[1].is_approximate, 10, name="is_approximate"),
    Column(_("At least"), lambda row: row[1].is_minimum, 10, name="is_minimum"),
    Column(_("In the words of the source"), lambda row: row[1].participation.words, width=40, name="words"),
)


OUTCOME_COLUMNS = (
    Column("", lambda outcome: outcome.slug, name="id", is_hidden=True),
    Column(_("Workshop"), lambda outcome: outcome.workshop.title, width=40, name="workshop"),
    Column(_("First day"), lambda outcome: outcome.workshop.starts_on, 12, Kind.DATE, name="starts_on"),
    Column(_("Kind"), lambda outcome: outcome.get_kind_display(), width=16, name="kind"),
    Column(_("Text"), lambda outcome: outcome.text, width=70, name="text"),
    Column(_("Pillar"), lambda outcome: outcome.get_pillar_display(), width=14, name="pillar"),
    Column(_("What became of it"), lambda outcome: outcome.get_status_display(), width=22, name="status"),
    Column(_("What it became"), lambda outcome: outcome.became, width=50, name="became"),
    Column(_("Axes that answer it"), lambda outcome: axes_of(outcome), width=50, name="axes"),
    Column(_("Responsible"), lambda outcome: outcome.owner and outcome.owner.name, width=30, name="owner"),
    Column(_("Due on"), lambda outcome: outcome.due_on, 12, Kind.DATE, name="due_on"),
    Column(_("Certainty"), lambda outcome: outcome.get_certainty_display(), width=14, name="certainty"),
    Column(_("Sources"), lambda outcome: sources_of(outcome), width=50, name="sources"),
)


def axes_of(outcome: Any) -> list[str]:
    return [f"{axis.plan.period}, {axis.title}" for axis in outcome.axes.all()]


def sources_of(cited: Any) -> list[str]:
    return [str(source) for source in cited.sources.all()]


def workshop_table(report: WorkshopList, *, banner: Any = "") -> Table:
    empty = _("no workshop is recorded") if banner else _("No workshop matches")
    return Table(_("Workshops"), WORKSHOP_COLUMNS, report.lines, banner=banner, empty=empty, frozen=2)


def participation_table(report: WorkshopList, *, banner: Any = "") -> Table:
    """A row for each group of people of whom a source says something."""
    rows = [(line, group) for line in report.lines for group in line.attendance.groups]
    empty = _("no source says who came") if banner else _("No source says who came.")
    return Table(
        pgettext_lazy("sheet", "Participation"),
        PARTICIPATION_COLUMNS,
        rows,
        banner=banner,
        empty=empty,
        frozen=1,
    )


def outcome_table(report: OutcomeList) -> Table:
    empty = _("No outcome matches")
    return Table(_("Outcomes of workshops"), OUTCOME_COLUMNS, report.outcomes, empty=empty, frozen=2)
