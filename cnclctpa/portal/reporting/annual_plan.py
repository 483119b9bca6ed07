"""One year of a plan: what it had to do, where that stands, its money, and the year before beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.budget import Line, Totals, totals
from activities.following import Followed, Standing, followed, last_closed, standing
from activities.ledger import lines_of
from activities.models import Activity
from activities.rollup import RollUp, roll_up
from activities.schedule import DONE, MARGIN, WANTS_A_CAUSE, current_dates
from cnclctpa import typography
from cnclctpa.charts import progress
from cnclctpa.charts.progress import Bar
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reference.citations import with_sources
from cnclctpa.typography import percent
from plans.choices import PlanProperty
from plans.models import AnnualPlan, Axis, Plan, PlanStatement

#: Activities shown on the page; the list of activities holds them all.
SHOWN = 60


@dataclass(frozen=True)
class Year:
    """One year as it stood on a day: the last of the year, or the day of the page if it comes before."""

    year: int
    on: date
    annual_plan: AnnualPlan | None
    figures: RollUp
    money: Totals

    @property
    def completed(self) -> int:
        return sum(self.figures.by_timeliness.get(state, 0) for state in DONE)

    @property
    def late(self) -> int:
        return sum(self.figures.by_timeliness.get(state, 0) for state in WANTS_A_CAUSE)

    @property
    def has_activities(self) -> bool:
        return self.figures.total > 0

    @property
    def has_money(self) -> bool:
        """Whether anything is entered of the money of that year."""
        return any(
            amount is not None
            for amount in (self.money.planned, self.money.pledged, self.money.mobilised, self.money.spent)
        )


@dataclass(frozen=True)
class AxisRow:
    axis: Axis
    figures: RollUp
    bar: Bar

    @property
    def shortfall(self) -> Decimal | None:
        """How far the axis is below what was expected, as a share."""
        done, due = self.figures.progress, self.figures.expected
        return None if done is None or due is None else due - done

    @property
    def counted(self) -> str:
        """What the share counts."""
        if not self.figures.total:
            return _("no activity this year")
        words = ngettext("one activity", "%(count)s activities", self.figures.total)
        return words % {"count": self.figures.total}


@dataclass(frozen=True)
class Row:
    """One figure of the year and of the year before; empty when it is not known."""

    label: str
    this: str
    before: str = ""
    note: str = ""


@dataclass(frozen=True)
class AnnualPlanPage:
    plan: Plan
    on: date
    years: tuple[int, ...]
    this: Year
    before: Year | None
    axes: tuple[AxisRow, ...]
    standings: tuple[Standing, ...]
    is_listed: bool
    statements: tuple[PlanStatement, ...]

    @property
    def year(self) -> int:
        return self.this.year

    @property
    def title(self) -> str:
        """The finding: how many of the activities of the year were completed."""
        total = self.this.figures.total
        told = {"year": self.year, "count": total, "completed": self.this.completed}
        if not total:
            return _("%(year)s: no activity is entered yet") % told
        if self.on.year < self.year:
            words = ngettext(
                "%(year)s: one activity is foreseen", "%(year)s: %(count)s activities are foreseen", total
            )
        elif not self.this.completed:
            words = ngettext(
                "%(year)s: the only activity is not completed",
                "%(year)s: of %(count)s activities, none is completed",
                total,
            )
        elif total == 1:
            words = _("%(year)s: the only activity is completed")
        else:
            words = ngettext(
                "%(year)s: one activity completed out of %(count)s",
                "%(year)s: %(completed)s activities completed out of %(count)s",
                self.this.completed,
            )
        return words % told

    @property
    def has_activities(self) -> bool:
        return self.this.has_activities

    @property
    def shown(self) -> tuple[Standing, ...]:
        return self.standings[:SHOWN]

    @property
    def hidden(self) -> int:
        return len(self.standings) - len(self.shown)

    @property
    def hidden_words(self) -> str:
        return _("All %(count)s activities of the year") % {"count": self.this.figures.total}

    @property
    def shown_words(self) -> str:
        return _("The first %(shown)s of %(count)s activities whose dates touch the year.") % {
            "shown": len(self.shown),
            "count": self.this.figures.total,
        }

    @property
    def activities_title(self) -> str:
        """The finding: how many are late."""
        late = self.this.late
        if not late:
            return _("No activity of the year is late")
        words = ngettext(
            "One activity of the year is late", "%(count)s activities of the year are late", late
        )
        return words % {"count": late}

    @property
    def axes_title(self) -> str:
        """The finding: the axis furthest below what was expected of it."""
        behind = [row for row in self.axes if row.shortfall is not None and row.shortfall > MARGIN]
        if not behind:
            return _("No axis is more than ten points below what was expected")
        worst = max(behind, key=lambda row: row.shortfall or 0)
        return _("“%(axis)s” is the axis furthest below what was expected") % {"axis": worst.axis.title}

    @property
    def rows_title(self) -> str:
        """The finding: what was spent of what was planned."""
        execution = self.this.money.execution
        if execution is None:
            return _("What was done, and with what money")
        share = percent(execution, get_language(), decimals=0)
        return _("%(share)s of the planned budget was spent") % {"share": share}

    @property
    def rows(self) -> list[Row]:
        """The figures of both years; none when neither has an activity or an amount."""
        years = [self.this, *([self.before] if self.before else [])]
        if not any(year.has_activities or year.has_money for year in years):
            return []
        told = [dict(figures_of(year)) for year in years]
        labels = labels_of_rows()
        return [
            Row(label, told[0][name], told[-1][name] if self.before else "", note)
            for name, (label, note) in labels.items()
        ]


def report_on(plan: Plan, year: int, *, on: date) -> AnnualPlanPage:
    """The year of a plan on a day; as many queries whatever its size. ``year`` is one of the plan's."""
    axes = list(plan.axes.all())
    annual_plans = {one.year: one for one in plan.annual_plans.all()}
    statements = list(plan.statements.filter(about=PlanProperty.ANNUAL_PLANS))
    given(plan, axes)
    with_sources(list(annual_plans.values()), statements)
    activities = of_years(Activity.objects.of(plan).in_order(), year - 1, year)
    reading = Reading(
        on=on,
        annual_plans=annual_plans,
        everything=followed(activities.prefetch_related("annual_plans")),
        lines=lines_of(Activity.objects.of(plan).present(on), on=on),
    )
    mine = reading.activities(year)
    this = reading.year(year)
    campaign = last_closed(plan, on=this.on)
    return AnnualPlanPage(
        plan=plan,
        on=on,
        years=tuple(plan.years),
        this=this,
        before=reading.year(year - 1) if year - 1 in plan.years else None,
        axes=tuple(axis_row(axis, mine, on=this.on) for axis in axes),
        standings=tuple(standing(one, on=this.on, last_closed=campaign) for one in mine),
        is_listed=reading.is_listed(year),
        statements=tuple(statements),
    )


