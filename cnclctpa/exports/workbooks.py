"""Tables as a workbook: typed cells and no formula, in memory that does not grow with the rows."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import IO

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from .looks import Looks
from .sheets import SheetWriter
from .tables import Table

#: Characters that the name of a sheet may not have, and how many it may have.
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_NAME = 31
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(tables: Iterable[Table], *, title: str = "", author: str = "") -> bytes:
    """The workbook of these tables, a sheet each."""
    held = BytesIO()
    write_xlsx(tables, held, title=title, author=author)
    return held.getvalue()


def write_xlsx(tables: Iterable[Table], file: IO[bytes], *, title: str = "", author: str = "") -> None:
    """Write the workbook into ``file``; rows are read once, as they are written."""
    tables = list(tables)
    with Workbook(file, OPTIONS) as book:
        book.set_properties({"title": title[:255], "author": author[:255]})
        looks = Looks(book, get_language() or "fr")
        *names, last = distinct([*(str(table.title) for table in tables), _("Lists")])
        lists = Lists(last)
        for table, name in zip(tables, names, strict=True):
            SheetWriter(book.add_worksheet(name), table, looks).write(lists.where)
        lists.write(book)


class Lists:
    """The texts that cells may hold, on a hidden sheet: a cell’s own rule has room for few, without comma."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.taken: list[Sequence[str]] = []

    def where(self, choices: Sequence[str]) -> str:
        """The cells that hold these choices."""
        if choices not in self.taken:
            self.taken.append(choices)
        column = xl_col_to_name(self.taken.index(choices))
        return f"='{self.name}'!${column}$1:${column}${len(choices)}"

    def write(self, book: Workbook) -> None:
        if not self.taken:
            return
        sheet = book.add_worksheet(self.name)
        sheet.hide()
        for row in range(max(map(len, self.taken))):
            for rank, choices in enumerate(self.taken):
                if row < len(choices):
                    sheet.write_string(row, rank, choices[row])


def distinct(titles: Iterable[str]) -> list[str]:
    """Names that sheets may bear, no two alike: cut, cleaned, numbered when they have to be."""
    names: list[str] = []
    for title in titles:
        plain = title.translate(FORBIDDEN).strip(" '")[:LONGEST_NAME].strip(" '") or "…"
        names.append(unlike(plain, {name.casefold() for name in names}))
    return names


def unlike(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return found
