"""The vectors of docs/calculation.md, properties, and an outside oracle."""

import csv
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.achievement import (
    Attainment,
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
    due,
    overlapping,
)

ORACLE = Path(__file__).parent.parent / "data" / "barometre_resultats.csv"


def dec(value) -> Decimal:
    return Decimal(str(value))


def rate(baseline, target, measured, direction=Direction.INCREASE, tolerance=0):
    return achievement(
        baseline=None if baseline is None else dec(baseline),
        target=None if target is None else dec(target),
        actual=None if measured is None else dec(measured),
        direction=direction,
        tolerance=dec(tolerance),
    )


def year(number: int, value=None, *, place=None, **more) -> Reading:
    return Reading(
        date(number, 1, 1), date(number, 12, 31), None if value is None else dec(value), place=place, **more
    )


@pytest.mark.parametrize(
    ("baseline", "target", "measured", "direction", "expected"),
    [
        (10, 20, 15, Direction.INCREASE, "0.5"),
        (80, 40, 60, Direction.DECREASE, "0.5"),
        (80, 40, 100, Direction.DECREASE, "-0.5"),
        (80, 40, 50, Direction.DECREASE, "0.75"),
        (10, 20, 25, Direction.INCREASE, "1.5"),
        (10, 20, 5, Direction.INCREASE, "-0.5"),
        (10, 20, None, Direction.INCREASE, None),
        (None, 20, 15, Direction.INCREASE, None),
        (10, None, 15, Direction.INCREASE, None),
        (20, 20, 20, Direction.INCREASE, 1),
        (20, 20, 19, Direction.INCREASE, 0),
        (20, 20, 19, Direction.DECREASE, 1),
        (20, 20, 21, Direction.DECREASE, 0),
        (20, 10, 15, Direction.INCREASE, None),
        (10, 20, 15, Direction.DECREASE, None),
        (None, 50, 50, Direction.MAINTAIN, 1),
        (0, 50, 49, Direction.MAINTAIN, 0),
        (0, dec("1e12"), dec("5e11"), Direction.INCREASE, "0.5"),
    ],
)
def test_achievement_follows_the_written_cases(baseline, target, measured, direction, expected):
    assert rate(baseline, target, measured, direction) == (None if expected is None else dec(expected))


def test_maintain_accepts_what_the_tolerance_holds():
    assert rate(None, 50, 48, Direction.MAINTAIN, tolerance=2) == 1
    assert rate(None, 50, "47.9", Direction.MAINTAIN, tolerance=2) == 0


def test_bounded_keeps_between_zero_and_one():
    assert [bounded(one) for one in (None, dec("-0.5"), dec("0.5"), dec("1.5"))] == [
        None,
        dec(0),
        dec("0.5"),
        dec(1),
    ]


