import pytest
from django.template import engines
from django.utils import translation

from activities.schedule import Timeliness
from cnclctpa.templatetags.states import LOOKS


def render(source, value, language="en"):
    with translation.override(language):
        return engines["django"].from_string("{% load states %}" + source).render({"value": value}).strip()


def test_every_state_of_an_activity_has_a_word_and_an_icon_of_its_own():
    assert set(LOOKS) == set(Timeliness)
    assert (
        len({look.icon for look in LOOKS.values()}) == len({str(look.word) for look in LOOKS.values()}) == 12
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Timeliness.LATE, '<span class="state state-late"><svg class="ico"'),
        (Timeliness.COMPLETED, '<span class="state"><svg class="ico"'),
        (Timeliness.CANCELLED, '<span class="state state-off"><svg class="ico"'),
    ],
)
def test_a_state_in_a_table_is_plain(state, said):
    assert render("{% timeliness value %}", state).startswith(said)


def test_a_state_that_stands_alone_is_a_badge():
    html = render("{% timeliness value badge=True %}", "behind")
    assert html.startswith('<span class="state state-late badge">')
    assert html.endswith("Behind what is expected</span>")


def test_a_state_that_is_not_known_is_hatched():
    assert "url(#hatch)" in render("{% timeliness value %}", None)


def test_a_word_alone_is_for_legends():
    assert render("{{ value|timeliness_word }}", "late_start") == "late to start"
