"""The activities of a plan: those that answer the filters, sorted and cut into pages by the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities.following import standing
from activities.models import Activity, Campaign
from activities.schedule import WANTS_A_CAUSE, Timeliness
from activities.spellings import standing_on
from cnclctpa.portal.activity_filter import ActivityFilter, Chip, Choices, Mistake
from cnclctpa.portal.reporting.activities.detail import last_closed_of
from cnclctpa.portal.reporting.activities.lines import ActivityLine
from cnclctpa.portal.reporting.activities.rows import followed_together, regions
from cnclctpa.portal.reporting.activities.words import told_number
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reading import read_together
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Organisation
from plans.models import AnnualPlan, Axis, Plan, Result, StrategicObjective

A_PAGE = 25
#: Activities read at a time where the whole list is, however long it is.
A_BATCH = 1000
#: By what the list is sorted; the first is the order of the plan.
SORTS = {
    "code": "",
    "title": "sort_text",
    "lead": "lead__sort_text",
    "state": "stands_order",
    "progress": "stands_progress",
    "end": "stands_ends_on",
    "slippage": "stands_slippage",
}
HEADINGS = {
    "code": gettext_lazy("Code"),
    "title": gettext_lazy("Activity"),
    "lead": gettext_lazy("Lead organisation"),
    "state": gettext_lazy("State"),
    "progress": gettext_lazy("Progress"),
    "end": gettext_lazy("End"),
    "slippage": gettext_lazy("Slippage"),
}


@dataclass(frozen=True)
class Order:
    """A column and a direction."""

    key: str
    is_down: bool = False

    @property
    def written(self) -> str:
        """As the address says it; nothing for the order of the plan."""
        told = f"-{self.key}" if self.is_down else self.key
        return "" if told == "code" else told

    def sort(self, activities: Any) -> QuerySet[Activity]:
        """What is not known comes last, whatever the direction; equals are in the order of the plan."""
        plain = activities.in_order()
        if not (field := SORTS[self.key]):
            return plain.reverse() if self.is_down else plain
        first = F(field).desc(nulls_last=True) if self.is_down else F(field).asc(nulls_last=True)
        return plain.order_by(first, *plain.query.order_by)


@dataclass(frozen=True)
class Heading:
    """A column that sorts the list; ``direction`` is that of ``aria-sort``, for the one that does now."""

    key: str
    label: str | Promise
    direction: str
    query: str


@dataclass(frozen=True)
class OrderChoice:
    """An order that the form offers, where the headings of the table are not seen."""

    written: str
    label: str
    is_current: bool


@dataclass(frozen=True)
class Facet:
    """How many of the activities that answer the other filters are in a state; its link shows them."""

    state: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class ActivityList:
    """``total`` counts the activities of the plan on the day, ``found`` those that answer."""

    plan: Plan
    on: date
    axes: tuple[Axis, ...]
    objectives: tuple[StrategicObjective, ...]
    annual_plans: tuple[AnnualPlan, ...]
    form: ActivityFilter
    order: Order
    mistakes: tuple[Mistake, ...]
    kept: Mapping[str, str]
    total: int
    withdrawn: int
    by_state: Mapping[str, int]
    page: Page
    lines: tuple[ActivityLine, ...]
    last_closed: Campaign | None

    @property
    def found(self) -> int:
        return self.page.paginator.count

    @property
    def late(self) -> int:
        return sum(self.by_state.get(state, 0) for state in WANTS_A_CAUSE)

    @property
    def title(self) -> str:
        """The finding: how many are listed, and how many of these are delayed."""
        told = {
            "found": told_number(self.found),
            "total": told_number(self.total),
            "late": told_number(self.late),
        }
        if not self.total:
            return _("No activity is entered yet")
        if not self.found:
            return _("No activity answers, out of %(total)s") % told
        if self.form.is_active:
            words = ngettext(
                "%(found)s activity out of %(total)s answers",
                "%(found)s activities out of %(total)s answer",
                self.found,
            )
        elif self.late:
            words = ngettext(
                "%(found)s activity, %(late)s delayed", "%(found)s activities, %(late)s delayed", self.found
            )
        else:
            words = ngettext("%(found)s activity", "%(found)s activities", self.found)
        return words % told

    @property
    def shown(self) -> str:
        """Which of those found the page shows, and in what order."""
        told = {
            "first": told_number(self.page.start_index()),
            "last": told_number(self.page.end_index()),
            "found": told_number(self.found),
        }
        return _("Activities %(first)s to %(last)s of %(found)s.") % told

    @property
    def chips(self) -> list[Chip]:
        return list(self.form.chips(self.kept))

    @property
    def cleared(self) -> str:
        return urlencode(self.kept)

    @property
    def query(self) -> str:
        """What the address asks, without the page."""
        return self._query(self.form.asked)

    @property
    def facets(self) -> list[Facet]:
        asked = self.form.asked
        others = {name: value for name, value in asked.items() if name != "state"}
        return [
            Facet(
                state.value,
                self.by_state[state],
                self._query({**others, "state": state.value}),
                asked.get("state") == state,
            )
            for state in Timeliness
            if self.by_state.get(state)
        ]

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(key) for key in SORTS]

    @property
    def orders(self) -> list[OrderChoice]:
        return [
            OrderChoice(order.written, words % {"column": HEADINGS[order.key]}, order == self.order)
            for key in SORTS
            for order, words in (
                (Order(key), _("%(column)s, ascending")),
                (Order(key, is_down=True), _("%(column)s, descending")),
            )
        ]

    def _heading(self, key: str) -> Heading:
        is_sorting = self.order.key == key
        following = Order(key, is_down=is_sorting and not self.order.is_down)
        direction = ("descending" if self.order.is_down else "ascending") if is_sorting else ""
        kept = {name: value for name, value in self.kept.items() if name != "sort"}
        if following.written:
            kept["sort"] = following.written
        return Heading(key, HEADINGS[key], direction, urlencode({**self.form.asked, **kept}))

    def _query(self, asked: Mapping[str, str]) -> str:
        return urlencode({**asked, **self.kept})


def asked_order(words: str) -> Order | None:
    """The order asked by an address, as ``title`` or ``-end``; None when it is not understood."""
    key = words.removeprefix("-")
    return Order(key, is_down=words.startswith("-")) if key in SORTS else None


def listed(
    plan: Plan, data: Mapping[str, str], *, on: date, kept_day: str = "", has_lines: bool = True
) -> ActivityList:
    """The list that an address asks of a plan; at most eight queries, whatever the number of activities.

    ``kept_day`` is the day as links write it, nothing for today. Without lines, `every_line` reads them all.
    """
    axes, objectives, campaigns, annual_plans = read_together(
        plan.axes.all(), plan.objectives.all(), plan.campaigns.all(), plan.annual_plans.all()
    )
    given(plan, axes, objectives, annual_plans)
    form = ActivityFilter(data, choices_of(plan, axes, objectives, annual_plans))
    asked = str(data.get("sort", "")).strip()
    order = asked_order(asked) if asked else Order("code")
    mistakes = [*form.mistakes, *([Mistake(_("Order"), asked)] if order is None else [])]
    order = order or Order("code")
    total, withdrawn = _counted(plan, on=on)
    present = standing_on(Activity.objects.of(plan).present(on), on=on)
    by_state = _by_state(form.filter_but_state(present, on=on))
    found = sum(by_state.get(state, 0) for state in form.states)
    page = _page(order.sort(form.filter(present, on=on)), found, str(data.get("page", "")))
    last_closed = last_closed_of(campaigns, on=on)
    rows = list(page.object_list) if has_lines else []
    lines = _lines(rows, plan, axes, objectives, last_closed, on=on)
    if not total:
        with_sources(axes, objectives, annual_plans)
    return ActivityList(
        plan=plan,
        on=on,
        axes=tuple(axes),
        objectives=tuple(objectives),
        annual_plans=tuple(annual_plans),
        form=form,
        order=order,
        mistakes=tuple(mistakes),
        kept={name: value for name, value in (("sort", order.written), ("on", kept_day)) if value},
        total=total,
        withdrawn=withdrawn,
        by_state=by_state,
        page=page,
        lines=tuple(lines),
        last_closed=last_closed,
    )


def every_line(found: ActivityList) -> Iterator[ActivityLine]:
    """All that the list finds, in its order; one query, then two for each batch."""
    plan, on = found.plan, found.on
    answering = found.form.filter(standing_on(Activity.objects.of(plan).present(on), on=on), on=on)
    keys = list(found.order.sort(answering).values_list("pk", flat=True))
    for start in range(0, len(keys), A_BATCH):
        batch = keys[start : start + A_BATCH]
        read = Activity.objects.select_related("lead").in_bulk(batch)
        rows = [read[key] for key in batch]
        yield from _lines(rows, plan, found.axes, found.objectives, found.last_closed, on=on)


def choices_of(
    plan: Plan,
    axes: Sequence[Axis],
    objectives: Sequence[StrategicObjective],
    annual_plans: Sequence[AnnualPlan],
) -> Choices:
    """Two queries: the organisations that lead, the regions where something happens."""
    activities = Activity.objects.of(plan)
    places = Activity.regions.through.objects.filter(activity__plan=plan)
    return Choices(
        axes=axes,
        objectives=objectives,
        leads=Organisation.objects.filter(pk__in=activities.values("lead")),
        regions=regions().filter(pk__in=places.values("region")),
        years=[one.year for one in annual_plans],
    )


def _counted(plan: Plan, *, on: date) -> tuple[int, int]:
    """The activities of the plan on the day, and those withdrawn by it."""
    every = Activity.objects.of(plan)
    counts = every.aggregate(
        total=Count("pk", filter=Q(pk__in=every.present(on))),
        withdrawn=Count("pk", filter=Q(withdrawn_on__lte=on)),
    )
    return counts["total"], counts["withdrawn"]


def _by_state(activities: QuerySet[Any, Any]) -> dict[str, int]:
    return dict(activities.order_by().values_list("stands_timeliness").annotate(Count("pk")))


def _page(activities: QuerySet[Activity], found: int, asked: str) -> Page:
    """The page asked; the first or the last one when there is no such page."""
    paginator = Paginator(activities.select_related("lead"), A_PAGE)
    paginator.count = found  # already counted, by state
    return paginator.get_page(asked)


def _lines(
    rows: Sequence[Activity],
    plan: Plan,
    axes: Sequence[Axis],
    objectives: Sequence[StrategicObjective],
    last_closed: Campaign | None,
    *,
    on: date,
) -> list[ActivityLine]:
    """Where the activities stand, computed from their rows as on every other page."""
    if not rows:
        return []
    given(plan, rows)
    followed, [results] = followed_together(rows, Result.objects.filter(objective__plan=plan))
    _place(rows, axes, objectives, results)
    return [ActivityLine(standing(one, on=on, last_closed=last_closed)) for one in followed]


def _place(rows, axes, objectives, results) -> None:
    """Give each activity its objective or its result, and their axis, which are already read."""
    by_axis = {one.pk: one for one in axes}
    by_objective = {one.pk: one for one in objectives}
    for objective in objectives:
        objective.axis = by_axis.get(objective.axis_id)
    for result in results:
        result.objective = by_objective[result.objective_id]
    by_result = {one.pk: one for one in results}
    for activity in rows:
        activity.objective = by_objective.get(activity.objective_id)
        activity.result = by_result.get(activity.result_id)
