"""Files as a spreadsheet would read them."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

#: An element of a sheet that is computed when the file is opened.
FORMULA = re.compile(rb"<f[ >]")
#: The moment at which a file is made, which is that of no other.
MADE = "made"


def content(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def sheets(data: bytes) -> list[Worksheet]:
    return list(load_workbook(BytesIO(data)))


def cells(data: bytes) -> list[Cell]:
    return [cell for sheet in sheets(data) for row in sheet.iter_rows() for cell in row]


def rows(sheet: Worksheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def computed(data: bytes) -> list[str]:
    """The parts of a workbook in which something would be computed."""
    with ZipFile(BytesIO(data)) as archive:
        return [
            name
            for name in archive.namelist()
            if "calcChain" in name
            or "externalLink" in name
            or (name.startswith("xl/worksheets/sheet") and FORMULA.search(archive.read(name)))
        ]


def lines(data: bytes, between: str = ";") -> list[list[str]]:
    """The rows of a text file, which begins with the mark of UTF-8."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=between))


def column(table: list[list[str]], heading: str) -> list[str]:
    rank = table[0].index(heading)
    return [row[rank] for row in table[1:]]


def as_text(response) -> str:
    """What a file says, whatever its form, but for the moment at which it was made."""
    data = content(response)
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig")
    return "\n".join(
        "\t".join(str(value) for value in row)
        for sheet in sheets(data)
        for row in [[sheet.title], *rows(sheet)]
        if row[0] != MADE
    )
