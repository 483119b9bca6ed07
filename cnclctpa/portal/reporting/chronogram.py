"""The activities of a plan on one calendar: original dates, current ones, what is done, what slipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.following import Followed, Standing, followed, last_closed, standing
from activities.models import Activity
from activities.schedule import Timeliness
from cnclctpa import typography
from cnclctpa.charts import gantt
from cnclctpa.charts.gantt import Gantt, Group, Milestone, Task
from cnclctpa.charts.years import PlanYear, plan_years
from cnclctpa.portal.reporting.structure import within
from plans.models import Axis, Plan


@dataclass(frozen=True)
class Chronogram:
    """``only`` is the axis shown when the page holds one alone; ``slipped`` and ``undated`` are counts."""

    plan: Plan
    on: date
    axes: tuple[Axis, ...]
    only: Axis | None
    chart: Gantt
    total: int
    slipped: int
    undated: int
    longest: Standing | None
    standings: tuple[Standing, ...]

    @property
    def has_activities(self) -> bool:
        return self.total > 0

    @property
    def years(self) -> list[PlanYear]:
        return plan_years(self.plan.starts_on, self.plan.ends_on, on=self.on)

    @property
    def title(self) -> str:
        """The finding: how many activities end later than was first decided."""
        told = {"count": self.slipped, "total": self.total}
        if not self.total:
            return _("The chronogram of the plan, whose activities are not entered yet")
        if not self.slipped:
            return _("No activity ends later than was first decided")
        words = ngettext(
            "One activity out of %(total)s ends later than was first decided",
            "%(count)s activities out of %(total)s end later than was first decided",
            self.slipped,
        )
        return words % told

    @property
    def lead(self) -> str:
        """The longest slip, and how many activities have no dates."""
        told = []
        if self.longest is not None and self.longest.slippage:
            words = ngettext(
                "The longest slip is of %(count)s day: %(activity)s.",
                "The longest slip is of %(count)s days: %(activity)s.",
                self.longest.slippage,
            )
            count = typography.number(self.longest.slippage, get_language())
            told.append(words % {"count": count, "activity": str(self.longest.activity)})
        if self.undated:
            words = ngettext(
                "One activity has no dates.", "%(count)s activities have no dates.", self.undated
            )
            told.append(words % {"count": self.undated})
        return " ".join(told)


def report_on(plan: Plan, axes: Sequence[Axis], *, on: date, only: Axis | None = None) -> Chronogram:
    """The chronogram on a day, of the whole plan or of one of its axes; as many queries whatever its size."""
    activities = within(Activity.objects.of(plan).present(on).in_order(), only).select_related(
        "objective", "result__objective"
    )
    everything = followed(activities)
    campaign = last_closed(plan, on=on)
    rows = [(one, standing(one, on=on, last_closed=campaign)) for one in everything]
    slipped = [stands for _one, stands in rows if (stands.slippage or 0) > 0]
    return Chronogram(
        plan=plan,
        on=on,
        axes=tuple(axes),
        only=only,
        chart=gantt.gantt(
            groups(rows, axes, on=on),
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            today=on,
            today_label=typography.day(on, get_language(), short=True),
        ),
        total=len(rows),
        slipped=len(slipped),
        undated=sum(None in (stands.starts_on, stands.ends_on) for _one, stands in rows),
        longest=max(slipped, key=lambda stands: stands.slippage or 0, default=None),
        standings=tuple(stands for _one, stands in rows),
    )


def groups(rows: Sequence[tuple[Followed, Standing]], axes: Sequence[Axis], *, on: date) -> list[Group]:
    """The activities of each axis that has some, then those of objectives that have no axis."""
    found = []
    for axis in [*axes, None]:
        key = axis.pk if axis else None
        tasks = [task(one, stands, on=on) for one, stands in rows if one.activity.serves.axis_id == key]
        if tasks:
            label = axis.title if axis else _("Without an axis")
            found.append(Group(label, tasks, pillar=axis.pillar if axis else ""))
    return found


def task(one: Followed, stands: Standing, *, on: date) -> Task:
    """An activity as its row is drawn; its milestones only when they have a day."""
    activity, language = one.activity, get_language()
    done = stands.progress
    return Task(
        label=f"{activity.code} {activity.title}",
        starts_on=stands.starts_on,
        ends_on=stands.ends_on,
        dates=dates(stands, language),
        done=done,
        figure="" if done is None else typography.percent(done, language, decimals=0),
        original_starts_on=activity.original_starts_on,
        original_ends_on=activity.original_ends_on,
        milestones=milestones(one, on=on),
        address=activity.get_absolute_url(),
        state=stands.timeliness,
        is_off=stands.timeliness is Timeliness.CANCELLED,
    )


def milestones(one: Followed, *, on: date) -> list[Milestone]:
    """Those done by the day, where they were done; the others where they are due, when that is known."""
    done = [Milestone(step.done_on, True) for step in one.milestones if step.done_on and step.done_on <= on]
    ahead = [step for step in one.milestones if step.done_on is None or step.done_on > on]
    return done + [Milestone(step.due_on, False) for step in ahead if step.due_on]


def dates(stands: Standing, language: str) -> str:
    if stands.starts_on is None or stands.ends_on is None:
        return _("dates not entered")
    return typography.period(stands.starts_on, stands.ends_on, language, short=True)
