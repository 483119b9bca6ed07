"""The performance measurement framework of a plan: its indicators on a day, as a reader may know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa.charts.progress import Bar, bar
from cnclctpa.portal.reporting.plan import given
from cnclctpa.typography import number, percent
from plans.achievement import Goal
from plans.choices import Basis, IndicatorKind
from plans.measuring import Mean, Measured, State, attainments, mean
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective
from plans.protected import exactly
from plans.readers import Reader


@dataclass(frozen=True)
class GoalSaid:
    """A target as written; ``is_due`` when it is that of the year shown."""

    year: int
    words: str
    is_due: bool


@dataclass(frozen=True)
class Row:
    """An indicator as one line of the framework."""

    measured: Measured
    on: date

    @property
    def indicator(self) -> Indicator:
        return self.measured.indicator

    @property
    def pillar(self) -> str:
        axis = self.indicator.serves.axis
        return axis.pillar if axis else ""

    @property
    def has_unit(self) -> bool:
        """Whether its unit is a word: a sign, as « % », already follows each figure."""
        return any(letter.isalpha() for letter in self.indicator.unit or "")

    @property
    def is_past(self) -> bool:
        """Whether every target is behind: the last one is then what counts."""
        final = self.measured.final
        return final is not None and final.year < self.on.year

    @property
    def rate(self) -> Decimal | None:
        reached = self.measured.attainment
        return reached.final if self.is_past else reached.to_date

    @property
    def rate_words(self) -> str:
        return rate_words(self.rate)

    @property
    def horizon(self) -> str:
        """What the rate is against."""
        final = self.measured.final
        if self.adds_up:
            return (
                _("of all the targets")
                if self.is_past
                else _("of the targets up to %(year)s") % {"year": self.on.year}
            )
        if self.is_past and final is not None:
            return _("of the last target, %(year)s") % {"year": final.year}
        return _("of the target of %(year)s") % {"year": self.on.year}

    @property
    def adds_up(self) -> bool:
        """Whether its targets of each year are added up, and what was done with them."""
        return self.measured.adds_up

    @property
    def final_words(self) -> str:
        """The rate against the last target, when it is still to come."""
        final = self.measured.final
        if (
            self.is_past
            or final is None
            or final.year == self.on.year
            or self.measured.attainment.final is None
        ):
            return ""
        rate = rate_words(self.measured.attainment.final)
        if self.adds_up:
            return _("%(rate)s of all the targets") % {"rate": rate}
        return _("%(rate)s of the target of %(year)s") % {"rate": rate, "year": final.year}

    @property
    def why(self) -> str:
        return why_no_rate(self.measured, self.rate, on=self.on, is_past=self.is_past)

    @property
    def bar(self) -> Bar:
        is_hidden = not self.measured.is_open and self.rate is None
        return bar(self.rate, pillar=self.pillar, is_protected=is_hidden and self.measured.is_measured)

    @property
    def is_contradictory(self) -> bool:
        return self.measured.attainment.is_contradictory

    @property
    def actual_words(self) -> str:
        return actual_words(self.measured)

    @property
    def goals(self) -> list[GoalSaid]:
        return [self._said(goal) for goal in self.measured.goals]

    @property
    def in_all(self) -> GoalSaid | None:
        """The last target, or all of them added when years add up."""
        goal = self.measured.in_all
        return None if goal is None else self._said(goal)

    def _said(self, goal: Goal) -> GoalSaid:
        words = exactly(goal.value, kind=self.indicator.kind).words
        return GoalSaid(goal.year, words, goal.year == self.on.year)


@dataclass(frozen=True)
class Block:
    """Neighbouring indicators of one result, or of one objective without a result."""

    axis: Axis | None
    objective: StrategicObjective | None
    result: Result | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Framework:
    plan: Plan
    axes: tuple[Axis, ...]
    indicators: tuple[Measured, ...]
    mean: Mean
    is_over: bool
    on: date

    @property
    def total(self) -> int:
        return self.mean.total

    @property
    def unpublished(self) -> int:
        return sum(one.state is State.NOT_PUBLISHED for one in self.indicators)

    @property
    def never(self) -> int:
        return sum(one.state is State.NEVER for one in self.indicators)

    @property
    def contradictory(self) -> list[Indicator]:
        return [one.indicator for one in self.indicators if one.attainment.is_contradictory]

    @property
    def contradictory_codes(self) -> str:
        return ", ".join(indicator.code for indicator in self.contradictory)

    @property
    def title(self) -> str:
        """The finding: how many say something."""
        language = get_language() or "fr"
        silent = self.total - self.mean.measured
        if not self.total:
            return _("No indicator has been entered yet")
        if not silent:
            return ngettext(
                "The only indicator of the plan is known",
                "All %(total)s indicators of the plan are known",
                self.total,
            ) % {"total": number(self.total, language)}
        if not self.mean.measured:
            return ngettext(
                "The only indicator of the plan says nothing yet",
                "None of the %(total)s indicators says anything yet",
                self.total,
            ) % {"total": number(self.total, language)}
        words = ngettext(
            "Of %(total)s indicators, one says nothing yet",
            "Of %(total)s indicators, %(silent)s say nothing yet",
            silent,
        )
        return words % {"total": number(self.total, language), "silent": number(silent, language)}

    @property
    def known_words(self) -> str:
        language = get_language() or "fr"
        return _("%(measured)s of %(total)s") % {
            "measured": number(self.mean.measured, language),
            "total": number(self.total, language),
        }

    @property
    def known_note(self) -> str:
        """What the others are."""
        language = get_language() or "fr"
        told = (
            (self.never, ngettext("%(count)s never measured", "%(count)s never measured", self.never)),
            (
                self.unpublished,
                ngettext(
                    "%(count)s protected and not published",
                    "%(count)s protected and not published",
                    self.unpublished,
                ),
            ),
        )
        return " · ".join(words % {"count": number(count, language)} for count, words in told if count)

    @property
    def mean_words(self) -> str:
        return rate_words(self.mean.rate)

    @property
    def mean_counts(self) -> str:
        """What the mean counts."""
        words = ngettext(
            "%(computed)s indicator out of %(total)s: the one whose rate can be computed",
            "%(computed)s indicators out of %(total)s: those whose rate can be computed",
            self.mean.computed,
        )
        language = get_language() or "fr"
        return words % {
            "computed": number(self.mean.computed, language),
            "total": number(self.total, language),
        }


def framework(plan: Plan, *, on: date, reader: Reader) -> Framework:
    """Every indicator of a plan on a day, in five queries whatever their number."""
    axes = tuple(plan.axes.order_by("position"))
    indicators = attainments(plan, on=on, reader=reader)
    given(plan, axes)
    is_over = on > plan.ends_on
    return Framework(
        plan=plan,
        axes=axes,
        indicators=tuple(indicators),
        mean=mean(indicators, is_final=is_over),
        is_over=is_over,
        on=on,
    )


def sorted_by(rows: Sequence[Row], order: str) -> list[Row]:
    """In the order asked; what nothing can be said of comes last, equals stay in the order of the plan."""
    if order == "rate":
        return sorted(rows, key=lambda row: (row.rate is None, row.rate or Decimal(0)))
    if order == "oldest":
        return sorted(rows, key=lambda row: row.measured.measured_on or date.max)
    return list(rows)


def blocks_of(rows: Sequence[Row], *, is_grouped: bool) -> list[Block]:
    """The rows under their results; all together when another order than the plan’s was asked."""
    if not is_grouped:
        return [Block(None, None, None, tuple(rows))] if rows else []
    return [
        Block(objective.axis, objective, result, tuple(group))
        for (objective, result), group in groupby(
            rows, key=lambda row: (row.indicator.serves, row.indicator.result)
        )
    ]


def rate_words(rate: Decimal | None) -> str:
    """A rate in whole per cent; nothing where there is none."""
    return "" if rate is None else percent(rate, get_language() or "fr", decimals=0)


def actual_words(one: Measured) -> str:
    """The value of the day as this reader may know it, in words."""
    if one.state is State.NEVER:
        return _("never measured")
    if one.state is State.NOT_PUBLISHED:
        return _("not published")
    if one.indicator.kind == IndicatorKind.TEXT:
        return one.words
    if one.is_open and one.actual.value is None:
        return _("not put together")
    return one.actual.words


def why_no_rate(one: Measured, rate: Decimal | None, *, on: date, is_past: bool) -> str:
    """Why there is no rate; nothing when there is one."""
    if rate is not None:
        return ""
    if one.indicator.kind == IndicatorKind.TEXT:
        return _("told in words")
    if one.state is not State.MEASURED:
        return actual_words(one)
    if one.attainment.is_contradictory:
        return _("target on the wrong side of the baseline")
    if one.actual.value is None:
        return _("values that cannot be added") if one.is_open else _("protected figure")
    return _lacking(one, on=on, is_past=is_past)


def _lacking(one: Measured, *, on: date, is_past: bool) -> str:
    """What a measured indicator lacks to have a rate."""
    if not one.goals:
        return _("no target")
    if not is_past and one.goal_of(on.year) is None:
        return _("no target for %(year)s") % {"year": on.year}
    if one.baseline.value is None and one.indicator.target_basis == Basis.CUMULATIVE:
        return _("no baseline") if one.is_open else _("baseline not published")
    return _("nothing measured this year")
