"""One indicator: its sheet, its measurements, its targets and breakdowns, as a reader may know them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cnclctpa.charts.series import Series
from cnclctpa.charts.table import Table
from cnclctpa.portal.reporting.indicator_breakdowns import Breakdown, breakdowns_of, published_breakdowns
from cnclctpa.portal.reporting.indicator_drawing import Point, drawing, points_of, table_of
from cnclctpa.portal.reporting.indicators import Row, rate_words
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reading import read_together
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Source
from plans.achievement import Goal
from plans.choices import Basis, IndicatorKind
from plans.measuring import Measured, State, measure
from plans.models import (
    Axis,
    Category,
    Definition,
    Dimension,
    Indicator,
    Measurement,
    MeasurementPart,
    Plan,
    Target,
)
from plans.protected import (
    PublishedFigures,
    Told,
    exactly,
    in_year,
    is_open,
    name_of,
    protection_of,
    published_figures,
)
from plans.readers import Reader


@dataclass(frozen=True)
class Correction:
    """A value that another one replaced, and why."""

    words: str
    reason: str


@dataclass(frozen=True)
class Line:
    """A measurement that this reader may see, with the values that it corrects, the latest first."""

    measurement: Measurement
    period: str
    words: str
    ratio: str
    corrections: tuple[Correction, ...]

    @property
    def is_validated(self) -> bool:
        return self.measurement.validated_at is not None


@dataclass(frozen=True)
class YearTold:
    """A year of which something was published; ``sources`` state the figure."""

    year: int
    told: Told
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Rate:
    """A rate, against what, and what it says; ``why`` there is none."""

    name: str | Promise
    words: str
    says: str
    why: str


@dataclass(frozen=True)
class Relatives:
    """The indicator of the former plan that this one continues, and those of the next that continue it."""

    former: Indicator | None
    heirs: tuple[Indicator, ...]


@dataclass(frozen=True)
class IndicatorReport:
    indicator: Indicator
    axes: tuple[Axis, ...]
    row: Row
    definitions: tuple[Definition, ...]
    dimensions: tuple[Dimension, ...]
    lines: tuple[Line, ...]
    years: tuple[YearTold, ...]
    breakdowns: tuple[Breakdown, ...]
    points: tuple[Point, ...]
    relatives: Relatives
    on: date
    shows_names: bool

    @property
    def plan(self) -> Plan:
        return self.indicator.plan

    @property
    def measured(self) -> Measured:
        return self.row.measured

    @property
    def is_told_in_words(self) -> bool:
        return self.indicator.kind == IndicatorKind.TEXT

    @property
    def finding(self) -> str:
        """What stands out, in a sentence."""
        final = self.measured.final
        year = final.year if self.row.is_past and final is not None else self.on.year
        rate = self.row.rate
        if self.measured.state is State.NEVER:
            return _("It has never been measured")
        if self.measured.state is State.NOT_PUBLISHED:
            return _("Its figures are protected: none is published yet")
        if rate is None:
            return _("How far it has come cannot be computed: %(why)s") % {"why": self.row.why}
        if self.row.adds_up:
            return _adding_up(rate, self.row.is_past, year)
        if rate < 0:
            return _("It stands further from its target than where it started")
        if rate >= 1:
            return _("The target of %(year)s is reached") % {"year": year}
        return _("%(rate)s of the way to the target of %(year)s is done") % {
            "rate": rate_words(rate),
            "year": year,
        }

    @property
    def rates(self) -> list[Rate]:
        """Against the target of the year, those so far when each year has its own, and the last one."""
        if self.is_told_in_words or not self.measured.goals:
            return []
        reached, year, final = self.measured.attainment, self.on.year, self.measured.goals[-1].year
        by_year = self.indicator.target_basis == Basis.OF_THE_YEAR
        told = []
        if not self.row.is_past:
            says = _("what was done in %(year)s, against the target of that year alone")
            way = _("the way done from the baseline to the target of %(year)s")
            words = (says if by_year else way) % {"year": year}
            lacking = (
                _("nothing measured in %(year)s")
                if self.measured.is_open
                else _("nothing published on %(year)s")
            )
            why = lacking % {"year": year} if by_year and self.measured.goal_of(year) else ""
            told.append(self._rate(_("Target of %(year)s") % {"year": year}, reached.of_year, words, why))
        if by_year:
            words = _("all that was done since the start, against the targets up to %(year)s")
            told.append(self._rate(_("Targets so far"), reached.to_date, words % {"year": min(year, final)}))
            words = _("all that was done since the start, against all the targets of the plan")
            told.append(self._rate(_("All the targets"), reached.final, words))
        elif self.row.is_past or final != year:
            words = _("the way done from the baseline to the last target, that of %(year)s")
            told.append(
                self._rate(
                    _("Last target, %(year)s") % {"year": final}, reached.final, words % {"year": final}
                )
            )
        return told

    def _rate(self, name: str, rate: Decimal | None, says: str, why: str = "") -> Rate:
        return Rate(name, rate_words(rate), says, self.row.why or why or _("not computable"))

    @property
    def has_series(self) -> bool:
        """Whether there is something to draw: what is not published is not “not measured”."""
        if self.is_told_in_words or self.measured.state is State.NOT_PUBLISHED:
            return False
        return any(point.told.is_told for point in self.points) or bool(self.measured.goals)

    @property
    def series_note(self) -> str:
        if self.measured.is_open or not self.chart.unknown:
            return ""
        return _("A hatched year is one of which nothing was published.")

    @property
    def series_subtitle(self) -> str:
        """What is drawn, in what unit, over which points."""
        unit = self.indicator.unit or self.indicator.get_kind_display()
        if not self.measured.is_open:
            return _("%(unit)s, published figure of each year") % {"unit": unit}
        if self.indicator.target_basis == Basis.OF_THE_YEAR:
            return _("%(unit)s, all of each year") % {"unit": unit}
        return _("%(unit)s, at the end of each period measured") % {"unit": unit}

    @property
    def chart(self) -> Series:
        return drawing(self.measured, self.points, on=self.on)

    @property
    def tables(self) -> list[Table]:
        return [table_of(self.measured, self.points)]


def _adding_up(rate: Decimal, is_past: bool, year: int) -> str:
    """What stands out where the targets of the years add up."""
    told = {"rate": rate_words(rate), "year": year}
    if rate >= 1:
        return (
            _("All that was expected is done")
            if is_past
            else _("What was expected up to %(year)s is done") % told
        )
    if is_past:
        return _("%(rate)s of all that was expected is done") % told
    return _("%(rate)s of what was expected up to %(year)s is done") % told


def indicators_to_show(user) -> QuerySet[Indicator]:
    return Indicator.objects.visible_to(user).select_related(
        "plan", "objective__axis", "result__objective__axis", "responsible"
    )


def related_to(indicator: Indicator, *, user) -> Relatives:
    """Its neighbours in the former and in the next plan, when the person may see those plans; one query."""
    links = Q(pk=indicator.continues_id) | Q(continues=indicator)
    found = Indicator.objects.visible_to(user).filter(links).select_related("plan").order_by("plan", "pk")
    former = [one for one in found if one.pk == indicator.continues_id]
    heirs = tuple(one for one in found if one.pk != indicator.continues_id)
    return Relatives(former[0] if former else None, heirs)


def report_on(indicator: Indicator, *, on: date, reader: Reader, relatives: Relatives) -> IndicatorReport:
    """An indicator read through `indicators_to_show`, in five more queries."""
    axes, definitions, targets, dimensions, categories = _sheet(indicator)
    figures = published_figures(indicator.plan)
    rows = _measurements(indicator, reader) if is_open(protection_of(indicator), reader) else []
    current = _current(rows)
    one = measure(
        indicator,
        [Goal(target.year, target.value) for target in targets],
        [row for row in current if row.validated_at],
        on=on,
        reader=reader,
        figures=figures,
    )
    said = [row for row in current if row.ends_on <= on]
    validated = [row for row in said if row.validated_at]
    if one.is_open:
        breakdowns = breakdowns_of(validated, {each.pk: each for each in dimensions}, categories)
        years: tuple[YearTold, ...] = ()
    else:
        years = _years(indicator, figures, on=on)
        breakdowns = []
        if years:
            breakdowns = published_breakdowns(indicator, years[0].year, figures, dimensions, categories)
    with_sources(said)
    return IndicatorReport(
        indicator=indicator,
        axes=tuple(axes),
        row=Row(one, on),
        definitions=tuple(definitions),
        dimensions=tuple(dimensions),
        lines=tuple(_line(row, {former.pk: former for former in rows}) for row in reversed(said)),
        years=years,
        breakdowns=tuple(breakdowns),
        points=tuple(points_of(one, validated, definitions, figures, on=on)),
        relatives=relatives,
        on=on,
        shows_names=reader.sees_submitted,
    )


def _sheet(indicator: Indicator) -> list[list]:
    """The axes of its plan, its definitions, targets and dimensions, and their categories; one query."""
    found = read_together(
        Axis.objects.filter(plan=indicator.plan_id),
        Definition.objects.filter(indicator=indicator),
        Target.objects.filter(indicator=indicator),
        Dimension.objects.all(),
        Category.objects.all(),
    )
    given(indicator.plan, found[0])
    serves = indicator.serves
    given(indicator.plan, [serves], [serves.axis] if serves.axis else [])
    return found


def _measurements(indicator: Indicator, reader: Reader) -> list[Measurement]:
    """Every row that this reader may see, corrected ones too, the oldest period first; two queries."""
    rows = indicator.measurements.all() if reader.sees_submitted else indicator.measurements.validated()
    parts = MeasurementPart.objects.order_by("category__position", "pk")
    return list(
        rows.select_related("region", "validated_by", "superseded_by")
        .defer("region__shape", "region__label_point")
        .prefetch_related(Prefetch("parts", parts))
        .order_by("ends_on", "starts_on", "region__position", "pk")
    )


def _current(rows: Sequence[Measurement]) -> list[Measurement]:
    corrected = {row.supersedes_id for row in rows}
    return [row for row in rows if row.pk not in corrected]


def _line(row: Measurement, every: Mapping[int, Measurement]) -> Line:
    corrections, latest = [], row
    while latest.supersedes_id is not None and latest.supersedes_id in every:
        former = every[latest.supersedes_id]
        corrections.append(Correction(_figure(former).words or former.words, latest.correction_reason))
        latest = former
    return Line(
        measurement=row,
        period=period_name(row.starts_on, row.ends_on),
        words="" if _is_in_words(row) else _figure(row).words,
        ratio=_ratio(row),
        corrections=tuple(corrections),
    )


def _is_in_words(row: Measurement) -> bool:
    return row.value is None and row.denominator is None


def _figure(row: Measurement) -> Told:
    if row.numerator is not None and row.denominator is not None:
        return exactly(row.numerator / row.denominator * 100, kind=IndicatorKind.PERCENTAGE)
    return exactly(row.value, kind=row.indicator.kind)


def _ratio(row: Measurement) -> str:
    """What a percentage counts, and of how many."""
    if row.numerator is None or row.denominator is None:
        return ""
    return _("%(part)s out of %(whole)s") % {
        "part": exactly(row.numerator).words,
        "whole": exactly(row.denominator).words,
    }


def _years(indicator: Indicator, figures: PublishedFigures, *, on: date) -> tuple[YearTold, ...]:
    """The years of which something was published, the latest first; one query for their sources."""
    of = name_of(indicator)
    told = [(year, figures.told(of, in_year(year))) for year in reversed(figures.years(of, on=on))]
    sources = Source.objects.in_bulk({key for _year, one in told for key in one.sources})
    return tuple(
        YearTold(year, one, tuple(sources[key] for key in one.sources if key in sources))
        for year, one in told
    )
