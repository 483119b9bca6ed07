from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.money import Line, money
from tests.charts.drawn import drawn

AMOUNTS = st.none() | st.decimals(0, 10**12, places=0)
MILLION = Decimal(10**6)


def line(planned, mobilised=None, spent=None, pledged=None, gap=None, pillar=""):
    amounts = (
        None if amount is None else amount * MILLION for amount in (planned, mobilised, spent, pledged, gap)
    )
    return Line(*amounts, pillar)


def cell(one):
    return drawn("money", bar=money([one]).bars[0])


def test_rows_are_on_the_scale_of_the_longest():
    prevention, protection = money(
        [line(980, 610, 452, 760, 385, "prevention"), line(1640, 840, 528, 1120, 812, "protection")]
    ).bars
    assert (prevention.tone, prevention.planned, prevention.mobilised, prevention.spent) == (
        "prev",
        59.8,
        37.2,
        27.6,
    )
    assert (protection.planned, protection.pin) == (100, 68.3)


def test_what_is_missing_ends_where_the_plan_ends():
    (bar,) = money([line(980, 610, gap=385)]).bars
    assert (bar.gap, bar.gap_x) == (39.3, 60.7)
    assert "url(#hatch-missing)" in drawn("money", bar=bar)


def test_money_beyond_the_plan_lengthens_the_row_and_shows_where_the_plan_ends():
    (bar,) = money([line(930, 1300, 1200, gap=0)]).bars
    assert (bar.mobilised, bar.planned, bar.beyond, bar.gap) == (100, 71.5, 71.5, 0)
    assert 'class="frame" y="4" width="71.5%"' in drawn("money", bar=bar)


def test_an_unknown_plan_is_hatched_over_the_row_and_unknown_money_over_the_plan():
    assert 'fill="url(#hatch)" class="s-rule2" y="4" width="100%"' in cell(line(None, 610))
    longest, shorter = money([line(1000, 0), line(500)]).bars
    assert longest.planned == 100
    assert 'fill="url(#hatch)" class="s-rule2" y="4" width="50%"' in drawn("money", bar=shorter)


def test_nothing_mobilised_is_a_thick_line_and_not_an_unknown():
    html = cell(line(1640, 0, 0, gap=1640))
    assert 'class="f-ink" d="M-1 4h3v26h-3z"' in html
    assert "url(#hatch)" not in html


def test_a_plan_of_nothing_is_drawn_without_a_scale():
    (bar,) = money([line(0, 0, 0, 0, 0)]).bars
    assert (bar.planned, bar.mobilised, bar.pin, bar.gap) == (0, 0, 0, 0)


def test_the_legend_has_the_marks_that_rows_draw():
    everything = money([line(980, 610, 452, 760, 385), line(None)])
    assert everything.marks == {"planned", "mobilised", "spent", "pledged", "gap", "unknown"}
    assert drawn("money_legend", chart=everything).count("<li>") == 6
    assert money([line(980, 980)]).marks == {"planned", "mobilised"}


@given(st.lists(st.builds(Line, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS), max_size=6))
def test_nothing_leaves_the_row(lines):
    for bar in money(lines).bars:
        for place in (bar.planned, bar.mobilised, bar.spent, bar.pin, bar.gap, bar.gap_x):
            assert place is None or 0 <= place <= 100
        assert round(bar.gap_x + bar.gap, 1) <= (bar.planned or 0)
