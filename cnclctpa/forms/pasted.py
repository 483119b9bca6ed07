"""Lines pasted from a spreadsheet, a word processor or a message, read as the rows of a table.

Nothing here knows what the columns mean: the words of their headings are given by whoever reads.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cnclctpa.folding import fold
from cnclctpa.forms.typed import clean_text

#: Beyond these, it is a file that is sent by mistake, or an attack.
MOST_LINES, MOST_BYTES = 500, 200_000
#: No table has cells of so many lines.
LINES_OF_A_ROW = 20

#: What parts the cells of a line, in the order in which they are tried.
SEPARATORS = ("\t", ";", "|")
SPACES = re.compile(r"[ \u00a0\u202f]{2,}")
#: A line break inside a cell of a word processor, kept apart from those between lines.
SOFT = "\ue000"
BULLET = re.compile(r"^[•·▪▫◦●○■□–—*➢➤✓✔\uf0a7\uf0b7\uf0fc-]$|^o$")
LISTED = re.compile(r"^(?:[•·▪▫◦●○■□–—*➢➤✓✔\uf0a7\uf0b7\uf0fc-]|\(?\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
#: A number or a code that begins a line: 3, 3., 1.1.2, 1.1.a4.
NUMBER = re.compile(r"\(?[A-Za-z]{0,2}\d{1,3}(?:[.-][A-Za-z]?\d{1,3})*[.)]?")
CODED = re.compile(r"^(?P<code>\d{1,3}(?:\.[A-Za-z]?\d{1,3}){1,5})[.)]?\s+(?=\S)")
RULED = re.compile(r"^[\s|:+=-]+$")
#: A heading is a few words: a longer cell is a line that happens to use one of them.
LONGEST_HEADING = 60
#: Titles and dates that may stand above a table.
ABOVE = 4


class TooMuchError(ValueError):
    """More than is read at once: ``lines`` of them, or ``size`` bytes."""

    def __init__(self, *, lines: int = 0, size: int = 0):
        super().__init__(lines or size)
        self.lines, self.size = lines, size


@dataclass(frozen=True)
class Row:
    """A line of the table; ``number`` is its place in what was pasted, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Pasted:
    """``columns`` names each column by its place, None where it is not known; ``headings`` as written."""

    columns: tuple[str | None, ...]
    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()

    @property
    def unknown(self) -> list[str]:
        """The headings of the columns that are not read."""
        known = zip(self.headings, self.columns, strict=True) if self.headings else ()
        return [heading for heading, column in known if column is None and heading]

    def values(self, row: Row) -> dict[str, str]:
        """The cells of a row by the name of their column; those that it lacks are empty."""
        found = dict.fromkeys((name for name in self.columns if name), "")
        for name, cell in zip(self.columns, row.cells, strict=False):
            if name:
                found[name] = cell
        return found


def read_pasted(
    text: str, headings: Mapping[str, Sequence[str]], *, order: Sequence[str], code: str
) -> Pasted:
    """The rows of what was pasted, their columns known by heading, else ``order``.

    ``headings`` gives the words of each column, folded, the most telling column first; ``code`` is the one
    for numbers that begin lines without a heading. Raises ``TooMuchError``.

    >>> pasted = read_pasted("Activité\\tFin\\nFormer\\t2026", {"title": ["activite"], "end": ["fin"]},
    ...                      order=["title"], code="code")
    >>> pasted.columns, pasted.values(pasted.rows[0])
    (('title', 'end'), {'title': 'Former', 'end': '2026'})
    """
    rows = read_rows(text)
    for place, row in enumerate(rows[:ABOVE]):
        if (columns := known_by_heading(row.cells, headings)) is not None:
            below = [one for one in rows[place + 1 :] if one.cells != row.cells]
            width = len(row.cells)
            return Pasted(columns, tuple(unbroken(below, width)), row.cells)
    return without_heading(rows, order, code)


def read_rows(text: str) -> list[Row]:
    """The lines that hold something, parted into cells; raises ``TooMuchError``."""
    if (size := len(text.encode(errors="replace"))) > MOST_BYTES:
        raise TooMuchError(size=size)
    cleaned = clean_text(text.replace("\x0b", SOFT).replace("\u2028", SOFT))
    if (breaks := cleaned.strip().count("\n")) > MOST_LINES * LINES_OF_A_ROW:
        raise TooMuchError(lines=breaks + 1)
    parted = parted_lines(cleaned)
    rows = [Row(number, tuple(map(tidied, cells))) for number, cells in enumerate(parted, start=1)]
    rows = [row for row in rows if any(row.cells)]
    if len(rows) > MOST_LINES + ABOVE:
        raise TooMuchError(lines=len(rows))
    return rows


