"""One expected result: what it changes, its indicators, and the activities that lead to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst

from activities.following import standing
from activities.rollup import RollUp, roll_up
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.portal.reporting.activities.detail import last_closed_of
from cnclctpa.portal.reporting.activities.lines import ActivityLine, together_counted, together_title
from cnclctpa.portal.reporting.activities.rows import followed_together
from cnclctpa.portal.reporting.objective import MEANINGS
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reference.citations import with_sources
from plans.choices import ResultLevel
from plans.measuring import Measured, measured
from plans.models import Axis, Indicator, Plan, Result
from plans.protected import (
    NOTHING_PUBLISHED,
    PublishedFigures,
    Told,
    exactly,
    is_open,
    protection_of,
    published_figures,
)
from plans.readers import Reader


@dataclass(frozen=True)
class IndicatorLine:
    measured: Measured

    @property
    def target(self) -> Told | None:
        """The last target, or all of them added when years add up, told as the values are."""
        goal = self.measured.in_all
        return exactly(goal.value, kind=self.measured.indicator.kind) if goal else None


@dataclass(frozen=True)
class ResultPage:
    result: Result
    on: date
    axes: tuple[Axis, ...]
    siblings: tuple[Result, ...]
    indicators: tuple[IndicatorLine, ...]
    lines: tuple[ActivityLine, ...]
    figures: RollUp

    @property
    def plan(self) -> Plan:
        return self.result.objective.plan

    @property
    def level(self) -> str | Promise:
        return capfirst(ResultLevel(self.result.level).label)

    @property
    def meaning(self) -> str | Promise:
        return MEANINGS[ResultLevel(self.result.level)]

    @property
    def pillar(self) -> str:
        axis = self.result.objective.axis
        return axis.pillar if axis else ""

    @property
    def title(self) -> str:
        return together_title(self.figures)

    @property
    def counted(self) -> list[str]:
        return together_counted(self.figures)

    @property
    def bar(self) -> Bar:
        return bar(self.figures.progress, self.figures.expected, pillar=self.pillar)


def results_to_show(user) -> QuerySet[Result]:
    """The results of the plans that the person may see; a code may come back under another objective."""
    return Result.objects.filter(objective__plan__in=Plan.objects.visible_to(user)).select_related(
        "objective__plan", "objective__axis"
    )


def report_on(result: Result, *, on: date, reader: Reader) -> ResultPage:
    """The page of a result read through `results_to_show`, in at most six more queries."""
    objective, plan = result.objective, result.objective.plan
    activities = list(result.activities.all().select_related("lead").order_by("position", "code"))
    for activity in activities:
        activity.plan, activity.result, activity.objective = plan, result, None
    followed, (axes, siblings, campaigns, indicators) = followed_together(
        activities,
        plan.axes.all(),
        objective.results.all(),
        plan.campaigns.all(),
        Indicator.objects.filter(result=result).present(on),
    )
    given(plan, axes, campaigns, indicators)
    if objective.axis is not None:
        objective.axis.plan = plan
    with_sources([result])
    closed = last_closed_of(campaigns, on=on)
    present = [one for one in followed if one.counts(on)]
    return ResultPage(
        result=result,
        on=on,
        axes=tuple(axes),
        siblings=tuple(one for one in siblings if one.pk != result.pk),
        indicators=tuple(IndicatorLine(one) for one in _measured(indicators, plan, on=on, reader=reader)),
        lines=tuple(ActivityLine(standing(one, on=on, last_closed=closed)) for one in present),
        figures=roll_up([one.weighed for one in followed], on=on),
    )


def _measured(indicators: list[Indicator], plan: Plan, *, on: date, reader: Reader) -> list[Measured]:
    if not indicators:
        return []
    return measured(indicators, on=on, reader=reader, figures=_figures(indicators, plan, reader))


def _figures(indicators: list[Indicator], plan: Plan, reader: Reader) -> PublishedFigures:
    """What is published, read only for indicators that this reader may not read themselves."""
    if all(is_open(protection_of(one), reader) for one in indicators):
        return NOTHING_PUBLISHED
    return published_figures(plan)
