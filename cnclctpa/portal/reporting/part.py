"""What is followed of an axis or of an objective on a day: its activities, its indicators and its money.

Plain values throughout: the report is remembered (`cnclctpa.remembering`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, cast

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.budget import Line as Amount
from activities.budget import spends_ahead, totals
from activities.following import standing
from activities.models import Activity, Campaign
from activities.rollup import Assessed
from activities.schedule import WANTS_A_CAUSE
from cnclctpa.charts import money as drawing
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.charts.timeliness import Group as States
from cnclctpa.charts.timeliness import Timeliness as Chart
from cnclctpa.charts.timeliness import timeliness
from cnclctpa.portal.reporting import indicators
from cnclctpa.portal.reporting.activities.lines import ActivityLine, together_counted, together_title
from cnclctpa.portal.reporting.dashboard.gathering import Gathered, Known
from cnclctpa.portal.reporting.dashboard.money import Money, Share
from cnclctpa.portal.reporting.dashboard.progress import Group, counts, group
from cnclctpa.portal.reporting.dashboard.results import Results, results_of
from cnclctpa.portal.reporting.dashboard.rows import ActivityRow, LeadRow
from cnclctpa.portal.reporting.dashboard.words import AxisLink, Named, count, named
from cnclctpa.portal.reporting.part_reading import ObjectiveRow, Reading, ResultRow
from cnclctpa.portal.reporting.structure import under
from plans.choices import ResultLevel
from plans.models import Axis, StrategicObjective
from plans.readers import Reader

#: Activities, then indicators, that the page shows; their lists hold them all.
SHOWN, INDICATORS = 12, 15
#: With more groups than this, the states are drawn for the whole alone; then only some groups are shown.
DRAWN, ROWS = 12, 40


@dataclass(frozen=True)
class Lead:
    name: str
    name_en: str


@dataclass(frozen=True)
class Shown:
    """An activity as the rows of a table name it."""

    code: str
    title: str
    title_en: str
    lead: Lead | None

    @classmethod
    def of(cls, row: ActivityRow, leads: Mapping[int, LeadRow]) -> "Shown":
        name, lead = named(row.title_fr, row.title_en), leads.get(cast(int, row.lead_id))
        told = named(lead.name_fr, lead.name_en) if lead else None
        return cls(row.code, name.title, name.title_en, Lead(told.title, told.title_en) if told else None)


@dataclass(frozen=True)
class Line(ActivityLine):
    """A line of a page that says its pillar once, at its head."""

    tone: str

    @cached_property
    def pillar(self) -> str:
        return ""

    @property
    def bar(self) -> Bar:
        return bar(self.standing.progress, self.standing.expected, pillar=self.tone)


@dataclass(frozen=True)
class IndicatorLine(indicators.Row):
    """An indicator that is a tuple, as `dashboard.rows` has it, with what it measures."""

    tone: str
    name: Named
    unit: Named

    @property
    def pillar(self) -> str:
        return self.tone


@dataclass(frozen=True)
class Inside:
    """The activities under one objective of an axis, or one result of an objective; without a code, those
    that are under no result.
    """

    code: str
    name: Named
    level: str
    group: Group

    @classmethod
    def of(cls, row: ObjectiveRow | ResultRow, activities: Sequence[Assessed], axis: AxisLink | None):
        level = row.level if isinstance(row, ResultRow) else ""
        return cls(row.code, named(row.title_fr, row.title_en), level, group(activities, axis))

    @property
    def level_words(self) -> str | Promise:
        return capfirst(ResultLevel(self.level).label) if self.level else ""


@dataclass(frozen=True)
class Part:
    """``query`` is what the list of activities is asked, to show those of the part; ``axis_query`` what the
    pages that know of no objective are.
    """

    on: date
    label: str
    query: str
    axis_query: str
    whole: Group
    inside: tuple[Inside, ...]
    number_inside: int
    states: Chart
    lines: tuple[Line, ...]
    results: Results
    indicators: tuple[IndicatorLine, ...]
    money: Money

    @property
    def is_followed(self) -> bool:
        return bool(self.has_activities or self.indicators or self.money.is_entered)

    @property
    def has_activities(self) -> bool:
        return self.whole.figures.total > 0

    @property
    def has_unknown(self) -> bool:
        return self.whole.figures.unknown > 0

    @property
    def title(self) -> str:
        """The finding: what is done, and what was expected."""
        return together_title(self.whole.figures)

    @property
    def counted(self) -> list[str]:
        """What the percentage counts, a sentence each."""
        return together_counted(self.whole.figures)

    @property
    def inside_note(self) -> str:
        """What the rows leave out, when they do."""
        if len(self.inside) == self.number_inside:
            return ""
        told = {"shown": count(len(self.inside)), "total": count(self.number_inside)}
        return _("%(shown)s rows out of %(total)s, those furthest behind what was expected first.") % told

    @property
    def states_title(self) -> str:
        """The finding: how many are delayed."""
        told = {"total": count(self.whole.figures.total), "late": count(self.whole.delayed)}
        if not self.whole.delayed:
            return _("No activity is late or behind what is expected")
        words = ngettext(
            "Out of %(total)s activities, one is late or behind what is expected",
            "Out of %(total)s activities, %(late)s are late or behind what is expected",
            self.whole.delayed,
        )
        return words % told

    @property
    def hidden(self) -> int:
        return self.whole.figures.total - len(self.lines)

    @property
    def lines_title(self) -> str:
        total = self.whole.figures.total
        if self.hidden:
            return _("%(shown)s of the %(total)s activities, the delayed ones first") % {
                "shown": count(len(self.lines)),
                "total": count(total),
            }
        if total == 1:
            return _("The only activity")
        words = _("Its %(total)s activities, the delayed ones first")
        return (words if self.whole.delayed else _("Its %(total)s activities")) % {"total": count(total)}

    @property
    def years(self) -> list[tuple[Share, drawing.Bar]]:
        """The money of each year with its bar, all on one scale."""
        return list(zip(self.money.years, self.amounts.bars, strict=True))

    @property
    def amounts(self) -> drawing.Money:
        return drawing.money([one.line for one in self.money.years])


def of_axis(axis: Axis, *, on: date, reader: Reader) -> Part:
    """What is followed of an axis, by objective; two queries, whatever it holds."""
    read = Reading.of(axis.plan, under(axis), Q(axis=axis), on=on, reader=reader)
    link = read.link_of(axis)
    by_objective = read.assessed_by(lambda place: place.objective)
    inside = [Inside.of(one, by_objective[one.pk], link) for one in read.objectives]
    return part(read, inside, link, label=_("Whole axis"), query=f"?axis={axis.position}")


def of_objective(objective: StrategicObjective, *, on: date, reader: Reader) -> Part:
    """What is followed of an objective, by result; two queries, whatever it holds."""
    chosen = Q(objective=objective) | Q(result__objective=objective)
    read = Reading.of(objective.plan, chosen, Q(pk=objective.pk), on=on, reader=reader)
    link = read.link_of(objective.axis)
    under = read.assessed_by(lambda place: place.result)
    inside = [Inside.of(one, under[one.pk], link) for one in read.results]
    if inside and under[None]:
        inside.append(Inside("", Named(_("Under none of its results")), "", group(under[None], link)))
    return part(read, inside, link, label=_("Whole objective"), query=f"?objective={objective.code}")


def part(read: Reading, inside: Sequence[Inside], link: AxisLink | None, *, label: str, query: str) -> Part:
    whole = group([one.assessed for one in read.known.activities], link)
    return Part(
        on=read.known.on,
        label=label,
        query=query,
        axis_query=f"?axis={link.position}" if link else "",
        whole=whole,
        inside=tuple(some(inside)),
        number_inside=len(inside),
        states=drawn_states(inside, States(label, counts(whole))),
        lines=tuple(lines_of(read, whole)),
        results=results_of(read.known),
        indicators=tuple(indicators_of(read, whole)),
        money=money_of(read.known, whole),
    )


def some(inside: Sequence[Inside]) -> Sequence[Inside]:
    """All of them in their order; the furthest behind, when they are too many for a page."""
    if len(inside) <= ROWS:
        return inside
    return sorted(inside, key=lambda one: (one.group.gap is None, one.group.gap or 0))[:ROWS]


def lines_of(read: Reading, whole: Group) -> Iterator[Line]:
    """The delayed first, then in the order of the plan."""

    def in_order(one: Known) -> tuple:
        return one.assessed.timeliness not in WANTS_A_CAUSE, read.order_of(read.activities[one.row.pk])

    closed = last_closed_of(read.known)
    for one in sorted(read.known.present, key=in_order)[:SHOWN]:
        stands = standing(one.followed, on=read.known.on, last_closed=closed)
        shown = Shown.of(one.row, read.known.leads)
        yield Line(replace(stands, activity=cast(Activity, shown)), tone=whole.pillar)


def indicators_of(read: Reading, whole: Group) -> Iterator[IndicatorLine]:
    rows = [(cast(Any, one.indicator), one) for one in read.known.indicators]
    rows.sort(key=lambda told: read.order_of(read.indicators[told[0].pk]))
    for row, one in rows[:INDICATORS]:
        yield IndicatorLine(
            one,
            read.known.on,
            tone=whole.pillar,
            name=named(row.name_fr, row.name_en),
            unit=named(row.unit_fr, row.unit_en),
        )


def drawn_states(inside: Sequence[Inside], whole: States) -> Chart:
    """The states of each group and of the whole; of the whole alone when there are many groups, or one."""
    filled = [one for one in inside if one.group.figures.total]
    groups = (
        [States(one.code or one.name.title, counts(one.group)) for one in filled]
        if 1 < len(filled) <= DRAWN
        else []
    )
    return timeliness(groups, whole=whole)


def money_of(known: Gathered, whole: Group) -> Money:
    """The money of all years, and of each."""
    by_year: dict[int, list[Amount]] = defaultdict(list)
    for line in known.lines:
        by_year[line.year].append(line)
    found = totals(known.lines)
    is_ahead = spends_ahead(found.execution, whole.figures.progress)
    return Money(
        whole=Share(found, whole.axis, is_whole=True, is_ahead=is_ahead),
        axes=(),
        years=tuple(Share(totals(by_year[year]), whole.axis, year=year) for year in sorted(by_year)),
    )


def last_closed_of(known: Gathered) -> Campaign | None:
    """The campaign of the latest period among those closed by the day; see `following.last_closed`."""
    closed = [one for one in known.campaigns if one.closes_on < known.on]
    return cast(Campaign, max(closed, key=attrgetter("ends_on", "starts_on"), default=None))
