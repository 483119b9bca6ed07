"""Many small tables of one object read by one query: a page costs the same whatever it shows.

``prefetch_related`` costs a query a relation, and a workshop has more than ten of them.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, JSONArray, JSONObject
from django.utils.timezone import is_naive, make_aware

from cnclctpa.folding import FoldedField


def read_together(*querysets: models.QuerySet) -> list[list]:
    """The objects of each queryset, in the order of its model, all read by one query.

    Each row travels as JSON, its decimals as text, because JSON would round them; a model that holds JSON
    raises ``TypeError``. Orders that follow a relation are not kept, and the texts kept for searching are
    not read.
    """
    found: list[list] = [[] for _ in querysets]
    selects = [_as_json(queryset, rank) for rank, queryset in enumerate(querysets)]
    for rank, row in selects[0].union(*selects[1:], all=True):
        found[rank].append(_from_json(querysets[rank], row))
    for queryset, objects in zip(querysets, found, strict=True):
        _sort(objects, queryset.model)
    return found


def read_rows(*selections: tuple[models.QuerySet, Sequence[str | models.Expression]]) -> list[list[list]]:
    """The values asked of each queryset, a list a row, all read by one query, in no order.

    For tables of tens of thousands of rows, which cost too much as objects. Rows travel as JSON: dates and
    decimals come as text (see `as_day` and `as_decimal`); a field reached through a relation comes as JSON
    has it.
    """
    found: list[list[list]] = [[] for _ in selections]
    selects = [_as_row(queryset, values, rank) for rank, (queryset, values) in enumerate(selections)]
    for rank, row in selects[0].union(*selects[1:], all=True):
        found[rank].append(row)
    return found


@lru_cache(maxsize=10_000)
def as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def as_decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def attach(relation, objects: Iterable, links: Iterable, found: dict) -> None:
    """Fill a many-to-many relation from the rows of its table, as ``prefetch_related`` would.

    ``found`` holds what may be attached, by primary key, in its order; what it lacks is left out.
    """
    field = relation.field
    here, there = field.m2m_column_name(), field.m2m_reverse_name()
    pairs = {(getattr(link, here), getattr(link, there)) for link in links}
    for one in objects:
        related = getattr(one, field.name).all()
        related._result_cache = [other for key, other in found.items() if (one.pk, key) in pairs]
        # Where prefetch_related() leaves what it has read.
        one.__dict__.setdefault("_prefetched_objects_cache", {})[field.name] = related


def _columns(model) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, FoldedField)]


def _as_json(queryset, rank: int):
    # A translated name must stay the name of a column.
    plain = queryset.rewrite(False) if hasattr(queryset, "rewrite") else queryset
    columns = {field.attname: _column(field) for field in _columns(queryset.model)}
    return (
        plain.order_by().annotate(_rank=Value(rank), _row=JSONObject(**columns)).values_list("_rank", "_row")
    )


def _as_row(queryset, values: Sequence, rank: int):
    plain = queryset.rewrite(False) if hasattr(queryset, "rewrite") else queryset
    row = JSONArray(*(_travelling(queryset.model, value) for value in values))
    return plain.order_by().annotate(_rank=Value(rank), _row=row).values_list("_rank", "_row")


def _travelling(model, value):
    is_column = (
        isinstance(value, str) and "__" not in value and value in {one.name for one in _columns(model)}
    )
    return _column(model._meta.get_field(value)) if is_column else value


def _column(field: models.Field):
    if isinstance(field, models.JSONField):
        raise TypeError(f"{field} would come back as text: read its table by itself.")
    if isinstance(field, models.DecimalField):
        return Cast(field.attname, models.TextField())
    return field.attname


def _value(field: models.Field, raw):
    value = field.to_python(raw)
    if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    if isinstance(value, datetime) and is_naive(value):
        # SQLite keeps instants in universal time, without saying so.
        return make_aware(value, UTC)
    return value


def _from_json(queryset, row: dict):
    columns = _columns(queryset.model)
    values = [_value(field, row[field.attname]) for field in columns]
    return queryset.model.from_db(queryset.db, [field.attname for field in columns], values)


def _sort(objects: list, model) -> None:
    """By the last of its keys first: sorting keeps what was in order."""
    names = [name for name in model._meta.ordering if "__" not in name] or ["pk"]
    for name in reversed(names):
        field = name.removeprefix("-")
        column = "pk" if field == "pk" else model._meta.get_field(field).attname
        objects.sort(key=_unknown_last(column), reverse=name.startswith("-"))


def _unknown_last(column: str):
    """The value of a column as a key of sorting; None compares with nothing, and comes after all."""

    def key(row) -> tuple:
        value = getattr(row, column)
        return value is None, value if value is not None else 0

    return key
