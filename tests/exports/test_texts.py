from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.exports.texts import LONGEST, cut, is_formula, quoted, units_of, unquoted, writable
from tests.exports.hostile import CURIOUS, FORMULAS

ANY_TEXT = st.text(st.characters(codec=None), max_size=40)


def test_every_formula_takes_an_apostrophe():
    assert [text for text in FORMULAS if not quoted(text).startswith("'")] == []
    assert len(FORMULAS) > 800


def test_an_apostrophe_is_doubled_so_that_it_can_be_undone():
    assert quoted("'=1+1") == "''=1+1"
    assert [unquoted(quoted(text)) for text in FORMULAS + CURIOUS] == FORMULAS + CURIOUS


@given(st.one_of(ANY_TEXT, st.builds(str.__add__, st.sampled_from(["=", "'", "'=", "\t", " -"]), ANY_TEXT)))
def test_quoting_is_undone_whatever_the_text(text):
    assert unquoted(quoted(text)) == text
    assert not is_formula(quoted(text))


@given(ANY_TEXT)
def test_a_writable_text_is_left_as_it_is(text):
    once = writable(text)
    assert writable(once) == once
    once.encode()


def test_what_no_file_can_hold_is_left_out():
    assert writable("a\x00b\x1fc\ud800d\uffffe\r\nf\rg\th") == "abcde\nf\ng\th"


def test_a_long_text_is_cut_with_a_mark_in_the_units_of_excel():
    assert cut("é" * LONGEST, "…") == "é" * LONGEST
    assert cut("é" * (LONGEST + 1), " [coupé]") == "é" * (LONGEST - 8) + " [coupé]"
    smiling = cut("😀" * 20_000, "…")
    assert units_of(smiling) <= LONGEST
    assert smiling.endswith("😀…")
