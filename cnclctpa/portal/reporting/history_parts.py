"""Everything that the trail says of an object and of its parts, those that are gone included.

A part that is gone is found by its last entry, which tells what it was part of.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from cnclctpa.audit.models import Entry, EntryQuerySet

Kinds = Mapping[type[Model], ContentType]


@dataclass(frozen=True)
class Part:
    """A kind of parts: ``parent`` is the field that leads to what holds them, ``root`` to the object."""

    path: str
    model: type[Model]
    parent: str
    root: str

    @property
    def above(self) -> str:
        return self.path.rpartition(".")[0]

    def living(self, row: Model) -> QuerySet:
        return self.model._base_manager.filter(**{self.root: row.pk}).values("pk")


def entries_about(row: Model, paths: Iterable[str]) -> EntryQuerySet:
    """The entries about an object and all that is or was part of it, the latest first."""
    parts = parts_of(type(row), paths)
    kinds = ContentType.objects.get_for_models(type(row), *(part.model for part in parts))
    gone = gone_from(row, parts, kinds)
    asked = Q(content_type=kinds[type(row)], object_id=row.pk)
    for part in parts:
        held = Q(object_id__in=part.living(row))
        if gone[part.path]:
            held |= Q(object_id__in=sorted(gone[part.path]))
        asked |= Q(held, content_type=kinds[part.model])
    return Entry.objects.filter(asked).select_related("actor").order_by("-position")


def parts_of(model: type[Model], paths: Iterable[str]) -> list[Part]:
    """Those above come before those below: « fundings », then « fundings.steps »."""
    found: dict[str, Part] = {}
    for path in paths:
        above, _dot, name = path.rpartition(".")
        relation: Any = (found[above].model if above else model)._meta.get_field(name)
        parent = relation.field.name
        root = f"{parent}__{found[above].root}" if above else parent
        found[path] = Part(path, relation.related_model, parent, root)
    return list(found.values())


def gone_from(row: Model, parts: list[Part], kinds: Kinds) -> dict[str, set[int]]:
    """The numbers of the parts that were deleted, by path; queries do not depend on how many there are."""
    gone: dict[str, set[int]] = defaultdict(set)
    inner = {part.above for part in parts} - {""}
    holders = {part.path: {one["pk"] for one in part.living(row)} for part in parts if part.path in inner}
    for depth in range(1 + max((part.path.count(".") for part in parts), default=-1)):
        level = [part for part in parts if part.path.count(".") == depth]
        above = {part: holders[part.above] | gone[part.above] if part.above else {row.pk} for part in level}
        for part, keys in deleted(above, kinds).items():
            gone[part.path] |= keys
    return gone


def deleted(above: dict[Part, set[int]], kinds: Kinds) -> dict[Part, set[int]]:
    """The numbers of the parts of these rows that are gone, in one query."""
    asked = Q(pk__in=[])
    for part, keys in above.items():
        if keys:
            told = {f"changes__{part.parent}__0__in": [str(key) for key in sorted(keys)]}
            asked |= Q(content_type=kinds[part.model], **told)
    by_kind: dict[int, set[int]] = defaultdict(set)
    rows = Entry.objects.filter(asked, action=Entry.Action.DELETE)
    for kind, key in rows.values_list("content_type", "object_id"):
        by_kind[kind].add(key)
    return {part: by_kind[kinds[part.model].pk] for part in above}
