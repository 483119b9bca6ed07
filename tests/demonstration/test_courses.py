"""How fictitious activities go."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from cnclctpa.demonstration.courses import ORDINARY, Course, Progress, course

START, END = date(2024, 1, 1), date(2024, 4, 10)  # a hundred days later


def test_progress_goes_at_its_pace_in_steps_of_five_per_cent():
    usual = Progress(START, END, Course())
    assert usual.share(START) == 0
    assert usual.share(START + timedelta(days=52)) == Decimal("0.50")
    assert usual.share(END) == 1
    assert usual.stopped_on == END


def test_progress_waits_for_its_delay_and_stops_where_it_stops():
    blocked = Progress(START, END, Course(delay=20, stop=Decimal("0.30")))
    assert blocked.share(START + timedelta(days=20)) == 0
    assert blocked.share(date(2030, 1, 1)) == Decimal("0.30")
    assert blocked.is_stopped


def test_twice_the_pace_takes_half_the_time():
    assert Progress(START, END, Course(pace=Decimal(2))).stopped_on == START + timedelta(days=50)


def test_an_activity_of_one_day_is_done_the_next():
    assert Progress(START, START, Course()).share(START + timedelta(days=1)) == 1


@pytest.mark.parametrize("name", ["", *ORDINARY, "ahead", "late", "cancelled", "silent"])
def test_a_course_is_the_same_for_the_same_draw(name):
    assert course(name, Random(7)) == course(name, Random(7))
