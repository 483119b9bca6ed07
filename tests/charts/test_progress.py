from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.progress import bar
from tests.charts.drawn import drawn

SHARES = st.decimals(-5, 5, places=4)


def test_a_bar_is_in_the_colour_of_its_pillar_and_as_long_as_what_is_done():
    drawing = bar(Decimal("0.43"), Decimal("0.52"), Decimal("0.0606"), pillar="prevention")
    assert (drawing.tone, drawing.done, drawing.unknown, drawing.pin) == ("prev", 43, 6.1, 52)


def test_a_bar_without_a_pillar_is_in_ink():
    assert bar(Decimal(1)).tone == "ink"


def test_what_is_not_known_is_hatched_over_the_whole_track_and_says_so():
    html = drawn("progress", bar=bar(None, Decimal("0.5"), words="non mesuré"))
    assert '<rect fill="url(#hatch)" class="s-rule2" y="5" width="100%" height="16"/>' in html
    assert ">non mesuré</text>" in html
    assert 'class="pin"' in html
    assert "f-track" not in html


def test_what_is_protected_is_a_hatch_of_one_length_whatever_it_hides():
    three, nine = (
        drawn("progress", bar=bar(Decimal(share), words="moins de 11", is_protected=True))
        for share in ("0.3", "0.9")
    )
    assert three == nine
    assert 'width="28"' in three
    assert ">moins de 11</text>" in three


def test_zero_is_a_thick_line_and_next_to_nothing_is_seen():
    zero, little = bar(Decimal(0)), bar(Decimal("0.0001"))
    assert (zero.is_zero, zero.done) == (True, 0)
    assert (little.is_zero, little.done) == (False, 0.4)
    assert 'class="f-ink" d="M-1 3h3v20h-3z"' in drawn("progress", bar=zero)


def test_going_back_is_an_arrow_and_going_beyond_a_full_bar():
    worse, beyond = bar(Decimal("-0.2")), bar(Decimal("1.4"), pillar="partnership")
    assert (worse.is_worse, worse.is_zero, worse.done) == (True, False, 0)
    assert "f-alert" in drawn("progress", bar=worse)
    assert (beyond.done, beyond.unknown) == (100, 0)


@given(done=SHARES, expected=st.none() | SHARES, unknown=st.none() | SHARES)
def test_nothing_leaves_the_track(done, expected, unknown):
    drawing = bar(done, expected, unknown)
    assert 0 <= drawing.done <= 100
    assert 0 <= drawing.unknown <= 100 - drawing.done
    assert drawing.pin is None or 0 <= drawing.pin <= 100
    assert (drawing.unknown > 0) == (unknown is not None and unknown > 0 and drawing.done < 100)


@pytest.mark.parametrize(
    ("marks", "said"), [({}, 1), ({"expected": True, "unknown": True, "protected": True}, 4)]
)
def test_a_legend_names_only_the_marks_that_are_drawn(marks, said):
    assert drawn("progress_legend", **marks).count("<li>") == said
