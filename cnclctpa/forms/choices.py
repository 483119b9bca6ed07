"""Several of many: boxes to tick, folded when they are many, in groups when they have any."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string

#: More boxes than this are folded, with the names of those that are ticked.
FEW = 14
#: Names that a folded list shows.
SHOWN = 4


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
