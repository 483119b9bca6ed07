"""What changed lately, made of dated facts: never of the trail, which is for inquiry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from heapq import nlargest
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from activities.choices import DelayCause
from activities.choices import ReportedStatus as Status
from cnclctpa import typography
from cnclctpa.portal.reporting.dashboard.gathering import Gathered, Known
from cnclctpa.portal.reporting.dashboard.rows import (
    MeasurementRow,
    MilestoneRow,
    PostponementRow,
    ReportRow,
)
from cnclctpa.portal.reporting.dashboard.words import Named, language, named, percent
from plans.choices import IndicatorKind
from plans.measuring import Measured
from plans.protected import exactly

#: How many changes the dashboard tells.
SHOWN = 6
LONGEST = 120


@dataclass(frozen=True)
class Change:
    """``is_indicator`` says whose ``code`` it is: an indicator’s or an activity’s."""

    on: date
    what: str
    name: Named
    code: str
    detail: str = ""
    is_indicator: bool = False


@dataclass(frozen=True)
class Changes:
    latest: tuple[Change, ...]

    @property
    def title(self) -> str:
        if not self.latest:
            return _("No dated fact is recorded by this day")
        days = {one.on for one in self.latest}
        if len(days) == 1:
            return _("What changed on %(day)s") % {"day": typography.day(max(days), language())}
        return _("What changed since %(day)s") % {"day": typography.day(min(days), language())}


#: A day, what orders the facts of one day, and how the fact is told from the two objects that follow.
Fact = tuple[date, tuple, Callable[[Any, Any], Change], Any, Any]


def changes_of(known: Gathered) -> Changes:
    latest = nlargest(SHOWN, _facts(known), key=lambda fact: fact[:2])
    return Changes(tuple(tell(whose, row) for _on, _order, tell, whose, row in latest))


def _facts(known: Gathered) -> Iterator[Fact]:
    for one in known.activities:
        for fact in _facts_of(one):
            if fact[0] <= known.on and (one.assessed.is_present or fact[2] is _withdrawal):
                yield fact
    for told in known.indicators:
        # What a reader may not read of an indicator did not happen for them.
        for row in known.measurements.get(told.indicator.pk, ()) if told.is_open else ():
            if (day := day_of(row.validated_at)) <= known.on:
                yield day, (0, told.indicator.code, row.ends_on), _measurement, told, row


def _facts_of(one: Known) -> Iterator[Fact]:
    code = one.row.code
    for report in one.followed.reports:
        yield day_of(report.decided_at), (5, code, report.ends_on), _report, one, report
    for row in one.followed.postponements:
        yield row.decided_on, (4, code, row.decided_on), _postponement, one, row
    for place, step in enumerate(one.followed.milestones):
        if step.done_on is not None:
            yield step.done_on, (3, code, place), _milestone, one, step
    if one.row.added_on is not None:
        yield one.row.added_on, (2, code), _addition, one, None
    if one.row.withdrawn_on is not None:
        yield one.row.withdrawn_on, (1, code), _withdrawal, one, None


@lru_cache(maxsize=10_000)
def day_of(instant: Any) -> date:
    """The day of an instant as it travels in JSON: in universal time, with or without saying so."""
    read = datetime.fromisoformat(instant)
    return timezone.localtime(read if read.tzinfo else read.replace(tzinfo=UTC)).date()


def _change(one: Known, on: date, what: str, detail: str = "") -> Change:
    return Change(on, what, named(one.row.title_fr, one.row.title_en), one.row.code, detail)


def _report(one: Known, row: ReportRow) -> Change:
    told = {
        "status": Status(row.status).label,
        "progress": percent(None if row.percentage is None else row.percentage / 100, 0),
        "day": typography.day(row.ends_on, language()),
    }
    words = _("%(status)s on %(day)s") if row.percentage is None else _("%(status)s, %(progress)s on %(day)s")
    return _change(one, day_of(row.decided_at), _("Report validated"), words % told)


def _postponement(one: Known, row: PostponementRow) -> Change:
    told = {
        "end": typography.day(row.ends_on, language()),
        "cause": DelayCause(row.cause).label,
    }
    return _change(one, row.decided_on, _("Postponed"), _("to %(end)s; cause: %(cause)s") % told)


def _milestone(one: Known, row: MilestoneRow) -> Change:
    title = Truncator(named(row.title_fr, row.title_en).title).chars(LONGEST)
    return _change(one, row.done_on or date.min, _("Milestone done"), typography.typeset(title, language()))


def _addition(one: Known, _row: None) -> Change:
    return _change(one, one.row.added_on or date.min, _("Activity added"))


def _withdrawal(one: Known, _row: None) -> Change:
    return _change(one, one.row.withdrawn_on or date.min, _("Activity withdrawn"))


def _measurement(told: Measured, row: MeasurementRow) -> Change:
    indicator: Any = told.indicator
    return Change(
        on=day_of(row.validated_at),
        what=_("Measurement validated"),
        name=named(indicator.name_fr, indicator.name_en),
        code=indicator.code,
        detail=_value(row, indicator.kind),
        is_indicator=True,
    )


def _value(row: MeasurementRow, kind: str) -> str:
    on = typography.day(row.ends_on, language())
    if row.value is None and row.numerator is None:
        return typography.typeset(Truncator(row.words).chars(LONGEST), language())
    value = row.value
    if row.numerator is not None and row.denominator:
        value = row.numerator / row.denominator * 100
    return _("%(value)s on %(day)s") % {"value": exactly(value, kind=IndicatorKind(kind)).words, "day": on}
