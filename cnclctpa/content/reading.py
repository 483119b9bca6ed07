"""The content files, read and checked without the database: what is wrong is told all at once."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey

from cnclctpa.content.kinds import FILES, REGION, Kind
from cnclctpa.content.report import Fate
from cnclctpa.content.territory import region_entries
from cnclctpa.folding import FoldedField
from cnclctpa.reference.models import Source
from plans.models import Plan

FOLDER = Path(__file__).parent / "reference"
# Decided by the loader or by people, never by a file.
RESERVED = {"id", "revision", "published_at"}
# Tells the loader to publish a plan when it creates it; afterwards, people decide.
PUBLISH = "publish"


class ContentError(Exception):
    """The content files contradict themselves or the models; one line for each problem."""


@dataclass
class Entry:
    """What a file says of one row; the row itself and what became of it join it when they are known."""

    kind: Kind
    place: str
    reference: str
    parent: "Entry | None"
    values: dict[str, Any] = field(default_factory=dict)
    targets: dict[str, "Entry | None"] = field(default_factory=dict)
    links: dict[str, list["Entry"]] = field(default_factory=dict)
    is_published: bool = False
    row: Any = None
    fate: Fate | None = None


@dataclass
class Content:
    """Every entry, by kind, in the order of the files; and what is wrong with them."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    known: dict[tuple[type, str], Entry] = field(default_factory=dict)

    def of(self, kind: Kind) -> list[Entry]:
        return self.entries.get(kind.model._meta.label, [])

    def add(self, kind: Kind, tables: Any, *, file: str, parent: Entry | None = None) -> None:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problems.append(f"{file}: {kind.table} is not a list of tables")
            return
        for position, table in enumerate(tables, start=1):
            self.add_one(kind, dict(table), file=file, parent=parent, position=position)

    def add_one(self, kind: Kind, table: dict, *, file: str, parent: Entry | None, position: int) -> None:
        if parent and "position" in fields_of(kind):
            table.setdefault("position", position)
        own = "/".join(str(table.get(name, "")) for name in kind.key)
        reference = f"{parent.reference}/{own}" if parent else own
        entry = Entry(kind, f"{file}: {kind.table} {reference}", reference, parent)
        parts = [(part, table.pop(part.table)) for part in kind.parts if part.table in table]
        if kind.model is Plan:
            entry.is_published = bool(table.pop(PUBLISH, False))
        self.fill(entry, table)
        self.check(entry)
        if (kind.model, reference) in self.known:
            self.problems.append(f"{entry.place}: there are two of them")
        self.known[kind.model, reference] = entry
        self.entries.setdefault(kind.model._meta.label, []).append(entry)
        for part, tables in parts:
            self.add(part, tables, file=file, parent=entry)

    def fill(self, entry: Entry, table: dict) -> None:
        fields = fields_of(entry.kind)
        unknown = sorted(set(table) - set(fields))
        self.problems += [f"{entry.place}: unknown key “{name}”" for name in unknown]
        for name, model_field in fields.items():
            given = table.get(name)
            if model_field.many_to_many:
                entry.links[name] = self.resolve_all(entry, model_field, given or [])
            elif isinstance(model_field, ForeignKey):
                entry.targets[name] = self.resolve(entry, model_field, given) if given else None
            else:
                entry.values[name] = model_field.get_default() if given is None else given

    def resolve_all(self, entry: Entry, model_field: Any, references: Any) -> list[Entry]:
        if not isinstance(references, list) or len(set(references)) < len(references):
            self.problems.append(f"{entry.place}: {model_field.name} is not a list of different references")
            return []
        found = [self.resolve(entry, model_field, reference) for reference in references]
        return [target for target in found if target]

    def resolve(self, entry: Entry, model_field: Any, reference: str) -> Entry | None:
        target = self.known.get((model_field.related_model, reference))
        if target is None:
            self.problems.append(f"{entry.place}: {model_field.name} “{reference}” is not written above")
        return target

    def check(self, entry: Entry) -> None:
        fields = fields_of(entry.kind)
        absent = [name for name in fields if name not in entry.values]
        try:
            entry.kind.model(**entry.values).clean_fields(exclude=[*absent, entry.kind.parent])
        except ValidationError as error:
            self.problems += [
                f"{entry.place}: {name}: {' '.join(messages)}"
                for name, messages in error.message_dict.items()
            ]
        self.problems += [
            f"{entry.place}: {name} has no text in English or in French"
            for name in fields
            if name.endswith("_fr") and bool(entry.values[name]) != bool(entry.values[f"{name[:-3]}_en"])
        ]
        if "sources" in fields and entry.kind.model is not Source and not entry.links["sources"]:
            self.problems.append(f"{entry.place}: no source")


def fields_of(kind: Kind) -> dict[str, Field]:
    """The fields that a file may give: what is stored, a text as its two languages."""
    meta = kind.model._meta
    stored = {one.name: one for one in [*meta.concrete_fields, *meta.many_to_many]}
    return {
        name: one
        for name, one in stored.items()
        if name not in RESERVED | {kind.parent}
        and not isinstance(one, FoldedField)
        and f"{name}_fr" not in stored
    }


def read_content(folder: Path = FOLDER) -> Content:
    """Every entry of the files, ready to be written; raises `ContentError` with all the problems."""
    content = Content()
    for file, kinds in FILES.items():
        tables = tomllib.loads((folder / file).read_text(encoding="utf-8"))
        content.problems += unknown_tables(file, tables, kinds)
        for kind in kinds:
            content.add(kind, tables.get(kind.table, []), file=file)
        if file == "organisations.toml":
            content.add(REGION, list(region_entries()), file="mali_decoupage.json")
    if content.problems:
        raise ContentError("\n".join(content.problems))
    return content


def unknown_tables(file: str, tables: dict, kinds: Iterable[Kind]) -> list[str]:
    unknown = sorted(set(tables) - {kind.table for kind in kinds})
    return [f"{file}: unknown table “{name}”" for name in unknown]
