"""Moments and periods as people write them."""

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.forms import spans
from cnclctpa.forms.spans import read_span

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WRITTEN = (
    "du {0:%d/%m/%Y} au {1:%d/%m/%Y}",
    "{0:%d/%m/%Y} - {1:%d/%m/%Y}",
    "{0:%d/%m/%Y}–{1:%d/%m/%Y}",
    "de {0:%Y-%m-%d} à {1:%Y-%m-%d}",
    "from {0:%d.%m.%Y} to {1:%d.%m.%Y}",
)


def test_the_examples_hold():
    assert doctest.testmod(spans).failed == 0


@given(st.tuples(DAYS, DAYS).map(sorted), st.sampled_from(WRITTEN))
def test_two_days_make_a_period(days, written):
    assert read_span(written.format(*days)) == tuple(days)


@given(st.integers(1, 12), st.integers(1900, 2100), st.sampled_from(["{0}/{1}", "{1}-{0:02d}", "0{0}.{1}"]))
def test_a_month_goes_from_its_first_day_to_its_last(month, year, written):
    text = written.format(month, year).replace("010", "10").replace("011", "11").replace("012", "12")
    first, last = read_span(text)
    assert (first, last.month) == (date(year, month, 1), month)
    assert last == date.max or (
        last.toordinal() + 1 == date(year + month // 12, month % 12 + 1, 1).toordinal()
    )


@given(st.text(max_size=40))
def test_anything_else_is_a_value_error(text):
    try:
        first, last = read_span(text)
    except ValueError:
        return
    assert first <= last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("T1 2026", "2026-01-01", "2026-03-31"),
        ("1er trimestre 2026", "2026-01-01", "2026-03-31"),
        ("T1, T2 et T3 2026", "2026-01-01", "2026-09-30"),
        ("T4 2026 - T1 2027", "2026-10-01", "2027-03-31"),
        ("2026-T3", "2026-07-01", "2026-09-30"),
        ("Premier semestre 2026", "2026-01-01", "2026-06-30"),
        ("S2 2027", "2027-07-01", "2027-12-31"),
        ("janv.-26", "2026-01-01", "2026-01-31"),
        ("Mars–Juin 2026", "2026-03-01", "2026-06-30"),
        ("novembre à mars 2027", "2026-11-01", "2027-03-31"),
        ("1er mars au 30 juin 2026", "2026-03-01", "2026-06-30"),
        ("01/03 au 30/06/2026", "2026-03-01", "2026-06-30"),
        ("août 2026", "2026-08-01", "2026-08-31"),
        ("2026-2028", "2026-01-01", "2028-12-31"),
        ("2026/2027", "2026-01-01", "2027-12-31"),
        ("Année 2026", "2026-01-01", "2026-12-31"),
        ("fin 2026", "2026-12-31", "2026-12-31"),
        ("début mars 2026", "2026-03-01", "2026-03-01"),
        ("début 2026 à fin juin 2027", "2026-01-01", "2027-06-30"),
        ("46082", "2026-03-01", "2026-03-01"),
    ],
)
def test_what_people_write(text, first, last):
    assert tuple(map(str, read_span(text))) == (first, last)


@pytest.mark.parametrize("text", ["", "12", "juin", "T5 2026", "31/02/2026", "permanent", "fin", "2027-2026"])
def test_what_is_not_a_period(text):
    with pytest.raises(ValueError, match=r"^"):
        read_span(text)
