from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.labels import Layout
from cnclctpa.charts.stacked import NARROW, WIDE, Part, stacked

WIDTHS = {
    Layout.BOTH: (NARROW, WIDE, 1200),
    Layout.WIDE: (WIDE, 1200),
    Layout.NARROW: (NARROW, 700),
}
VICTIMS = [Part(42, "hommes"), Part(250, "femmes"), Part(337, "enfants")]


def test_parts_fill_the_bar_in_proportion():
    chart = stacked(VICTIMS, language="fr")
    assert [(segment.x, segment.width) for segment in chart.segments] == [
        (0, 6.68),
        (6.68, 39.74),
        (46.42, 53.58),
    ]
    assert chart.total == "629"
    assert chart.description == "42\u00a0hommes, 250\u00a0femmes, 337\u00a0enfants"


def test_what_is_not_broken_down_is_a_hatched_rest():
    chart = stacked([Part(291, "hommes"), Part(113, "femmes")], language="fr", total=430, rest="sexe non dit")
    assert [(segment.figure, segment.label, segment.tone) for segment in chart.segments] == [
        ("291", "hommes", "ink"),
        ("113", "femmes", "grey"),
        ("26", "sexe non dit", "unknown"),
    ]


def test_a_label_without_room_inside_goes_above_the_bar():
    (drawing,) = stacked(VICTIMS, language="fr").drawings
    assert {label.segment.label: label.is_inside for label in drawing.labels} == {
        "hommes": False,
        "femmes": True,
        "enfants": True,
    }
    assert (drawing.layout, drawing.bar_y) == (Layout.BOTH, 21)


def test_phones_have_a_drawing_of_their_own_when_their_labels_stand_elsewhere():
    parts = [Part(291, "hommes"), Part(113, "femmes")]
    wide, narrow = stacked(parts, language="fr", total=430, rest="sexe non dit").drawings
    assert (wide.layout, narrow.layout) == (Layout.WIDE, Layout.NARROW)
    assert [label.is_inside for label in wide.labels] == [True, True, False]
    assert [label.is_inside for label in narrow.labels] == [True, False, False]
    assert wide.height < narrow.height


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=6))
def test_labels_never_touch_whatever_the_parts(values):
    parts = [Part(value, f"partie {'longue ' * (value % 3)}{value}") for value in values]
    for drawing in stacked(parts, language="fr").drawings:
        assert len(drawing.labels) == len(values)
        for width in WIDTHS[drawing.layout]:
            for row in {label.row for label in drawing.labels}:
                extents = sorted(label.extent(width) for label in drawing.labels if label.row == row)
                assert all(before[1] <= after[0] for before, after in pairwise(extents))


def test_english_figures_are_english():
    assert stacked([Part(5461, "victims")], language="en").segments[0].figure == "5,461"


@pytest.mark.parametrize(("values", "total"), [([300, 200], 430), ([0], None)])
def test_parts_beyond_the_total_or_nothing_at_all_are_refused(values, total):
    with pytest.raises(ValueError, match="cannot be drawn"):
        stacked([Part(value, "x") for value in values], language="fr", total=total)
