"""The table behind a figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    heading: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that knows its column, because a phone shows it without the heading row; unknown is ``None``."""

    heading: str
    is_number: bool
    text: str | None


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


def table(
    caption: str, columns: Sequence[Column | str], rows: Iterable[Sequence[str | None]], note: str = ""
) -> Table:
    """A table whose rows are sequences of texts already formatted; the first text names the row."""
    typed = tuple(column if isinstance(column, Column) else Column(column) for column in columns)
    lines = []
    for name, *texts in rows:
        cells = (
            Cell(column.heading, column.is_number, text)
            for column, text in zip(typed[1:], texts, strict=True)
        )
        lines.append(Row(str(name), tuple(cells)))
    return Table(caption, typed, tuple(lines), note)
