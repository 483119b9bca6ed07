"""Several of many: boxes to tick, folded when they are many, in groups when they have any.

In a line of a grid, only those chosen are boxes; others are added by their name.
"""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import fold

#: More boxes than this are folded, with the names of those that are ticked.
FEW = 14
#: Names that a folded list shows.
SHOWN = 4
#: Names that can be added to a line of a grid at once.
ADDED = 2


class Ticks(forms.widgets.ChoiceWidget):
    """Boxes to tick. Not a ``CheckboxSelectMultiple``: crispy draws these itself, one under the other."""

    allow_multiple_selected = True
    input_type = "checkbox"
    checked_attribute = {"checked": True}
    add_id_index = True
    use_fieldset = True

    def use_required_attribute(self, initial):
        return False

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, index) if index else ""

    def render(self, name, value, attrs=None, renderer=None):
        groups = self.optgroups(name, self.format_value(value), self.build_attrs(self.attrs, attrs))
        options = [option for _group, members, _index in groups for option in members]
        ticked = [option["label"] for option in options if option["selected"]]
        told = {
            "groups": [(group, members) for group, members, _index in groups],
            "is_folded": len(options) > FEW,
            "ticked": ticked[:SHOWN],
            "more": max(0, len(ticked) - SHOWN),
            "total": len(ticked),
            "count": len(options),
            "described_by": (attrs or {}).get("aria-describedby", ""),
        }
        return render_to_string("portal/editing/ticks.html", told)


class Grouped(ModelChoiceIterator):
    """The objects under the name of their group, in the order of the queryset."""

    def __iter__(self):
        if self.field.grouped_by is None:
            yield from super().__iter__()
            return
        for name, members in groupby(self.queryset.all(), key=self.field.grouped_by):
            yield (str(name), [self.choice(one) for one in members])


class ManyField(forms.ModelMultipleChoiceField):
    widget = Ticks
    iterator = Grouped
    #: The name of the group of an object; none, and they are not in groups.
    grouped_by: Callable[[Any], Any] | None = None

    def group(self, queryset, by: Callable[[Any], Any], label: Callable[[Any], str] = str) -> None:
        """Offer these, in the order of their groups."""
        self.grouped_by = by
        self.label_from_instance = label
        self.queryset = queryset


class Chosen(Ticks):
    """What is chosen, each in a box that is unticked to take it away, and where others are named.

    The names stand once on the page, in the list that the grid writes.
    """

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.labels: dict[str, str] = {}
        self.list_id = ""

    def value_from_datadict(self, data, files, name):
        return [one for one in super().value_from_datadict(data, files, name) or () if one.strip()]

    def render(self, name, value, attrs=None, renderer=None):
        values = [str(getattr(one, "pk", one)) for one in value or ()]
        chosen = [(key, self.labels[key]) for key in values if key in self.labels]
        named = [one for one in values if one not in self.labels]
        asked = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "chosen": chosen,
            "named": [*named, *[""] * (ADDED - len(named))],
            "list_id": self.list_id,
            "is_refused": "aria-invalid" in (attrs or {}),
        }
        return render_to_string("portal/editing/chosen.html", asked)

    def id_for_label(self, id_, index=None):
        return f"{id_}_0"


class KnownManyField(ManyField):
    """Several rows among rows read once for a whole grid: no query, and no list, for each of its lines."""

    widget = Chosen
    known: dict[str, Model] | None = None

    def know(self, rows: dict[str, Model], choices: list[tuple[str, str]], list_id: str) -> None:
        self.known, self.widget.labels, self.widget.list_id = rows, dict(choices), list_id

    def _check_values(self, value):
        """By their keys, which boxes send, or by the names that people write."""
        if self.known is None:
            return super()._check_values(value)
        found = {row.pk: row for row in (self.named(str(one)) for one in value)}
        return list(found.values())

    def named(self, text: str) -> Model:
        if text in self.known:
            return self.known[text]
        asked = fold(text)
        names = {key: fold(label) for key, label in self.widget.labels.items()}
        keys = [key for key, name in names.items() if name == asked]
        keys = keys or [key for key, name in names.items() if asked and asked in name]
        if len(keys) == 1:
            return self.known[keys[0]]
        told = {"text": text[:80]}
        if keys:
            raise ValidationError(_("“%(text)s” is a part of several names: choose one of the list.") % told)
        raise ValidationError(_("Nothing here is called “%(text)s”: choose a name of the list.") % told)
