"""What a publication says of protected counts, whatever was published before it."""

from decimal import Decimal
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.counts import Count, Counts
from plans.disclosure import LEAST_TOTAL, LEAST_VALUES, SMALL, Band
from plans.protected import in_year, up_to
from plans.protecting import Record, content_of_protected_figures, records_in

YEARS = (2023, 2024, 2025)


def counted(years: dict[int, Count], *, adds_up: bool = True) -> Counts:
    return Counts("indicator:1", "1.1", years, adds_up=adds_up)


def count(*by_sex: int, age: tuple[int, ...] = (), stated: int | None = None) -> Count:
    named = {"sex": by_sex, "age": age}
    breakdowns = {
        dimension: {f"{dimension}{place}": one for place, one in enumerate(parts)}
        for dimension, parts in named.items()
        if len(parts) > 1
    }
    is_public = {} if stated is None else {"stated": Decimal(stated), "sources": (7,)}
    return Count(sum(by_sex), breakdowns, **is_public)


def publish(*editions: tuple[int, dict[int, Count]]) -> list[dict]:
    """Each publication made with all the former ones in hand."""
    contents: list[dict] = []
    for year, years in editions:
        contents.append(content_of_protected_figures(year, [counted(years)], published=contents))
    return contents


def records(content: dict) -> dict[str, Record]:
    return {record.span: record for record in records_in(content)}


def test_a_year_says_its_total_its_breakdown_and_the_total_so_far():
    years = {2023: count(30, 31), 2024: count(60, 62)}
    first, second = publish((2023, years), (2024, years))
    assert records(first)[in_year(2023)].total.rounded == 60
    told = records(second)
    assert told[in_year(2024)].total.rounded == 120
    assert [(sorted(names), band.rounded) for names, band in told[in_year(2024)].breakdowns["sex"]] == [
        (["sex0"], 60),
        (["sex1"], 60),
    ]
    assert told[up_to(2024)].total.rounded == 180
    assert told[up_to(2024)].whole_of == ("to-2023/1", "2024/1")


def test_nothing_is_said_of_a_year_without_a_measurement():
    (content,) = publish((2025, {2024: count(40, 40)}))
    assert content["figures"] == []


def test_the_total_so_far_is_not_told_when_a_year_is_missing():
    years = {2023: count(30, 31), 2024: count(60, 62)}
    (content,) = publish((2024, years))
    assert records(content).keys() == {in_year(2024)}


def test_the_total_so_far_is_not_told_again_once_a_later_one_is():
    years = {2023: count(30, 31), 2024: count(60, 62)}
    corrected = {**years, 2023: count(90, 91)}
    *_former, again = publish((2023, years), (2024, years), (2023, corrected))
    assert records(again).keys() == {in_year(2023)}


def test_what_still_holds_is_repeated_word_for_word():
    before, after = publish((2024, {2024: count(60, 62)}), (2024, {2024: count(61, 63)}))
    assert before == after


def test_a_correction_out_of_the_band_makes_another_edition():
    before, after = publish((2024, {2024: count(60, 62)}), (2024, {2024: count(60, 82)}))
    assert [records(one)[in_year(2024)].edition for one in (before, after)] == [1, 2]
    assert records(after)[in_year(2024)].total.rounded == 140


def test_the_order_of_the_parts_is_not_that_of_the_counts():
    contents = [publish((2024, {2024: count(*parts)}))[0] for parts in permutations((60, 3, 8))]
    kept = [one for one in contents if len(one["figures"][0]["breakdowns"]["sex"]) == 3]
    for one in kept:
        assert [part["categories"] for part in one["figures"][0]["breakdowns"]["sex"]] == [
            ["sex0"],
            ["sex1"],
            ["sex2"],
        ]
    assert kept


def test_small_counts_at_the_same_place_are_told_the_same():
    (one,), (other,) = publish((2024, {2024: count(60, 3)})), publish((2024, {2024: count(60, 4)}))
    assert one == other


def test_a_figure_that_a_public_source_states_is_told_as_stated():
    (content,) = publish((2024, {2024: count(3, 2, stated=5)}))
    record = records(content)[in_year(2024)]
    assert (record.stated, record.sources, record.total) == (5, (7,), Band(5, 5))
    assert list(record.breakdowns) == []


def test_the_total_of_small_years_does_not_give_them_back():
    """30 people in three years of at most 10, told as 25 to 34, would leave the last one six values."""
    years = {2023: count(10), 2024: count(10), 2025: count(10), 2026: count(5)}
    contents = publish(*[(year, years) for year in years])
    assert records(contents[2])[up_to(2025)].total is None
    assert up_to(2026) not in records(contents[3])
    assert_nothing_small_is_confined(contents, years)


