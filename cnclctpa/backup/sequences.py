"""The last number that each table has given: a number used once is never another row's, restored or not.

The trail names what was deleted by its number.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import AutoField

from .tables import Table


def last_numbers(tables: Iterable[Table]) -> dict[str, int]:
    numbered = [table for table in tables if isinstance(table.model._meta.pk, AutoField)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {table.name: given.get(table.name, 0) for table in numbered}
        return {table.name: _last_number(cursor, table) for table in numbered}


def set_last_numbers(tables: Iterable[Table], last: dict[str, int]) -> None:
    """Inside the transaction, and undone with it."""
    with connection.cursor() as cursor:
        for table in tables:
            if table.name in last:
                _set_last_number(cursor, table, last[table.name])


def _last_number(cursor, table: Table) -> int:
    cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, table)}")  # noqa: S608  a name of ours
    last, is_given = cursor.fetchone()
    return last if is_given else 0


def _set_last_number(cursor, table: Table, last: int) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])
        return
    # Not setval(), which a transaction that fails does not take back.
    cursor.execute(f"ALTER SEQUENCE {_sequence(cursor, table)} RESTART WITH {int(last) + 1}")


def _sequence(cursor, table: Table) -> str:
    quoted = connection.ops.quote_name(table.name)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, table.key])
    return cursor.fetchone()[0]
