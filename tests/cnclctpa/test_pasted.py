"""Lines pasted from spreadsheets, word processors and messages."""

import csv
import doctest
import io
from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnclctpa.forms import pasted
from cnclctpa.forms.pasted import MOST_LINES, TooMuchError, read_pasted, read_rows

HEADINGS = {
    "code": ("code", "n"),
    "start": ("debut",),
    "end": ("fin",),
    "lead": ("responsable", "chef de file"),
    "title": ("intitule", "activite", "activites"),
}
ORDER = ("title", "lead", "start", "end")
#: What stays as it is once spaces are tidied.
WORDS = st.text("abcdéà\"' ,.-0123456789", max_size=12).map(lambda text: " ".join(text.split()))


def read(text: str) -> list[dict[str, str]]:
    found = read_pasted(text, HEADINGS, order=ORDER, code="code")
    return [{name: cell for name, cell in found.values(row).items() if cell} for row in found.rows]


def test_the_examples_hold():
    assert doctest.testmod(pasted).failed == 0


@given(st.lists(st.lists(WORDS | st.just("deux\nlignes"), min_size=3, max_size=3), min_size=1, max_size=8))
def test_a_spreadsheet_is_read_as_it_was_written(table):
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\r\n").writerows(table)
    found = [row.cells for row in read_rows(written.getvalue())]
    assert found == [tuple(row) for row in table if any(row)]


@given(st.text(max_size=300))
def test_anything_is_read(text):
    for row in read_rows(text):
        assert any(row.cells)
    read(text)


def test_columns_are_known_by_their_headings():
    text = "N°\tResponsable de l’activité\tIntitulé de l’activité\tDate de fin\n1\tDNAJ\tFormer\t2026"
    assert read(text) == [{"code": "1", "lead": "DNAJ", "title": "Former", "end": "2026"}]


def test_without_headings_they_come_in_order():
    assert read("Former\tDNAJ\t2025\t2026\tautre") == [
        {"title": "Former", "lead": "DNAJ", "start": "2025", "end": "2026"}
    ]


def test_a_line_that_uses_the_words_of_headings_is_a_line():
    assert read("Activité de formation\tDNAJ\nAutre activité\tDNAJ")[0]["title"] == "Activité de formation"


def test_titles_above_the_headings_and_headings_repeated_are_left_out():
    text = "PLAN D’ACTION\t\nActivités\tResponsable\nFormer\tDNAJ\nActivités\tResponsable\nOuvrir\tDNPF"
    assert [one["title"] for one in read(text)] == ["Former", "Ouvrir"]


@pytest.mark.parametrize(
    "text",
    [
        "Former\tDNAJ\nOuvrir\tDNPF",
        "Former;DNAJ\nOuvrir;DNPF",
        "Former   DNAJ\nOuvrir  DNPF",
        "Former | DNAJ\nOuvrir | DNPF",
        "| Former | DNAJ |\n|---|---|\n| Ouvrir | DNPF |",
        "•\tFormer\tDNAJ\n•\tOuvrir\tDNPF",
        "1.\tFormer\tDNAJ\n2.\tOuvrir\tDNPF",
    ],
)
def test_cells_are_parted_as_people_part_them(text):
    found = [{name: cell for name, cell in one.items() if name != "code"} for one in read(text)]
    assert found == [{"title": "Former", "lead": "DNAJ"}, {"title": "Ouvrir", "lead": "DNPF"}]


@pytest.mark.parametrize(
    "text", ["- Former\n- Ouvrir", "1) Former\n2) Ouvrir", "Former\n\n\nOuvrir", "a. Former\nb. Ouvrir"]
)
def test_lists_lose_their_bullets(text):
    assert [one["title"] for one in read(text)] == ["Former", "Ouvrir"]


def test_a_sentence_with_a_semicolon_is_one_cell():
    assert read("Former ; puis suivre\nOuvrir un refuge\nJuger")[0] == {"title": "Former ; puis suivre"}


def test_a_code_that_begins_the_line_is_a_cell_of_its_own():
    assert read("1.1.1 Former les juges\n1.1.2 Ouvrir")[1] == {"code": "1.1.2", "title": "Ouvrir"}


def test_a_cell_broken_by_a_word_processor_is_put_together():
    broken = "Former les\nmagistrats\tDirection\nde la justice\t2026"
    text = f"Activités\tResponsable\tFin\n{broken}\nOuvrir\tDNPF\t2027"
    assert [one["title"] for one in read(text)] == ["Former les\nmagistrats", "Ouvrir"]
    assert "Direction\nde la justice" in {one.get("lead") for one in read(text)}


def test_a_soft_break_stays_in_its_cell():
    assert read("Former\x0bles juges\tDNAJ")[0]["title"] == "Former\nles juges"


def test_quotation_marks_of_a_title_stay():
    assert read('"Projet" pilote\tDNAJ')[0]["title"] == '"Projet" pilote'


def test_too_much_is_refused():
    with pytest.raises(TooMuchError) as lines:
        read_rows("Former\n" * (MOST_LINES + 5))
    with pytest.raises(TooMuchError) as size:
        read_rows("é" * 100_001)
    assert (lines.value.lines, size.value.size) == (MOST_LINES + 5, 200_002)


@pytest.mark.parametrize(
    "text", ['"' * 199_999, '"a\n' * 60_000, "\t" * 199_999, " " * 199_999, "-" * 199_999]
)
def test_what_is_hostile_is_read_at_once(text):
    began = perf_counter()
    with suppress(TooMuchError):
        read(text)
    assert perf_counter() - began < 3
