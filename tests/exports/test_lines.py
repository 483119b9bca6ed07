"""A list as text: opened by a double click, taken back without loss."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnclctpa.exports.lines import BATCH, csv
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.exports.texts import unquoted, writable
from tests.exports.hostile import CURIOUS, FORMULAS
from tests.exports.reading import lines


def same(row):
    return row


def written(values, language="fr", **column):
    table = Table("Essai", [Column("Valeur", same, **column)], values)
    return lines(b"".join(csv(table, language)), ";" if language == "fr" else ",")


def test_every_formula_begins_with_an_apostrophe():
    told = [row[0] for row in written(FORMULAS)[1:]]
    assert [text for text in told if not text.startswith("'")] == []
    assert [unquoted(text) for text in told] == [writable(text) for text in FORMULAS]


def test_other_texts_come_back_as_they_were():
    told = [row[0] for row in written(CURIOUS)[1:]]
    assert [unquoted(text) for text in told] == [writable(text) for text in CURIOUS]


def test_numbers_are_plain_and_stay_numbers_below_zero():
    values = [-5, Decimal("-0.25"), Decimal("1E+3"), Decimal("45.300"), 0, None]
    assert [row[0] if row else "" for row in written(values)[1:]] == ["-5", "-0.25", "1000", "45.3", "0", ""]


def test_days_are_written_as_the_norm_says():
    values = [date(2024, 6, 30), datetime(2024, 6, 30, 12, 5, tzinfo=UTC)]
    assert [row[0] for row in written(values)[1:]] == ["2024-06-30", "2024-06-30 12:05:00"]


def test_percentages_are_of_a_hundred_and_their_heading_says_so():
    assert written([Decimal("0.453")], kind=Kind.PERCENT) == [["Valeur (%)"], ["45.3"]]


def test_each_language_has_its_separator_and_words():
    table = Table("Essai", [Column(_("Code"), same), Column(_("Progress"), lambda row: True)], ["a"])
    assert b"".join(csv(table, "fr")).decode() == "\ufeffCode;Avancement\r\na;oui\r\n"
    assert b"".join(csv(table, "en")).decode() == "\ufeffCode,Progress\r\na,yes\r\n"


def test_hidden_columns_are_left_out():
    table = Table("Essai", [Column("", same, is_hidden=True), Column("Code", same)], ["a"])
    assert lines(b"".join(csv(table, "fr"))) == [["Code"], ["a"]]


def test_the_headings_wait_for_no_row():
    asked = []

    def rows():
        asked.append("first")
        yield "a"

    pieces = csv(Table("Essai", [Column("Code", same)], rows()), "fr")
    assert next(pieces) == "\ufeffCode\r\n".encode()
    assert asked == []
    assert next(pieces) == b"a\r\n"


def test_rows_are_read_as_they_are_sent():
    read = []

    def rows():
        for number in range(3 * BATCH):
            read.append(number)
            yield number

    pieces = csv(Table("Essai", [Column("N", same)], rows()), "fr")
    next(pieces), next(pieces)
    assert len(read) == BATCH


def test_the_language_of_the_file_is_not_left_behind():
    pieces = csv(Table("Essai", [Column("Oui", lambda row: True)], range(2 * BATCH)), "en")
    for _piece in pieces:
        assert get_language() == "fr"
