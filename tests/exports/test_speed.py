"""What the bars ask of files: measured beside the library alone, in the same run."""

import tracemalloc
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from time import perf_counter, process_time

from xlsxwriter import Workbook

from cnclctpa.exports.lines import csv
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.exports.workbooks import OPTIONS, write_xlsx

KINDS = (
    Kind.CODE, Kind.TEXT, Kind.TEXT, Kind.DATE, Kind.DATE, Kind.PERCENT, Kind.MONEY, Kind.TEXT, Kind.TEXT
)  # fmt: skip
ROWS = 10_000


def row(number: int) -> tuple:
    return (
        f"1.{number % 9}.{number}",
        f"Former les magistrats de la région {number} à l’identification des victimes",
        f"Ministère fictif {number % 20}",
        date(2024, 1 + number % 12, 1),
        date(2025, 1 + number % 12, 28),
        Decimal("0.453"),
        number * 1000,
        "En retard",
        f"Partenaire {number % 7}; association {number % 3}",
    )


def reader(rank: int) -> Callable:
    return lambda one: one[rank]


COLUMNS = [Column(f"C{rank}", reader(rank), kind=kind) for rank, kind in enumerate(KINDS)]


def ours() -> None:
    write_xlsx([Table("Essai", COLUMNS, map(row, range(ROWS)))], BytesIO())


def raw() -> None:
    with Workbook(BytesIO(), {**OPTIONS, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet, look = book.add_worksheet(), book.add_format({"text_wrap": True, "bottom": 1})
        for number, values in enumerate(map(row, range(ROWS))):
            for rank, value in enumerate(values):
                sheet.write(number, rank, value, look)


def seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def test_ten_thousand_rows_cost_little_more_than_the_library_alone(record_property):
    pairs = [(seconds(ours), seconds(raw)) for _turn in range(3)]
    ratio = min(mine for mine, _bare in pairs) / min(bare for _mine, bare in pairs)
    record_property("times the library alone", f"{ratio:.2f}")
    assert ratio <= 1.5


def test_ten_thousand_rows_are_never_all_in_memory(record_property):
    tracemalloc.start()
    ours()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    record_property("MB at most", f"{most / 1e6:.1f}")
    assert most <= 20_000_000


def test_the_first_bytes_of_a_text_come_at_once():
    start = perf_counter()
    next(csv(Table("Essai", COLUMNS, map(row, range(ROWS))), "fr"))
    assert perf_counter() - start <= 0.1
