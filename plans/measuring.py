"""What indicators have reached on a day, as a reader may know it: the figures of every page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plans import achievement
from plans.achievement import Attainment, Basis, Goal, IndicatorSheet, OverPlaces, OverTime, Reading, bounded
from plans.choices import IndicatorKind
from plans.models import Indicator, Measurement, Plan, Target
from plans.protected import (
    BASELINE,
    REST,
    UNKNOWN,
    WITHHELD,
    Protection,
    PublishedFigures,
    Told,
    exactly,
    in_year,
    is_open,
    protection_of,
    published_figures,
    told,
    up_to,
)
from plans.readers import Reader


class State(StrEnum):
    """Whether a reader knows something of an indicator on a day."""

    MEASURED = "measured"
    NOT_PUBLISHED = "not_published"
    NEVER = "never"


@dataclass(frozen=True)
class Measured:
    """An indicator on a day, as a reader may know it; ``attainment`` is derived from what is told only."""

    indicator: Indicator
    is_open: bool
    state: State
    baseline: Told
    actual: Told
    measured_on: date | None
    goals: tuple[Goal, ...]
    attainment: Attainment
    words: str = ""

    @property
    def is_measured(self) -> bool:
        return self.state is State.MEASURED

    @property
    def final(self) -> Goal | None:
        return self.goals[-1] if self.goals else None

    @property
    def adds_up(self) -> bool:
        """Its value is a total over years: the target of one of them alone says nothing of it."""
        return achievement.adds_up(sheet_of(self.indicator))

    @property
    def in_all(self) -> Goal | None:
        """The target that the value is to have reached in the end: the last one, or all of them added."""
        return self.goal_by(self.goals[-1].year) if self.goals else None

    def goal_of(self, year: int) -> Goal | None:
        return next((goal for goal in self.goals if goal.year == year), None)

    def goal_by(self, year: int) -> Goal | None:
        """The target that the value of that year reads beside: all those until then, when years add up."""
        value = achievement.due(self.goals, by=year, sheet=sheet_of(self.indicator))
        return None if value is None else Goal(year, value)


@dataclass(frozen=True)
class Mean:
    """The mean of the bounded rates that can be computed; None without any."""

    rate: Decimal | None
    computed: int
    measured: int
    total: int


def attainments(plan: Plan, *, on: date, reader: Reader) -> list[Measured]:
    """Every indicator that the plan has on that day, in its order; four queries, whatever their number."""
    rows = list(
        Indicator.objects.of(plan)
        .present(on)
        .in_order()
        .select_related("objective__axis", "result__objective__axis", "responsible")
    )
    for one in rows:
        # Their addresses are built from the plan, which is already read.
        one.plan = one.serves.plan = plan
        if one.serves.axis is not None:
            one.serves.axis.plan = plan
    return measured(rows, on=on, reader=reader, figures=published_figures(plan))


def measured(
    indicators: Sequence[Indicator], *, on: date, reader: Reader, figures: PublishedFigures
) -> list[Measured]:
    """Each indicator of the list, in its order; two queries. ``figures`` are those of their plans."""
    goals: dict[int, list[Goal]] = defaultdict(list)
    for target in Target.objects.filter(indicator__in=indicators).order_by("year"):
        goals[target.indicator_id].append(Goal(target.year, target.value))
    readings: dict[int, list[Measurement]] = defaultdict(list)
    for row in (
        Measurement.objects.current()
        .validated()
        .by(on)
        .filter(indicator__in=[one for one in indicators if is_open(protection_of(one), reader)])
        .order_by("ends_on", "starts_on", "pk")
    ):
        readings[row.indicator_id].append(row)
    return [
        measure(one, goals[one.pk], readings[one.pk], on=on, reader=reader, figures=figures)
        for one in indicators
    ]


def measure(
    indicator: Indicator,
    goals: Sequence[Goal],
    measurements: Sequence[Measurement],
    *,
    on: date,
    reader: Reader,
    figures: PublishedFigures,
) -> Measured:
    """One indicator; its measurements count only for whom they are not protected from."""
    protection = protection_of(indicator)
    baseline = told(
        indicator.baseline, protection=protection, span=BASELINE, reader=reader, figures=figures,
        kind=indicator.kind,
    )  # fmt: skip
    if protection is not None and not is_open(protection, reader):
        return _published(indicator, protection, baseline, goals, on=on, figures=figures)
    return _read(indicator, baseline, goals, [one for one in measurements if one.ends_on <= on], on=on)


def mean(several: Iterable[Measured], *, is_final: bool = False) -> Mean:
    """Against the targets so far, or against the last ones."""
    every = list(several)
    rates = [bounded(one.attainment.final if is_final else one.attainment.to_date) for one in every]
    known = [rate for rate in rates if rate is not None]
    return Mean(
        rate=sum(known, Decimal(0)) / len(known) if known else None,
        computed=len(known),
        measured=sum(one.is_measured for one in every),
        total=len(every),
    )


def sheet_of(indicator: Indicator, *, baseline: Decimal | None = None) -> IndicatorSheet:
    """What the calculation must know of an indicator, with the baseline that the reader is told."""
    return IndicatorSheet(
        direction=achievement.Direction(indicator.direction),
        baseline=baseline,
        tolerance=indicator.tolerance,
        basis=Basis(indicator.target_basis),
        over_time=OverTime(indicator.over_time),
        over_places=OverPlaces(indicator.over_places),
        is_percentage=indicator.kind == IndicatorKind.PERCENTAGE,
    )


def reading_of(measurement: Measurement) -> Reading:
    return Reading(
        starts_on=measurement.starts_on,
        ends_on=measurement.ends_on,
        value=measurement.value,
        numerator=measurement.numerator,
        denominator=measurement.denominator,
        place=measurement.region_id or REST,
    )


def _read(
    indicator: Indicator,
    baseline: Told,
    goals: Sequence[Goal],
    measurements: Sequence[Measurement],
    *,
    on: date,
) -> Measured:
    reached = achievement.attainment(
        [reading_of(one) for one in measurements],
        goals,
        on=on,
        sheet=sheet_of(indicator, baseline=baseline.value),
    )
    last = max(measurements, key=lambda one: (one.ends_on, one.starts_on), default=None)
    return Measured(
        indicator=indicator,
        is_open=True,
        state=State.NEVER if last is None else State.MEASURED,
        baseline=baseline,
        actual=exactly(reached.actual, kind=indicator.kind),
        measured_on=None if last is None else last.ends_on,
        goals=tuple(goals),
        attainment=reached,
        words="" if last is None else last.words,
    )


def _published(
    indicator: Indicator,
    protection: Protection,
    baseline: Told,
    goals: Sequence[Goal],
    *,
    on: date,
    figures: PublishedFigures,
) -> Measured:
    """From the figures published year by year, as if nothing else had ever been measured."""
    years = figures.years(protection.of, on=on)
    this_year = figures.told(protection.of, in_year(on.year)) if on.year in years else UNKNOWN
    sheet = sheet_of(indicator, baseline=baseline.value)
    so_far = _so_far(sheet, protection, years, figures)
    since = _rates(sheet, goals, so_far, years, on=on)
    of_year = _rates(sheet, goals, this_year, [on.year], on=on)
    counts_years = Basis(sheet.basis) is Basis.OF_THE_YEAR
    is_sum = OverTime(sheet.over_time) is OverTime.SUM
    reached = replace(
        since,
        of_year=of_year.of_year if counts_years else since.of_year,
        to_date=of_year.to_date if counts_years and not is_sum else since.to_date,
    )
    return Measured(
        indicator=indicator,
        is_open=False,
        state=State.MEASURED if years else State.NOT_PUBLISHED,
        baseline=baseline,
        actual=so_far,
        measured_on=date(years[-1], 12, 31) if years else None,
        goals=tuple(goals),
        attainment=reached,
    )


def _so_far(
    sheet: IndicatorSheet, protection: Protection, years: list[int], figures: PublishedFigures
) -> Told:
    """What is told of all that was counted by then; only sums and last values are made of yearly figures."""
    if not years:
        return WITHHELD
    if sheet.over_time is OverTime.SUM:
        return figures.told(protection.of, up_to(years[-1]))
    return figures.told(protection.of, in_year(years[-1])) if sheet.over_time is OverTime.LATEST else WITHHELD


def _rates(
    sheet: IndicatorSheet, goals: Sequence[Goal], figure: Told, years: list[int], *, on: date
) -> Attainment:
    """The rates from one figure that stands for all: no rate when it has no value."""
    readings = []
    if figure.value is not None:
        readings = [Reading(date(years[-1], 1, 1), date(years[-1], 12, 31), value=figure.value)]
    single = replace(sheet, over_places=OverPlaces.SUM, is_percentage=False)
    return achievement.attainment(readings, goals, on=on, sheet=single)
