"""What the files wrote at earlier loads, and what the database holds of it today.

Both are put in the same words, so that they compare: plain values, and the keys of the files for references.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Value

from cnclctpa.content.kinds import Kind
from cnclctpa.content.models import LoadedEntry
from cnclctpa.content.reading import Entry, fields_of

Told = dict[str, Any]


class Memory:
    """The objects that the files made, by model and key, whatever people changed in them since."""

    def __init__(self, kinds: list[Kind]):
        self.records: dict[type[Model], dict[str, LoadedEntry]] = {kind.model: {} for kind in kinds}
        self.keys: dict[type[Model], dict[int, str]] = {kind.model: {} for kind in kinds}
        self.rows: dict[type[Model], dict[str, Any]] = {kind.model: {} for kind in kinds}
        self.links = stored_links(kinds)
        self.created: list[LoadedEntry] = []
        self.updated: list[LoadedEntry] = []
        self.recall(kinds)

    def recall(self, kinds: list[Kind]) -> None:
        models = {label_of(kind): kind.model for kind in kinds}
        for record in LoadedEntry.objects.filter(kind__in=models).order_by("pk"):
            self.records[models[record.kind]][record.key] = record
            self.keys[models[record.kind]][record.object_id] = record.key
        for model, keys in self.keys.items():
            # Locked, so that nobody edits a row between its comparison and its update.
            rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
            self.rows[model] = {keys[row.pk]: row for row in rows}

    def record_of(self, entry: Entry) -> LoadedEntry | None:
        return self.records[entry.kind.model].get(entry.reference)

    def present(self, kind: Kind, row: Any) -> Told:
        """What the database says of an object."""
        told = {name: self.present_value(row, field) for name, field in fields_of(kind).items()}
        if kind.parent:
            told[kind.parent] = self.present_value(row, kind.model._meta.get_field(kind.parent))
        return told

    def present_value(self, row: Any, field: Any) -> Any:
        if field.many_to_many:
            targets = self.links[type(row), field.name].get(row.pk, ())
            return sorted(self.key_of(field.related_model, target) for target in targets)
        value = getattr(row, field.attname)
        return self.key_of(field.related_model, value) if field.many_to_one and value else plain(value)

    def key_of(self, model: type[Model], pk: int) -> str:
        """The key of the files, or a mark that is none: people made this object."""
        return self.keys.get(model, {}).get(pk, f"#{pk}")

    def is_edited(self, kind: Kind, record: LoadedEntry, present: Told) -> bool:
        """True when a person changed something; what a later release adds to the model is no change."""
        return any(
            self.still_there(kind, name, value) != present[name]
            for name, value in record.told.items()
            if name in present
        )

    def still_there(self, kind: Kind, name: str, value: Any) -> Any:
        """A reference to an object that people deleted went with it: its absence is no edit of this one."""
        field = kind.model._meta.get_field(name)
        if not field.many_to_many:
            return value
        return [key for key in value if key in self.rows[field.related_model]]

    def remember(self, entry: Entry, told: Told) -> None:
        record = self.record_of(entry)
        if record is None:
            record = LoadedEntry(kind=label_of(entry.kind), key=entry.reference, object_id=entry.row.pk)
            self.records[entry.kind.model][entry.reference] = record
            self.rows[entry.kind.model][entry.reference] = entry.row
            self.keys[entry.kind.model][entry.row.pk] = entry.reference
            self.created.append(record)
        else:
            self.updated.append(record)
        record.told = told

    def keep(self) -> None:
        LoadedEntry.objects.bulk_create(self.created, batch_size=200)
        LoadedEntry.objects.bulk_update(self.updated, ["told"], batch_size=50)


def label_of(kind: Kind) -> str:
    return kind.model._meta.label_lower


def told_by(entry: Entry) -> Told:
    """What the files say of an object, without the references to objects that are not there."""
    meta = entry.kind.model._meta
    told = {name: plain(meta.get_field(name).to_python(value)) for name, value in entry.values.items()}
    for name, target in entry.targets.items():
        told[name] = target.reference if target and target.row else None
    for name, targets in entry.links.items():
        told[name] = sorted(target.reference for target in targets if target.row)
    if entry.parent:
        told[entry.kind.parent] = entry.parent.reference
    return told


def plain(value: Any) -> Any:
    """A value as JSON and both databases give it back: an empty text is no text."""
    match value:
        case "":
            return None
        case Decimal():
            return format(value.normalize(), "f")
        case date():
            return value.isoformat()
        case str():
            return str(value)
    return value


def stored_links(kinds: Iterable[Kind]) -> dict[tuple[type[Model], str], dict[int, set[int]]]:
    """Every many-to-many relation of these kinds, in one query."""
    relations = list(relations_of(kinds))
    links: dict[tuple[type[Model], str], dict[int, set[int]]] = {
        (relation.model, relation.name): defaultdict(set) for relation in relations
    }
    first, *others = (pairs(relation, rank) for rank, relation in enumerate(relations))
    for owner, target, rank in first.union(*others, all=True):
        links[relations[rank].model, relations[rank].name][owner].add(target)
    return links


def relations_of(kinds: Iterable[Kind]) -> Iterator[Any]:
    for kind in kinds:
        yield from kind.model._meta.many_to_many


def pairs(relation: Any, rank: int) -> Any:
    columns = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    return relation.remote_field.through._default_manager.values_list(*columns, Value(rank))
