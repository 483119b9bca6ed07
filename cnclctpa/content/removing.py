"""Takes away what the files no longer hold, unless people have edited it or built on it."""

from typing import Any

from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from cnclctpa.content.kinds import Kind
from cnclctpa.content.memory import Memory
from cnclctpa.content.models import LoadedEntry
from cnclctpa.content.reading import Content
from cnclctpa.content.report import BELONGS_TO_PEOPLE, Fate, Report


class Remover:
    def __init__(self, kinds: list[Kind], content: Content, memory: Memory):
        self.kinds = {kind.model: kind for kind in kinds}
        self.content = content
        self.memory = memory

    def remove(self, report: Report) -> None:
        """The last written first, so that parts go before what holds them."""
        for model, kind in reversed(self.kinds.items()):
            for key, record in reversed(list(self.memory.records[model].items())):
                row = self.memory.rows[model].get(key)
                # The record of an object that people deleted stays, should the entry ever return.
                if (model, key) not in self.content.known and row is not None:
                    report.add(kind, self.remove_one(kind, record, row))

    def remove_one(self, kind: Kind, record: LoadedEntry, row: Any) -> Fate:
        if self.is_of_people(kind, record) or is_needed(row):
            return Fate.LEFT
        row.delete()
        record.delete()
        return Fate.REMOVED

    def is_of_people(self, kind: Kind, record: LoadedEntry) -> bool:
        row = self.memory.rows[kind.model].get(record.key)
        if row is None or self.memory.is_edited(kind, record, self.memory.present(kind, row)):
            return True
        return bool(kind.parent) and self.is_parent_of_people(kind, record.told[kind.parent])

    def is_parent_of_people(self, kind: Kind, key: str) -> bool:
        parent = self.kinds[kind.model._meta.get_field(kind.parent).related_model]
        entry = self.content.known.get((parent.model, key))
        if entry:
            return entry.fate in BELONGS_TO_PEOPLE
        return self.is_of_people(parent, self.memory.records[parent.model][key])


class EverythingThatGoes(Collector):
    """Names each object that a deletion takes with it, even those that Django would delete unseen."""

    def can_fast_delete(self, objs, from_field=None):
        return False


def is_needed(row: Any) -> bool:
    """True when something else would go with the object, or refuses that it goes."""
    going = EverythingThatGoes(using=row._state.db)
    try:
        going.collect([row])
    except (ProtectedError, RestrictedError):
        return True
    # The links that the object itself holds are a part of it; those to it are of others.
    return any(type(row) not in (model, model._meta.auto_created) for model in going.data)
