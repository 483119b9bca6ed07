"""The five questions, always in this order: a number, a bar, a sentence, a line on what is counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.schedule import Timeliness
from cnclctpa import typography
from cnclctpa.charts.axis import short
from cnclctpa.charts.shares import Width, lean, seen, width
from cnclctpa.portal.reporting.dashboard.lessons import Lessons
from cnclctpa.portal.reporting.dashboard.money import Money
from cnclctpa.portal.reporting.dashboard.progress import Progress
from cnclctpa.portal.reporting.dashboard.results import Results
from cnclctpa.portal.reporting.dashboard.words import (
    count,
    francs,
    language,
    listed,
    percent,
    percent_sign,
)


@dataclass(frozen=True)
class Gauge:
    """Widths in per cent; ``rest`` follows ``done`` and is hatched: unknown, or missing money."""

    tone: str
    done: Width
    rest: Width = 0
    is_missing: bool = False
    pin: Width | None = None


@dataclass(frozen=True)
class Question:
    """``figure`` is empty when the answer is not known: ``sentence`` then says why."""

    title: str
    anchor: str
    sentence: str
    figure: str = ""
    unit: str = ""
    gauge: Gauge | None = None
    note: str = ""


def questions_of(
    progress: Progress, results: Results, money: Money, lessons: Lessons
) -> tuple[Question, ...]:
    return (
        advances(progress),
        is_on_time(progress),
        bears_results(results),
        has_money(money),
        keeps_lessons(lessons),
    )


def advances(progress: Progress) -> Question:
    title, anchor = _("Is the plan advancing?"), "progress"
    figures = progress.whole.figures
    if not figures.total:
        return Question(title, anchor, _("No activity has been entered yet."))
    if figures.progress is None:
        return Question(title, anchor, _("All its activities are cancelled."), note=progress.counted)
    if figures.expected is None:
        sentence = _("done; without dates, nothing says what is expected")
    else:
        sentence = _("done, against %(expected)s expected by this day") % {
            "expected": percent(figures.expected)
        }
    done = seen(figures.progress)
    return Question(
        title,
        anchor,
        sentence,
        figure=typography.number(figures.progress * 100, language(), decimals=1),
        unit=percent_sign(),
        gauge=Gauge(
            "ink",
            done,
            rest=min(width(progress.whole.unknown or 0), lean(100 - done)),
            pin=None if figures.expected is None else width(figures.expected),
        ),
        note=progress.counted,
    )


def is_on_time(progress: Progress) -> Question:
    title, anchor = _("Is it on time?"), "schedule"
    whole = progress.whole
    if not whole.figures.total:
        return Question(title, anchor, _("No activity has been entered yet."))
    if not whole.under_way:
        return Question(title, anchor, _("No activity is under way."), note=_over(progress))
    if whole.how_many(Timeliness.NOT_ACHIEVED):
        among = whole.figures.counted
        words = ngettext(
            "activity was not achieved when the plan ended",
            "activities were not achieved when the plan ended",
            among,
        )
    else:
        among = whole.under_way
        words = ngettext(
            "activity under way is late, behind what is expected or not begun",
            "activities under way are late, behind what is expected or not begun",
            among,
        )
    return Question(
        title,
        anchor,
        words,
        figure=count(whole.delayed),
        unit=out_of(among),
        gauge=Gauge("alert", seen(whole.delayed, among)),
        note=listed(_late_parts(progress)),
    )


def _late_parts(progress: Progress) -> Iterator[tuple[int, str]]:
    number = progress.whole.how_many(Timeliness.LATE)
    yield number, ngettext("%(count)s overdue", "%(count)s overdue", number)
    number = progress.whole.how_many(Timeliness.BEHIND)
    yield number, ngettext("%(count)s behind", "%(count)s behind", number)
    number = progress.whole.how_many(Timeliness.LATE_START)
    yield number, ngettext("%(count)s not begun", "%(count)s not begun", number)
    number = progress.whole.how_many(Timeliness.NOT_REPORTED)
    yield number, ngettext("besides, %(count)s not reported", "besides, %(count)s not reported", number)
    number = progress.whole.how_many(Timeliness.SUSPENDED)
    yield number, ngettext("%(count)s suspended", "%(count)s suspended", number)
    number = progress.whole.how_many(Timeliness.ON_TRACK)
    yield number, ngettext("%(count)s on track", "%(count)s on track", number)


def _over(progress: Progress) -> str:
    done, to_come = progress.whole.done, progress.whole.how_many(Timeliness.UPCOMING)
    return listed(
        (
            (done, ngettext("%(count)s completed", "%(count)s completed", done)),
            (to_come, ngettext("%(count)s to come", "%(count)s to come", to_come)),
        )
    )


def bears_results(results: Results) -> Question:
    title, anchor = _("Does it produce results?"), "results"
    if not results.total:
        return Question(title, anchor, _("No indicator has been entered yet."))
    mean = results.leading
    note = listed(_measured_parts(results))
    if mean.rate is None:
        return Question(title, anchor, _("No rate of an indicator can be computed yet."), note=note)
    return Question(
        title,
        anchor,
        _("of the way to the targets of %(year)s, on average") % {"year": results.horizon},
        figure=typography.number(mean.rate * 100, language(), decimals=0),
        unit=percent_sign(),
        gauge=Gauge("ink", seen(mean.rate)),
        note=note,
    )


def _measured_parts(results: Results) -> Iterator[tuple[int, str]]:
    computed = results.leading.computed
    words = ngettext(
        "%(count)s of %(total)s indicators can be computed",
        "%(count)s of %(total)s indicators can be computed",
        computed,
    )
    yield computed, words.replace("%(total)s", count(results.total))
    yield results.never, ngettext("%(count)s never measured", "%(count)s never measured", results.never)
    number = results.not_published
    yield number, ngettext("%(count)s not published", "%(count)s not published", number)
    number = results.measured - computed
    yield number, ngettext("%(count)s without a rate", "%(count)s without a rate", number)


def has_money(money: Money) -> Question:
    title, anchor = _("Does it have the money?"), "money"
    told = money.whole.totals
    if told.planned is None:
        return Question(title, anchor, _("The budget of its activities is not recorded."))
    figure, _space, unit = short(told.gap, language()).partition(typography.NBSP)
    note = _("Mobilised: %(mobilised)s") % {"mobilised": francs(told.mobilised)}
    if told.execution_of_mobilised is not None:
        note = _("Mobilised: %(mobilised)s, of which %(share)s is spent") % {
            "mobilised": francs(told.mobilised),
            "share": percent(told.execution_of_mobilised),
        }
    covered = width(money.whole.covered or 0, told.planned)
    return Question(
        title,
        anchor,
        _("missing, in CFA francs, out of %(planned)s planned") % {"planned": francs(told.planned)},
        figure=figure,
        unit=typography.NBSP + unit,
        gauge=Gauge("ink", covered, rest=lean(100 - covered), is_missing=True) if told.planned else None,
        note=note,
    )


def keeps_lessons(lessons: Lessons) -> Question:
    title, anchor = _("Were the lessons kept?"), "lessons"
    if not lessons.former:
        return Question(title, anchor, _("It follows no other plan."))
    if not lessons.total:
        return Question(title, anchor, _("What was asked at the end of the former plan is not recorded."))
    words = ngettext(
        "request of the former plan’s workshops is answered or carried out",
        "requests of the former plan’s workshops are answered or carried out",
        lessons.total,
    )
    return Question(
        title,
        anchor,
        words,
        figure=count(lessons.kept),
        unit=out_of(lessons.total),
        gauge=Gauge("ink", seen(Decimal(lessons.kept), lessons.total)),
        note=listed(
            (
                (lessons.done, ngettext("%(count)s carried out", "%(count)s carried out", lessons.done)),
                (
                    lessons.answered,
                    ngettext(
                        "%(count)s taken up by an axis of this plan",
                        "%(count)s taken up by an axis of this plan",
                        lessons.answered,
                    ),
                ),
                (lessons.open, ngettext("%(count)s still open", "%(count)s still open", lessons.open)),
            )
        ),
    )


def out_of(total: int) -> str:
    return typography.NBSP + _("of %(total)s") % {"total": count(total)}
