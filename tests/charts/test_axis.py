from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.axis import short, ticks

AMOUNTS = st.decimals(-(10**13), 10**13, places=3)


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        ("4", "40", [0, 10, 20, 30, 40]),
        ("-30", "20", [-30, -20, -10, 0, 10, 20]),
        ("0", "0", [0, 1]),
        ("-7", "-2", [-8, -6, -4, -2, 0]),
        ("0", "2500000000000", [step * 5 * 10**11 for step in range(6)]),
    ],
)
def test_marks_are_round_and_hold_zero(low, high, marks):
    assert ticks(Decimal(low), Decimal(high)) == marks


def test_counts_have_whole_marks():
    assert ticks(Decimal(0), Decimal(1), is_whole=True) == [0, 1]
    assert ticks(Decimal(0), Decimal(1))[1] == Decimal("0.2")


@given(AMOUNTS, AMOUNTS, st.booleans())
def test_marks_hold_every_value_at_equal_steps(one, other, is_whole):
    low, high = sorted((one, other))
    marks = ticks(low, high, is_whole=is_whole)
    assert 2 <= len(marks) <= 6
    assert marks[0] <= low <= high <= marks[-1]
    assert marks[0] <= 0 <= marks[-1]
    assert 0 in marks
    assert len({after - before for before, after in pairwise(marks)}) == 1
    assert not is_whole or all(mark == int(mark) for mark in marks)


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ("385000000", "fr", "385\u00a0M"),
        ("1923600000", "fr", "1,92\u00a0Md"),
        ("2500000000000", "en", "2,500\u00a0bn"),
        ("-1500000", "fr", "−1,5\u00a0M"),
        ("999999", "fr", "999\u202f999"),
        ("0", "en", "0"),
    ],
)
def test_large_numbers_are_short(value, language, written):
    assert short(Decimal(value), language) == written
