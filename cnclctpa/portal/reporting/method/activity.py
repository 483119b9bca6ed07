"""Worked examples of one activity: progress, expected progress, dates that move."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.schedule import (
    Milestone,
    Postponement,
    Report,
    ReportedStatus,
    Schedule,
    current_dates,
    expected,
    expected_originally,
    progress,
    slippage,
)
from cnclctpa.portal.reporting.method.worked import Example, Line, added, day, number, percent

PLAN_END = date(2027, 12, 31)
START, END = date(2025, 1, 1), date(2025, 12, 31)
MID_YEAR = date(2025, 7, 1)
SPRING, SUMMER = date(2025, 3, 31), date(2025, 6, 30)
ONE_DAY = timedelta(days=1)


def activity(starts_on: date | None = START, ends_on: date | None = END, **facts) -> Schedule:
    return Schedule(PLAN_END, starts_on, ends_on, **facts)


def told(ends_on: date, percentage: int) -> Report:
    return Report(ends_on, ReportedStatus.UNDER_WAY, Decimal(percentage) / 100)


def milestones() -> Example:
    weights = {
        _("Training module, done: weight"): (1, True),
        _("Session in Ségou, done: weight"): (1, True),
        _("Session in Mopti, not done: weight"): (2, False),
    }
    done = [number(weight) for weight, is_done in weights.values() if is_done]
    every = [number(weight) for weight, _is_done in weights.values()]

    def of_weights(factor: int) -> Decimal | None:
        steps = [
            Milestone(Decimal(weight * factor), done_on=START if is_done else None)
            for weight, is_done in weights.values()
        ]
        return progress(activity(milestones=steps), on=MID_YEAR)

    return Example(
        _("Three milestones, two of them done"),
        tuple(Line(words, number(weight)) for words, (weight, _is_done) in weights.items()),
        (
            Line(_("Progress"), percent(of_weights(1)), f"({added(done)}) ÷ ({added(every)})"),
            Line(_("If all the weights were zero"), percent(of_weights(0)), f"{len(done)} ÷ {len(every)}"),
        ),
    )


def reports() -> Example:
    facts = (told(SPRING, 20), told(SUMMER, 45))
    asked = (SPRING - timedelta(days=16), date(2025, 5, 15), date(2025, 8, 15))
    return Example(
        _("No milestone, two validated reports"),
        tuple(
            Line(_("Report on the period to %(day)s") % {"day": day(one.ends_on)}, percent(one.share))
            for one in facts
        ),
        tuple(
            Line(
                _("Progress on %(day)s") % {"day": day(on)},
                percent(progress(activity(reports=facts), on=on)),
                absent=_("not recorded"),
            )
            for on in asked
        ),
    )


def expected_share() -> Example:
    year = activity()
    days = (END - START).days + 1
    months = [monthrange(MID_YEAR.year, month)[1] for month in range(START.month, MID_YEAR.month)]
    over = sum(months)
    return Example(
        _("From %(start)s to %(end)s") % {"start": day(START), "end": day(END)},
        (
            Line(_("Days of the activity"), number(days)),
            Line(
                _("Days over on %(day)s, that day not counted") % {"day": day(MID_YEAR)},
                number(over),
                added(map(str, months)),
            ),
        ),
        (
            Line(
                _("Expected on %(day)s") % {"day": day(MID_YEAR)},
                percent(expected(year, on=MID_YEAR)),
                f"{over} ÷ {days}",
            ),
            Line(_("On the first day"), percent(expected(year, on=START)), f"0 ÷ {days}"),
            Line(_("On the last day"), percent(expected(year, on=END)), f"{days - 1} ÷ {days}"),
            Line(_("The day after"), percent(expected(year, on=END + ONE_DAY)), f"{days} ÷ {days}"),
        ),
    )


def dates() -> Example:
    decided_on, ends_on, on = date(2025, 10, 1), date(2026, 3, 31), date(2026, 1, 1)
    moved = activity(postponements=(Postponement(decided_on, ends_on),))
    days, later = (END - START).days + 1, (ends_on - END).days
    months = [monthrange(ends_on.year, month)[1] for month in range(1, ends_on.month + 1)]
    before = decided_on - ONE_DAY
    return Example(
        _("An end postponed"),
        (
            Line(_("Original end"), day(END)),
            Line(
                _("Current end, decided on %(day)s") % {"day": day(decided_on)},
                day(current_dates(moved, on=on)[1] or END),
            ),
        ),
        (
            Line(
                _("Slippage on %(day)s, in days") % {"day": day(before)}, number(slippage(moved, on=before))
            ),
            Line(
                _("Slippage on %(day)s, in days") % {"day": day(on)},
                number(slippage(moved, on=on)),
                added(map(str, months)),
            ),
            Line(
                _("Expected that day, original dates"),
                percent(expected_originally(moved, on=on)),
                f"{days} ÷ {days}",
            ),
            Line(
                _("Expected that day, current dates"),
                percent(expected(moved, on=on)),
                f"{days} ÷ ({days} + {later})",
            ),
        ),
    )
