"""Whether the plan produces results: what indicators have reached, as this reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa.charts.progress import Bar, bar
from cnclctpa.portal.reporting.dashboard.gathering import Gathered
from cnclctpa.portal.reporting.dashboard.words import Named, count, named, percent
from plans.achievement import Goal
from plans.choices import IndicatorKind
from plans.measuring import Mean, Measured, State, mean
from plans.protected import Told, exactly

#: How many indicators the dashboard shows.
SHOWN = 8


@dataclass(frozen=True)
class Headline:
    """An indicator on its way to its targets, told as the reader may know it."""

    code: str
    name: Named
    unit: Named
    pillar: str
    baseline: Told
    actual: Told
    measured_on: date | None
    words: str
    state: State
    of_year: Told | None
    final: Told | None
    rate: Decimal | None
    is_protected: bool
    adds_up: bool

    @property
    def bar(self) -> Bar:
        if self.rate is None and self.actual.is_told and not self.actual.is_exact:
            return bar(None, is_protected=True, pillar=self.pillar)
        return bar(self.rate, pillar=self.pillar)

    @property
    def rate_words(self) -> str:
        return _("cannot be computed") if self.rate is None else percent(self.rate, 0)


@dataclass(frozen=True)
class Results:
    """``so_far`` is against the targets up to the year, ``final`` against the last ones."""

    year: int
    last_year: int
    total: int
    measured: int
    never: int
    not_published: int
    is_over: bool
    so_far: Mean
    final: Mean
    headlines: tuple[Headline, ...]
    headlines_total: int

    @property
    def leading(self) -> Mean:
        return self.final if self.is_over else self.so_far

    @property
    def horizon(self) -> int:
        return self.last_year if self.is_over else self.year

    @property
    def silent(self) -> int:
        return self.total - self.measured

    @property
    def title(self) -> str:
        """How many say nothing, when some do."""
        told = {"total": count(self.total), "silent": count(self.silent)}
        if not self.total:
            return _("No indicator has been entered yet")
        if not self.silent:
            return (
                ngettext(
                    "The only indicator is measured", "All the %(total)s indicators are measured", self.total
                )
                % told
            )
        if self.silent == self.total:
            return _("None of the %(total)s indicators says anything yet") % told
        words = ngettext(
            "Out of %(total)s indicators, one says nothing yet",
            "Out of %(total)s indicators, %(silent)s say nothing yet",
            self.silent,
        )
        return words % told

    @property
    def coverage(self) -> str:
        words = ngettext(
            "%(measured)s of the %(total)s indicators is measured.",
            "%(measured)s of the %(total)s indicators are measured.",
            self.measured,
        )
        return words % {"measured": count(self.measured), "total": count(self.total)}

    @property
    def headlines_title(self) -> str:
        if len(self.headlines) == self.headlines_total:
            words = ngettext(
                "The headline indicator", "The %(count)s headline indicators", len(self.headlines)
            )
            return words % {"count": count(len(self.headlines))}
        return _("%(count)s of the %(total)s headline indicators") % {
            "count": count(len(self.headlines)),
            "total": count(self.headlines_total),
        }


def results_of(known: Gathered) -> Results:
    rows = {axis.pk: axis for axis in known.axes}
    ordered = sorted(known.indicators, key=lambda one: _place(one, rows))
    chosen = [one for one in ordered if _row(one).is_headline]
    return Results(
        year=known.on.year,
        last_year=known.plan.ends_on.year,
        total=len(known.indicators),
        measured=sum(one.state is State.MEASURED for one in known.indicators),
        never=sum(one.state is State.NEVER for one in known.indicators),
        not_published=sum(one.state is State.NOT_PUBLISHED for one in known.indicators),
        is_over=known.on > known.plan.ends_on,
        so_far=mean(known.indicators),
        final=mean(known.indicators, is_final=True),
        headlines=tuple(_headline(one, known, rows) for one in chosen[:SHOWN]),
        headlines_total=len(chosen),
    )


def _row(one: Measured) -> Any:
    """The tuple that stands for the indicator."""
    return cast(Any, one.indicator)


def _place(one: Measured, axes: dict) -> tuple:
    """By axis, then by code, its numbers compared as numbers."""
    axis = axes.get(_row(one).axis)
    code = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _parts(_row(one).code)]
    return axis.position if axis else len(axes) + 1, code


def _parts(code: str) -> Sequence[str]:
    return code.replace("-", ".").split(".")


def _headline(one: Measured, known: Gathered, axes: dict) -> Headline:
    row = _row(one)
    axis = axes.get(row.axis)
    is_over = known.on > known.plan.ends_on
    return Headline(
        code=row.code,
        name=named(row.name_fr, row.name_en),
        unit=_unit(row.unit_fr or "", row.unit_en or ""),
        pillar=axis.pillar if axis else "",
        baseline=one.baseline,
        actual=one.actual,
        measured_on=one.measured_on,
        words=one.words if row.kind == IndicatorKind.TEXT else "",
        state=one.state,
        of_year=_told(one.goal_by(known.on.year), row.kind),
        final=_told(one.in_all, row.kind),
        rate=one.attainment.final if is_over else one.attainment.to_date,
        is_protected=row.is_protected,
        adds_up=one.adds_up,
    )


def _unit(french: str, english: str | None) -> Named:
    """A sign such as « % » is of no language."""
    is_sign = not any(letter.isalpha() for letter in french)
    return named(french, english or (french if is_sign else ""))


def _told(goal: Goal | None, kind: str) -> Told | None:
    return None if goal is None else exactly(goal.value, kind=kind)
