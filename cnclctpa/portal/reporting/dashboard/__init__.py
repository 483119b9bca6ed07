"""The dashboard of a plan that is followed: every figure, sentence and drawing of the page, on a day.

Plain values throughout: the report is remembered (`cnclctpa.remembering`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cnclctpa.portal.reporting.dashboard.changes import Changes, changes_of
from cnclctpa.portal.reporting.dashboard.delays import Delays, delays_of
from cnclctpa.portal.reporting.dashboard.gathering import gather
from cnclctpa.portal.reporting.dashboard.lessons import Lessons, lessons_of
from cnclctpa.portal.reporting.dashboard.money import Money, money_of
from cnclctpa.portal.reporting.dashboard.places import Places, places_of
from cnclctpa.portal.reporting.dashboard.progress import Progress, progress_of
from cnclctpa.portal.reporting.dashboard.questions import Question, questions_of
from cnclctpa.portal.reporting.dashboard.results import Results, results_of
from cnclctpa.portal.reporting.dashboard.words import AxisLink, axis_link, francs, percent
from plans.confidence import Opinions
from plans.models import Plan
from plans.readers import Reader

__all__ = ["Dashboard", "report_on"]

#: A gap smaller than this is not worth a title; a larger one than the second is.
SLIGHT, WIDE = Decimal("0.02"), Decimal("0.1")


@dataclass(frozen=True)
class Dashboard:
    on: date
    starts_on: date
    ends_on: date
    axes: tuple[AxisLink, ...]
    questions: tuple[Question, ...]
    progress: Progress
    delays: Delays
    results: Results
    money: Money
    places: Places
    lessons: Lessons
    changes: Changes
    opinions: Opinions

    @property
    def title(self) -> str:
        """The finding: whether the plan advances as it should."""
        figures = self.progress.whole.figures
        if not figures.total:
            return _("No activity of the plan has been entered by this day")
        if figures.progress is None:
            return _("All the activities of the plan are cancelled")
        if self.on > self.ends_on:
            return _("The plan is over: %(progress)s of it was done") % {
                "progress": percent(figures.progress)
            }
        if self.on < self.starts_on:
            return _("The plan has not begun")
        if not figures.known:
            return _("Nothing is reported yet of the progress of the plan")
        return self._pace

    @property
    def _pace(self) -> str:
        gap = self.progress.whole.gap
        if gap is None:
            return _("The plan advances; its activities have no dates")
        if not self.progress.whole.figures.progress and gap < -SLIGHT:
            return _("The plan does not advance yet")
        if gap < -WIDE:
            return _("The plan advances, but more slowly than expected")
        if gap < -SLIGHT:
            return _("The plan advances a little more slowly than expected")
        return (
            _("The plan advances faster than expected")
            if gap > SLIGHT
            else _("The plan advances as expected")
        )

    @property
    def lead(self) -> str:
        told = [self._done, self._missing]
        return " ".join(sentence for sentence in told if sentence)

    @property
    def _done(self) -> str:
        figures = self.progress.whole.figures
        if figures.progress is None:
            return ""
        told = {"progress": percent(figures.progress), "expected": percent(figures.expected)}
        if figures.expected is None:
            return _("%(progress)s of the plan is done.") % told
        return _("%(progress)s of the plan is done, against %(expected)s expected.") % told

    @property
    def _missing(self) -> str:
        if not self.money.whole.totals.gap:
            return ""
        most = self.money.neediest
        if most is None or most.axis is None:
            return _("%(gap)s are missing to pay for it.") % {"gap": francs(self.money.whole.totals.gap)}
        return _("Money is missing above all for one axis: %(axis)s.") % {
            "axis": most.axis.get_pillar_display
        }


def report_on(plan: Plan, *, on: date, reader: Reader) -> Dashboard:
    """Two queries, whatever the plan holds; ``plan`` comes with its predecessor."""
    known = gather(plan, on=on, reader=reader)
    progress = progress_of(known)
    results, money, lessons = results_of(known), money_of(known, progress), lessons_of(known)
    return Dashboard(
        on=on,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        axes=tuple(axis_link(plan.slug, axis) for axis in known.axes),
        questions=questions_of(progress, results, money, lessons),
        progress=progress,
        delays=delays_of(known),
        results=results,
        money=money,
        places=places_of(known),
        lessons=lessons,
        changes=changes_of(known),
        opinions=known.opinions,
    )
