"""One table on its sheet: headings that stay, filters, widths, and a page of A4."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from .cells import Cell, cell
from .looks import BANNER, EMPTY, NUMBER, TECHNICAL, WHOLE, Looks
from .tables import Column, Kind, Table
from .texts import cut, is_formula, writable

A4 = 9
#: The first day that a spreadsheet counts.
FIRST_DAY = date(1900, 3, 1)
#: Characters of a foot of page.
LONGEST_FOOT = 200
#: The width of a page, in characters, small enough to be read and large enough to hold a table.
PAGE = 215
#: The height of a line, in points; a row has no more of them than a screen shows.
LINE, MOST_LINES = 13.5, 24
#: Letters in the width of a digit: a column holds a little more of them than its width says.
FULL = 1.1
#: Characters of a text that count for the height of its row.
LONGEST_SEEN = 4000
#: There is no row.
NONE = object()


class SheetWriter:
    """Rows are written in order, once: each is on the disk before the next."""

    def __init__(self, sheet: Worksheet, table: Table, looks: Looks) -> None:
        self.sheet, self.table, self.looks = sheet, table, looks
        self.heading = 2 if table.banner else 0
        self.first = next((rank for rank, one in enumerate(table.columns) if not one.is_hidden), 0)

    def write(self, where: Callable[[Sequence[str]], str]) -> None:
        """``where`` keeps the choices of a column and tells which cells hold them."""
        rows = iter(self.table.rows)
        some = next(rows, NONE)
        said = [self.table.banner, self.table.empty if some is NONE else ""]
        self._set_page()
        if self.table.banner:
            self._write_banner(" · ".join(str(words) for words in said if words))
        self._write_headings()
        last = self._write_rows(() if some is NONE else chain([some], rows))
        if some is NONE and not self.table.banner:
            self._write_text(1, self.table.empty, EMPTY)
        self.sheet.autofilter(self.heading, 0, last, len(self.table.columns) - 1)
        self._offer(where, last + self.table.spare)

    def _set_page(self) -> None:
        sheet, table = self.sheet, self.table
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(self._pages_across(), 0)
        sheet.repeat_rows(self.heading)
        if table.frozen:
            sheet.repeat_columns(0, table.frozen - 1)
        foot = writable(str(table.banner or table.title))[:LONGEST_FOOT].replace("&", "&&")
        sheet.set_footer(f"&L&8{' '.join(foot.split())}&R&8&P / &N")
        sheet.hide_gridlines(2)
        sheet.freeze_panes(self.heading + 1, table.frozen)
        for rank, column in enumerate(table.columns):
            sheet.set_column(rank, rank, column.width, None, {"hidden": column.is_hidden})

    def _pages_across(self) -> int:
        """How many pages the columns take side by side, those that stay in sight being on each of them."""
        widths = [0 if column.is_hidden else column.width for column in self.table.columns]
        kept = min(sum(widths[: self.table.frozen]), PAGE / 2)
        return max(1, ceil((sum(widths) - kept) / (PAGE - kept)))

    def _write_banner(self, words: str) -> None:
        self.sheet.set_row(0, 26)
        self._write_text(0, words, BANNER)
        self.sheet.set_row(1, None, None, {"hidden": True})
        for rank, column in enumerate(self.table.columns):
            self.sheet.write_string(1, rank, column.name, self.looks.of(TECHNICAL))

    def _write_headings(self) -> None:
        columns = self.table.columns
        self.sheet.set_row(self.heading, 14 * max(map(lines_of, columns)) + 8)
        for rank, column in enumerate(columns):
            look = self.looks.heading(column.kind, is_computed=column.is_computed)
            self.sheet.write_string(self.heading, rank, writable(str(column.heading)), look)

    def _write_text(self, row: int, words: object, look: dict[str, Any]) -> None:
        """A sentence over the columns, from the first that is seen."""
        self.sheet.write_string(row, self.first, writable(str(words)), self.looks.of(look))

    def _write_rows(self, rows: Iterable[Any]) -> int:
        """The rank of the last row."""
        columns = self.table.columns
        writers = [Writer(self.sheet, self.looks, column.kind, rank) for rank, column in enumerate(columns)]
        wrapped = [(rank, column.width * FULL) for rank, column in enumerate(columns) if not column.is_hidden]
        number = self.heading
        for number, row in enumerate(rows, self.heading + 1):
            values = [cell(column.value(row)) for column in columns]
            if (lines := lines_in(values, wrapped)) > 1:
                self.sheet.set_row(number, LINE * lines + 3)
            for column, write, value in zip(columns, writers, values, strict=True):
                write(number, value, column.tone(row) if column.tone else "")
        return number

    def _offer(self, where: Callable[[Sequence[str]], str], last: int) -> None:
        for rank, column in enumerate(self.table.columns):
            if column.choices and last > self.heading:
                rule = {
                    "validate": "list",
                    "source": where(tuple(column.choices)),
                    "error_title": str(column.heading)[:32],
                    "error_message": _("Choose one of the words of the list."),
                }
                self.sheet.data_validation(self.heading + 1, rank, last, rank, rule)


class Writer:
    """Writes the cells of one column."""

    def __init__(self, sheet: Any, looks: Looks, kind: Kind, rank: int) -> None:
        self.sheet, self.looks, self.kind, self.rank = sheet, looks, kind, rank
        self.look = cache(self._look)
        self.cut = _(" […] (text cut here: a cell holds no more)")

    def __call__(self, row: int, value: Any, tone: str) -> None:
        if value is None:
            self.sheet.write_blank(row, self.rank, None, self.look(tone, ""))
        elif isinstance(value, str):
            self._write_text(row, value, tone)
        elif isinstance(value, date):
            self._write_day(row, value, tone)
        else:
            self.sheet.write_number(row, self.rank, value, self.look(tone, self._figures(value)))

    def _look(self, tone: str, figures: str, is_text: bool = False) -> Any:
        more: dict[str, Any] = {"num_format": figures} if figures else {}
        if is_text:
            # Typed as a text already; so marked, it stays one when somebody edits the cell.
            more["quote_prefix"] = True
        return self.looks.cell(self.kind, tone, **more)

    def _write_text(self, row: int, text: str, tone: str) -> None:
        held = cut(text, self.cut)
        self.sheet.write_string(row, self.rank, held, self.look(tone, "", is_formula(held)))

    def _write_day(self, row: int, day: date, tone: str) -> None:
        is_instant = isinstance(day, datetime)
        if (day.date() if isinstance(day, datetime) else day) < FIRST_DAY:
            self.sheet.write_string(row, self.rank, day.isoformat(), self.look(tone, ""))
        else:
            figures = self.looks.habits["instant" if is_instant else "day"]
            self.sheet.write_datetime(row, self.rank, day, self.look(tone, figures))

    def _figures(self, value: int | float | Decimal) -> str:
        """Whole numbers have no decimal sign: « #,##0.## » would leave it behind them."""
        if self.kind not in (Kind.NUMBER, Kind.TEXT, Kind.MARK):
            return ""
        return WHOLE if value == int(value) else NUMBER


def lines_of(column: Column) -> int:
    """How many lines its heading takes in its width, roughly."""
    return 0 if column.is_hidden else ceil(len(str(column.heading)) / max(column.width - 2, 1))


def lines_in(values: Sequence[Cell], wrapped: Iterable[tuple[int, float]]) -> int:
    """How many lines the longest text of a row takes in its width, roughly: not every program counts them."""
    most = 1
    for rank, width in wrapped:
        value = values[rank]
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            most = max(most, sum(ceil(len(line) / width) or 1 for line in value[:LONGEST_SEEN].split("\n")))
    return min(most, MOST_LINES)
