"""What an activity’s state means, in sentences: what was to happen, what did, and what is not known."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from activities import schedule
from activities.choices import DelayCause
from activities.following import Followed, Standing
from activities.models import Campaign
from activities.schedule import Timeliness
from cnclctpa import typography
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.spelling import spelled


def told_day(when: date | None) -> str:
    return typography.day(when, get_language() or "fr")


def told_share(share: Decimal | None) -> str:
    return typography.percent(share, get_language() or "fr", decimals=0)


def told_number(value: Decimal | int) -> str:
    return typography.number(value, get_language() or "fr")


def in_letters(count: int) -> str:
    return spelled(count, get_language() or "fr")


def state_in_sentences(
    one: Followed, standing: Standing, *, on: date, last_closed: Campaign | None = None
) -> list[str]:
    """Why the activity is in its state on that day; each item is a whole sentence."""
    found = [str(reason) for reason in _reasons(one, standing, on)]
    if standing.wants_a_cause:
        found += _delay(standing)
    if standing.is_silent and last_closed is not None:
        found.append(
            _("No validated report covers the last closed campaign: %(period)s.")
            % {"period": period_name(last_closed.starts_on, last_closed.ends_on)}
        )
    return found


#: What a state says by itself; the other states look at the reports and the milestones.
REASONS = {
    Timeliness.NOT_ACHIEVED: gettext_lazy(
        "The plan ended on %(plan_end)s, and nothing says that this activity was completed."
    ),
    Timeliness.UNDATED: gettext_lazy(
        "Its start or its end is not recorded: nothing can be expected of it on a given day."
    ),
    Timeliness.UPCOMING: gettext_lazy("It is to begin on %(start)s and to end on %(end)s."),
    Timeliness.LATE: gettext_lazy("It was due on %(end)s."),
    Timeliness.NOT_REPORTED: gettext_lazy(
        "It was to begin on %(start)s; no validated report has told of it since."
    ),
    Timeliness.LATE_START: gettext_lazy(
        "It was to begin on %(start)s; the validated reports say that it has not."
    ),
    Timeliness.BEHIND: gettext_lazy(
        "%(done)s is done where %(expected)s was expected: more than ten points are missing."
    ),
    Timeliness.ON_TRACK: gettext_lazy("%(done)s is done; %(expected)s was expected. It is due on %(end)s."),
}


def _reasons(one: Followed, standing: Standing, on: date) -> Iterator[str]:
    if standing.timeliness in (Timeliness.CANCELLED, Timeliness.SUSPENDED):
        yield from _stopped(one, standing, on)
    elif standing.timeliness in schedule.DONE:
        yield from _completed(one, on)
    elif standing.timeliness is Timeliness.ON_TRACK and standing.progress is None:
        yield _("It has begun; how far it has come is not known.")
    else:
        yield REASONS[standing.timeliness] % {
            "start": told_day(standing.starts_on),
            "end": told_day(standing.ends_on),
            "plan_end": told_day(one.schedule.plan_ends_on),
            "done": told_share(standing.progress),
            "expected": told_share(standing.expected),
        }


def _stopped(one: Followed, standing: Standing, on: date) -> Iterator[str]:
    report = schedule.standing(one.schedule, on=on)
    if report is None:
        return
    told = {"day": told_day(report.about), "done": told_share(standing.progress)}
    if standing.timeliness is Timeliness.CANCELLED:
        yield _("It was given up on %(day)s, as a validated report says.") % told
    elif standing.progress is None:
        yield _("It has been suspended since %(day)s.") % told
    else:
        yield _("It has been suspended since %(day)s, when %(done)s was done.") % told


def _completed(one: Followed, on: date) -> Iterator[str]:
    done_on = schedule.completed_on(one.schedule, on=on)
    if done_on is None:
        return
    yield _("It was completed on %(day)s.") % {"day": told_day(done_on)}
    end = one.schedule.ends_on
    if end is not None and done_on > end:
        days = (done_on - end).days
        words = ngettext(
            "That is one day after its original end.",
            "That is %(days)s days after its original end.",
            days,
        )
        yield words % {"days": told_number(days)}


def _delay(standing: Standing) -> Iterator[str]:
    """The forecast and the cause that a delay wants, or that they are wanting."""
    if standing.forecast_on is not None:
        yield _("Its end is forecast for %(day)s.") % {"day": told_day(standing.forecast_on)}
    elif standing.timeliness is Timeliness.LATE:
        yield _("No forecast date is recorded.")
    if standing.cause:
        yield _("Cause of the delay: %(cause)s.") % {"cause": DelayCause(standing.cause).label}
    else:
        yield _("The cause of the delay is not recorded.")


def progress_counted(one: Followed, *, on: date) -> str:
    """What the percentage of progress counts; that nothing tells it when it is not known."""
    report = schedule.standing(one.schedule, on=on)
    if report is not None and report.status == schedule.ReportedStatus.COMPLETED:
        return _("A validated report says that it is completed.")
    if one.schedule.milestones:
        return milestones_counted(one, on=on)
    known = [row for row in one.reports if row.ends_on <= on]
    if not known:
        return _("It has no milestone and no validated report: how far it has come is not known.")
    last = known[-1]
    return _("As the validated report on %(period)s says.") % {
        "period": period_name(last.starts_on, last.ends_on)
    }


def milestones_counted(one: Followed, *, on: date) -> str:
    """How many milestones are done, and how many points out of all they weigh."""
    milestones = one.schedule.milestones
    done = [row for row in milestones if row.is_done(on)]
    told = {"done": in_letters(len(done)), "total": in_letters(len(milestones))}
    whole = sum(row.weight for row in milestones)
    if not whole:
        words = ngettext(
            "%(done)s milestone done out of %(total)s, all of equal weight.",
            "%(done)s milestones done out of %(total)s, all of equal weight.",
            len(done),
        )
        return capfirst(words % told)
    told |= {"points": told_number(sum(row.weight for row in done)), "whole": told_number(whole)}
    words = ngettext(
        "%(done)s milestone done out of %(total)s: %(points)s points out of %(whole)s.",
        "%(done)s milestones done out of %(total)s: %(points)s points out of %(whole)s.",
        len(done),
    )
    return capfirst(words % told)


def dates_title(one: Followed, standing: Standing) -> str:
    """The finding on its dates: how far its end has moved since the origin, or is forecast to."""
    original, current = one.schedule.ends_on, standing.ends_on
    if original is None or current is None:
        return _("Its dates are not all recorded")
    forecast = standing.forecast_on
    if forecast is not None and forecast > max(original, current) and _is_open(standing):
        days = (forecast - original).days
        words = ngettext(
            "Its end is forecast one day after the original date",
            "Its end is forecast %(days)s days after the original date",
            days,
        )
        return words % {"days": told_number(days)}
    if not standing.slippage:
        return _("Its original dates still stand")
    days = abs(standing.slippage)
    if standing.slippage > 0:
        words = ngettext("Its end was postponed by one day", "Its end was postponed by %(days)s days", days)
    else:
        words = ngettext(
            "Its end was brought forward by one day", "Its end was brought forward by %(days)s days", days
        )
    return words % {"days": told_number(days)}


def _is_open(standing: Standing) -> bool:
    return standing.timeliness not in schedule.DONE and not standing.is_cancelled


def progress_title(standing: Standing) -> str:
    """The finding on its progress: what is done against what was expected."""
    told = {"done": told_share(standing.progress), "expected": told_share(standing.expected)}
    if standing.progress is None:
        return _("How far it has come is not known")
    if standing.is_cancelled:
        return _("%(done)s was done when it was given up") % told
    if not _is_open(standing):
        return _("All of it is done")
    if standing.expected is None:
        return _("%(done)s is done; what was expected cannot be said") % told
    if standing.progress > standing.expected:
        return _("%(done)s is done, more than the %(expected)s expected") % told
    if standing.progress < standing.expected:
        return _("%(done)s is done, %(expected)s was expected") % told
    return _("%(done)s is done, as expected") % told
