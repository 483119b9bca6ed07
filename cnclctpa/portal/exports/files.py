"""The report of a plan written into a file: whole, or not at all."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.utils.translation import get_language

from cnclctpa.exports.cells import Cell, cell
from cnclctpa.exports.lines import csv, plain
from cnclctpa.exports.tables import Table
from cnclctpa.exports.workbooks import write_xlsx

CSV, JSON, XLSX = "csv", "json", "xlsx"
FORMATS = (XLSX, CSV, JSON)
Write = Callable[[IO[bytes]], None]


def write_tables(
    tables: dict[str, Table], file: IO[bytes], *, form: str, sheet: str, about: dict[str, str]
) -> None:
    """All the tables, as a workbook or as JSON, which says what it is ``about``; or one of them as text."""
    if form == XLSX:
        write_xlsx(tables.values(), file, title=about["title"])
    elif form == CSV:
        file.writelines(csv(tables[sheet], get_language() or "fr"))
    else:
        told = {name: as_objects(table) for name, table in tables.items()}
        content = {**about, "language": get_language(), "sheets": told}
        file.write(json.dumps(content, ensure_ascii=False, indent=1).encode())


def as_objects(table: Table) -> list[dict[str, str | None]]:
    """Each row by the technical names of its columns; figures are decimals in text, the unknown is null."""
    return [{column.name: as_text(cell(column.value(row))) for column in table.columns} for row in table.rows]


def as_text(value: Cell) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else plain(value)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place once it is written; before that, and if it fails, nothing changes there."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        made = Path(file.name)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            made.chmod(permissions(path))
            made.replace(path)
        except BaseException:
            made.unlink(missing_ok=True)
            raise


def permissions(path: Path) -> int:
    """Those of the file that is replaced; else those that the system gives to a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
