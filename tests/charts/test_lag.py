from datetime import date

import pytest

from cnclctpa.charts.labels import Anchor
from cnclctpa.charts.lag import Start, lag, months_between

STARTS = [
    Start("2015-2017", date(2015, 1, 1), date(2016, 3, 15), "15 mars 2016", adopted_on=date(2014, 12, 1)),
    Start("2018-2022", date(2018, 1, 1), date(2019, 2, 1), "1er février 2019", adopted_on=date(2018, 6, 29)),
    Start("2023-2027", date(2023, 1, 1), date(2023, 10, 19), "19 oct. 2023"),
]


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (date(2018, 1, 1), date(2019, 2, 1), 13),
        (date(2015, 1, 1), date(2016, 3, 15), 14 + 14 / 31),
        (date(2015, 1, 1), date(2014, 12, 1), -1),
        (date(2015, 1, 1), date(2015, 1, 1), 0),
    ],
)
def test_months_are_counted_on_the_calendar(start, day, months):
    assert months_between(start, day) == pytest.approx(months)


def test_bars_are_whole_months_on_a_scale_of_whole_years():
    chart = lag(STARTS)
    assert [row.months for row in chart.rows] == [14, 13, 9]
    assert chart.gridlines == ((0, 0), (12, 50), (24, 100))
    assert chart.rows[1].width == round(13 / 24 * 100, 2)


def test_an_adoption_before_the_period_is_not_drawn():
    chart = lag(STARTS)
    assert [row.adopted_x is not None for row in chart.rows] == [False, True, False]
    assert chart.has_adoptions


def test_an_unknown_launch_is_hatched_over_the_whole_track():
    (row,) = lag([Start("2028-2032", date(2028, 1, 1), None, words="non daté")]).rows
    assert (row.is_unknown, row.width, row.text) == (True, 100, "non daté")


def test_the_scale_grows_by_years_and_the_text_of_a_long_bar_stays_inside():
    chart = lag([Start("2015-2017", date(2015, 1, 1), date(2017, 11, 15), "15 novembre 2017")])
    assert chart.gridlines[-1] == (36, 100)
    assert chart.rows[0].anchor is Anchor.END
    assert chart.rows[0].is_end