@dataclass(frozen=True)
class Reading:
    """What is read once for the year and for the one before."""

    on: date
    annual_plans: dict[int, AnnualPlan]
    everything: list[Followed]
    lines: list[Line]

    def day(self, year: int) -> date:
        return min(self.on, date(year, 12, 31))

    def year(self, year: int) -> Year:
        day = self.day(year)
        return Year(
            year=year,
            on=day,
            annual_plan=self.annual_plans.get(year),
            figures=roll_up([one.weighed for one in self.activities(year)], on=day),
            money=totals(line for line in self.lines if line.year == year),
        )

    def is_listed(self, year: int) -> bool:
        """Whether the annual plan of that year says which activities are its own."""
        plan = self.annual_plans.get(year)
        return plan is not None and any(plan in one.activity.annual_plans.all() for one in self.everything)

    def activities(self, year: int) -> list[Followed]:
        """Those that the annual plan of the year lists; where none does, those whose dates touch the year."""
        plan, day = self.annual_plans.get(year), self.day(year)
        present = [one for one in self.everything if one.counts(day)]
        if plan is not None and self.is_listed(year):
            return [one for one in present if plan in one.activity.annual_plans.all()]
        return [one for one in present if is_dated_in(one, year)]


def labels_of_rows() -> dict[str, tuple[str, str]]:
    """The rows in order: the name of the figure, and what it counts."""
    return {
        "activities": (_("Activities"), _("cancelled ones included")),
        "completed": (_("Activities completed"), ""),
        "progress": (_("Progress"), _("unknown counted as zero")),
        "expected": (_("Expected progress"), _("by the current dates")),
        "planned": (_("Planned"), ""),
        "mobilised": (_("Mobilised"), ""),
        "spent": (_("Spent"), ""),
        "gap": (_("Funding gap"), _("planned and not mobilised, line by line")),
        "execution": (_("Budget execution rate"), _("spent ÷ planned")),
    }


def figures_of(year: Year) -> Iterator[tuple[str, str]]:
    """Each figure of a year, set in the language of the page; empty when it is not known."""
    language = get_language()
    figures, money = year.figures, year.money
    yield "activities", str(figures.total) if figures.total else ""
    yield "completed", str(year.completed) if figures.total else ""
    for name, share in (("progress", figures.progress), ("expected", figures.expected)):
        yield name, "" if share is None else percent(share, language, decimals=0)
    for name in ("planned", "mobilised", "spent"):
        amount = getattr(money, name)
        yield name, "" if amount is None else typography.money(amount, language)
    yield "gap", "" if money.planned is None else typography.money(money.gap, language)
    yield "execution", "" if money.execution is None else percent(money.execution, language, decimals=0)


def of_years(activities: QuerySet[Activity], first: int, last: int) -> QuerySet[Activity]:
    """What the annual plans of these years list, and what has a date in them; perhaps more, never less."""
    begins, ends = date(first, 1, 1), date(last, 12, 31)
    listed = Q(annual_plans__year__range=(first, last))
    planned = Q(original_starts_on__lte=ends, original_ends_on__gte=begins)
    moved = Q(postponements__ends_on__gte=begins)
    chosen = activities.filter(listed | planned | moved).order_by().values("pk")
    return activities.filter(pk__in=chosen).select_related("lead", "objective", "result__objective")


def is_dated_in(one: Followed, year: int) -> bool:
    """Whether the dates of an activity, as postponed by the end of a year, touch that year."""
    starts_on, ends_on = current_dates(one.schedule, on=date(year, 12, 31))
    if starts_on is None or ends_on is None:
        return False
    return min(starts_on, ends_on).year <= year <= max(starts_on, ends_on).year


def axis_row(axis: Axis, mine: Sequence[Followed], *, on: date) -> AxisRow:
    figures = roll_up([one.weighed for one in mine if one.activity.serves.axis_id == axis.pk], on=on)
    return AxisRow(
        axis=axis,
        figures=figures,
        bar=progress.bar(figures.progress if figures.counted else None, figures.expected, pillar=axis.pillar),
    )
