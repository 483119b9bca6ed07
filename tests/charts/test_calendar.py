from datetime import date
from decimal import Decimal

from cnclctpa.charts.calendar import Span, calendar

JANUARY, JUNE, DECEMBER = date(2024, 1, 1), date(2024, 6, 30), date(2024, 12, 31)


def test_spans_are_drawn_on_one_scale():
    drawn = calendar(
        [Span("a", "", JANUARY, JUNE, done=Decimal("0.5")), Span("b", "", JUNE, DECEMBER)], today=JUNE
    )
    first, second = drawn.rows
    assert (first.x, first.width, first.done) == (0, 49.7, 24.9)
    assert second.x + second.width == 100
    assert drawn.today == 49.5


def test_one_day_is_wide_enough_to_be_seen():
    drawn = calendar([Span("a", "", JANUARY, DECEMBER), Span("b", "", DECEMBER, DECEMBER)], today=JUNE)
    assert drawn.rows[1].width == 0.4
    assert drawn.rows[1].x == 99.6


def test_what_has_no_dates_is_not_drawn():
    drawn = calendar([Span("a", "", None, None), Span("b", "", JUNE, None)], today=JUNE)
    assert [row.width for row in drawn.rows] == [None, None]
    assert calendar([Span("a", "", None, None)], today=JUNE).today is None


def test_contradictory_dates_are_not_drawn():
    drawn = calendar([Span("a", "", DECEMBER, JANUARY)], today=JUNE)
    assert drawn.rows[0].width is None


def test_today_is_drawn_within_the_dates_only():
    spans = [Span("a", "", JANUARY, JUNE)]
    assert calendar(spans, today=DECEMBER).today is None
    assert calendar(spans, today=date(2023, 12, 31)).today is None
    assert calendar(spans, today=JANUARY).today == 0
