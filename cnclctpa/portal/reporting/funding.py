"""The money of a plan: by axis and by year, what is missing, what waits for a funder, who funds."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from activities.budget import Line, Totals, spends_ahead, totals
from activities.following import Followed, followed
from activities.ledger import lines_of
from activities.models import Activity
from activities.rollup import Assessed, assess, sum_up
from cnclctpa.charts import money as drawing
from cnclctpa.charts.axis import short
from cnclctpa.charts.money import Bar, Money
from cnclctpa.portal.reporting.funders import Funders, funders_of
from cnclctpa.portal.reporting.named import AxisName, Entry
from cnclctpa.portal.reporting.structure import AXIS
from cnclctpa.spelling import spelled
from cnclctpa.typography import MILLION, money, number, percent, typeset
from plans.choices import Pillar
from plans.models import Plan
from plans.readers import Reader

#: Activities listed where the page says the largest and counts the rest.
SHOWN = 8
NONE = Decimal(0)
#: What money is for, as a title says it.
IN_A_SENTENCE = {
    Pillar.PREVENTION: pgettext_lazy("money for", "prevention"),
    Pillar.PROTECTION: pgettext_lazy("money for", "protection"),
    Pillar.PROSECUTION: pgettext_lazy("money for", "prosecution"),
    Pillar.PARTNERSHIP: pgettext_lazy("money for", "partnership"),
}


@dataclass(frozen=True)
class Row:
    """The money of a group of activities, and their progress when it is that of the group."""

    totals: Totals
    progress: Decimal | None = None

    @property
    def is_ahead(self) -> bool:
        return spends_ahead(self.totals.execution, self.progress)

    @property
    def is_known(self) -> bool:
        """Whether any amount was said."""
        told = self.totals
        return any(
            amount is not None
            for amount in (told.planned, told.pledged, told.mobilised, told.disbursed, told.spent)
        )

    @property
    def short_planned(self) -> str:
        return "" if self.totals.planned is None else short(self.totals.planned, get_language())

    @property
    def short_gap(self) -> str:
        return short(self.totals.gap, get_language())

    @property
    def surplus(self) -> Decimal:
        """What is mobilised beyond what was planned, line by line: it fills no other line’s gap."""
        return self.totals.gap - (self.totals.planned or NONE) + (self.totals.mobilised or NONE)


SomeRow = TypeVar("SomeRow", bound=Row)


@dataclass(frozen=True)
class AxisRow(Row):
    """``axis`` is None for activities whose objective stands under no axis."""

    axis: AxisName | None = None
    activities: int = 0

    @property
    def pillar(self) -> str:
        return self.axis.pillar if self.axis else ""


@dataclass(frozen=True)
class YearRow(Row):
    year: int = 0
    is_of_plan: bool = True
    pillar: str = ""


@dataclass(frozen=True)
class ActivityRow(Row):
    entry: Entry | None = None


@dataclass(frozen=True)
class Some:
    """The first of a list, and how many it has in all."""

    rows: tuple[ActivityRow, ...]
    count: int

    @property
    def others(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class FundingReport:
    """The money of a plan on a day; rows and columns add up to ``whole``, to the franc."""

    activities: int
    whole: Row
    axes: tuple[AxisRow, ...]
    years: tuple[YearRow, ...]
    largest: Some
    unfunded: Some
    ahead: Some
    unplanned: int
    funders: Funders

    @property
    def is_known(self) -> bool:
        return self.whole.is_known

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each section that has something to say after the first one."""
        shown = {"largest": self.largest.count, "unfunded": self.unfunded.count, "ahead": self.ahead.count}
        names = [name for name, count in shown.items() if count]
        return {name: rank for rank, name in enumerate([*names, "funders"], 2)}

    @property
    def title(self) -> str:
        """The finding: how much is missing, and where most of it is."""
        told = self.whole.totals
        if not self.is_known:
            return _("No amount has been entered yet")
        if told.planned is None:
            return _("Amounts are entered, but no budget to compare them with")
        if not told.planned:
            return _("The budgets entered are all zero: nothing can be missing")
        if not told.gap:
            return _("Nothing is missing: each activity has what was planned for it")
        most = alone_at_the_top(self.axes)
        if most is None or most.axis is None:
            return _("%(gap)s are missing") % {"gap": spoken(told.gap)}
        return _("%(gap)s are missing, of which %(part)s for %(axis)s") % {
            "gap": spoken(told.gap, beside=most.totals.gap),
            "part": spoken(most.totals.gap, has_currency=False),
            "axis": self._in_a_sentence(most.axis),
        }

    def _in_a_sentence(self, axis: AxisName) -> str:
        """The pillar when no other axis has it, else the title."""
        if sum(one.axis is not None and one.axis.pillar == axis.pillar for one in self.axes) == 1:
            return str(IN_A_SENTENCE[Pillar(axis.pillar)])
        return _("“%(title)s”") % {"title": typeset(axis.title, get_language())}

    @property
    def lead(self) -> str:
        """The two totals, and why the gap is more than their difference when it is."""
        told, language = self.whole.totals, get_language()
        if told.planned is None or told.mobilised is None:
            return ""
        words = _("%(planned)s are planned and %(mobilised)s mobilised.")
        if self.whole.surplus:
            words = _(
                "%(planned)s are planned and %(mobilised)s mobilised, of which %(surplus)s beyond what was "
                "planned for some activities: that fills the gap of no other."
            )
        return words % {
            "planned": money(told.planned, language),
            "mobilised": money(told.mobilised, language),
            "surplus": money(self.whole.surplus, language),
        }

    @property
    def axes_chart(self) -> Money:
        return bars(self.axes)

    @property
    def years_chart(self) -> Money:
        return bars(self.years)

    @property
    def axes_drawn(self) -> list[tuple[AxisRow, Bar]]:
        return list(zip(self.axes, self.axes_chart.bars, strict=True))

    @property
    def years_drawn(self) -> list[tuple[YearRow, Bar]]:
        return list(zip(self.years, self.years_chart.bars, strict=True))

    @property
    def axes_title(self) -> str:
        ahead = [one.axis for one in self.axes if one.is_ahead and one.axis]
        if len(ahead) == 1:
            return _("Spending runs ahead of progress in one axis: %(axis)s") % {
                "axis": typeset(ahead[0].title, get_language())
            }
        if ahead:
            return _("Spending runs ahead of progress in %(count)s axes") % {
                "count": spelled(len(ahead), get_language())
            }
        return _("What each axis has, spends and lacks")

    @property
    def years_title(self) -> str:
        most = alone_at_the_top(self.years)
        if most is None:
            return _("What each year has, spends and lacks")
        return _("%(year)s is the year in which most is missing: %(gap)s") % {
            "year": most.year,
            "gap": spoken(most.totals.gap),
        }

    @property
    def largest_title(self) -> str:
        count, language = self.largest.count, get_language()
        if not self.largest.others:
            words = ngettext("One activity lacks money", "%(count)s activities lack money", count)
            return capfirst(words % {"count": spelled(count, language)})
        part = sum((one.totals.gap for one in self.largest.rows), NONE)
        return _("The %(count)s largest gaps make up %(share)s of what is missing") % {
            "count": spelled(len(self.largest.rows), language),
            "share": percent(part / self.whole.totals.gap, language, decimals=0),
        }

    @property
    def unfunded_title(self) -> str:
        words = ngettext(
            "One activity has a budget and nothing mobilised",
            "%(count)s activities have a budget and nothing mobilised",
            self.unfunded.count,
        )
        return capfirst(words % {"count": spelled(self.unfunded.count, get_language())})

    @property
    def ahead_title(self) -> str:
        words = ngettext(
            "In one activity, spending runs more than ten points ahead of progress",
            "In %(count)s activities, spending runs more than ten points ahead of progress",
            self.ahead.count,
        )
        return words % {"count": spelled(self.ahead.count, get_language())}


