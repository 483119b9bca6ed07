"""Small numbers: the bands, then attacks that search instead of sampling."""

from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.disclosure import (
    LEAST_VALUES,
    SMALL,
    Band,
    Disclosure,
    Knowledge,
    Published,
    Rounded,
    Table,
    band,
    confines,
    disclose,
    share,
)


def table(*counts: int, key="2025") -> Table:
    return Table(key, sum(counts), {f"c{position}": count for position, count in enumerate(counts)})


def published(counts, *, key="2025", dimension="sex", knowledge=None) -> Published:
    told = disclose(table(*counts, key=key), dimension=dimension, knowledge=knowledge or Knowledge())
    return Published(key, dimension, told)


def possible(total: Band, bands: list[Band]) -> list[set[int]]:
    """By trying everything: the values that each part may have, given what was published of one table."""
    found: list[set[int]] = [set() for _band in bands]
    for position, one in enumerate(bands):
        others = [other for place, other in enumerate(bands) if place != position]
        low, high = sum(other.low for other in others), sum(other.high for other in others)
        # The others may sum to any whole number between their bounds.
        found[position] = {
            value
            for value in range(one.low, one.high + 1)
            if value + low <= total.high and value + high >= total.low
        }
    return found


@pytest.mark.parametrize(
    ("count", "low", "high", "rounded"),
    [
        (0, 0, 10, None),
        (10, 0, 10, None),
        (11, 11, 24, None),
        (24, 11, 24, None),
        (25, 25, 34, 30),
        (34, 25, 34, 30),
        (35, 35, 44, 40),
        (629, 625, 634, 630),
    ],
)
def test_a_count_is_told_as_its_band(count, low, high, rounded):
    told = band(count)
    assert (told.low, told.high, told.rounded) == (low, high, rounded)


@given(st.integers(0, 10**6))
def test_a_band_holds_its_count_and_never_a_single_value(count):
    told = band(count)
    assert told.low <= count <= told.high
    assert told.high - told.low + 1 >= LEAST_VALUES


def test_people_are_never_fewer_than_none():
    with pytest.raises(ValueError, match="fewer than none"):
        band(-1)


def test_a_percentage_needs_a_base_of_thirty_and_rounded_figures():
    assert share(band(40), band(80)) == Decimal("0.5")
    assert share(band(10), band(80)) is None
    assert share(band(25), band(29)) is None
    assert share(band(25), Rounded(35, 44, 40)) == Decimal("0.75")


def test_a_breakdown_of_less_than_thirty_is_withheld():
    assert disclose(table(20, 9), dimension="sex", knowledge=Knowledge()).is_withheld
    assert not disclose(table(40, 40), dimension="sex", knowledge=Knowledge()).is_withheld


@pytest.mark.parametrize(
    "counts",
    [(11, 1, 1, 1), (1,) * 14, (1,) * 10, (11, 1), (30, 1), (29, 1), (24, 24, 1), (11, 11, 11, 0), (300, 5)],
)
def test_the_known_attacks_give_nothing_back(counts):
    told = disclose(table(*counts), dimension="sex", knowledge=Knowledge())
    attack(told, dict(table(*counts).parts))


def attack(told: Disclosure, raw: dict) -> None:
    bands = [one for _names, one in told.groups]
    for (names, _band), values in zip(told.groups, possible(told.total, bands), strict=True):
        count = sum(raw[name] for name in names)
        assert count in values
        assert count > SMALL or len(values) >= LEAST_VALUES


def test_every_small_table_is_searched():
    tried = 0
    for size in (2, 3, 4):
        for counts in combinations_with_replacement((0, 1, 5, 10, 11, 12, 24, 25, 29, 34, 35, 60), size):
            told = disclose(table(*counts), dimension="sex", knowledge=Knowledge())
            attack(told, dict(table(*counts).parts))
            tried += 1
    assert tried >= 1_700


