"""Worked examples of indicators: attainment, targets, periods and places, percentages."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from activities.schedule import weighted_mean
from cnclctpa.portal.reporting.method.worked import (
    Example,
    Line,
    added,
    day,
    not_computable,
    number,
    percent,
    share_covered,
)
from plans.achievement import (
    Basis,
    Direction,
    Goal,
    IndicatorSheet,
    OverPlaces,
    OverTime,
    Reading,
    achievement,
    actual,
    attainment,
    bounded,
)

END_OF_2025 = date(2025, 12, 31)


def of_year(year: int, value: int) -> Reading:
    return Reading(date(year, 1, 1), date(year, 12, 31), Decimal(value))


def rate_line(words: str, measured: int, baseline: int, target: int, direction: Direction) -> Line:
    found = rate(measured, baseline, target, direction)
    return Line(words, percent(found), share_covered(measured, baseline, target))


def rate(
    measured: int | None, baseline: int | None, target: int | None, direction: Direction, tolerance: int = 0
) -> Decimal | None:
    return achievement(
        actual=exactly(measured),
        baseline=exactly(baseline),
        target=exactly(target),
        direction=direction,
        tolerance=Decimal(tolerance),
    )


def exactly(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def rising() -> Example:
    baseline, target, measured = 20, 60, 50
    return Example(
        _("Case files sent to court in a year: more is wanted"),
        (
            Line(_("Baseline"), number(baseline)),
            Line(_("Target"), number(target)),
            Line(_("Actual value"), number(measured)),
        ),
        (rate_line(_("Attainment"), measured, baseline, target, Direction.INCREASE),),
    )


def falling() -> Example:
    baseline, target = 80, 40
    told = {
        60: _("Attainment, at %(days)s days"),
        100: _("At %(days)s days, it got worse"),
        30: _("At %(days)s days, the target is exceeded"),
    }
    found = []
    for measured, words in told.items():
        found.append(
            rate_line(words % {"days": number(measured)}, measured, baseline, target, Direction.DECREASE)
        )
        share = rate(measured, baseline, target, Direction.DECREASE)
        if share != bounded(share):
            found.append(Line(_("The same, in a drawing or a mean"), percent(bounded(share))))
    return Example(
        _("Days to send a case file: fewer are wanted"),
        (Line(_("Baseline"), number(baseline)), Line(_("Target"), number(target))),
        tuple(found),
    )


def special_cases() -> Example:
    rise, keep = Direction.INCREASE, Direction.MAINTAIN
    low, high, near, over, under, far, margin = 40, 60, 63, 62, 58, 66, 5
    cases = (
        (_("Nothing measured by that day"), rate(None, low, high, rise)),
        (_("No baseline"), rate(near, None, high, rise)),
        (_("No target"), rate(near, low, None, rise)),
        (
            _("More is wanted, but the baseline is %(baseline)s and the target %(target)s")
            % {"baseline": high, "target": low},
            rate(near, high, low, rise),
        ),
        (
            _("More is wanted; baseline and target %(target)s; %(actual)s measured")
            % {"target": high, "actual": over},
            rate(over, high, high, rise),
        ),
        (_("The same, %(actual)s measured") % {"actual": under}, rate(under, high, high, rise)),
        (
            _("To be kept at %(target)s, within %(tolerance)s, without a baseline; %(actual)s measured")
            % {"target": high, "tolerance": margin, "actual": near},
            rate(near, None, high, keep, margin),
        ),
        (_("The same, %(actual)s measured") % {"actual": far}, rate(far, None, high, keep, margin)),
    )
    return Example(
        _("Cases apart"),
        (),
        tuple(Line(words, percent(share), absent=not_computable()) for words, share in cases),
    )


def cumulative() -> Example:
    baseline, measured = 20, 35
    goals = {2025: 40, 2027: 60}
    rates = attainment(
        [of_year(2025, measured)],
        [Goal(year, Decimal(value)) for year, value in goals.items()],
        on=END_OF_2025,
        sheet=IndicatorSheet(Direction.INCREASE, baseline=Decimal(baseline)),
    )
    return Example(
        _("Cumulative targets"),
        (
            Line(_("Baseline"), number(baseline)),
            *(
                Line(_("Target for %(year)s") % {"year": year}, number(value))
                for year, value in goals.items()
            ),
            Line(_("Actual value on %(day)s") % {"day": day(END_OF_2025)}, number(measured)),
        ),
        (
            Line(
                _("Against the target of the year"),
                percent(rates.of_year),
                share_covered(measured, baseline, goals[2025]),
            ),
            Line(
                _("Against the final target"),
                percent(rates.final),
                share_covered(measured, baseline, goals[2027]),
            ),
        ),
    )


def yearly() -> Example:
    measured, goals = {2024: 90, 2025: 80}, dict.fromkeys((2024, 2025, 2026), 100)
    rates = attainment(
        [of_year(year, value) for year, value in measured.items()],
        [Goal(year, Decimal(value)) for year, value in goals.items()],
        on=END_OF_2025,
        sheet=IndicatorSheet(Direction.INCREASE, basis=Basis.OF_THE_YEAR, over_time=OverTime.SUM),
    )
    so_far = added(number(value) for value in measured.values())
    wanted = [number(value) for value in goals.values()]
    return Example(
        _("Targets of the year, which add up"),
        (
            Line(_("Target of each of the three years"), number(goals[2025])),
            *(
                Line(_("Measured in %(year)s") % {"year": year}, number(value))
                for year, value in measured.items()
            ),
        ),
        (
            Line(
                _("Of the year %(year)s") % {"year": END_OF_2025.year},
                percent(rates.of_year),
                f"{number(measured[2025])} ÷ {number(goals[2025])}",
            ),
            Line(_("To date"), percent(rates.to_date), f"({so_far}) ÷ ({added(wanted[:2])})"),
            Line(_("Of the whole plan"), percent(rates.final), f"({so_far}) ÷ ({added(wanted)})"),
        ),
    )


def periods() -> Example:
    measured = (10, 30, 5, 25)
    readings = [
        Reading(date(2025, 3 * quarter - 2, 1), date(2025, 3 * quarter, 28), Decimal(value))
        for quarter, value in enumerate(measured, start=1)
    ]

    def over(time: OverTime) -> str | None:
        return number(
            actual(readings, on=END_OF_2025, sheet=IndicatorSheet(Direction.INCREASE, over_time=time))
        )

    every = added(number(value) for value in measured)
    return Example(
        _("Four quarters, one place"),
        tuple(
            Line(_("Quarter %(quarter)s") % {"quarter": quarter}, number(value))
            for quarter, value in enumerate(measured, start=1)
        ),
        (
            Line(_("The latest"), over(OverTime.LATEST)),
            Line(_("The sum"), over(OverTime.SUM), every),
            Line(_("The average"), over(OverTime.AVERAGE), f"({every}) ÷ {len(measured)}"),
            Line(_("The highest"), over(OverTime.MAXIMUM)),
        ),
    )


def places() -> Example:
    measured = {"Kayes": 30, "Mopti": 50}
    readings = [
        Reading(date(2025, 1, 1), END_OF_2025, Decimal(value), place=place)
        for place, value in measured.items()
    ]

    def over(way: OverPlaces) -> str | None:
        return number(
            actual(readings, on=END_OF_2025, sheet=IndicatorSheet(Direction.INCREASE, over_places=way))
        )

    every = added(number(value) for value in measured.values())
    return Example(
        _("Two places, one period"),
        tuple(Line(place, number(value)) for place, value in measured.items()),
        (
            Line(_("The sum"), over(OverPlaces.SUM), every),
            Line(_("The average"), over(OverPlaces.AVERAGE), f"({every}) ÷ {len(measured)}"),
            Line(_("Not put together"), over(OverPlaces.NONE), absent=not_computable()),
        ),
    )


def ratios() -> Example:
    measured = {"Kayes": (30, 40), "Mopti": (10, 60)}
    sheet = IndicatorSheet(Direction.INCREASE, is_percentage=True)
    year = (date(2025, 1, 1), END_OF_2025)
    parts = {
        place: Reading(*year, numerator=Decimal(part), denominator=Decimal(whole), place=place)
        for place, (part, whole) in measured.items()
    }
    alone = [Reading(*year, value=one.reads, place=place) for place, one in parts.items()]

    def of_hundred(readings: list[Reading]) -> str | None:
        found = actual(readings, on=END_OF_2025, sheet=sheet)
        return None if found is None else percent(found / 100)

    numerators = added(number(part) for part, _whole in measured.values())
    denominators = added(number(whole) for _part, whole in measured.values())
    return Example(
        _("Case files closed within the year, out of those opened"),
        tuple(
            Line(place, of_hundred([one]), f"{number(one.numerator)} ÷ {number(one.denominator)}")
            for place, one in parts.items()
        ),
        (
            Line(_("Both places"), of_hundred(list(parts.values())), f"({numerators}) ÷ ({denominators})"),
            Line(
                _("If only the two percentages were known"),
                of_hundred(alone),
                absent=not_computable(),
            ),
        ),
    )


def mean_of_rates() -> Example:
    rates = [
        rate(50, 20, 60, Direction.INCREASE),
        rate(30, 80, 40, Direction.DECREASE),
        rate(100, 80, 40, Direction.DECREASE),
        rate(None, 20, 60, Direction.INCREASE),
    ]
    known = [kept for share in rates if (kept := bounded(share)) is not None]
    names = (_("First indicator"), _("Second, bounded"), _("Third, bounded"), _("Fourth, never measured"))
    return Example(
        _("Four indicators"),
        tuple(
            Line(name, percent(bounded(share)), absent=not_computable())
            for name, share in zip(names, rates, strict=True)
        ),
        (
            Line(
                _("Mean of those that can be computed"),
                percent(weighted_mean([(Decimal(1), share) for share in known])),
                f"({added(percent(share) for share in known)}) ÷ {len(known)}",
            ),
            Line(
                _("Written beside it"),
                _("%(known)s of %(counted)s computed") % {"known": len(known), "counted": len(rates)},
            ),
        ),
    )