def test_the_published_rates_of_another_country_are_found_again():
    computable = 0
    for row in csv.DictReader(ORACLE.read_text(encoding="utf-8").splitlines()):
        if not all(row[column] for column in ("baseline", "actual", "target", "published_rate")):
            continue
        direction = Direction.INCREASE if dec(row["target"]) >= dec(row["baseline"]) else Direction.DECREASE
        found = bounded(rate(row["baseline"], row["target"], row["actual"], direction))
        published = (found * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        assert published == dec(row["published_rate"]), row["indicator"]
        computable += 1
    assert computable == 51


YEARLY = IndicatorSheet(direction=Direction.INCREASE, basis=Basis.OF_THE_YEAR, over_time=OverTime.SUM)


def test_targets_of_the_year_add_up_with_sum():
    goals = [Goal(2024, dec(100)), Goal(2025, dec(100)), Goal(2026, dec(100))]
    found = attainment([year(2024, 90), year(2025, 80)], goals, on=date(2025, 12, 31), sheet=YEARLY)
    assert found.of_year == dec("0.8")
    assert found.to_date == dec("0.85")
    assert round(found.final * 100) == 57
    assert [due(goals, by=2025, sheet=YEARLY), due(goals, sheet=YEARLY)] == [200, 300]


@pytest.mark.parametrize("over_time", [OverTime.LATEST, OverTime.AVERAGE, OverTime.MAXIMUM])
def test_targets_of_the_year_that_do_not_add_up_stand_beside_the_year(over_time):
    goals = [Goal(2024, dec(100)), Goal(2025, dec(80))]
    sheet = replace(YEARLY, over_time=over_time)
    found = attainment([year(2024, 90), year(2025, 60)], goals, on=date(2025, 12, 31), sheet=sheet)
    assert found.actual == 60
    assert [due(goals, by=2024, sheet=sheet), due(goals, sheet=sheet)] == [100, 80]
    assert found.to_date == found.of_year == dec("0.75")


def test_a_cumulative_target_has_two_horizons():
    sheet = IndicatorSheet(direction=Direction.INCREASE, baseline=dec(0))
    goals = [Goal(2024, dec(40)), Goal(2026, dec(100))]
    found = attainment([year(2023, 10), year(2024, 30)], goals, on=date(2024, 12, 31), sheet=sheet)
    assert found == Attainment(actual=dec(30), of_year=dec("0.75"), to_date=dec("0.75"), final=dec("0.3"))


def test_what_is_measured_after_the_day_does_not_count():
    sheet = IndicatorSheet(direction=Direction.INCREASE, baseline=dec(0))
    assert actual([year(2024, 30)], on=date(2024, 12, 30), sheet=sheet) is None
    assert actual([year(2024, 30)], on=date(2024, 12, 31), sheet=sheet) == 30


def test_a_target_against_the_direction_is_a_warning_and_no_rate():
    sheet = IndicatorSheet(direction=Direction.INCREASE, baseline=dec(50))
    found = attainment([year(2024, 40)], [Goal(2024, dec(20))], on=date(2024, 12, 31), sheet=sheet)
    assert found.is_contradictory
    assert found.final is None


def test_a_target_on_the_way_against_the_direction_is_a_warning_too():
    sheet = IndicatorSheet(direction=Direction.INCREASE, baseline=dec(50))
    goals = [Goal(2024, dec(20)), Goal(2025, dec(60))]
    found = attainment([year(2024, 40)], goals, on=date(2024, 12, 31), sheet=sheet)
    assert found.is_contradictory
    assert (found.of_year, found.final) == (None, -1)


def test_targets_of_the_year_of_what_should_fall_are_a_warning():
    sheet = replace(YEARLY, direction=Direction.DECREASE)
    found = attainment([year(2024, 40)], [Goal(2024, dec(20))], on=date(2024, 12, 31), sheet=sheet)
    assert found.is_contradictory
    assert found.to_date is None


@pytest.mark.parametrize(
    ("over_time", "expected"),
    [(OverTime.LATEST, 30), (OverTime.SUM, 60), (OverTime.AVERAGE, 20), (OverTime.MAXIMUM, 30)],
)
def test_periods_make_one_value_as_the_sheet_says(over_time, expected):
    readings = [year(2022, 10), year(2023, 20), year(2024, 30)]
    sheet = IndicatorSheet(direction=Direction.INCREASE, over_time=over_time)
    assert actual(readings, on=date(2025, 1, 1), sheet=sheet) == expected


@pytest.mark.parametrize(
    ("over_places", "expected"), [(OverPlaces.SUM, 50), (OverPlaces.AVERAGE, 25), (OverPlaces.NONE, None)]
)
def test_places_make_one_value_as_the_sheet_says(over_places, expected):
    readings = [year(2023, 1, place="kayes"), year(2024, 20, place="kayes"), year(2024, 30, place="gao")]
    sheet = IndicatorSheet(direction=Direction.INCREASE, over_places=over_places)
    assert actual(readings, on=date(2025, 1, 1), sheet=sheet) == expected


def test_percentages_are_put_together_from_their_counts_only():
    sheet = IndicatorSheet(direction=Direction.INCREASE, is_percentage=True)
    counted = [
        year(2024, place="kayes", numerator=dec(1), denominator=dec(4)),
        year(2024, place="gao", numerator=dec(3), denominator=dec(4)),
    ]
    told = [year(2024, 25, place="kayes"), year(2024, 75, place="gao")]
    assert actual(counted, on=date(2025, 1, 1), sheet=sheet) == 50
    assert actual(told, on=date(2025, 1, 1), sheet=sheet) is None
    assert actual(told[:1], on=date(2025, 1, 1), sheet=sheet) == 25


def test_periods_of_one_place_and_category_may_not_overlap():
    before, after = year(2024, 1), Reading(date(2024, 12, 31), date(2025, 12, 31), dec(2))
    elsewhere = year(2024, 1, place="gao")
    assert overlapping([after, before, elsewhere]) == [(before, after)]


numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(numbers, numbers, numbers, st.sampled_from(Direction))
def test_a_bounded_rate_is_a_share(baseline, target, measured, direction):
    found = bounded(
        achievement(baseline=baseline, target=target, actual=measured, direction=direction, tolerance=dec(0))
    )
    assert found is None or 0 <= found <= 1


@given(numbers, numbers, st.lists(numbers, min_size=2, max_size=5))
def test_a_better_measurement_never_lowers_the_rate(baseline, target, measurements):
    for direction in (Direction.INCREASE, Direction.DECREASE):
        ordered = sorted(measurements, reverse=direction is Direction.DECREASE)
        rates = [
            achievement(baseline=baseline, target=target, actual=one, direction=direction) for one in ordered
        ]
        known = [one for one in rates if one is not None]
        assert known == sorted(known)


@given(
    st.lists(
        st.tuples(st.integers(2015, 2027), st.sampled_from("abc"), numbers), unique_by=lambda one: one[:2]
    ),
    st.randoms(),
)
def test_the_order_of_measurements_does_not_matter(rows, random):
    readings = [year(number, value, place=place) for number, place, value in rows]
    shuffled = list(readings)
    random.shuffle(shuffled)
    for over_time in OverTime:
        sheet = IndicatorSheet(direction=Direction.INCREASE, over_time=over_time)
        assert actual(readings, on=date(2022, 6, 1), sheet=sheet) == actual(
            shuffled, on=date(2022, 6, 1), sheet=sheet
        )
