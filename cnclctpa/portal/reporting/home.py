"""What the home page shows: the plan in force, the line of time since 2011, the latest figures published."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.charts.columns import Column, Columns, columns
from cnclctpa.charts.stacked import Part, Stacked, stacked
from cnclctpa.charts.years import PlanYear, plan_years
from cnclctpa.reference.choices import CountingUnit, Topic
from cnclctpa.reference.models import Figure
from cnclctpa.spelling import inside, ordinal, spelled
from plans.choices import PlanProperty
from plans.models import Plan, PlanPartner, PlanStatement


@dataclass(frozen=True)
class PlanInForce:
    """The real plan whose period holds the day, as its sources tell it."""

    plan: Plan
    on: date

    @property
    def years(self) -> list[PlanYear]:
        return plan_years(self.plan.starts_on, self.plan.ends_on, on=self.on)

    @property
    def elapsed(self) -> str:
        """Which year of the plan this is: time passed, which is not progress."""
        language = get_language()
        rank = self.on.year - self.plan.starts_on.year + 1
        return _(
            "%(rank)s year out of %(total)s. This is the time that has passed, not the plan’s progress."
        ) % {
            "rank": capfirst(ordinal(rank, language)),
            "total": spelled(len(self.plan.years), language),
        }

    def said_of(self, about: PlanProperty) -> list[PlanStatement]:
        return [statement for statement in self.plan.statements.all() if statement.about == about]

    @property
    def axes_doubts(self) -> list[PlanStatement]:
        return self.said_of(PlanProperty.AXES)

    @property
    def adoption(self) -> list[PlanStatement]:
        return self.said_of(PlanProperty.ADOPTION)

    @property
    def budget(self) -> list[PlanStatement]:
        return self.said_of(PlanProperty.BUDGET)

    @property
    def activities(self) -> list[PlanStatement]:
        return self.said_of(PlanProperty.ACTIVITIES)


@dataclass(frozen=True)
class Answer:
    """One figure retained, with those that answer the same question otherwise."""

    figure: Figure
    others: tuple[Figure, ...]

    @property
    def parts(self) -> list:
        return list(self.figure.parts.all())

    @property
    def is_share(self) -> bool:
        """A percentage says again what the bar of its total shows."""
        return self.figure.counting_unit == CountingUnit.PERCENT

    @property
    def qualifier(self) -> str:
        """What the source says before the number: « plus de », « environ »."""
        words = str(self.figure.words or "")
        before = words.rstrip("0123456789 \u00a0\u202f,.")
        if before and before != words:
            return before
        return pgettext("before a number", "about") if self.figure.is_approximate else ""

    @property
    def majority(self) -> str:
        """The category that makes more than half of the total; empty when none does."""
        for part in self.parts:
            if self.figure.value and part.value * 2 > self.figure.value:
                return part.label
        return ""

    @property
    def drawing(self) -> Stacked:
        return stacked(
            [Part(part.value, part.label) for part in self.parts],
            language=get_language(),
            total=self.figure.value,
            rest=_("not broken down"),
        )

    @property
    def title(self) -> str:
        """The number and what it counts, and the category that has more than half of it."""
        told = {
            "count": typography.number(self.figure.value, get_language()),
            "measure": inside(self.figure.measure),
            "part": inside(self.majority),
        }
        return (
            _("%(count)s %(measure)s, mostly %(part)s") if self.majority else "%(count)s %(measure)s"
        ) % told


@dataclass(frozen=True)
class Break:
    """Two successive figures of one series whose definitions differ: they do not compare."""

    before: Figure
    after: Figure

    @property
    def drawing(self) -> Columns:
        columns_of = [
            Column(str(one.period_to.year), one.value, typography.number(one.value, get_language()))
            for one in (self.before, self.after)
        ]
        words = tuple(_("different definitions").split())
        return columns([columns_of[0], replace(columns_of[1], break_words=words)])

    @property
    def title(self) -> str:
        language = get_language()
        return _("From %(before)s to %(after)s: two measures that do not compare") % {
            "before": typography.number(self.before.value, language),
            "after": typography.number(self.after.value, language),
        }


@dataclass(frozen=True)
class LatestFigures:
    """The figures of the last year published; ``broken`` are series that this year interrupts."""

    year: int
    broken_down: tuple[Answer, ...]
    totals: tuple[Answer, ...]
    broken: tuple[Break, ...]


def plans_told(user) -> list[Plan]:
    """Every plan that ``user`` may see, with what the home page says of one; the latest first."""
    return list(
        Plan.objects.visible_to(user)
        .order_by("-starts_on")
        .prefetch_related(
            "axes",
            Prefetch("partners", PlanPartner.objects.select_related("organisation")),
            Prefetch("statements", PlanStatement.objects.prefetch_related("sources")),
        )
    )


def plan_in_force(plans: list[Plan], *, on: date) -> PlanInForce | None:
    """The latest real and published plan whose period holds the day, or None between two plans."""
    real = (plan for plan in plans if plan.is_published and not plan.is_demonstration)
    held = (plan for plan in real if plan.starts_on <= on <= plan.ends_on)
    plan = next(held, None)
    return PlanInForce(plan=plan, on=on) if plan else None


def demonstration_plan(plans: list[Plan]) -> Plan | None:
    """The fictitious plan that a visitor may try, the latest first."""
    return next((plan for plan in plans if plan.is_demonstration and plan.is_published), None)


def latest_figures() -> LatestFigures | None:
    """The retained national figures of the last calendar year for which any was published."""
    figures = list(Figure.objects.about(Topic.RESULTS).whole_years().with_details())
    last = max((figure.period_to for figure in figures if figure.is_retained), default=None)
    if last is None:
        return None
    answers = [
        Answer(figure, rivals(figure, figures))
        for figure in figures
        if figure.is_retained and figure.period_to == last
    ]
    return LatestFigures(
        year=last.year,
        broken_down=tuple(answer for answer in answers if answer.parts),
        totals=tuple(answer for answer in answers if not answer.parts and not answer.is_share),
        broken=tuple(breaks(figures, year=last.year)),
    )


def rivals(figure: Figure, figures: list[Figure]) -> tuple[Figure, ...]:
    return tuple(
        one for one in figures if figure.question and one.question == figure.question and not one.is_retained
    )


def breaks(figures: list[Figure], *, year: int) -> list[Break]:
    """The series whose two last years have numbers that count differently described things."""
    numbered = [one for one in figures if one.series and one.is_retained and one.value is not None]
    numbered.sort(key=lambda one: (one.series, one.period_to))
    found = []
    for _series, group in groupby(numbered, key=lambda one: one.series):
        *_, before, after = [None, *group]
        if before and after.period_to.year == year and described(before) != described(after):
            found.append(Break(before=before, after=after))
    return found


def described(figure: Figure) -> tuple[CountingUnit | str, str, str]:
    return figure.counting_unit, figure.measure, figure.scope
