"""What the content files give to read: each text, date, number and address, as pages write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, DecimalField, Field, IntegerField, URLField
from django.utils.translation import override

from cnclctpa import typography
from cnclctpa.content.reading import Content, Entry, fields_of
from tests.portal.public_pages import Page, on_one_line

# How an entry is named on a page, in the order of preference.
NAMES = (
    "measure",
    "label",
    "title",
    "name",
    "person",
    "text",
    "group",
    "words",
    "findings",
    "description",
    "number_of_activities",
)
OTHER_LANGUAGES = {"fr": "_en", "en": "_fr"}
# The words of a source are read instead of what they say.
TOLD_BY = {"value": "words", "period_from": "period_words", "period_to": "period_words"}
# A date or a number proves nothing by itself: it is read at most so far from the name of its entry.
NEAR = 700
# Identifiers of the files, and what orders or draws without being read.
NOT_READ = {"slug", "question", "series", "position", "language", "spellings", "shape", "label_point"}
PERIODS = (
    ("starts_on", "ends_on"),
    ("on", "ends_on"),
    ("period_from", "period_to"),
    ("covers_from", "covers_to"),
    ("active_from", "active_to"),
)


@dataclass(frozen=True)
class Fact:
    """One field of one entry: the ways in which a page may write it, and the name it is read near."""

    entry: Entry
    field: str
    ways: tuple[str, ...]
    near: str = ""
    is_address: bool = False

    def __str__(self):
        return f"{self.entry.place}, {self.field}: {self.ways[0]}"

    @property
    def kind(self) -> str:
        return f"{self.entry.kind.model._meta.label}.{self.field.removesuffix('_fr').removesuffix('_en')}"

    def is_read_on(self, page: Page) -> bool:
        if self.is_address:
            return self.ways[0] in page.links
        if not self.near:
            return any(on_one_line(way) in page.words for way in self.ways)
        whole = re.compile("|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in self.ways))
        return any(whole.search(text) for text in page.around(on_one_line(self.near), NEAR))


def facts_of(content: Content, language: str) -> list[Fact]:
    entries = [entry for group in content.entries.values() for entry in group]
    return [
        _fact(entry, name, field, language)
        for entry in entries
        for name, field in fields_of(entry.kind).items()
        if _is_to_be_read(entry, name, field, language)
    ]


def _is_to_be_read(entry: Entry, name: str, field: Field, language: str) -> bool:
    """Marks and choices are told by words of the code; only the level of a report is a fact in itself."""
    value = entry.values.get(name)
    is_told = (
        value not in (None, "") and not isinstance(value, bool) and (not field.choices or name == "tier")
    )
    is_of_other_language = name.endswith(OTHER_LANGUAGES[language])
    in_words = f"{TOLD_BY.get(name)}_{language}"
    return is_told and not is_of_other_language and name not in NOT_READ and not entry.values.get(in_words)


def _fact(entry: Entry, name: str, field: Field, language: str) -> Fact:
    value = entry.values[name]
    match field:
        case URLField():
            return Fact(entry, name, (value,), is_address=True)
        case DateField():
            ways = ways_of_date(entry, name, language)
        case DecimalField() | IntegerField():
            ways = (typography.number(value, language), str(value))
        case _ if field.choices:
            with override(language):
                ways = (str(dict(field.choices)[value]),)
        case _:
            return Fact(entry, name, ways_of_text(entry, name, language))
    return Fact(entry, name, ways, name_of(entry, language))


def ways_of_text(entry: Entry, name: str, language: str) -> tuple[str, ...]:
    """A title as its publication sets it; a name as French sets it, or the page."""
    value = entry.values[name]
    written_in = (entry.values.get("language") or language, language, "fr")
    return tuple(dict.fromkeys(typography.typeset(value, one) for one in written_in))


def ways_of_date(entry: Entry, name: str, language: str) -> tuple[str, ...]:
    """The day, alone or as an end of its period, in full or short, no more precise than it is known."""
    values = entry.values
    known = values.get(f"{name.removesuffix('_on')}_precision") or values.get("precision") or "day"
    pair = next((pair for pair in PERIODS if name in pair and set(pair) <= values.keys()), (name, name))
    ends = [as_date(values[one]) for one in pair]
    return tuple(
        dict.fromkeys(
            typography.period(start, end, language, precision=precision, short=short)
            for start, end in (ends, [as_date(values[name])] * 2)
            for precision in (known, *rounder(start, end))
            for short in (False, True)
        )
    )


def rounder(start: date | None, end: date | None) -> Iterator[str]:
    """A period made of whole months, or of whole years, may be told by them."""
    if start and end and start < end and start.day == 1 and (end + timedelta(days=1)).day == 1:
        yield "month"
        if (start.month, end.month) == (1, 12):
            yield "year"


def as_date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def name_of(entry: Entry, language: str) -> str:
    """What the entry is called on the pages of a language; without a name, what it is a part of is."""
    for name in NAMES:
        field = next((one for one in (f"{name}_{language}", name) if entry.values.get(one)), None)
        if field:
            return ways_of_text(entry, field, language)[0]
    above = entry.targets.get("organisation") or entry.parent
    return name_of(above, language) if above else ""
