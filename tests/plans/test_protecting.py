"""What a publication says of protected counts, whatever was published before it."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.counts import Count, Counts
from plans.disclosure import LEAST_VALUES, SMALL, Band
from plans.protected import REST, in_year, up_to
from plans.protecting import Record, content_of_protected_figures, records_in


def counted(years: dict[int, Count], *, adds_up: bool = True) -> Counts:
    return Counts("indicator:1", "1.1", years, adds_up=adds_up)


def count(*parts: int, **breakdowns: tuple[int, ...]) -> Count:
    named = {"sex": parts, **breakdowns} if len(parts) > 1 else breakdowns
    return Count(
        sum(parts),
        {
            dimension: {f"{dimension}{place}": one for place, one in enumerate(several)}
            for dimension, several in named.items()
        },
    )


def publish(*editions: tuple[int, Counts]) -> list[dict]:
    """Each publication made with all the former ones in hand."""
    contents: list[dict] = []
    for year, counts in editions:
        contents.append(content_of_protected_figures(year, [counts], published=contents))
    return contents


def records(content: dict) -> dict[str, Record]:
    return {record.span: record for record in records_in(content)}


def test_a_year_says_its_total_and_its_breakdown_and_the_total_so_far():
    years = {2023: count(30, 31), 2024: count(60, 62)}
    first, second = publish((2023, counted(years)), (2024, counted(years)))
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
    (content,) = publish((2025, counted({2024: count(40, 40)})))
    assert content["figures"] == []


def test_what_still_holds_is_repeated_word_for_word():
    before, after = publish(
        (2024, counted({2024: count(60, 62)})),
        (2024, counted({2024: count(61, 63)})),
    )
    assert before == after


def test_a_correction_out_of_the_band_makes_another_edition():
    before, after = publish(
        (2024, counted({2024: count(60, 62)})),
        (2024, counted({2024: count(60, 82)})),
    )
    assert [records(one)[in_year(2024)].edition for one in (before, after)] == [1, 2]
    assert records(after)[in_year(2024)].total.rounded == 140
