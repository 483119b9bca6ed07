"""Worked examples of time: the twelve states, what is due, what is behind, who is silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.schedule import (
    Postponement,
    Report,
    ReportedStatus,
    Schedule,
    Timeliness,
    expected,
    is_silent,
    timeliness,
)
from cnclctpa import typography
from cnclctpa.portal.reporting.method.activity import MID_YEAR, ONE_DAY, SPRING, START, SUMMER, activity, told
from cnclctpa.portal.reporting.method.worked import Example, Line, day, day_of_year, percent, points
from cnclctpa.templatetags.states import timeliness_word
from cnclctpa.typography import MINUS


@dataclass(frozen=True)
class State:
    """A state of timeliness, its rule, and an activity that is in it on the day of the table."""

    timeliness: Timeliness
    rule: str
    situation: str


def states() -> tuple[State, ...]:
    """The twelve states in their order, each as computed from the facts that its situation tells."""
    return tuple(State(timeliness(facts, on=MID_YEAR), rule, situation) for rule, situation, facts in cases())


def cases() -> Iterator[tuple[str, str, Schedule]]:
    """A rule, what is told of an activity, and its facts."""
    yield from over()
    yield from not_open()
    yield from idle()
    yield from under_way()


def over() -> Iterator[tuple[str, str, Schedule]]:
    given_up, due, early, late = (
        date(2025, month, one) for month, one in ((5, 15), (5, 31), (5, 20), (6, 20))
    )
    sixty, forty = Decimal("0.60"), Decimal("0.40")
    cancelled = Report(SUMMER, ReportedStatus.CANCELLED, sixty, happened_on=given_up)
    yield (
        _("The last validated report says that it is given up."),
        _("Given up on %(day)s, at %(done)s.") % {"day": day_of_year(given_up), "done": percent(sixty)},
        activity(reports=[cancelled]),
    )
    yield (
        _("The last validated report says so, or every milestone is done, by the original end."),
        _("Due on %(due)s, completed on %(day)s.") % {"due": day_of_year(due), "day": day_of_year(early)},
        activity(ends_on=due, reports=[Report(SUMMER, ReportedStatus.COMPLETED, happened_on=early)]),
    )
    yield (
        _("The same, after the original end, even within a postponement."),
        _("Due on %(due)s, postponed to %(end)s, completed on %(day)s.")
        % {"due": day_of_year(due), "end": day_of_year(SUMMER), "day": day_of_year(late)},
        activity(
            ends_on=due,
            postponements=[Postponement(given_up, SUMMER)],
            reports=[Report(SUMMER, ReportedStatus.COMPLETED, happened_on=late)],
        ),
    )
    yield (
        _("The plan is over."),
        _("At %(done)s, in a plan that ended on %(day)s.")
        % {"done": percent(forty), "day": day_of_year(SUMMER)},
        Schedule(SUMMER, START, SUMMER, reports=[Report(SPRING, ReportedStatus.UNDER_WAY, forty)]),
    )


def not_open() -> Iterator[tuple[str, str, Schedule]]:
    yield (
        _("Its start or its end is missing."),
        _("Starts on %(day)s, without an end.") % {"day": day_of_year(START)},
        activity(ends_on=None),
    )
    yield (
        _("It starts on the day or later, and nothing is begun."),
        _("Starts on %(day)s.") % {"day": day_of_year(MID_YEAR)},
        activity(starts_on=MID_YEAR),
    )


def idle() -> Iterator[tuple[str, str, Schedule]]:
    stopped_on, ninety, half = date(2025, 6, 10), Decimal("0.90"), Decimal("0.50")
    yield (
        _("Its current end has passed."),
        _("Due on %(due)s, at %(done)s.") % {"due": day_of_year(SUMMER), "done": percent(ninety)},
        activity(ends_on=SUMMER, reports=[Report(SUMMER, ReportedStatus.UNDER_WAY, ninety)]),
    )
    yield (
        _("The last validated report says so."),
        _("Suspended on %(day)s, at %(done)s.") % {"day": day_of_year(stopped_on), "done": percent(half)},
        activity(reports=[Report(SUMMER, ReportedStatus.SUSPENDED, half, happened_on=stopped_on)]),
    )
    yield (
        _("It should have started; nothing is begun, and no validated report speaks of the time since."),
        _("Was to start on %(day)s; no report.") % {"day": day_of_year(START)},
        activity(),
    )
    yield (
        _("It should have started; a validated report says that it has not."),
        _("Was to start on %(day)s; report to %(end)s: “not started”.")
        % {"day": day_of_year(START), "end": day_of_year(SPRING)},
        activity(reports=[Report(SPRING, ReportedStatus.NOT_STARTED)]),
    )


def under_way() -> Iterator[tuple[str, str, Schedule]]:
    rules = {
        Decimal("0.30"): _("Its progress is more than 10 points below what is expected."),
        Decimal("0.45"): _("None of the above."),
    }
    wanted = percent(expected(activity(), on=MID_YEAR))
    for done, rule in rules.items():
        yield (
            rule,
            _("At %(done)s; %(expected)s expected.") % {"done": percent(done), "expected": wanted},
            activity(reports=[Report(SUMMER, ReportedStatus.UNDER_WAY, done)]),
        )


def state_word(facts: Schedule, *, on: date) -> str:
    return str(timeliness_word(timeliness(facts, on=on)))


def due_day() -> Example:
    done = Decimal("0.95")
    last_day = activity(ends_on=SUMMER, reports=[Report(SPRING, ReportedStatus.UNDER_WAY, done)])
    return Example(
        _("An activity at %(done)s") % {"done": percent(done)},
        (Line(_("Current end"), day(SUMMER)),),
        tuple(
            Line(_("State on %(day)s") % {"day": day(on)}, state_word(last_day, on=on))
            for on in (SUMMER, MID_YEAR)
        ),
    )


def ten_points() -> Example:
    wanted = expected(activity(), on=MID_YEAR) or Decimal(0)
    found: list[Line] = []
    for done in (Decimal("0.40"), Decimal("0.39")):
        facts = activity(reports=[Report(SUMMER, ReportedStatus.UNDER_WAY, done)])
        found += (
            Line(
                _("Points missing at %(done)s") % {"done": percent(done)},
                points(wanted - done),
                f"{points(wanted)} {MINUS} {points(done)}",
            ),
            Line(_("Its state"), state_word(facts, on=MID_YEAR)),
        )
    return Example(
        _("More than ten points, or not"),
        (Line(_("Expected on %(day)s") % {"day": day(MID_YEAR)}, percent(wanted)),),
        tuple(found),
    )


def silence() -> Example:
    campaign, on, before = (START, SUMMER), date(2025, 8, 15), START - ONE_DAY
    told_apart: tuple[tuple[str, list[Report], tuple[date, date] | None], ...] = (
        (_("Under way, reported to %(day)s") % {"day": day(before)}, [told(before, 20)], campaign),
        (_("Under way, reported to %(day)s") % {"day": day(SUMMER)}, [told(SUMMER, 20)], campaign),
        (_("Not begun, no report"), [], campaign),
        (_("Under way, before any campaign has closed"), [told(before, 20)], None),
    )
    since_last_year = date(2024, 7, 1)
    return Example(
        _("Silent or not, on %(day)s") % {"day": day(on)},
        (Line(_("Last closed campaign"), typography.period(*campaign, get_language(), short=True)),),
        tuple(
            Line(
                words,
                _("silent")
                if is_silent(
                    activity(since_last_year, reports=told_so_far), on=on, last_closed_campaign=closed
                )
                else _("not silent"),
            )
            for words, told_so_far, closed in told_apart
        ),
    )