@settings(max_examples=300)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_any_table_gives_no_small_count_back(counts):
    attack(disclose(table(*counts), dimension="sex", knowledge=Knowledge()), dict(table(*counts).parts))


def brute(total: Band, *breakdowns: list[Band]) -> list[list[set[int]]]:
    """By trying every total: what each part may be, when several breakdowns share one total."""
    found = [[set() for _one in bands] for bands in breakdowns]
    for whole in range(total.low, total.high + 1):
        fits = [
            sum(one.low for one in bands) <= whole <= sum(one.high for one in bands) for bands in breakdowns
        ]
        if not all(fits):
            continue
        for place, bands in enumerate(breakdowns):
            exact = possible(Band(whole, whole), bands)
            for position, values in enumerate(exact):
                found[place][position] |= values
    return found


@settings(max_examples=150)
@given(st.integers(0, 40), st.data())
def test_one_total_by_sex_then_by_age_gives_no_small_count_back(women, data):
    men = data.draw(st.integers(0, 40))
    children = data.draw(st.integers(0, women + men))
    sexes, ages = (women, men), (children, women + men - children)
    first = published(sexes, dimension="sex")
    second = disclose(
        table(*ages),
        dimension="age",
        knowledge=Knowledge([first]),
        smalls=[("2025", "sex", names) for names, one in first.disclosure.groups if one.is_small],
    )
    breakdowns = [[one for _names, one in told.groups] for told in (first.disclosure, second) if told.groups]
    raws = [
        [sum(table(*counts).parts[name] for name in names) for names, _one in told.groups]
        for counts, told in ((sexes, first.disclosure), (ages, second))
        if told.groups
    ]
    for bands_found, raw in zip(brute(second.total, *breakdowns), raws, strict=True):
        for values, count in zip(bands_found, raw, strict=True):
            assert count in values
            assert count > SMALL or len(values) >= LEAST_VALUES


def test_the_bounds_deduced_are_those_found_by_trying_everything():
    for sexes, ages in product([(30, 5), (20, 20), (60, 0)], [(25, 10), (34, 1), (20, 15)]):
        told = [
            Published(
                "2025",
                name,
                Disclosure(
                    band(35), tuple((frozenset([place]), band(count)) for place, count in enumerate(counts))
                ),
            )
            for name, counts in (("sex", sexes), ("age", ages))
        ]
        if sum(sexes) != sum(ages):
            continue
        found = Knowledge(told).intervals
        expected = brute(band(35), *[[one for _n, one in each.disclosure.groups] for each in told])
        for each, values in zip(told, expected, strict=True):
            for (names, _one), tried in zip(each.disclosure.groups, values, strict=True):
                assert found[("2025", each.dimension, names)] == (min(tried), max(tried))


def test_years_and_their_sum_are_counted_together():
    years = [Published("2024", "", Disclosure(band(5))), Published("2025", "", Disclosure(band(40)))]
    both = Published("2024+2025", "", Disclosure(band(45)))
    knowledge = Knowledge([*years, both], sums={"2024+2025": ["2024", "2025"]})
    assert knowledge.intervals["2024"] == (1, 10)
    assert not confines(knowledge, ["2024"])


def test_two_publications_of_the_same_figures_meet():
    first = published((40, 9))
    merged = Disclosure(band(49), ((frozenset(["c0", "c1"]), band(49)),))
    knowledge = Knowledge([first, Published("2025", "other", merged)])
    assert knowledge.intervals["2025"] == (45, 54)
    assert not confines(knowledge, [("2025", "sex", frozenset(["c1"]))])


def test_figures_corrected_since_take_another_key():
    first = published((40, 9))
    corrected = Published("2025", "sex", Disclosure(band(65), first.disclosure.groups))
    with pytest.raises(ValueError, match="its own key"):
        _ = Knowledge([first, corrected]).intervals


def test_parts_that_do_not_make_their_total_are_refused():
    with pytest.raises(ValueError, match="not broken down"):
        Table("2025", 430, {"men": 291, "women": 113})
