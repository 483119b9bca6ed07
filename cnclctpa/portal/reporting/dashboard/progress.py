"""Whether the plan advances: done against expected, by axis, and quarter after quarter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities.rollup import Assessed, CurvePoint, RollUp, sum_up
from activities.rollup import curve as followed_along
from activities.schedule import DONE, WANTS_A_CAUSE, Timeliness, weighted_mean
from cnclctpa import typography
from cnclctpa.charts import curve
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.charts.table import Column, Table, table
from cnclctpa.charts.timeliness import Group as States
from cnclctpa.charts.timeliness import Timeliness as Chart
from cnclctpa.charts.timeliness import timeliness as drawn
from cnclctpa.portal.reporting.dashboard.gathering import Gathered
from cnclctpa.portal.reporting.dashboard.words import (
    SAME,
    AxisLink,
    axis_link,
    count,
    language,
    listed,
    percent,
    points,
    signed_points,
)

NONE, FULL = Decimal(0), Decimal(1)
#: Under way, or that should be.
UNDER_WAY = (*WANTS_A_CAUSE, Timeliness.ON_TRACK, Timeliness.SUSPENDED, Timeliness.NOT_REPORTED)


@dataclass(frozen=True)
class Group:
    """The activities of one axis, of none of them, or of the whole plan.

    ``unknown`` is the share of the weights of which nothing is reported.
    """

    axis: AxisLink | None
    figures: RollUp
    unknown: Decimal | None

    @property
    def pillar(self) -> str:
        return self.axis.pillar if self.axis else ""

    @property
    def bar(self) -> Bar:
        words = "" if self.figures.total else _("no activity")
        return bar(
            self.figures.progress, self.figures.expected, self.unknown, pillar=self.pillar, words=words
        )

    @property
    def gap(self) -> Decimal | None:
        """Done minus expected."""
        if self.figures.progress is None or self.figures.expected is None:
            return None
        return self.figures.progress - self.figures.expected

    @property
    def gap_words(self) -> str:
        return typography.unknown(language()) if self.gap is None else signed_points(self.gap)

    @property
    def counted(self) -> str:
        """« 33 activités, dont 2 sans rapport »."""
        told = ngettext("%(count)s activity", "%(count)s activities", self.figures.counted) % {
            "count": count(self.figures.counted)
        }
        if not self.figures.unknown:
            return told
        words = ngettext(
            "%(activities)s, %(count)s of them of unknown progress",
            "%(activities)s, %(count)s of them of unknown progress",
            self.figures.unknown,
        )
        return words % {"activities": told, "count": count(self.figures.unknown)}

    def how_many(self, *states: Timeliness) -> int:
        return sum(self.figures.by_timeliness.get(state, 0) for state in states)

    @property
    def delayed(self) -> int:
        return self.how_many(*WANTS_A_CAUSE)

    @property
    def done(self) -> int:
        return self.how_many(*DONE)

    @property
    def under_way(self) -> int:
        return self.how_many(*UNDER_WAY)


@dataclass(frozen=True)
class Progress:
    """``aside`` are the activities that no axis holds; the groups add up to the whole."""

    on: date
    whole: Group
    axes: tuple[Group, ...]
    aside: Group | None
    points: tuple[CurvePoint, ...]
    curve: curve.Curve
    states: Chart

    @property
    def groups(self) -> tuple[Group, ...]:
        return (*self.axes, self.aside) if self.aside else self.axes

    @property
    def is_entered(self) -> bool:
        """Whether there is anything to count on the day."""
        return bool(self.whole.figures.total)

    @property
    def has_unknown(self) -> bool:
        return bool(self.whole.figures.unknown)

    @property
    def title(self) -> str:
        """The axis that stands out, when one does."""
        told = [one for one in self.axes if one.axis and one.gap is not None and one.gap < -SAME]
        worst = min(told, key=lambda one: one.gap or NONE, default=None)
        others = [one.gap for one in told if one is not worst]
        if worst is None or not worst.axis:
            return _("Progress, axis by axis")
        if others and min(gap for gap in others if gap is not None) - (worst.gap or NONE) < SAME:
            return _("Several axes are as far behind their calendar")
        if len(self.axes) == 1:
            return _("Progress, axis by axis")
        return _("The axis furthest behind its calendar: %(axis)s") % {"axis": worst.axis.get_pillar_display}

    @property
    def counted(self) -> str:
        """What the leading percentage counts."""
        figures = self.whole.figures
        return listed(
            (
                (figures.counted, ngettext("%(count)s activity", "%(count)s activities", figures.counted)),
                (
                    figures.unknown,
                    ngettext(
                        "%(count)s of unknown progress, counted as zero",
                        "%(count)s of unknown progress, counted as zero",
                        figures.unknown,
                    ),
                ),
                (
                    figures.cancelled,
                    ngettext(
                        "%(count)s cancelled, left out", "%(count)s cancelled, left out", figures.cancelled
                    ),
                ),
                (
                    figures.withdrawn,
                    ngettext(
                        "%(count)s withdrawn, left out", "%(count)s withdrawn, left out", figures.withdrawn
                    ),
                ),
            )
        )

    @property
    def known(self) -> str:
        """The second figure: among what is reported, and how much that is."""
        figures = self.whole.figures
        if not figures.unknown or figures.among_known is None:
            return ""
        return _(
            "Among the %(known)s activities reported out of %(counted)s (%(share)s), "
            "progress is %(progress)s."
        ) % {
            "known": count(figures.known),
            "counted": count(figures.counted),
            "share": percent(figures.share_known),
            "progress": percent(figures.among_known),
        }

    @property
    def undated(self) -> str:
        figures = self.whole.figures
        if not figures.undated:
            return ""
        words = ngettext(
            "One activity without dates is left out of what is expected.",
            "%(count)s activities without dates are left out of what is expected.",
            figures.undated,
        )
        return words % {"count": count(figures.undated)}

    @property
    def curve_title(self) -> str:
        """How the gap moved over the last quarters, and what it is."""
        now = self.whole.gap
        if now is None:
            return _("Progress, quarter after quarter")
        past = [one for one in self.points if one.on < self.on]
        gaps = [
            *[
                one.progress - one.expected
                for one in past
                if one.progress is not None and one.expected is not None
            ],
            now,
        ][-3:]
        if abs(now) < SAME:
            return _("The plan is where it should be")
        told = {"gap": points(now)}
        if now > 0:
            return _("The plan is %(gap)s ahead of its calendar") % told
        if len(gaps) > 2 and gaps[0] > gaps[1] > gaps[2]:
            return _("The gap widens at each quarter: it reaches %(gap)s") % told
        if len(gaps) > 2 and gaps[0] < gaps[1] < gaps[2]:
            return _("The gap is closing: it is still %(gap)s") % told
        return _("The plan is %(gap)s behind its calendar") % told

    @property
    def curve_label(self) -> str:
        figures = self.whole.figures
        return _(
            "Curve: %(progress)s done, %(expected)s expected by the current dates, "
            "%(first)s by the original ones."
        ) % {
            "progress": percent(figures.progress),
            "expected": percent(figures.expected),
            "first": percent(figures.expected_originally),
        }

    @property
    def curve_tables(self) -> list[Table]:
        columns: list[Column | str] = [
            _("End of quarter"),
            Column(pgettext("chart", "done"), is_number=True),
            Column(_("Expected, current dates"), is_number=True),
            Column(_("Expected, original dates"), is_number=True),
        ]
        return [table(_("Progress quarter after quarter"), columns, [self._row(one) for one in self.points])]

    def _row(self, point: CurvePoint) -> list[str | None]:
        done = _("to come") if point.on > self.on else percent(point.progress)
        quarter = _("Q%(quarter)s %(year)s") % {"quarter": (point.on.month + 2) // 3, "year": point.on.year}
        return [quarter, done, percent(point.expected), percent(point.expected_originally)]

    @property
    def states_title(self) -> str:
        """What part is over, and what part has slipped."""
        total, done, delayed = self.whole.figures.total, self.whole.done, self.whole.delayed
        told = {"done": count(done), "delayed": count(delayed), "total": count(total)}
        if delayed and delayed == self.whole.how_many(Timeliness.NOT_ACHIEVED):
            return _("Out of %(total)s activities, %(done)s completed and %(delayed)s not achieved") % told
        if done and delayed:
            return _("Out of %(total)s activities, %(done)s completed and %(delayed)s delayed") % told
        if delayed:
            return _("Out of %(total)s activities, %(delayed)s delayed and none completed") % told
        if done:
            return _("Out of %(total)s activities, %(done)s completed and none delayed") % told
        return _("Out of %(total)s activities, none is completed and none is delayed") % told

    @property
    def states_note(self) -> str:
        late = self.whole.how_many(Timeliness.COMPLETED_LATE)
        told = []
        if late:
            words = ngettext(
                "%(late)s of the completed ones was so after its original date.",
                "%(late)s of the completed ones were so after their original date.",
                late,
            )
            told.append(words % {"late": count(late)})
        told.append(_("Late: the current end is over. What is due today is not late."))
        return " ".join(told)


def progress_of(known: Gathered) -> Progress:
    by_axis: dict[int | None, list[Assessed]] = defaultdict(list)
    for one in known.activities:
        by_axis[one.row.axis].append(one.assessed)
    axes = tuple(group(by_axis[axis.pk], axis_link(known.plan.slug, axis)) for axis in known.axes)
    aside = group(by_axis[None]) if by_axis[None] else None
    whole = group([one.assessed for one in known.activities])
    along = followed_along(
        (one.followed.weighed for one in known.activities),
        starts_on=known.plan.starts_on,
        ends_on=known.plan.ends_on,
        until=known.on,
    )
    return Progress(
        on=known.on,
        whole=whole,
        axes=axes,
        aside=aside,
        points=tuple(along),
        curve=drawn_curve(known, along, whole.figures),
        states=drawn_states(axes, aside, whole),
    )


def group(activities: Sequence[Assessed], axis: AxisLink | None = None) -> Group:
    counted = [one for one in activities if one.is_counted]
    silent = weighted_mean([(one.weight, FULL if one.progress is None else NONE) for one in counted])
    return Group(axis, sum_up(activities), silent)


def drawn_curve(known: Gathered, along: Iterable[CurvePoint], now: RollUp) -> curve.Curve:
    quarters = [
        curve.Point(one.on, one.progress, one.expected, one.expected_originally)
        for one in along
        if one.on != known.on
    ]
    today = curve.Point(known.on, now.progress, now.expected, now.expected_originally)
    gap = None if now.progress is None or now.expected is None else now.progress - now.expected
    return curve.curve(
        [*_start(known), *quarters, today],
        starts_on=known.plan.starts_on,
        ends_on=known.plan.ends_on,
        today=known.on,
        today_label=typography.day(known.on, language()),
        said=curve.Said(
            actual=_("Done: %(share)s") % {"share": percent(now.progress)},
            expected=_("Expected: %(share)s") % {"share": percent(now.expected)},
            original=_("Originally: %(share)s") % {"share": percent(now.expected_originally)},
            gap="" if gap is None else _("Gap: %(gap)s") % {"gap": points(gap)},
        ),
    )


def _start(known: Gathered) -> list[curve.Point]:
    """The lines leave from nothing on the first day."""
    first = known.plan.starts_on
    is_planned = any(one.followed.schedule.starts_on for one in known.activities)
    if not is_planned or first == known.on:
        return []
    is_known = any(one.assessed.progress is not None for one in known.present)
    return [curve.Point(first, NONE if is_known and first <= known.on else None, NONE, NONE)]


def drawn_states(axes: Iterable[Group], aside: Group | None, whole: Group) -> Chart:
    groups = [States(str(one.axis.get_pillar_display), counts(one), one.pillar) for one in axes if one.axis]
    if aside:
        groups.append(States(_("Under no axis"), counts(aside)))
    return drawn(groups, whole=States(_("Whole plan"), counts(whole)))


def counts(one: Group) -> dict[str, int]:
    return {state.value: number for state, number in one.figures.by_timeliness.items()}
