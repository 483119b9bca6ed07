"""One activity on a day: its dates, its progress, its reports, its money, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities import schedule
from activities.choices import ReportState
from activities.following import Followed, Standing, as_report, follow, standing
from activities.models import (
    Activity,
    ActivityLineage,
    ActivityPartner,
    Campaign,
    Expectation,
    Milestone,
    Postponement,
    ProgressReport,
)
from activities.reached import Reached, protection_of, reached
from activities.schedule import Timeliness
from cnclctpa.charts.calendar import Calendar
from cnclctpa.charts.curve import Curve
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.charts.shares import tone
from cnclctpa.portal.reporting.activities import words
from cnclctpa.portal.reporting.activities.drawings import calendar_of, curve_of
from cnclctpa.portal.reporting.activities.money import Money, Rows, money_of
from cnclctpa.portal.reporting.activities.people import People, people_of
from cnclctpa.portal.reporting.activities.rows import Tables, read
from cnclctpa.portal.reporting.periods import period_name
from plans.models import AnnualPlan, Axis, Indicator, Plan, StrategicObjective
from plans.protected import NOTHING_PUBLISHED, is_open, published_figures
from plans.readers import Reader, reader_of

#: Reports shown at once; the others are one click away.
LAST = 4


@dataclass(frozen=True)
class Step:
    """A milestone on a day: done, late, or to come."""

    milestone: Milestone
    on: date

    @property
    def done_on(self) -> date | None:
        """The day it was done, when that was not later than the day of the page."""
        done_on = self.milestone.done_on
        return done_on if done_on is not None and done_on <= self.on else None

    @property
    def state(self) -> Timeliness:
        """One of the states of activities; due today is not late."""
        due_on = self.milestone.due_on
        if self.done_on is not None:
            is_late = due_on is not None and self.done_on > due_on
            return Timeliness.COMPLETED_LATE if is_late else Timeliness.COMPLETED
        if due_on is None:
            return Timeliness.UNDATED
        return Timeliness.LATE if due_on < self.on else Timeliness.UPCOMING


@dataclass(frozen=True)
class News:
    """A day on which something was learnt of the progress, and what it then was."""

    on: date
    fact: str
    progress: Decimal | None
    expected: Decimal | None


@dataclass(frozen=True)
class Report:
    """A report that this reader may see."""

    report: ProgressReport

    @property
    def period(self) -> str:
        return capfirst(period_name(self.report.starts_on, self.report.ends_on))

    @property
    def share(self) -> Decimal | None:
        return as_report(self.report).share

    @property
    def is_validated(self) -> bool:
        return self.report.state == ReportState.VALIDATED


@dataclass(frozen=True)
class Awaited:
    """A report that a campaign expects and of which this reader sees nothing.

    Only who sees submitted reports can say that it is late: it may have been sent, and not be validated.
    """

    expectation: Expectation
    is_late: bool

    @property
    def campaign(self) -> Campaign:
        return self.expectation.campaign

    @property
    def period(self) -> str:
        return capfirst(period_name(self.campaign.starts_on, self.campaign.ends_on))


@dataclass(frozen=True)
class ActivityPage:
    """Money and people are as this reader may read them; reports are those of periods over by the day."""

    activity: Activity
    on: date
    axes: tuple[Axis, ...]
    followed: Followed
    standing: Standing
    last_closed: Campaign | None
    partners: tuple[ActivityPartner, ...]
    annual_plans: tuple[AnnualPlan, ...]
    indicators: tuple[Indicator, ...]
    reports: tuple[Report, ...]
    expected: tuple[Expectation, ...]
    former: tuple[ActivityLineage, ...]
    heirs: tuple[ActivityLineage, ...]
    money: Money
    people: People | None
    sees_submitted: bool

    @property
    def plan(self) -> Plan:
        return self.activity.plan

    @property
    def objective(self) -> StrategicObjective:
        return self.activity.serves

    @property
    def pillar(self) -> str:
        return self.objective.axis.pillar if self.objective.axis else ""

    @property
    def is_withdrawn(self) -> bool:
        return self.activity.withdrawn_on is not None and self.activity.withdrawn_on <= self.on

    @property
    def is_to_be_added(self) -> bool:
        return self.activity.added_on is not None and self.activity.added_on > self.on

    @property
    def sentences(self) -> list[str]:
        return words.state_in_sentences(
            self.followed, self.standing, on=self.on, last_closed=self.last_closed
        )

    @property
    def dates_title(self) -> str:
        return words.dates_title(self.followed, self.standing)

    @property
    def progress_title(self) -> str:
        return words.progress_title(self.standing)

    @property
    def counted(self) -> str:
        return words.progress_counted(self.followed, on=self.on)

    @property
    def bar(self) -> Bar:
        return bar(
            self.standing.progress,
            self.standing.expected,
            pillar=self.pillar,
            words=pgettext("progress", "not reported"),
        )

    @property
    def has_dates(self) -> bool:
        return any((self.activity.original_ends_on, self.activity.original_starts_on, self.standing.ends_on))

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.followed, self.standing, on=self.on, tone=tone(self.pillar))

    @property
    def curve(self) -> Curve | None:
        return curve_of(self.followed, self.standing, on=self.on)

    @property
    def steps(self) -> list[Step]:
        return [Step(one, self.on) for one in self.followed.milestones]

    @property
    def milestones_counted(self) -> str:
        return words.milestones_counted(self.followed, on=self.on)

    @property
    def postponements(self) -> list[Postponement]:
        """Those decided by that day, the first decided first."""
        return [one for one in self.followed.postponements if one.decided_on <= self.on]

    @property
    def news(self) -> list[News]:
        """What was learnt of its progress by that day, the latest first."""
        found = [*_milestones_done(self.steps), *_validated(self.reports)]
        facts = self.followed.schedule
        return [
            News(on, fact, schedule.progress(facts, on=on), schedule.expected(facts, on=on))
            for on, fact in sorted(found, reverse=True)
        ]

    @property
    def last_reports(self) -> tuple[Report, ...]:
        return self.reports[:LAST]

    @property
    def other_reports(self) -> tuple[Report, ...]:
        return self.reports[LAST:]

    @property
    def number_validated(self) -> int:
        return sum(one.is_validated for one in self.reports)

    @property
    def reports_title(self) -> str:
        """The finding: how many reports are validated, out of those that campaigns expected by that day."""
        count, expected = self.number_validated, len(self.expected)
        told = {"count": words.in_letters(count), "expected": words.in_letters(expected)}
        if not expected:
            text = ngettext("%(count)s validated report", "%(count)s validated reports", count)
        else:
            text = ngettext(
                "%(count)s validated report, %(expected)s expected",
                "%(count)s validated reports, %(expected)s expected",
                count,
            )
        return capfirst(text % told)

    @property
    def awaited(self) -> list[Awaited]:
        """The reports expected of which nothing is seen, the first due first."""
        seen = {one.report.campaign_id for one in self.reports}
        missing = [one for one in self.expected if one.campaign_id not in seen]
        for one in missing:
            one.activity = self.activity
        return [
            Awaited(one, is_late=self.sees_submitted and one.campaign.due_on < self.on)
            for one in sorted(missing, key=lambda one: one.campaign.due_on)
        ]


def _milestones_done(steps: Iterable[Step]) -> list[tuple[date, str]]:
    return [
        (one.done_on, _("Milestone done: %(title)s") % {"title": one.milestone.title})
        for one in steps
        if one.done_on is not None
    ]


def _validated(reports: Iterable[Report]) -> list[tuple[date, str]]:
    return [
        (one.report.ends_on, _("Validated report: %(period)s") % {"period": one.period})
        for one in reports
        if one.is_validated
    ]


def activities_to_show(user) -> QuerySet[Activity]:
    """The activities that the person may see, with what places them in their plan."""
    return Activity.objects.visible_to(user).select_related(
        "plan", "lead", "objective__axis", "result__objective__axis"
    )


def report_on(activity: Activity, *, on: date, user) -> ActivityPage:
    """The page of an activity read through `activities_to_show`, in at most seven more queries."""
    reader = reader_of(user)
    tables, places = read(activity, user)
    validated = [one for one in tables.reports if one.state == ReportState.VALIDATED]
    one = follow(
        activity,
        postponements=tables.postponements,
        milestones=tables.milestones,
        reports=sorted(validated, key=lambda report: (report.ends_on, report.pk)),
    )
    closed = last_closed_of(tables.campaigns, on=on)
    stands = standing(one, on=on, last_closed=closed)
    return ActivityPage(
        activity=activity,
        on=on,
        axes=tuple(tables.axes),
        followed=one,
        standing=stands,
        last_closed=closed,
        partners=tuple(tables.partners),
        annual_plans=tuple(tables.annual_plans),
        indicators=tuple(tables.indicators),
        reports=tuple(Report(report) for report in tables.reports if report.ends_on <= on),
        expected=tuple(row for row in tables.expectations if row.campaign.opens_on <= on),
        former=tuple(tables.ancestors),
        heirs=tuple(tables.heirs),
        money=_money(tables, on=on, reader=reader, progress=stands.progress),
        people=people_of(activity, _reached(activity, on=on, reader=reader), reader=reader, places=places),
        sees_submitted=reader.sees_submitted,
    )


def last_closed_of(campaigns: Iterable[Campaign], *, on: date) -> Campaign | None:
    """The campaign of the latest period among those closed by that day; see `following.last_closed`."""
    closed = [one for one in campaigns if one.closes_on < on]
    return max(closed, key=lambda one: (one.ends_on, one.starts_on, one.pk), default=None)


def _money(tables: Tables, *, on: date, reader: Reader, progress: Decimal | None) -> Money:
    rows = Rows(tables.budget_lines, tables.fundings, tables.steps, tables.expenses)
    return money_of(rows, on=on, reader=reader, progress=progress)


def _reached(activity: Activity, *, on: date, reader: Reader) -> list[Reached]:
    """What is published is read only for those who may read nothing else."""
    is_read = is_open(protection_of(activity), reader)
    figures = NOTHING_PUBLISHED if is_read else published_figures(activity.plan)
    return reached([activity], on=on, reader=reader, figures=figures)[activity.pk]
