"""What people type or paste, without the characters that nobody sees; every script stays as it is written."""

import pytest

from cnclctpa.forms.fields import LongText, TextLine
from cnclctpa.forms.typed import clean_text

UNSEEN = (
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *"\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2800\u3164\ufeff\ufff9\U000e0041\x00\x07\x1b",
)


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda one: f"U+{ord(one):04X}")
def test_what_nobody_sees_goes(unseen):
    assert clean_text(f"plan{unseen}adopté") == "planadopté"


@pytest.mark.parametrize(
    "seen",
    [
        "ߒߞߏ ߞߊ߲߫ ߛߓߍߛߎ߲",
        "العربية، سنة \u0601٢٠٢٦",
        "می\u200cخواهم",
        "𞤀𞤣𞤤𞤢𞤥",
        "ɛɔɲŋ Ségou\u202f: « l’an\u00a02026 »",
        "ߒ\u200dߞ",
    ],
)
def test_letters_of_every_script_stay(seen):
    assert clean_text(seen) == seen


def test_joiner_is_kept_only_where_it_is_seen():
    assert clean_text("Pl\u200dan \u200c2026") == "Plan 2026"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_lines_end_in_one_way(end):
    assert clean_text(f"un{end}deux") == "un\ndeux"


@pytest.mark.parametrize("field", [TextLine, LongText])
def test_what_was_stored_before_has_not_changed(field):
    stored = "Former \u202eles juges "

    assert not field().has_changed(stored, stored)
    assert field().has_changed(stored, "Former les greffiers")
    assert not field().has_changed(None, "")
