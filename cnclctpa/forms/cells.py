"""Grids of cells: lines by columns, one number in each; an empty cell holds nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from cnclctpa.forms.editing import Asking, Refusing
from cnclctpa.forms.fields import NumberField
from cnclctpa.forms.grids import Service
from cnclctpa.forms.versions import Versioned, digest_of

#: What names a line or a column in the address of a cell, and what people read.
Named = tuple[Any, str]


class ValuesForm(Asking, Refusing, Versioned, forms.Form):
    """Values of several rows of a parent, shown in one form; it overwrites nobody.

    ``fill()`` adds the fields, and gives in ``initial`` what the site has.
    """

    name: ClassVar[str] = ""

    def __init__(self, data=None, files=None, *, instance):
        super().__init__(data, files, prefix=self.name)
        self.instance = instance
        self.fill()
        self.add_version()

    def fill(self) -> None:
        raise NotImplementedError

    def add_version(self) -> None:
        base = " ".join(f"{name}:{digest_of(self.stored_value(name))}" for name in self.own_fields())
        self.fields["base"] = hidden(base)
        self.fields["revision"] = hidden(hashlib.sha256(base.encode()).hexdigest()[:16])

    @property
    def is_stale(self) -> bool:
        if not self.is_bound:
            return False
        return self.data.get(self.add_prefix("revision")) != self.fields["revision"].initial


def hidden(value: str) -> forms.Field:
    return forms.CharField(initial=value, widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[forms.BoundField, ...]


class CellsGrid(ValuesForm):
    """One row of the database for each cell that holds a number.

    Subclasses say what the lines and the columns are, which rows are stored, and make a new one.
    """

    template = "portal/editing/cells.html"
    title: ClassVar[Any] = ""
    intro: ClassVar[Any] = ""
    #: "scrolling" where the numbers are long: such a grid scrolls on a phone.
    style: ClassVar[str] = ""
    #: The column of the row that the cell shows.
    value: ClassVar[str] = "value"

    def lines_named(self) -> Sequence[Named]:
        raise NotImplementedError

    def columns_named(self) -> Sequence[Named]:
        raise NotImplementedError

    def stored(self) -> Mapping[tuple[Any, Any], Any]:
        """The rows of the parent, by line and column; never asked of a parent that is not saved yet."""
        raise NotImplementedError

    def blank(self, line: Any, column: Any) -> Any:
        raise NotImplementedError

    def cell(self, label: str) -> forms.Field:
        return NumberField(label=label, required=False)

    def fill(self) -> None:
        self.rows = dict(self.stored()) if self.instance.pk else {}
        self.places = {}
        for line, label in self.lines_named():
            for column, heading in self.columns_named():
                name = f"{line}_{column}"
                self.places[name] = (line, column)
                self.fields[name] = self.cell(f"{label}, {heading}")
                if row := self.rows.get((line, column)):
                    self.initial[name] = getattr(row, self.value)

    @property
    def headings(self) -> list[str]:
        return [heading for _key, heading in self.columns_named()]

    @property
    def lines(self) -> list[Line]:
        columns = [key for key, _heading in self.columns_named()]
        return [
            Line(label, tuple(self[f"{line}_{column}"] for column in columns))
            for line, label in self.lines_named()
        ]

    def typed(self) -> dict[tuple[Any, Any], Any]:
        """The numbers of a valid grid, by line and column; empty cells are left out."""
        return {
            place: self.cleaned_data[name]
            for name, place in self.places.items()
            if self.cleaned_data.get(name) is not None
        }

    def carry_out(self, keep: Service, remove: Service) -> list[ValidationError]:
        """Remove, change and add rows by these services; what they refuse is told at its cell, and returned.

        A cell that its own field refuses is left alone.
        """
        changed = [name for name in self.changed_data if name in self.places and name in self.cleaned_data]
        refusals = [self.at(name, keep, remove) for name in changed]
        return [one for one in refusals if one]

    def at(self, name: str, keep: Service, remove: Service) -> ValidationError | None:
        value, place = self.cleaned_data[name], self.places[name]
        row = self.rows.get(place)
        try:
            if value is None:
                remove(row)
                return None
            row = row or self.blank(*place)
            setattr(row, self.value, value)
            keep(row)
        except ValidationError as refusal:
            self.add_error(name, refusal.messages)
            return refusal
        return None
