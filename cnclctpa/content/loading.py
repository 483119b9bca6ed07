"""Writes the content files into the database, as often as one likes: only what differs is touched.

What people have edited (a revision above 1) is theirs and stays as they left it. A row without a revision of
its own, like an acronym or a statement, belongs to the object that holds it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.content.kinds import FIGURE, FILES, REGION, Kind
from cnclctpa.content.reading import Content, ContentError, Entry, read_content


class Fate(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT = "left"
    REMOVED = "removed"


@dataclass
class Report:
    """How many entries of each kind met which fate."""

    counts: dict[Kind, Counter[Fate]] = field(default_factory=dict)

    def add(self, kind: Kind, fate: Fate) -> None:
        self.counts.setdefault(kind, Counter())[fate] += 1

    def total(self, *fates: Fate) -> int:
        return sum(counter[fate] for counter in self.counts.values() for fate in fates)

    @property
    def changes(self) -> int:
        return self.total(Fate.CREATED, Fate.UPDATED, Fate.REMOVED)


def load_reference(content: Content | None = None, *, dry_run: bool = False) -> Report:
    """Bring the database in step with the content files, wholly or not at all.

    Raises `ContentError` when the files are wrong; with ``dry_run``, everything is tried and nothing is kept.
    """
    content = content or read_content()
    with transaction.atomic(), because("reference.loaded", way=Way.COMMAND):
        report = Report()
        for kind in in_order():
            Writer(kind, content, report).write()
        transaction.set_rollback(dry_run)
    return report


def in_order() -> list[Kind]:
    """Every kind, those that others refer to first."""
    kinds = [kind for group in FILES.values() for kind in group]
    kinds.insert(kinds.index(FIGURE), REGION)
    return [part for kind in kinds for part in kind]


class Writer:
    """Writes the entries of one kind."""

    def __init__(self, kind: Kind, content: Content, report: Report):
        self.kind = kind
        self.entries = content.of(kind)
        self.report = report
        self.rows = {self.key_of_row(row): row for row in self.stored()}
        self.links = self.stored_links()

    def stored(self) -> list[Any]:
        rows = self.kind.model._default_manager.order_by("pk")
        if self.kind.parent:
            parents = {entry.parent.row.pk for entry in self.entries if entry.parent and entry.parent.row}
            return list(rows.filter(**{f"{self.kind.parent}__in": parents}))
        first = self.kind.key[0]
        return list(rows.filter(**{f"{first}__in": {entry.values[first] for entry in self.entries}}))

    def stored_links(self) -> dict[str, dict[int, set[int]]]:
        links: dict[str, dict[int, set[int]]] = {}
        pks = [row.pk for row in self.rows.values()]
        for name in self.entries[0].links if self.entries else []:
            relation: Any = self.kind.model._meta.get_field(name)
            owner, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
            through = relation.remote_field.through._default_manager.filter(**{f"{owner}__in": pks})
            links[name] = defaultdict(set)
            for row, target in through.values_list(f"{owner}_id", f"{other}_id"):
                links[name][row].add(target)
        return links

    def key_of_row(self, row: Any) -> tuple:
        names = [self.kind.parent, *self.kind.key] if self.kind.parent else self.kind.key
        return tuple(plain(getattr(row, self.field(name).attname)) for name in names)

    def key_of_entry(self, entry: Entry) -> tuple:
        own = tuple(plain(self.expected(entry, name)) for name in self.kind.key)
        return (entry.parent.row.pk, *own) if entry.parent else own

    def field(self, name: str) -> Field:
        return self.kind.model._meta.get_field(name)

    def expected(self, entry: Entry, name: str) -> Any:
        if name in entry.targets:
            target = entry.targets[name]
            return target.row.pk if target else None
        return self.field(name).to_python(entry.values[name])

    def write(self) -> None:
        kept = set()
        for entry in self.entries:
            if entry.parent and entry.parent.row is None:
                fate = Fate.LEFT
            else:
                key = self.key_of_entry(entry)
                kept.add(key)
                entry.row = self.rows.get(key)
                fate = self.write_one(entry)
            self.report.add(self.kind, fate)
        if self.kind.parent and not self.kind.has_revision:
            self.remove_all_but(kept)

    def write_one(self, entry: Entry) -> Fate:
        entry.is_left = self.is_of_people(entry)
        if entry.is_left:
            return Fate.LEFT
        if entry.row is None:
            entry.row = self.kind.model(**self.parent_of(entry))
            if entry.is_published:
                entry.row.published_at = timezone.now()
            fate = Fate.CREATED
        else:
            fate = Fate.UPDATED if self.differs(entry) else Fate.UNCHANGED
        if fate != Fate.UNCHANGED:
            self.save(entry)
        linked = self.link(entry)
        return Fate.UPDATED if linked and fate == Fate.UNCHANGED else fate

    def is_of_people(self, entry: Entry) -> bool:
        """True of a row that people edited, of what belongs to it, and of what they took out of it."""
        if entry.row is not None and self.kind.has_revision:
            return entry.row.revision > 1
        return entry.parent is not None and entry.parent.is_left

    def parent_of(self, entry: Entry) -> dict[str, Any]:
        return {self.kind.parent: entry.parent.row} if entry.parent else {}

    def differs(self, entry: Entry) -> bool:
        return any(
            plain(getattr(entry.row, self.field(name).attname)) != plain(self.expected(entry, name))
            for name in [*entry.values, *entry.targets]
        )

    def save(self, entry: Entry) -> None:
        for name in [*entry.values, *entry.targets]:
            setattr(entry.row, self.field(name).attname, self.expected(entry, name))
        try:
            entry.row.full_clean()
        except ValidationError as error:
            raise ContentError(f"{entry.place}: {' '.join(error.messages)}") from error
        entry.row.save()

    def link(self, entry: Entry) -> bool:
        changed = False
        for name, targets in entry.links.items():
            wanted = {target.row.pk for target in targets}
            if wanted != self.links[name].get(entry.row.pk, set()):
                getattr(entry.row, name).set(wanted)
                changed = True
        return changed

    def remove_all_but(self, kept: set[tuple]) -> None:
        """Takes away what the files no longer say of objects that people have not edited."""
        ours = {entry.parent.row.pk for entry in self.entries if entry.parent and not entry.parent.is_left}
        for key, row in self.rows.items():
            if key not in kept and key[0] in ours:
                row.delete()
                self.report.add(self.kind, Fate.REMOVED)


def plain(value: Any) -> Any:
    """A value as the two sides can compare it: an empty text is no text."""
    return None if value == "" else value