class Attack:
    """By trying every total of every year: what each part may be, with all the publications in hand."""

    def __init__(self, contents: list[dict]):
        self.stars: dict[str, dict[str, tuple]] = {}
        self.totals: dict[str, Band] = {}
        self.sums: dict[str, tuple[str, ...]] = {}
        for content in contents:
            for record in records_in(content):
                if record.total is not None:
                    self._learn(record)

    def _learn(self, record: Record) -> None:
        self.totals[record.key] = record.total
        self.stars.setdefault(record.key, {}).update(record.breakdowns)
        if record.whole_of:
            self.sums[record.key] = record.whole_of

    def years(self) -> list[str]:
        return sorted(key for key in self.totals if key not in self.sums)

    def worlds(self):
        """The totals of the years that nothing published contradicts."""
        years = self.years()
        for totals in product(*[range(self.totals[key].low, self.totals[key].high + 1) for key in years]):
            world = dict(zip(years, totals, strict=True))
            if all(self._fits(key, total) for key, total in world.items()) and self._adds_up(world):
                yield world

    def _fits(self, key: str, total: int) -> bool:
        return all(
            sum(band.low for _names, band in groups) <= total <= sum(band.high for _names, band in groups)
            for groups in self.stars[key].values()
        )

    def _adds_up(self, world: dict[str, int]) -> bool:
        known = dict(world)
        for key in sorted(self.sums, key=lambda key: key.partition("-")[2]):
            known[key] = sum(known[part] for part in self.sums[key])
            if not self.totals[key].low <= known[key] <= self.totals[key].high:
                return False
        return True

    def possible(self) -> dict[tuple, set[int]]:
        found: dict[tuple, set[int]] = {}
        for world in self.worlds():
            for key, total in world.items():
                found.setdefault((key,), set()).add(total)
                for dimension, groups in self.stars[key].items():
                    self._add_parts(found, key, dimension, groups, total)
        return found

    @staticmethod
    def _add_parts(found, key, dimension, groups, total) -> None:
        lows, highs = sum(band.low for _n, band in groups), sum(band.high for _n, band in groups)
        for names, band in groups:
            low = max(band.low, total - (highs - band.high))
            high = min(band.high, total - (lows - band.low))
            found.setdefault((key, dimension, names), set()).update(range(low, high + 1))


def assert_nothing_small_is_confined(contents: list[dict], years: dict[int, Count]) -> None:
    possible = Attack(contents).possible()
    assert possible or not any(content["figures"] for content in contents)
    for (key, *part), values in possible.items():
        raw = years[int(key.partition("/")[0])]
        real = raw.total if not part else sum(raw.breakdowns[part[0]][name] for name in part[1])
        assert real in values
        assert real > SMALL or len(values) >= LEAST_VALUES


small_or_more = st.one_of(st.integers(0, 12), st.integers(0, 60))


@st.composite
def tables(draw) -> Count:
    """One total by sex and by age."""
    sexes = tuple(draw(st.lists(small_or_more, min_size=1, max_size=3)))
    children = draw(st.integers(0, sum(sexes)))
    return count(*sexes, age=(children, sum(sexes) - children))


@settings(max_examples=60)
@given(st.lists(tables(), min_size=1, max_size=3))
def test_years_by_sex_and_by_age_and_together_give_no_small_count_back(several):
    years = dict(zip(YEARS, several, strict=False))
    contents = publish(*[(year, years) for year in years])
    assert_nothing_small_is_confined(contents, years)


@settings(max_examples=60)
@given(tables(), tables())
def test_two_publications_of_a_year_corrected_meanwhile_give_no_small_count_back(before, after):
    """Each edition by itself; then with the supposition that what is small was not corrected."""
    first, second = publish((2024, {2024: before}), (2024, {2024: after}))
    assert_each_is_safe(first, before)
    if records(second)[in_year(2024)].edition == 2:
        assert_each_is_safe(second, after)
        met = intersect(Attack([first]).possible(), Attack([second]).possible())
        assert [values for values in met if 0 < len(values) < LEAST_VALUES] == []


def assert_each_is_safe(content: dict, raw: Count) -> None:
    assert_nothing_small_is_confined([content], {2024: raw})


def intersect(first: dict[tuple, set[int]], second: dict[tuple, set[int]]) -> list[set[int]]:
    """What both leave possible of each part that both tell to be small."""
    timeless = {name[1:]: values for name, values in second.items()}
    return [
        values & timeless[name[1:]]
        for name, values in first.items()
        if name[1:] in timeless and max(values) <= SMALL and max(timeless[name[1:]]) <= SMALL
    ]


@pytest.mark.parametrize("parts", [(11, 1, 1, 1), (1,) * 14, (1,) * 10, (11, 1)])
def test_the_known_attacks_are_withheld_or_give_nothing_back(parts):
    years = {2024: count(*parts)}
    contents = publish((2024, years), (2024, years))
    assert_nothing_small_is_confined(contents, years)
    assert sum(parts) >= LEAST_TOTAL or records(contents[0])[in_year(2024)].breakdowns == {}
