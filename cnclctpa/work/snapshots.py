"""Rows as plain values, from which they can be made again."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Field, FileField, ForeignKey, ManyToManyField, Model
from django.db.models.fields.files import FieldFile

from cnclctpa.folding import FoldedField

#: The values of the columns of a row, and the keys of what its many-to-many fields hold.
Snapshot = dict[str, dict[str, Any]]
FIELDS, LINKS = "fields", "links"
REVISION = "revision"


def columns(model: type[Model]) -> list[Field]:
    """Those that hold facts: neither the folded texts, nor the text seen in the language of the moment."""
    concrete = model._meta.concrete_fields
    seen = {field.translated_field.name for field in concrete if hasattr(field, "translated_field")}
    return [field for field in concrete if not isinstance(field, FoldedField) and field.name not in seen]


def foreign_keys(model: type[Model]) -> list[ForeignKey]:
    return [field for field in columns(model) if isinstance(field, ForeignKey)]


def links(model: type[Model]) -> list[ManyToManyField]:
    """Those that are held by no model of their own, whose rows would be told by themselves."""
    fields: list[Any] = list(model._meta.local_many_to_many)
    return [field for field in fields if field.remote_field.through._meta.auto_created]


def snapshots(model: type[Model], keys: Iterable[Any], *, hold: bool = False) -> dict[Any, Snapshot]:
    """Of the rows that are there: one query, and one for each many-to-many field."""
    rows = model._base_manager.filter(pk__in=list(keys))
    rows = rows.select_for_update() if hold else rows
    facts = columns(model)
    found = {
        row.pk: {
            FIELDS: {field.attname: as_plain(field.value_from_object(row)) for field in facts},
            LINKS: {field.name: [] for field in links(model)},
        }
        for row in rows.order_by("pk")
    }
    for field in links(model) if found else ():
        for owner, target in linked(field, found):
            found[owner][LINKS][field.name].append(target)
    return found


def linked(field: Any, owners: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through._base_manager.filter(**{f"{owner}__in": list(owners)})
    return rows.order_by(f"{target}_id").values_list(f"{owner}_id", f"{target}_id")


def content(snapshot: Snapshot | None) -> Snapshot | None:
    """What it tells, however many times it was saved."""
    if snapshot is None:
        return None
    fields = {name: value for name, value in snapshot[FIELDS].items() if name != REVISION}
    return {**snapshot, FIELDS: fields}


def values(model: type[Model], snapshot: Snapshot) -> dict[str, Any]:
    """As the fields of the model have them, by the name of their attribute."""
    told = snapshot[FIELDS]
    return {
        field.attname: None if told[field.attname] is None else field.to_python(told[field.attname])
        for field in columns(model)
        if field.attname in told
    }


def has_file(row: Model) -> bool:
    return any(getattr(row, field.attname) for field in row._meta.concrete_fields if is_file(field))


def is_file(field: Field) -> bool:
    return isinstance(field, FileField)


def as_plain(value: Any) -> Any:
    """What JSON has no word for."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | FieldFile) else value