def tidied(cell: str) -> str:
    """Without the spaces around it; the lines of a cell stay lines."""
    lines = (" ".join(line.split()) for line in cell.replace(SOFT, "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def parted_lines(text: str) -> list[list[str]]:
    if "\t" in text:
        return scanned(text, "\t")
    for separator in SEPARATORS[1:]:
        rows = [in_a_frame(cells) if separator == "|" else cells for cells in scanned(text, separator)]
        if are_alike(rows):
            return rows
    spaced = [SPACES.split(line.strip()) for line in text.split("\n")]
    return spaced if are_alike(spaced) else [[line] for line in text.split("\n")]


def scanned(text: str, separator: str) -> list[list[str]]:
    """As spreadsheets copy cells: one that holds a line break stands between quotes, its own are doubled."""
    quoted = re.compile(rf'"([^"]*(?:""[^"]*)*)"(?=[{re.escape(separator)}\n]|\Z)')
    plain = re.compile(rf"[^{re.escape(separator)}\n]*")
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        found = quoted.match(text, place)
        if found:
            rows[-1].append(found[1].replace('""', '"'))
        else:
            found = plain.match(text, place)
            rows[-1].append(found[0] if found else "")
        place = found.end() if found else len(text)
        if place < len(text) and text[place] == "\n":
            rows.append([])
        place += 1
    return rows


def in_a_frame(cells: list[str]) -> list[str]:
    """Of a table drawn with bars: without the bars at both ends, nor the line under its headings."""
    if len(cells) > 1 and RULED.match("|".join(cells)):
        return []
    inner = cells[1:] if cells and not cells[0].strip() else cells
    return inner[:-1] if inner and not inner[-1].strip() else inner


def are_alike(rows: list[list[str]]) -> bool:
    """Whether nearly all the lines that hold something have the same number of cells, and several."""
    counts = Counter(len(cells) for cells in rows if any(cell.strip() for cell in cells))
    if not counts:
        return False
    width, most = counts.most_common(1)[0]
    return width > 1 and most * 5 >= counts.total() * 4


def known_by_heading(
    cells: Sequence[str], headings: Mapping[str, Sequence[str]]
) -> tuple[str | None, ...] | None:
    """The columns that a line of headings names; None when it is no such line."""
    filled = [cell for cell in cells if cell]
    if not filled or any(len(cell) > LONGEST_HEADING for cell in filled):
        return None
    found = [named_by(cell, headings) for cell in cells]
    named = [name for name in found if name]
    if len(filled) == 1:
        alone = any(fold(filled[0]) in words for words in headings.values())
        return tuple(found) if alone else None
    if len(named) < 2 or len(named) * 2 < len(filled):
        return None
    # Of two columns that say the same, the first is read.
    return tuple(name if name and name not in found[:place] else None for place, name in enumerate(found))


def named_by(cell: str, headings: Mapping[str, Sequence[str]]) -> str | None:
    """The column whose words a heading holds: the whole heading, else the first that is told of."""
    words = fold(cell)
    for name, known in headings.items():
        if words in known:
            return name
    spaced = f" {words} "
    return next(
        (name for name, known in headings.items() if any(f" {one} " in spaced for one in known)), None
    )


def unbroken(rows: list[Row], width: int) -> list[Row]:
    """Lines that a word processor broke inside a cell, put together again where they make one whole row."""
    found: list[Row] = []
    place = 0
    while place < len(rows):
        count = broken_from(rows, place, width)
        found.append(joined(rows[place : place + count]))
        place += count
    return found


def broken_from(rows: list[Row], place: int, width: int) -> int:
    """How many lines from this one make a row of the table: one, unless they are all too short."""
    total = 0
    for count, row in enumerate(rows[place:], start=1):
        if len(row.cells) >= width:
            return 1
        total += len(row.cells) - (count > 1)
        if total == width and count > 1:
            return count
        if total > width:
            return 1
    return 1


def joined(rows: Sequence[Row]) -> Row:
    cells = list(rows[0].cells)
    for row in rows[1:]:
        cells[-1] = f"{cells[-1]}\n{row.cells[0]}".strip("\n")
        cells += row.cells[1:]
    return Row(rows[0].number, tuple(cells))


def without_heading(rows: list[Row], order: Sequence[str], code: str) -> Pasted:
    """Bullets go; numbers that begin every line are a column of their own."""
    rows = [without_bullet(row) for row in rows]
    if len(rows) and all(len(row.cells) > 1 and NUMBER.fullmatch(row.cells[0]) for row in rows):
        return Pasted((code, *order), tuple(rows))
    if any(CODED.match(row.cells[0]) for row in rows):
        return Pasted((code, *order), tuple(with_its_code(row) for row in rows))
    width = max((len(row.cells) for row in rows), default=0)
    return Pasted((*order, *[None] * (width - len(order))), tuple(rows))


def without_bullet(row: Row) -> Row:
    first, *others = row.cells
    if others and (BULLET.match(first) or re.fullmatch(r"\(?(?:\d{1,3}[.)]|[a-z][.)])", first)):
        return replace(row, cells=tuple(others))
    return replace(row, cells=(LISTED.sub("", first), *others))


def with_its_code(row: Row) -> Row:
    """``1.1.2 Former les juges``: the code is a cell of its own."""
    first, *others = row.cells
    found = CODED.match(first)
    if found is None:
        return replace(row, cells=("", *row.cells))
    return replace(row, cells=(found["code"], first[found.end() :], *others))
