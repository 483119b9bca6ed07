import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.squares import SIDE, TONES, Kind, squares
from tests.charts.drawn import drawn


def test_one_square_a_thing_row_by_row():
    chart = squares([Kind("reprises", 2, "ink"), Kind("closes", 2, "ink2")], columns=3)
    assert [drawn_.squares for drawn_ in chart.kinds] == [
        "M0 0h22v22h-22zM26 0h22v22h-22z",
        "M52 0h22v22h-22zM0 26h22v22h-22z",
    ]
    assert (chart.width, chart.height, chart.total) == (74, 48, 4)


@given(st.lists(st.integers(0, 70), max_size=6), st.integers(1, 20))
def test_squares_are_as_many_as_things_and_stay_inside(counts, columns):
    chart = squares([Kind("a", count, "crossed") for count in counts], columns=columns)
    corners = [(int(x), int(y)) for one in chart.kinds for x, y in re.findall(r"M(\d+) (\d+)h", one.squares)]
    assert len(corners) == len(set(corners)) == sum(counts)
    assert all(x + SIDE <= chart.width and y + SIDE <= chart.height for x, y in corners)


@pytest.mark.parametrize("tone", TONES)
def test_each_tone_is_drawn_and_only_the_unknown_is_hatched(tone):
    html = drawn("squares", chart=squares([Kind("sans réponse", 2, tone)]), title="a")
    assert ("url(#hatch)" in html) == (tone == "unknown")
    assert ("l16-16" in html) == (tone == "crossed")
    assert "<b>2</b> sans réponse" in html


def test_nothing_is_named_without_a_drawing():
    html = drawn("squares", chart=squares([Kind("sans réponse", 0, "unknown")]), title="a")
    assert "waffle" not in html
    assert "<b>0</b> sans réponse" in html
