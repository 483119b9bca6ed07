"""One table on its sheet: headings that stay, filters, widths, and a page of A4."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from .cells import cell
from .looks import BANNER, EMPTY, NUMBER, TECHNICAL, WHOLE, Looks
from .tables import Column, Kind, Table
from .texts import cut, is_formula, writable

A4 = 9
#: The first day that a spreadsheet counts.
FIRST_DAY = date(1900, 3, 1)
#: Characters of a foot of page.
LONGEST_FOOT = 200
#: There is no row.
NONE = object()


class Sheet:
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
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self.heading)
        foot = writable(str(table.banner or table.title))[:LONGEST_FOOT].replace("&", "&&")
        sheet.set_footer(f"&L&8{' '.join(foot.split())}&R&8&P / &N")
        sheet.hide_gridlines(2)
        sheet.freeze_panes(self.heading + 1, table.frozen)
        for rank, column in enumerate(table.columns):
            sheet.set_column(rank, rank, column.width, None, {"hidden": column.is_hidden})

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
        writers = [self._writer(rank, column) for rank, column in enumerate(self.table.columns)]
        number = self.heading
        for number, row in enumerate(rows, self.heading + 1):
            for write in writers:
                write(number, row)
        return number

    def _writer(self, rank: int, column: Column) -> Callable[[int, Any], None]:
        """What writes the cell of a row: by the type of its value, with the look of its kind."""
        write = Writer(self.sheet, self.looks, column.kind, rank)
        value, tone = column.value, column.tone

        def of_row(number: int, row: Any) -> None:
            write(number, cell(value(row)), tone(row) if tone else "")

        return of_row

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
    return 0 if column.is_hidden else -(-len(str(column.heading)) // max(int(column.width) - 2, 1))
