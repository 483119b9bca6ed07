from datetime import date

import pytest

from cnclctpa.days import Day, asked_day

TODAY = date(2026, 11, 22)


def test_a_page_shows_today_unless_asked():
    day = asked_day({}, today=TODAY)
    assert (day.on, day.is_today, day.query, day.more) == (TODAY, True, "", "")


def test_a_page_shows_the_day_asked():
    day = asked_day({"on": " 2021-06-30 "}, today=TODAY)
    assert (day.on, day.is_today, day.query) == (date(2021, 6, 30), False, "?on=2021-06-30")
    assert day.more == "&on=2021-06-30"


@pytest.mark.parametrize("words", ["30/06/2021", "30/6/2021"])
def test_a_day_is_understood_as_people_type_it(words):
    day = asked_day({"on": words}, today=TODAY)
    assert (day.on, day.typed, day.is_ahead) == (date(2021, 6, 30), "30/06/2021", False)


@pytest.mark.parametrize(
    "words",
    [
        "hier",
        "31/06/2021",
        "06/30/2021",
        "٣٠/٠٦/٢٠٢١",
        "2021-02-30",
        "0001-01-01",
        "9999-12-31",
        "2021-06-30T10:00",
        "٢٠٢١-٠٦-٣٠",
    ],
)
def test_what_is_not_a_day_shows_today_and_is_told(words):
    assert asked_day({"on": words}, today=TODAY) == Day(TODAY, TODAY, mistaken=words)