def spoken(amount: Decimal, *, beside: Decimal | None = None, has_currency: bool = True) -> str:
    """An amount as a title says it: in millions when it, and what it stands beside, has one at least."""
    language = get_language()
    if min(amount, amount if beside is None else beside) < MILLION:
        words = _("%(count)s francs") if has_currency else "%(count)s"
        return words % {"count": number(amount, language)}
    rounded = int(amount / MILLION)
    if has_currency:
        words = ngettext("%(count)s million francs", "%(count)s million francs", rounded)
    else:
        words = ngettext("%(count)s million", "%(count)s million", rounded)
    return words % {"count": number(amount / MILLION, language, decimals=0)}


def bars(rows: Sequence[AxisRow] | Sequence[YearRow]) -> Money:
    """The amounts of the rows on one scale, in the colour of their pillar."""
    return drawing.money(
        [
            drawing.Line(
                planned=row.totals.planned,
                mobilised=row.totals.mobilised,
                spent=row.totals.spent,
                pledged=row.totals.pledged,
                gap=row.totals.gap,
                pillar=row.pillar,
            )
            for row in rows
        ]
    )


def alone_at_the_top(rows: Sequence[SomeRow]) -> SomeRow | None:
    """The row where most is missing, when it stands out of several."""
    missing = sorted((one for one in rows if one.totals.gap), key=lambda one: -one.totals.gap)
    stands_out = len(missing) > 1 and missing[0].totals.gap > missing[1].totals.gap
    return missing[0] if stands_out else None


