import pytest
from django.utils.translation import override

from activities.models import Participation
from activities.reporting.attendance import attendance, qualified


def of(*groups):
    return attendance(Participation(group_fr="Participants", **group) for group in groups)


SIKASSO = (
    {"women": 5, "total": 25, "is_approximate": True},
    {"sex_not_stated": 5, "total": 5},
)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_total_adds_the_groups_when_the_size_of_each_is_known():
    assert of(*SIKASSO).total == 30
    assert of({"total": 25}, {"women": 3}).total is None
    assert of().total is None


def test_what_is_stated_is_not_a_total_when_a_group_has_no_size():
    found = of({"total": 25}, {"women": 3})
    assert (found.stated, found.total, found.is_minimum) == (25, None, True)
    assert found.title == "25 people at least, of whom at least 3 women"


def test_sex_not_stated_holds_those_whom_the_source_leaves_out():
    assert of(*SIKASSO).sex_not_stated == 25
    assert of({"women": 3, "men": 4}).sex_not_stated == 0
    assert of({"women": 3}).sex_not_stated is None


def test_size_without_a_total_needs_women_and_men():
    assert of({"women": 3, "men": 4}).total == 7
    assert of({"women": 3, "men": 4, "sex_not_stated": 2}).total == 9
    assert of({"sex_not_stated": 6}).total == 6
    assert of({"women": 3}).total is None


def test_unknown_is_none_and_never_zero():
    found = of({"total": 30})
    assert (found.women, found.men) == (None, None)
    assert of({"women": 0, "men": 30}).women == 0


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        (SIKASSO, "About 30 people, of whom at least 5 women"),
        (({"women": 12, "men": 18},), "30 people, of whom 12 women"),
        (({"women": 4, "men": 3},), "Seven people, of whom 4 women"),
        (
            ({"total": 50, "is_minimum": True}, {"total": 5}),
            "55 people at least, how many women is not known",
        ),
        (
            (*SIKASSO, {"total": 50, "is_minimum": True}),
            "About 80 people at least, of whom at least 5 women",
        ),
        (({"total": 30},), "30 people, how many women is not known"),
        (
            ({"words_en": "more than 50", "words_fr": "plus de 50", "total": 50},),
            "Participants: more than 50",
        ),
        ((), "How many people came is not known"),
    ],
)
def test_title_says_what_is_known(groups, title):
    assert of(*groups).title == title


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ({"women": 5, "total": 25, "is_approximate": True}, "about 25 people, of whom 5 women"),
        ({"women": 1, "men": 1}, "2 people, of whom 1 woman and 1 man"),
        ({"total": 5}, "5 people, sex not stated"),
        ({"men": 3}, "3 men; the total is not known"),
        ({"total": 50, "is_minimum": True}, "more than 50 people, sex not stated"),
    ],
)
def test_group_is_told_as_a_sentence(group, told):
    assert of(group).groups[0].told == told


def test_drawing_hatches_those_whose_sex_is_not_stated():
    segments = of(*SIKASSO).drawing.segments
    assert [(segment.tone, segment.text) for segment in segments] == [
        ("ink", "5\u00a0women"),
        ("unknown", "about 25\u00a0sex not stated"),
    ]


@pytest.mark.parametrize(
    ("is_minimum", "is_approximate", "told"),
    [
        (False, False, "80"),
        (True, False, "at least 80"),
        (False, True, "about 80"),
        (True, True, "at least 80, roughly"),
    ],
)
def test_number_says_how_exact_it_is(is_minimum, is_approximate, told):
    assert qualified(80, is_minimum=is_minimum, is_approximate=is_approximate) == told


def test_nothing_is_drawn_without_a_total_or_without_the_sex_of_anybody():
    assert of({"total": 30}).drawing is None
    assert of({"women": 3}).drawing is None
    assert of().drawing is None
