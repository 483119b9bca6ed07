from datetime import date, timedelta
from decimal import Decimal
from gzip import compress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.gantt import Group, Milestone, Task, gantt
from cnclctpa.charts.labels import Layout, touch
from cnclctpa.charts.plots import NARROW, WIDE
from tests.charts.drawn import drawn

FIRST, LAST, TODAY = date(2024, 1, 1), date(2027, 12, 31), date(2026, 1, 1)
DAYS = st.dates(date(2020, 1, 1), date(2032, 1, 1))


def task(starts_on, ends_on, **context):
    return Task("1.1.1 Former les relais", starts_on, ends_on, "2024-2025", **context)


def drawing(*tasks, pillar="", **context):
    plan = {"starts_on": FIRST, "ends_on": LAST, "today": TODAY, "today_label": "1er janvier 2026", **context}
    return gantt([Group("Prévention", tasks, pillar)], **plan)


def test_a_bar_goes_from_its_first_day_to_its_last_and_is_filled_by_what_is_done():
    (row,) = drawing(task(FIRST, date(2025, 12, 31), done=Decimal("0.5")), pillar="protection").rows
    assert (row.tone, row.current.x, row.current.width, row.done) == ("prot", 0, 50.03, 25.02)
    assert (row.original, row.slipped) == (None, None)


def test_what_was_postponed_shows_where_it_was_and_the_days_it_slipped():
    (row,) = drawing(
        task(
            date(2025, 1, 1), date(2025, 12, 31), original_starts_on=FIRST, original_ends_on=date(2025, 6, 30)
        )
    ).rows
    assert (row.original.x, round(row.original.x + row.original.width, 2)) == (0, row.slipped.x)
    assert round(row.slipped.x + row.slipped.width, 2) == round(row.current.x + row.current.width, 2)


def test_an_end_that_came_nearer_is_no_slippage():
    (row,) = drawing(task(FIRST, date(2025, 1, 1), original_ends_on=date(2025, 6, 30))).rows
    assert (row.original is not None, row.slipped) == (True, None)


def test_an_activity_without_dates_is_hatched_and_its_row_says_so():
    chart = drawing(task(None, LAST, state="undated"))
    assert (chart.rows[0].current, chart.marks) == (None, {"undated"})
    html = drawn("gantt", chart=chart, title="a")
    assert '<rect fill="url(#hatch)" y="8" width="100%" height="12"/>' in html
    assert "Undated</span>" in html


def test_one_day_is_seen_and_contradictory_dates_are_their_first_day():
    one, contrary = drawing(task(LAST, LAST), task(TODAY, FIRST)).rows
    assert (one.current.x, one.current.width) == (99.4, 0.6)
    assert contrary.current.width == 0.6


def test_a_cancelled_activity_loses_its_colour():
    assert drawing(task(FIRST, LAST, is_off=True), pillar="prevention").rows[0].tone == "grey"


@given(
    st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS), max_size=5),
    st.integers(0, 9000),
    DAYS,
    st.decimals(-1, 2, places=2),
)
def test_nothing_leaves_the_drawing(dates, length, today, done):
    tasks = [
        task(
            starts_on,
            ends_on,
            original_starts_on=earlier,
            original_ends_on=before,
            done=done,
            milestones=[Milestone(day, True) for day in (starts_on, before) if day],
        )
        for starts_on, ends_on, earlier, before in dates
    ]
    chart = drawing(*tasks, ends_on=FIRST + timedelta(days=length), today=today)
    for row in chart.rows:
        for span in (row.current, row.original, row.slipped):
            assert span is None or (span.x >= 0 and span.x + span.width <= 100.01)
        assert row.current is None or 0 <= row.done <= row.current.width
        assert all(0 <= x <= 100 for x, _is_done in row.milestones)
    assert chart.today is None or 0 <= chart.today <= 100
    for layout, width in ((Layout.WIDE, WIDE), (Layout.NARROW, NARROW)):
        shown = [year for year in chart.years if year.layout in ("", layout)]
        assert not any(touch(one.extent(width), other.extent(width)) for one, other in combinations(shown, 2))


@pytest.mark.parametrize(("years", "layout"), [(1, Layout.BOTH), (3, Layout.WIDE), (5, None)])
def test_quarters_are_named_where_they_have_room(years, layout):
    chart = drawing(ends_on=date(2023 + years, 12, 31))
    assert chart.quarter_layout == layout
    assert [quarter.number for quarter in chart.quarters] == [1, 2, 3, 4] * years


def test_a_row_says_its_activity_its_dates_what_is_done_and_its_state():
    chart = drawing(
        task(FIRST, LAST, done=Decimal("0.5"), figure="50 %", address="/activites/1/", state="on_track"),
        task(FIRST, LAST, state="upcoming"),
    )
    html = drawn("gantt", chart=chart, title="Le chronogramme", counted="Activité")
    first, second = html.split('<tr><th scope="row">')[1:]
    assert first.startswith(
        '<a href="/activites/1/">1.1.1 Former les relais</a><span class="sub">2024-2025</span></th>'
    )
    assert '<td class="num">50 %</td>' in first
    assert "On track</span>" in first
    assert "unknown" in second


def test_the_legend_has_the_marks_that_rows_draw():
    chart = drawing(
        task(
            FIRST,
            LAST,
            done=Decimal("0.5"),
            original_ends_on=TODAY,
            milestones=[Milestone(TODAY, True), Milestone(LAST, False)],
        )
    )
    assert chart.marks == {"current", "done", "original", "slipped", "reached", "ahead"}
    assert drawn("gantt", chart=chart, title="a").count("<li>") == 6
    assert drawn("gantt", chart=drawing(task(FIRST, LAST)), title="a").count("<li>") == 1


def test_two_chronograms_of_a_page_do_not_share_their_marks():
    html = drawn("gantt", chart=drawing(task(FIRST, LAST)), title="a", prefix="second")
    assert '<g id="second">' in html
    assert '<use href="#second"/>' in html


def test_a_hundred_and_twenty_rows_are_light():
    tasks = [
        task(
            FIRST + timedelta(days=7 * step), LAST, done=Decimal(step) / 120, figure=f"{step} %", state="late"
        )
        for step in range(120)
    ]
    html = drawn("gantt", chart=drawing(*tasks), title="a")
    assert len(compress(html.encode())) < 6000