@dataclass(frozen=True)
class Known:
    """An activity with its money, followed once for all the groups that it is in."""

    axis: int | None
    assessed: Assessed
    lines: Sequence[Line]
    row: ActivityRow


def funding_report(plan: Plan, *, on: date, reader: Reader) -> FundingReport:
    """The money of a plan already read, in seven queries whatever its size."""
    activities = Activity.objects.of(plan).present(on)
    lines = lines_of(activities, on=on)
    of_activity = grouped(lines, lambda line: line.activity)
    everything = [
        known_of(one, of_activity.get(one.activity.pk, []), on=on)
        for one in followed(with_axis(activities.in_order()))
    ]
    rows = [one.row for one in everything]
    without = [one.row for one in everything if one.assessed.is_counted and not one.row.totals.mobilised]
    return FundingReport(
        activities=len(rows),
        whole=Row(totals(lines), sum_up([one.assessed for one in everything]).progress),
        axes=tuple(axis_rows(plan, everything)),
        years=tuple(year_rows(plan, lines)),
        largest=some((one for one in rows if one.totals.gap), key=lambda one: -one.totals.gap),
        unfunded=some(
            (one for one in without if one.totals.planned), key=lambda one: -(one.totals.planned or NONE)
        ),
        ahead=some((one for one in rows if one.is_ahead), key=ahead_by),
        unplanned=sum(one.totals.planned is None for one in rows),
        funders=funders_of(plan, on=on, reader=reader),
    )


def with_axis(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Each activity with the key of its axis, or None: its objective may stand under none."""
    return activities.annotate(axis_pk=AXIS)


def grouped(lines: Iterable[Line], key) -> dict[Hashable, list[Line]]:
    found: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return found


def known_of(one: Followed, lines: Sequence[Line], *, on: date) -> Known:
    assessed = assess(one.weighed, on=on)
    row = ActivityRow(totals(lines), assessed.progress, Entry.of(one.activity))
    return Known(cast(Any, one.activity).axis_pk, assessed, lines, row)


def ahead_by(row: ActivityRow) -> Decimal:
    """The farthest ahead first."""
    return (row.progress or NONE) - (row.totals.execution or NONE)


def some(rows: Iterable[ActivityRow], *, key) -> Some:
    found = sorted(rows, key=key)
    return Some(tuple(found[:SHOWN]), len(found))


def axis_rows(plan: Plan, everything: Iterable[Known]) -> list[AxisRow]:
    """The axes of the plan in their order; then what stands under none, when there is any."""
    groups: dict[int | None, list[Known]] = defaultdict(list)
    for one in everything:
        groups[one.axis].append(one)
    axes = {axis.pk: AxisName.of(axis) for axis in plan.axes.all()}
    keys = [*axes, *([None] if groups.get(None) else [])]
    return [
        AxisRow(
            totals=totals(line for one in groups[key] for line in one.lines),
            progress=sum_up([one.assessed for one in groups[key]]).progress,
            axis=axes[key] if key else None,
            activities=len(groups[key]),
        )
        for key in keys
    ]


def year_rows(plan: Plan, lines: Iterable[Line]) -> list[YearRow]:
    """The years of the plan, and those outside it for which somebody entered an amount."""
    of_year = grouped(lines, lambda line: line.year)
    years = sorted({*plan.years, *(year for year in of_year if isinstance(year, int))})
    return [
        YearRow(totals=totals(of_year.get(year, [])), year=year, is_of_plan=year in plan.years)
        for year in years
    ]
