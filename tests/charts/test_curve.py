from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.curve import LINE, PLOT, TOP, Point, Said, curve, spread
from cnclctpa.charts.labels import Layout, extent, touch
from cnclctpa.charts.plots import BLEED, NARROW, WIDE
from tests.charts.drawn import drawn

SAID = Said("Fait : 38,5 %", "Attendu : 49,9 %", "Origine : 54,4 %", "Écart : 11,4 points")
FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
TODAY = date(2026, 6, 30)
SHARES = st.none() | st.decimals(0, 1, places=3)
WIDTHS = {Layout.BOTH: (NARROW, WIDE), Layout.WIDE: (WIDE,), Layout.NARROW: (NARROW,)}


def point(day, actual=None, expected=None, original=None):
    shares = (None if value is None else Decimal(str(value)) for value in (actual, expected, original))
    return Point(day, *shares)


def test_lines_go_from_zero_to_one_and_from_the_first_day_to_the_last():
    chart = curve([point(FIRST, 0, 0), point(LAST, 1, 0.5)], starts_on=FIRST, ends_on=LAST)
    assert chart.actual == "M0.05 100L100 0"
    assert chart.expected == "M0.05 100L100 50"
    assert (chart.today, chart.future_width) == (None, 0)


def test_what_is_not_known_interrupts_the_line_and_a_point_alone_is_a_dot():
    days = [date(2025, month, 1) for month in range(1, 6)]
    points = [point(day, actual) for day, actual in zip(days, [0.1, 0.2, None, 0.3, None], strict=True)]
    chart = curve(points, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    assert chart.actual.count("M") == 2
    assert chart.actual.endswith("h0")


def test_what_is_done_stops_today_and_what_is_expected_does_not():
    points = [point(date(2026, 3, 31), 0.3, 0.4), point(TODAY, 0.4, 0.5), point(LAST, 0.9, 1)]
    chart = curve(points, starts_on=FIRST, ends_on=LAST, today=TODAY, said=SAID)
    assert chart.actual.count("L") == 1
    assert chart.expected.count("L") == 2
    assert chart.today == chart.marked == chart.future
    assert [kind for kind, _y in chart.marks] == ["expected", "actual"]


def test_a_plan_that_is_ahead_has_no_gap_in_terracotta():
    points = [point(date(2026, 3, 31), 0.5, 0.4), point(TODAY, 0.6, 0.5)]
    chart = curve(points, starts_on=FIRST, ends_on=LAST, today=TODAY, said=SAID)
    assert chart.gap == ""
    assert {note.kind for note in chart.notes} == {"actual", "ahead", "expected"}


def test_a_day_outside_the_plan_is_not_drawn():
    points = [point(FIRST, 0, 0), point(LAST, 0.8, 1)]
    before = curve(points, starts_on=FIRST, ends_on=LAST, today=date(2023, 5, 1), today_label="1er mai 2023")
    after = curve(points, starts_on=FIRST, ends_on=LAST, today=date(2030, 5, 1), said=SAID)
    assert (before.today, before.future, before.today_label, before.marks) == (None, 0, (), ())
    assert (after.today, after.future, after.marked) == (None, 100, 100)


def test_labels_right_of_the_day_stand_beside_their_marks():
    points = [point(FIRST, 0, 0, 0), point(TODAY, 0.385, 0.499, 0.544)]
    chart = curve(points, starts_on=FIRST, ends_on=LAST, today=TODAY, said=SAID)
    assert {note.kind: note.anchor.value for note in chart.notes} == {
        "expected": "start",
        "gap": "start",
        "actual": "start",
        "original": "end",
    }
    assert {note.layout for note in chart.notes} == {Layout.BOTH}


@given(
    values=st.lists(st.tuples(SHARES, SHARES, SHARES), max_size=25),
    length=st.integers(0, 4000),
    now=st.integers(-100, 4100),
)
def test_nothing_leaves_the_drawing_and_no_two_labels_touch(values, length, now):
    ends_on = FIRST + timedelta(days=length)
    today = FIRST + timedelta(days=now)
    points = [Point(FIRST + timedelta(days=90 * step), *shares) for step, shares in enumerate(values)]
    chart = curve(
        points, starts_on=FIRST, ends_on=ends_on, today=today, today_label="30 juin 2026", said=SAID
    )
    assert 0 <= chart.future <= 100
    assert all(TOP <= y <= TOP + PLOT for _kind, y in chart.marks)
    assert all(TOP < note.y < TOP + PLOT for note in chart.notes)
    for note in chart.notes:
        for width in WIDTHS[note.layout]:
            start, end = extent(chart.marked, note.text, note.anchor, 8, width)
            assert (start >= -BLEED, end <= width + BLEED) == (True, True)
    for one, other in combinations(chart.notes, 2):
        for width in set(WIDTHS[one.layout]) & set(WIDTHS[other.layout]):
            spans = [extent(chart.marked, note.text, note.anchor, 8, width) for note in (one, other)]
            assert abs(one.y - other.y) >= LINE - 0.2 or not touch(*spans)
    for layout in (Layout.WIDE, Layout.NARROW):
        years = sorted((y for y in chart.years if y.layout in ("", layout)), key=lambda label: label.x)
        (width,) = WIDTHS[layout]
        assert all(not touch(a.extent(width), b.extent(width)) for a, b in pairwise(years))


@given(st.lists(st.floats(0, 400), max_size=5))
def test_spread_keeps_places_apart_and_inside(wanted):
    places = spread(sorted(wanted), 17, 40, 290)
    assert len(places) == len(wanted)
    assert all(after - before >= 17 - 1e-9 for before, after in pairwise(places))
    assert all(40 - 1e-9 <= place <= 290 for place in places)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_curve_says_its_figures_and_keeps_its_geometry_for_machines(language):
    points = [point(FIRST, 0, 0, 0), point(TODAY, 0.385, 0.499, 0.544), point(LAST, None, 1, 1)]
    chart = curve(points, starts_on=FIRST, ends_on=LAST, today=TODAY, today_label="30 juin 2026", said=SAID)
    html = drawn("curve", language, chart=chart, title="L’écart se creuse", label="Au 30 juin, 38,5 % fait")
    assert 'role="img" aria-label="Au 30 juin, 38,5 % fait"' in html
    assert ">Écart : 11,4 points</text>" in html
    assert 'd="M0.05 100L49.92 61.5"' in html
    assert html.count("<li>") == 3


def test_a_line_without_a_point_has_no_key():
    chart = curve([point(FIRST, None, 0)], starts_on=FIRST, ends_on=LAST)
    assert drawn("curve", chart=chart, title="a", label="b").count("<li>") == 1
