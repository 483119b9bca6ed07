"""A workbook holds typed cells and runs nothing, whatever was typed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from cnclctpa.exports.palette import TONES
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.exports.texts import LONGEST, units_of, writable
from cnclctpa.exports.workbooks import distinct, xlsx
from tests.consistency.project import ROOT
from tests.exports.hostile import CURIOUS, FORMULAS
from tests.exports.reading import cells, computed, rows, sheets


def same(row):
    return row


def table(values, kind=Kind.TEXT, **more) -> Table:
    return Table("Essai", [Column("Valeur", same, kind=kind, name="value")], values, **more)


def written(values, kind=Kind.TEXT):
    """The cells of one column, without its heading."""
    return cells(xlsx([table(values, kind)]))[1:]


@pytest.mark.parametrize("kind", Kind)
def test_no_text_becomes_a_formula(kind):
    data = xlsx([table(FORMULAS + CURIOUS, kind)])
    found = cells(data)[1:]
    assert computed(data) == []
    assert {cell.data_type for cell in found if cell.value is not None} == {"s"}
    assert len(found) == len(FORMULAS + CURIOUS)


def test_texts_come_back_as_they_were_but_for_what_no_file_can_hold():
    told = [cell.value for cell in written(FORMULAS)]
    assert told == [writable(text) for text in FORMULAS]


def test_a_text_that_could_run_stays_a_text_when_its_cell_is_edited():
    risky, plain = written(["=1+1", "Sikasso"])
    assert risky.quotePrefix
    assert not plain.quotePrefix


def test_headings_titles_banners_and_choices_run_no_formula_either():
    column = Column("=1+1", same, choices=("=2+2", "@x"), name="=3")
    data = xlsx([Table("=4+4", [column], ["=5+5"], banner="=6+6 &A &P")], title="=7+7")
    assert computed(data) == []
    assert {cell.data_type for cell in cells(data)} <= {"s", "n"}


def test_the_foot_of_a_page_runs_no_code():
    (sheet,) = sheets(xlsx([table([], banner="R&D &D &T")]))
    assert sheet.oddFooter.left.text == "R&&D &&D &&T"


def test_numbers_stay_numbers_below_zero_too():
    found = written([-5, Decimal("-0.25"), Decimal("1234567890.5"), 0], Kind.NUMBER)
    assert [(cell.data_type, cell.value) for cell in found] == [
        ("n", -5),
        ("n", -0.25),
        ("n", 1234567890.5),
        ("n", 0),
    ]


def test_days_are_days_and_shares_are_percentages():
    (day,) = written([date(2024, 6, 30)], Kind.DATE)
    assert day.is_date
    assert day.value == datetime(2024, 6, 30)
    (share,) = written([Decimal("0.453")], Kind.PERCENT)
    assert (share.value, share.number_format) == (0.453, '0.0"\u00a0"%')


def test_an_instant_is_told_as_clocks_show_it():
    (cell,) = written([datetime(2024, 6, 30, 23, 59, 58, 999, tzinfo=UTC)], Kind.DATE)
    assert cell.value == datetime(2024, 6, 30, 23, 59, 58)


def test_a_day_that_spreadsheets_do_not_count_is_told_in_figures():
    (cell,) = written([date(1899, 12, 31)], Kind.DATE)
    assert cell.value == "1899-12-31"


def test_what_is_not_known_is_empty_and_never_zero():
    assert [cell.value for cell in written([None, "", float("nan"), Decimal("Infinity"), ()])] == [None] * 5


def test_yes_and_no_and_several_texts_are_told_in_words():
    assert [cell.value for cell in written([True, False, ["Kayes", "", "Gao"]])] == [
        "oui",
        "non",
        "Kayes; Gao",
    ]


def test_a_long_text_is_cut_with_a_mark_that_is_seen():
    (cell,) = written(["x" * 100_000])
    assert units_of(cell.value) == LONGEST
    assert cell.value.endswith("]" if "[" in cell.value[-60:] and cell.value.endswith("]") else ")")
    assert " […] (" in cell.value[-80:]


def test_a_sheet_is_ready_to_be_read_and_printed():
    columns = [
        Column("", same, name="id", is_hidden=True),
        Column("Code", same, 12, Kind.CODE, name="code"),
        Column("Titre", same, 40, name="title"),
    ]
    (sheet,) = sheets(xlsx([Table("Essai", columns, ["a", "b"], banner="Plan", frozen=2)]))
    assert rows(sheet)[:3] == [[None, "Plan", None], ["id", "code", "title"], ["", "Code", "Titre"]]
    assert sheet.row_dimensions[2].hidden
    assert sheet.column_dimensions["A"].hidden
    assert sheet.column_dimensions["C"].width == pytest.approx(40.7, abs=0.1)
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:C5"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9


def test_without_a_banner_the_headings_come_first():
    (sheet,) = sheets(xlsx([table(["a"])]))
    assert rows(sheet) == [["Valeur"], ["a"]]
    assert sheet.freeze_panes == "A2"


def test_an_empty_table_says_so():
    (bare,) = sheets(xlsx([table([], empty="Aucune activité")]))
    assert rows(bare)[1] == ["Aucune activité"]
    (dressed,) = sheets(xlsx([table([], banner="Matrice", empty="aucune activité")]))
    assert rows(dressed)[0] == ["Matrice · aucune activité"]
    assert dressed.max_row == 3


def test_lists_of_choices_are_offered_for_the_rows_to_come_too():
    column = Column("Pilier", same, choices=("Prévention, et le reste", "Protection"), name="pillar")
    sheet, lists = sheets(xlsx([Table("Essai", [column], ["Protection"], spare=10)]))
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.type) == ("A2:A12", "list")
    assert rule.formula1 == f"'{lists.title}'!$A$1:$A$2"
    assert lists.sheet_state == "hidden"
    assert rows(lists) == [["Prévention, et le reste"], ["Protection"]]


def test_a_cell_takes_the_colour_of_its_tone_and_still_says_its_word():
    column = Column("État", same, tone=lambda row: "alert-tint" if row == "en retard" else "", name="state")
    late, done = cells(xlsx([Table("Essai", [column], ["en retard", "achevée"])]))[1:]
    assert late.fill.start_color.rgb == "FF" + TONES["alert-tint"].ground.removeprefix("#").upper()
    assert late.value == "en retard"
    assert done.fill.fill_type is None


def test_colours_are_those_of_the_site():
    tokens = (ROOT / "static" / "css" / "src" / "tokens.css").read_text()
    light = tokens.partition("@media")[0]
    for name in ("prev", "prot", "pour", "part", "alert", "alert-tint", "tint", "tint-2"):
        assert f"--{name}: {TONES[name].ground};" in light


def test_names_of_sheets_are_distinct_and_short():
    assert distinct(["Plan", "plan", "a/b[c]:*?", "'", "x" * 40, "x" * 40]) == [
        "Plan",
        "plan 2",
        "a b c",
        "…",
        "x" * 31,
        "x" * 29 + " 2",
    ]


def test_the_language_of_the_moment_is_that_of_the_file():
    with override("en"):
        day, share = cells(xlsx([table([date(2024, 6, 30), Decimal("0.5")], Kind.PERCENT)]))[1:]
        assert (day.number_format, share.number_format) == ("d mmm yyyy", "0.0%")
