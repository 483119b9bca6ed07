"""The tables of the program as lines of text, the same bytes whatever the engine, and back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import islice
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Field, Model, QuerySet
from django.db.models.sql import InsertQuery

from .archive import Sink, damaged

#: Left out, and emptied by a restore: an archive signs nobody in, says of nobody where they were signed in,
#: and signing in again is all it costs.
#: The counters of sign-in are in a table of the cache, which is no model: they are left as they are.
LEFT_OUT = [Session, UserSession]
#: Filled by ``migrate``: a database that has rows of these only is empty.
OF_THE_PROGRAM = [ContentType, Permission]
#: Rows read and written at once.
BATCH = 500


@dataclass(frozen=True)
class Table:
    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> list[Field]:
        return [field for field in self.model._meta.concrete_fields if not field.generated]

    @property
    def columns(self) -> list[str]:
        return [field.column for field in self.fields]

    @property
    def key(self) -> str:
        return self.model._meta.pk.column

    def rows(self) -> QuerySet:
        """Every row, by no manager of the model: none is hidden, no name is translated."""
        return QuerySet(self.model).order_by("pk")

    def lines(self) -> Iterator[bytes]:
        names = [field.attname for field in self.fields]
        for row in self.rows().values_list(*names).iterator(chunk_size=BATCH):
            yield as_line(row)

    def row(self, line: bytes) -> Any:
        """The values of a line, as its fields have them; anything else than its columns is refused."""
        try:
            values = json.loads(line)
            pairs = zip(self.fields, values, strict=True)
            return SimpleNamespace(**{field.attname: as_value(field, value) for field, value in pairs})
        except (ValueError, TypeError, ArithmeticError, ValidationError) as error:
            raise damaged(self.name) from error

    def insert(self, lines: Iterable[bytes]) -> None:
        """As they are: neither the moment of saving nor the language of the moment changes a value."""
        rows = (self.row(line) for line in lines)
        most = max(1, min(BATCH, connection.ops.bulk_batch_size(self.fields, [None] * BATCH)))
        while batch := list(islice(rows, most)):
            query = InsertQuery(self.model)
            query.insert_values(self.fields, batch, raw=True)
            query.get_compiler(connection=connection).execute_sql()

    def write(self, sink: Sink) -> dict:
        """Write every row, and say what was written as the manifest does."""
        count = 0
        for line in self.lines():
            sink.write(line)
            count += 1
        told = {"name": self.name, "columns": self.columns, "rows": count}
        return {**told, "size": sink.size, "sha256": sink.digest}


def every_table() -> list[Table]:
    """Those of every installed model, in the order of their names."""
    models = apps.get_models(include_auto_created=True)
    kept = {
        model._meta.db_table: Table(model)
        for model in models
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    }
    left = {model._meta.db_table for model in left_out()}
    return [table for name, table in sorted(kept.items()) if name not in left]


def left_out() -> list[type[Model]]:
    """With those whose rows last some minutes: their model says so (``is_passing``)."""
    return [*LEFT_OUT, *(model for model in apps.get_models() if getattr(model, "is_passing", False))]


def is_empty() -> bool:
    """True of a database that nobody has entered anything into yet."""
    kept = (table for table in every_table() if table.model not in OF_THE_PROGRAM)
    return not any(table.rows().exists() for table in kept)


def as_line(row: Iterable[Any]) -> bytes:
    """Keys of JSON are sorted: PostgreSQL does not keep the order in which they came."""
    values = [as_text(value) for value in row]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


def as_text(value: Any) -> Any:
    """What JSON has no word for: exact decimals, instants in universal time to the microsecond."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def as_value(field: Field, value: Any) -> Any:
    return None if value is None else field.to_python(value)
