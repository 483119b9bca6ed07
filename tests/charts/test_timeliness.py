from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.schedule import WANTS_A_CAUSE, Timeliness
from cnclctpa.charts.labels import Layout, text_width
from cnclctpa.charts.timeliness import LATE, NARROW, STATES, WIDE, Group, timeliness
from tests.charts.drawn import drawn

PREVENTION = Group(
    "Prévention",
    {
        "completed": 7,
        "completed_late": 2,
        "on_track": 8,
        "behind": 4,
        "late_start": 2,
        "late": 3,
        "upcoming": 8,
    },
    "prevention",
)
COUNTS = st.dictionaries(st.sampled_from(STATES), st.integers(0, 900))
WIDTHS = {Layout.BOTH: NARROW, Layout.WIDE: WIDE}


def test_the_states_are_those_of_activities():
    assert set(STATES) == set(Timeliness)
    assert LATE == WANTS_A_CAUSE


def test_a_state_that_is_not_known_is_refused_rather_than_lost():
    with pytest.raises(ValueError, match="Not states of an activity: on_time"):
        timeliness([Group("Prévention", {"on_time": 3})])


def test_segments_are_in_one_order_whatever_that_of_the_counts():
    (row,) = timeliness([Group("a", {Timeliness.LATE: 1, Timeliness.COMPLETED: 3})]).rows
    assert [(one.state, one.count, one.x) for one in row.segments] == [("completed", 3, 0), ("late", 1, 75)]


def test_what_is_late_is_underlined_in_one_line():
    (row,) = timeliness([PREVENTION]).rows
    (line,) = row.underlines
    late = [one for one in row.segments if one.is_late]
    assert [one.state for one in late] == ["behind", "late_start", "late"]
    assert line.x == late[0].x
    assert round(line.x + line.width, 1) == round(late[-1].x + late[-1].width, 1)


def test_the_table_has_the_states_that_some_group_has_and_their_zeros():
    chart = timeliness([PREVENTION, Group("Partenariat", {"cancelled": 1})])
    assert chart.states[-1] == "cancelled"
    assert dict(chart.rows[1].cells)["completed"] == 0
    assert [row.total for row in chart.rows] == [34, 1]


def test_a_group_without_activities_says_so():
    html = drawn("timeliness", chart=timeliness([Group("Partenariat", {})]), title="Rien", counted="Axe")
    assert ">no activity</text>" in html


@given(st.lists(COUNTS, min_size=1, max_size=4))
def test_segments_fill_the_bar_and_counts_stay_inside_their_segment(groups):
    chart = timeliness([Group(str(position), counts) for position, counts in enumerate(groups)])
    for row, counts in zip(chart.rows, groups, strict=True):
        assert row.total == sum(counts.values()) == sum(one.count for one in row.segments)
        assert all(before.x + before.width <= after.x + 0.011 for before, after in pairwise(row.segments))
        for one in row.segments:
            assert (one.x >= 0, one.x + one.width <= 100.001) == (True, True)
            if one.layout is not None:
                room = one.width / 100 * WIDTHS[one.layout]
                assert text_width(f"{one.count:,}", is_bold=True) < room
        if row.segments:
            last = row.segments[-1]
            assert round(last.x + last.width, 1) == 100
        for line in row.underlines:
            assert (line.x >= 0, line.x + line.width <= 100.001) == (True, True)


def test_a_figure_says_its_counts_in_tables():
    whole = Group("Ensemble", PREVENTION.counts)
    html = drawn(
        "timeliness",
        "fr",
        chart=timeliness([PREVENTION], whole=whole),
        title="Une activité sur cinq est achevée",
        counted="Axe",
        subtitle="Nombre d’activités",
        level=2,
        note="34 activités",
    )
    assert '<h2 class="fig-title">Une activité sur cinq est achevée</h2>' in html
    assert '<text class="m on-ink" x="' in html
    assert '<tfoot><tr><th scope="row">Ensemble</th><td class="bar">' in html
    assert html.count('<details class="data">') == 1
    assert html.count(">34</td>") == 4


def test_a_second_figure_of_a_page_names_its_own_table():
    html = drawn("timeliness", chart=timeliness([PREVENTION]), title="a", counted="b", caption="By region")
    assert 'aria-label="By region"><table class="stack dense"><caption>By region</caption>' in html


def test_absences_of_news_are_hatched_and_nothing_else_is():
    hatched = {
        state
        for state in STATES
        if "url(#hatch)"
        in drawn("timeliness", chart=timeliness([Group("a", {state: 1})]), title="a", counted="b")
    }
    assert hatched == {"not_reported", "undated"}
