from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.labels import Layout, extent, touch
from cnclctpa.charts.plots import BLEED, NARROW, WIDE
from cnclctpa.charts.series import ASCENT, BASE, DESCENT, TOP, Goal, Measure, series
from tests.charts.drawn import drawn

TODAY = date(2026, 6, 30)
VALUES = st.decimals(-(10**12), 10**12, places=2)
WIDTHS = {Layout.BOTH: (NARROW, WIDE, 1200), Layout.WIDE: (WIDE, 1200), Layout.NARROW: (NARROW, 700)}


def measure(year, value, definition="", text=""):
    exact = None if value is None else Decimal(str(value))
    return Measure(date(year, 1, 1), date(year, 12, 31), exact, text or str(value), definition, value is None)


def goal(year, value):
    return Goal(year, Decimal(str(value)), str(value))


def drawing(measures, **context):
    return series(measures, language="fr", today=TODAY, **context)


def test_values_stand_at_the_middle_of_their_period_between_round_numbers():
    chart = drawing([measure(2025, 20)], baseline=goal(2024, 0), targets=[goal(2027, 40)])
    places = {dot.kind: (dot.x, dot.y) for dot in chart.dots}
    assert places == {"baseline": (12.5, 240), "target": (87.5, 40), "measure": (37.47, 140)}
    assert [text for text, _y in chart.grid] == ["0", "10", "20", "30", "40"]


def test_a_change_of_definition_cuts_the_series_and_changes_its_tone():
    chart = drawing(
        [measure(2022, 60, "a"), measure(2023, 70, "a"), measure(2024, 38, "b"), measure(2025, 52, "b")],
        cut_label="définition changée",
    )
    assert [tone for tone, _path in chart.lines] == ["grey", "ink"]
    assert [dot.kind for dot in chart.dots] == ["old", "old", "measure", "measure"]
    (cut,) = chart.cuts
    assert chart.dots[1].x < cut < chart.dots[2].x
    assert chart.cut_labels[0].text == "définition changée"


def test_years_without_a_measurement_are_hatched_and_interrupt_the_line():
    chart = drawing([measure(2021, 4), measure(2022, 5), measure(2025, 9)], baseline=goal(2019, 1))
    assert [slot.year for slot in chart.unknown] == [2020, 2023, 2024]
    assert len(chart.lines) == 1
    assert chart.lines[0][1].count("L") == 1


def test_the_year_under_way_is_not_missing_yet():
    assert drawing([measure(2025, 4)]).unknown == ()


def test_what_is_protected_has_one_drawing_whatever_it_hides():
    hidden = [
        Measure(date(2025, 1, 1), date(2025, 12, 31), value, "moins de 11", is_protected=True)
        for value in (None, Decimal(3), Decimal(9))
    ]
    charts = [drawing([measure(2024, 40), one]) for one in hidden]
    assert charts[0] == charts[1] == charts[2]
    assert charts[0].dots[-1].kind == "protected"
    assert charts[0].lines == ()


def test_negative_numbers_go_under_the_line_of_zero():
    chart = drawing([measure(2025, 8)], baseline=goal(2023, -30))
    assert TOP < chart.zero < BASE
    assert {dot.kind: dot.y > chart.zero for dot in chart.dots} == {"baseline": True, "measure": False}


def test_nothing_measured_has_no_scale_and_says_so():
    chart = drawing([])
    assert (chart.grid, chart.zero, chart.is_empty) == ((), BASE, True)
    assert drawn("series", chart=chart, title="a").count("No measurement yet.") == 2


def test_a_series_of_nothing_at_all_is_refused():
    with pytest.raises(ValueError, match="has no years"):
        series([], language="fr")


@given(
    values=st.lists(st.none() | VALUES, max_size=14),
    targets=st.lists(VALUES, max_size=5),
    baseline=st.none() | VALUES,
    definitions=st.lists(st.sampled_from("ab"), min_size=14, max_size=14),
)
def test_nothing_leaves_the_drawing_and_no_two_texts_touch(values, targets, baseline, definitions):
    chart = drawing(
        [measure(2012 + year, value, definitions[year]) for year, value in enumerate(values)],
        baseline=None if baseline is None else goal(2011, baseline),
        targets=[goal(2026 + year, value) for year, value in enumerate(targets)],
        cut_label="définition changée",
        today_label="30 juin 2026",
    )
    assert all(0 <= dot.x <= 100 and TOP <= dot.y <= BASE for dot in chart.dots)
    assert all(slot.x >= 0 and slot.x + slot.width <= 100.02 for slot in chart.unknown)
    assert all(TOP <= y <= BASE for _text, y in chart.grid)
    for name in chart.names:
        for width in WIDTHS[name.layout]:
            start, end = extent(name.x, name.text, name.anchor, 0, width, name.is_bold)
            assert (start >= -BLEED, end <= width + BLEED, name.y <= BASE) == (True, True, True)
    for one, other in combinations(chart.names, 2):
        if abs(one.y - other.y) < ASCENT + DESCENT - 0.1:
            for width in set(WIDTHS[one.layout]) & set(WIDTHS[other.layout]):
                spans = [
                    extent(each.x, each.text, each.anchor, 0, width, each.is_bold) for each in (one, other)
                ]
                assert not touch(*spans)


def test_a_drawing_says_its_values_to_those_who_do_not_see_it():
    chart = drawing(
        [measure(2023, 12), measure(2025, None, text="moins de 11")],
        baseline=goal(2022, 4),
        targets=[goal(2028, 40)],
    )
    said = "2022 (baseline), 4. 2028 (target), 40. 2023, 12. 2025, moins de 11. 2024, not measured"
    assert f'role="img" aria-label="{said}"' in drawn("series", chart=chart, title="a")


def test_a_period_may_have_a_name_of_its_own():
    one = Measure(date(2025, 1, 1), date(2025, 3, 31), Decimal(3), "3", period="T1 2025")
    assert [dot.period for dot in drawing([one, measure(2024, 2)]).dots] == ["2024", "T1 2025"]


def test_measurements_of_several_years_name_both():
    one = Measure(date(2023, 1, 1), date(2024, 12, 31), Decimal(3), "3")
    assert drawing([one]).dots[0].period == "2023-2024"
    assert [slot.year for slot in drawing([one]).unknown] == [2025]
