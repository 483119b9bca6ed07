from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.charts.causes import Cause, causes
from tests.charts.drawn import drawn

DELAYS = [Cause("Non dite", 1, is_unknown=True), Cause("Sécurité", 3), Cause("Financement", 5, address="/x/")]


def test_the_most_frequent_comes_first_and_what_was_not_said_last():
    chart = causes(DELAYS)
    assert [(row.cause.label, row.width) for row in chart.rows] == [
        ("Financement", 100),
        ("Sécurité", 60),
        ("Non dite", 20),
    ]


def test_a_figure_says_its_counts_and_hatches_only_what_was_not_said():
    html = drawn("causes", chart=causes(DELAYS), title="a", counted="Cause", number="Activités")
    assert '<th scope="row"><a href="/x/">Financement</a></th>' in html
    assert '<td class="num"><b>5</b></td>' in html
    assert html.count("url(#hatch)") == 1
    assert html.count("f-alert") == 2


def test_none_at_all_is_a_line_at_the_axis():
    html = drawn(
        "causes", chart=causes([Cause("Juridique", 0)]), title="a", counted="Cause", number="Activités"
    )
    assert 'd="M-1 0h3v16h-3z"' in html


@given(st.lists(st.integers(0, 10**6), max_size=8))
def test_bars_stay_in_their_row(counts):
    rows = causes([Cause(str(count), count) for count in counts]).rows
    assert all(0 <= row.width <= 100 and (row.width > 0) == (row.cause.count > 0) for row in rows)
