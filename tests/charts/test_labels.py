import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.labels import (
    Anchor,
    Label,
    Layout,
    Wanted,
    merged,
    place,
    text_width,
    touch,
    wrapped,
)

WANTED = st.lists(
    st.builds(
        Wanted,
        x=st.floats(0, 100),
        text=st.text("ail WM2é", min_size=1, max_size=24),
        offset=st.sampled_from([0, 6, 9]),
        is_bold=st.booleans(),
    ),
    max_size=12,
)


def overlaps(labels, width):
    return [
        (one.text, other.text)
        for position, one in enumerate(labels)
        for other in labels[position + 1 :]
        if one.row == other.row and touch(one.extent(width), other.extent(width))
    ]


@given(WANTED, st.sampled_from([320, 600, 1200]))
def test_placed_labels_never_touch_on_their_narrowest_drawing_nor_on_wider_ones(wanted, wider):
    labels = place(wanted, width=240, rows=3, layout=Layout.NARROW, anchors=tuple(Anchor))
    assert overlaps(labels, 240) == []
    assert overlaps(labels, wider) == []
    assert all(label.extent(240)[0] >= 0 and label.extent(240)[1] <= 240 for label in labels)


def test_a_label_goes_to_the_next_row_before_it_is_left_out():
    wanted = [Wanted(10, "Décret créant le Comité"), Wanted(12, "Loi 2012-023"), Wanted(14, "Code pénal")]
    labels = place(wanted, width=300, rows=2, layout=Layout.WIDE, anchors=[Anchor.START])
    assert [(label.text, label.row) for label in labels] == [
        ("Décret créant le Comité", 0),
        ("Loi 2012-023", 1),
    ]


def test_a_label_at_the_right_edge_ends_at_its_place():
    (label,) = place([Wanted(98, "Code pénal", 9)], width=300, rows=1, layout=Layout.WIDE)
    assert (label.anchor, label.dx) == (Anchor.END, -9)


def test_a_label_wider_than_the_drawing_is_left_out():
    assert place([Wanted(50, "M" * 40)], width=200, rows=3, layout=Layout.WIDE) == []


def test_a_label_may_pass_the_edge_only_by_what_is_allowed():
    options = {"width": 240, "rows": 1, "layout": Layout.NARROW, "anchors": [Anchor.MIDDLE]}
    assert place([Wanted(2, "2011")], **options) == []
    assert len(place([Wanted(2, "2011")], **options, bleed=14)) == 1


def test_merged_writes_a_shared_label_once_and_keeps_the_others_apart():
    same = [Label(5, "2015", Anchor.MIDDLE, 0, 0, layout) for layout in (Layout.WIDE, Layout.NARROW)]
    wide_only = Label(9, "2016", Anchor.MIDDLE, 0, 0, Layout.WIDE)
    assert [(label.text, label.layout) for label in merged([same[0], wide_only], [same[1]])] == [
        ("2015", Layout.BOTH),
        ("2016", Layout.WIDE),
    ]


@pytest.mark.parametrize(
    ("narrower", "wider"), [("ill", "WWW"), ("1\u202f000", "10000"), ("abc", "ABC"), ("a", "aa")]
)
def test_text_width_grows_with_the_letters(narrower, wider):
    assert text_width(narrower) < text_width(wider)
    assert text_width(wider) < text_width(wider, is_bold=True)


def test_wrapped_text_keeps_its_words_in_order():
    assert wrapped("Catégorie 2, liste de surveillance", 146) == ("Catégorie 2, liste de", "surveillance")
    assert wrapped("Catégorie 1", 146) == ("Catégorie 1",)
    assert wrapped("anticonstitutionnellement dit", 40) == ("anticonstitutionnellement", "dit")
