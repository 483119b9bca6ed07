"""Tables as text that French and English spreadsheets open by a double click."""

from collections.abc import Callable, Iterator
from csv import writer
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from django.utils.translation import override

from .cells import Cell, cell
from .tables import Column, Kind, Table
from .texts import quoted, writable

#: Programs of the office read the file as UTF-8 only after this mark.
MARK = "\ufeff"
#: Rows read, then sent, at a time.
BATCH = 500
BETWEEN = {"fr": ";", "en": ","}


def csv(table: Table, language: str) -> Iterator[bytes]:
    """The table as text in pieces, its headings first, without waiting for the rows.

    Days are as 2024-06-30, numbers are plain, what is not known is empty, percentages are of a hundred. A
    text that could run takes an apostrophe (see `texts.unquoted`). Each piece is made in ``language``,
    whatever is going on when it is asked for.
    """
    columns = [column for column in table.columns if not column.is_hidden]
    with override(language):
        headings = [heading(column) for column in columns]
    yield (MARK + lines([headings], language)).encode()
    readers = [reader(column) for column in columns]
    rows = iter(table.rows)
    while True:
        with override(language):
            piece = [[read(row) for read in readers] for row in islice(rows, BATCH)]
        if not piece:
            return
        yield lines(piece, language).encode()


def heading(column: Column) -> str:
    words = writable(str(column.heading))
    return quoted(f"{words} (%)" if column.kind is Kind.PERCENT else words)


def reader(column: Column) -> Callable[[Any], str]:
    """What reads the cell of a row as text."""
    scale = 100 if column.kind is Kind.PERCENT else 1

    def read(row: Any) -> str:
        return told(cell(column.value(row)), scale)

    return read


def told(value: Cell, scale: int = 1) -> str:
    """A cell as text: a text is made harmless, a number stays one, below zero too."""
    if value is None:
        return ""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return plain(value * scale)


def plain(number: int | float | Decimal) -> str:
    """
    >>> plain(Decimal("1E+3")), plain(Decimal("45.300")), plain(-0.5)
    ('1000', '45.3', '-0.5')
    """
    text = f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lines(rows: list[list[str]], language: str) -> str:
    held = StringIO()
    writer(held, delimiter=BETWEEN.get(language.split("-")[0], ";")).writerows(rows)
    return held.getvalue()
