from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.budget import Line, contradicts, converted, ratio, spends_ahead, totals


def dec(value) -> Decimal:
    return Decimal(str(value))


def test_a_gap_is_never_set_off_against_another_line():
    lines = [
        Line("a", 2025, planned=dec(100), mobilised=dec(60)),
        Line("b", 2025, planned=dec(50), mobilised=dec(90)),
    ]
    figures = totals(lines)
    assert figures.gap == 40
    assert (figures.planned, figures.mobilised) == (150, 150)


def test_what_no_line_says_is_unknown():
    figures = totals([Line("a", 2025, planned=dec(100))])
    assert figures.spent is None
    assert figures.execution is None
    assert figures.gap == 100
    assert totals([]).planned is None


def test_execution_is_spent_over_planned_and_over_mobilised():
    figures = totals([Line("a", 2025, planned=dec(200), mobilised=dec(100), spent=dec(50))])
    assert figures.execution == dec("0.25")
    assert figures.execution_of_mobilised == dec("0.5")
    assert ratio(dec(1), dec(0)) is None


def test_amounts_are_converted_row_by_row_half_up():
    assert converted(dec("100.50"), dec("655.957")) == 65924
    assert converted(dec("0.5"), dec(1)) == 1


def test_spending_ten_points_ahead_of_progress_is_signalled():
    assert not spends_ahead(dec("0.60"), dec("0.50"))
    assert spends_ahead(dec("0.61"), dec("0.50"))
    assert not spends_ahead(None, dec("0.5"))


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ((None, None, None), False),
        ((5, 5, 5), False),
        ((5, None, 5), False),
        ((5, 6, None), True),
        ((None, 5, 6), True),
        ((5, None, 6), True),
    ],
)
def test_no_stage_of_a_funding_exceeds_the_one_before(stages, expected):
    assert contradicts(stages) is expected


def test_amounts_of_a_million_million_keep_each_franc():
    figures = totals([Line(number, 2025, planned=dec(10**12) + 1) for number in range(3)])
    assert figures.planned == 3 * 10**12 + 3


amounts = st.none() | st.integers(0, 10**12).map(Decimal)
lines = st.builds(
    Line, st.integers(1, 5), st.integers(2023, 2027), amounts, amounts, amounts, amounts, amounts
)


@given(st.lists(lines, max_size=10))
def test_rows_and_columns_agree_to_the_franc(rows):
    whole = totals(rows)
    by_year = [totals([row for row in rows if row.year == year]) for year in range(2023, 2028)]
    assert sum(part.gap for part in by_year) == whole.gap
    assert sum(part.planned or 0 for part in by_year) == (whole.planned or 0)
    assert whole.gap >= max((whole.planned or 0) - (whole.mobilised or 0), 0)
