"""Reports kept under a key that holds all they depend on."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches
from django.utils.translation import override

from cnclctpa import remembering
from cnclctpa.remembering import Key, remembered
from plans.readers import PUBLIC, Reader

KEY = Key("dashboard", "a1", date(2026, 11, 22), PUBLIC)


class Maker:
    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return {"number": self.made, "on": date(2026, 11, 22)}


@pytest.fixture
def make():
    return Maker()


def test_a_report_is_made_once_for_one_key(make):
    assert remembered(KEY, make) == remembered(KEY, make) == {"number": 1, "on": date(2026, 11, 22)}


@pytest.mark.parametrize(
    "other",
    [
        replace(KEY, subject="matrix"),
        replace(KEY, version="a2"),
        replace(KEY, on=date(2026, 11, 23)),
        replace(KEY, reader=Reader(reads_every_count=True)),
        replace(KEY, reader=Reader(organisations=frozenset({4}))),
    ],
)
def test_another_subject_version_day_or_reader_has_another_report(make, other):
    assert [remembered(key, make)["number"] for key in (KEY, other, KEY, other)] == [1, 2, 1, 2]


def test_another_language_has_another_report(make):
    assert remembered(KEY, make)["number"] == 1
    with override("en"):
        assert remembered(KEY, make)["number"] == 2


def test_a_reader_cannot_change_the_report_of_another(make):
    remembered(KEY, make)["number"] = 99
    assert remembered(KEY, make)["number"] == 1


def test_a_report_too_large_is_made_anew(make, monkeypatch):
    monkeypatch.setattr(remembering, "LARGEST", 10)
    assert [remembered(KEY, make)["number"] for _ in range(2)] == [1, 2]


def test_the_oldest_reports_make_room_for_the_newest(make):
    for number in range(200):
        remembered(replace(KEY, subject=number), make)
    assert len(caches[remembering.CACHE]._cache) <= 64
