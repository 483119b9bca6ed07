"""The sheet that says what a workbook holds: where it comes from, of which day, and what it leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from .tables import Column, Table


@dataclass(frozen=True)
class Note:
    """``name`` is what a program calls it, whatever the language."""

    name: str
    subject: Any
    text: Any


COLUMNS = (
    Column("", lambda note: note.name, name="name", is_hidden=True),
    Column(gettext_lazy("Subject"), lambda note: note.subject, width=28, name="subject"),
    Column(gettext_lazy("What it says"), lambda note: note.text, width=100, name="text"),
)


def read_me(notes: Iterable[Note], *, banner: Any = "") -> Table:
    return Table(gettext_lazy("Read me"), COLUMNS, (note for note in notes if note.text), banner=banner)
