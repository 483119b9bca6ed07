"""The drawings of one activity: its dates on one scale, and its progress against what was expected."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import schedule
from activities.following import Followed, Standing
from cnclctpa.charts.calendar import Calendar, Span, calendar
from cnclctpa.charts.curve import Curve, Point, Said, curve
from cnclctpa.portal.reporting.activities.words import told_share
from cnclctpa.typography import period

A_DAY = timedelta(days=1)


def calendar_of(one: Followed, standing: Standing, *, on: date, tone: str) -> Calendar:
    """The original dates, the current ones when they differ, and the end that is forecast beyond them."""
    first = (one.schedule.starts_on, one.schedule.ends_on)
    now = (standing.starts_on, standing.ends_on)
    spans = [_span(_("Originally"), *first)] if now != first else []
    label = _("After postponement") if now != first else _("Dates")
    spans.append(_span(label, *now, tone=tone, done=standing.progress))
    if standing.forecast_on is not None and standing.ends_on and standing.forecast_on > standing.ends_on:
        spans.append(
            Span(
                label=_("Forecast"),
                text=period(None, standing.forecast_on, get_language() or "fr", short=True),
                starts_on=standing.ends_on + A_DAY,
                ends_on=standing.forecast_on,
                is_missing=True,
            )
        )
    return calendar(spans, today=on)


def _span(label: str, starts_on: date | None, ends_on: date | None, **options) -> Span:
    text = period(starts_on, ends_on, get_language() or "fr", short=True)
    return Span(label, text, starts_on, ends_on, **options)


def curve_of(one: Followed, standing: Standing, *, on: date) -> Curve | None:
    """A point at each day that changes something; None without two days to draw between."""
    facts = one.schedule
    bounds = [facts.starts_on, facts.ends_on, standing.starts_on, standing.ends_on]
    days = sorted(day for day in bounds if day is not None)
    if len(days) < 4 or standing.progress is None:
        return None
    turns = {*days, *(day + A_DAY for day in days if day < days[-1]), on, *_turns(one, until=on)}
    first, last = days[0], max(days[-1], min(on, facts.plan_ends_on))
    points = [_point(facts, day, on) for day in sorted(turns) if first <= day <= last]
    return curve(
        points,
        starts_on=first,
        ends_on=last,
        today=on,
        today_label=period(on, on, get_language() or "fr", short=True),
        said=Said(
            actual=_("Done: %(share)s") % {"share": told_share(standing.progress)},
            expected=_("Expected: %(share)s") % {"share": told_share(standing.expected)},
        ),
    )


def _turns(one: Followed, *, until: date) -> set[date]:
    """The days on which progress or the dates changed, and the eve of each: progress goes by steps."""
    days = {row.done_on for row in one.milestones if row.done_on is not None}
    days |= {report.about for report in one.schedule.reports}
    days |= {row.decided_on for row in one.postponements}
    eves = {day - A_DAY for day in days if date.min < day <= until}
    return eves | {day for day in days if day <= until}


def _point(facts: schedule.Schedule, day: date, on: date) -> Point:
    """The days to come go by the dates of ``on``: what was decided after it is not known."""
    starts_on, ends_on = schedule.current_dates(facts, on=min(day, on))
    return Point(
        day,
        actual=schedule.progress(facts, on=day) if day <= on else None,
        expected=schedule.elapsed(starts_on, ends_on, on=day),
        original=schedule.expected_originally(facts, on=day),
    )
