"""Where each activity stands on a day, read from its rows: what every page of activities is drawn from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from activities import schedule
from activities.models import Activity, Campaign, Milestone, Postponement, ProgressReport
from activities.rollup import Weighed
from activities.schedule import ReportedStatus, Schedule, Timeliness
from plans.models import Plan

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Followed:
    """An activity with its dated facts; ``reports`` are the validated ones, the oldest period first."""

    activity: Activity
    weighed: Weighed
    postponements: tuple[Postponement, ...]
    milestones: tuple[Milestone, ...]
    reports: tuple[ProgressReport, ...]

    @property
    def schedule(self) -> Schedule:
        return self.weighed.schedule

    def counts(self, on: date) -> bool:
        return self.weighed.counts(on)


@dataclass(frozen=True)
class Standing:
    """An activity on a day. Shares are between zero and one, None when unknown; slippage is in days."""

    activity: Activity
    timeliness: Timeliness
    progress: Decimal | None
    expected: Decimal | None
    expected_originally: Decimal | None
    starts_on: date | None
    ends_on: date | None
    slippage: int | None
    cause: str
    forecast_on: date | None
    reported_on: date | None
    is_silent: bool
    is_begun: bool

    @property
    def wants_a_cause(self) -> bool:
        return self.timeliness in schedule.WANTS_A_CAUSE

    @property
    def is_cancelled(self) -> bool:
        return self.timeliness is Timeliness.CANCELLED


def followed(activities: QuerySet[Activity]) -> list[Followed]:
    """The activities of a queryset with their facts, in its order; four queries, whatever their number."""
    rows = list(activities.select_related("plan"))
    postponements = _by_activity(Postponement.objects.filter(activity__in=activities.order_by()))
    milestones = _by_activity(Milestone.objects.filter(activity__in=activities.order_by()))
    reports = _by_activity(
        ProgressReport.objects.validated()
        .filter(activity__in=activities.order_by())
        .order_by("ends_on", "pk")
    )
    return [
        follow(
            activity,
            postponements=postponements[activity.pk],
            milestones=milestones[activity.pk],
            reports=reports[activity.pk],
        )
        for activity in rows
    ]


def follow(
    activity: Activity,
    *,
    postponements: Iterable[Postponement] = (),
    milestones: Iterable[Milestone] = (),
    reports: Iterable[ProgressReport] = (),
) -> Followed:
    """One activity with rows already read; the reports given are validated ones."""
    postponements, milestones, reports = tuple(postponements), tuple(milestones), tuple(reports)
    facts = Schedule(
        plan_ends_on=activity.plan.ends_on,
        starts_on=activity.original_starts_on,
        ends_on=activity.original_ends_on,
        postponements=tuple(
            schedule.Postponement(one.decided_on, one.ends_on, one.starts_on) for one in postponements
        ),
        milestones=tuple(schedule.Milestone(one.weight, one.due_on, one.done_on) for one in milestones),
        reports=tuple(as_report(one) for one in reports),
    )
    weighed = Weighed(facts, activity.weight, activity.added_on, activity.withdrawn_on)
    return Followed(activity, weighed, postponements, milestones, reports)


def as_report(report: ProgressReport) -> schedule.Report:
    return schedule.Report(
        ends_on=report.ends_on,
        status=ReportedStatus(report.status),
        share=None if report.percentage is None else report.percentage / HUNDRED,
        begun_on=report.begun_on,
        happened_on=report.happened_on,
    )


def standing(one: Followed, *, on: date, last_closed: Campaign | None) -> Standing:
    """Where the activity stands; ``last_closed`` is the last campaign of its plan closed by that day."""
    facts = one.schedule
    starts_on, ends_on = schedule.current_dates(facts, on=on)
    known = [report for report in one.reports if report.ends_on <= on]
    period = (last_closed.starts_on, last_closed.ends_on) if last_closed else None
    return Standing(
        activity=one.activity,
        timeliness=schedule.timeliness(facts, on=on),
        progress=schedule.progress(facts, on=on),
        expected=schedule.elapsed(starts_on, ends_on, on=on),
        expected_originally=schedule.expected_originally(facts, on=on),
        starts_on=starts_on,
        ends_on=ends_on,
        slippage=schedule.slippage(facts, on=on),
        cause=cause(one, on=on),
        forecast_on=next((r.forecast_on for r in reversed(known) if r.forecast_on), one.activity.forecast_on),
        reported_on=known[-1].ends_on if known else None,
        is_silent=schedule.is_silent(facts, on=on, last_closed_campaign=period),
        is_begun=schedule.is_begun(facts, on=on),
    )


def cause(one: Followed, *, on: date) -> str:
    """Why it is late: by the last report that says it, else by the last postponement, else by its own row."""
    reported = [report.cause for report in one.reports if report.cause and report.ends_on <= on]
    decided = [row.cause for row in one.postponements if row.cause and row.decided_on <= on]
    return next(iter([*reversed(reported), *reversed(decided), one.activity.blocking_cause]))


def last_closed(plan: Plan, *, on: date) -> Campaign | None:
    """The campaign of the latest period among those closed by that day."""
    return plan.campaigns.closed(on).first()


def _by_activity(rows: Iterable) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[row.activity_id].append(row)
    return found
