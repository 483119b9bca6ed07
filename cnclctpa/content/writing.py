"""Writes one entry, unless people have made the object theirs."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, UniqueConstraint
from django.utils import timezone

from cnclctpa.content.memory import Memory, Told, told_by
from cnclctpa.content.reading import ContentError, Entry
from cnclctpa.content.report import BELONGS_TO_PEOPLE, Fate


class PlaceIsTakenError(Exception):
    """An object that people made or edited already has what must be unique in the entry."""


class Writer:
    def __init__(self, memory: Memory):
        self.memory = memory

    def write(self, entry: Entry) -> Fate:
        """Bring one object in step with its entry; those it refers to have been written before."""
        entry.row = self.memory.rows[entry.kind.model].get(entry.reference)
        try:
            entry.fate = self.fate_of_others(entry) or self.write_own(entry)
        except PlaceIsTakenError:
            entry.fate = Fate.TAKEN
        return entry.fate

    def fate_of_others(self, entry: Entry) -> Fate | None:
        """What an entry cannot escape: its deletion, an edited parent, an object that it needs."""
        if entry.row is None and self.memory.record_of(entry):
            return Fate.DELETED
        if entry.parent and entry.parent.fate in BELONGS_TO_PEOPLE:
            return Fate.LEFT if entry.row else entry.parent.fate
        for name, target in entry.targets.items():
            if target and target.row is None and not field_of(entry, name).null:
                return target.fate
        return None

    def write_own(self, entry: Entry) -> Fate:
        told = told_by(entry)
        record = self.memory.record_of(entry)
        if record is None:
            return self.create(entry, told)
        present = self.memory.present(entry.kind, entry.row)
        if present == told:
            if record.told != told:
                self.memory.remember(entry, told)
            return Fate.UNCHANGED
        if self.memory.is_edited(entry.kind, record, present):
            return Fate.LEFT
        return self.update(entry, told, {name for name in told if told[name] != present[name]})

    def create(self, entry: Entry, told: Told) -> Fate:
        row = entry.kind.model(**{entry.kind.parent: entry.parent.row} if entry.parent else {})
        if entry.is_published:
            row.published_at = timezone.now()
        self.save(entry, row)
        entry.row = row
        self.link(entry, {name for name, targets in entry.links.items() if targets})
        self.memory.remember(entry, told)
        return Fate.CREATED

    def update(self, entry: Entry, told: Told, changed: set[str]) -> Fate:
        if changed - entry.links.keys():
            self.save(entry, entry.row)
        self.link(entry, changed & entry.links.keys())
        self.memory.remember(entry, told)
        return Fate.UPDATED

    def save(self, entry: Entry, row: Any) -> None:
        for name, value in entry.values.items():
            setattr(row, name, field_of(entry, name).to_python(value))
        for name, target in entry.targets.items():
            setattr(row, name, target.row if target else None)
        try:
            row.full_clean()
        except ValidationError as error:
            if self.has_rival(entry, row):
                raise PlaceIsTakenError from error
            raise ContentError(f"{entry.place}: {' '.join(error.messages)}") from error
        row.save()

    def link(self, entry: Entry, names: set[str]) -> None:
        for name in sorted(names):
            targets = {target.row.pk for target in entry.links[name] if target.row}
            getattr(entry.row, name).set(targets)
            self.memory.links[entry.kind.model, name][entry.row.pk] = targets

    def has_rival(self, entry: Entry, row: Any) -> bool:
        """True when what stands in the way is of people: two entries in each other’s way are an error."""
        return any(self.is_of_people(entry, rival) for rivals in rivals_of(row) for rival in rivals)

    def is_of_people(self, entry: Entry, rival: Any) -> bool:
        record = self.memory.records[type(rival)].get(self.memory.key_of(type(rival), rival.pk))
        return record is None or self.memory.is_edited(
            entry.kind, record, self.memory.present(entry.kind, rival)
        )


def field_of(entry: Entry, name: str) -> Any:
    return entry.kind.model._meta.get_field(name)


def rivals_of(row: Any) -> list[QuerySet]:
    """The other objects that already have what must be unique in this one."""
    model = type(row)
    unique: list[tuple[Sequence[str], Q]] = [
        ([field.name], Q()) for field in model._meta.concrete_fields if field.unique
    ]
    unique += [
        (constraint.fields, constraint.condition or Q())
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    others = model._default_manager.exclude(pk=row.pk).order_by("pk")
    return [
        others.filter(condition, **{name: getattr(row, name) for name in names})
        for names, condition in unique
        if all(getattr(row, name) is not None for name in names)
    ]
