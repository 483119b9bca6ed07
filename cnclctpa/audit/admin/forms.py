"""The forms of the administration: a reason each time, nobody overwritten, the same refusals as the pages."""

from typing import ClassVar

from django import forms
from django.contrib.admin import widgets
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import Asking, Kept, Refusing, agreement_to, dress
from cnclctpa.forms.fields import (
    DayField,
    LongText,
    NumberField,
    TextLine,
    WholeField,
    YearField,
    is_line,
    is_year,
)
from cnclctpa.forms.versions import Conflict, Versioned, merged
from cnclctpa.revision import Revised

#: What the form asks beside the fields of its row.
ASKED = ("reason", "agreed")
CARRIED = ("revision", "base")
#: Digits of a key.
LONGEST_KEY = 18


class ReasonField(forms.CharField):
    """Why: kept in the trail beside the change."""

    def __init__(self, **options):
        widget = widgets.AdminTextareaWidget(attrs={"rows": 2})
        told = _("It is written in the history, beside your name.")
        super().__init__(label=_("Reason"), help_text=told, widget=widget, max_length=2000, **options)


class AdminRowForm(Asking, Refusing, Kept, Versioned, forms.ModelForm):
    """The form of a row, in a page of its own or among those of an inline."""

    #: What the services refused of each form of the page, by the prefix of the form.
    refusals: ClassVar[dict] = {}

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        self.has_met = False
        for name, field in self.fields.items():
            if name not in (*ASKED, *CARRIED):
                dress(self.instance, name, field)
        self.know_choices()
        if self.instance.pk is None:
            self.leave_to_services()
        if isinstance(self.instance, Revised):
            self.add_version()

    def know_choices(self):
        """The rows that this one already refers to are not read once more to show their names."""
        for name, field in self.fields.items():
            if isinstance(field, ReferenceField) and name in self.instance._state.fields_cache:
                field.know(getattr(self.instance, name))

    def leave_to_services(self):
        """A code and a place that are left empty are given by the next one in the plan."""
        for name in ("code", "position"):
            if name in self.fields:
                self.fields[name].required = False

    def own_fields(self):
        return [name for name in super().own_fields() if name not in ASKED]

    def full_clean(self):
        if isinstance(self.instance, Revised) and self.is_stale:
            self.meet()
        super().full_clean()
        if self.has_met:
            self.add_error(None, MEANWHILE)
        for refusal in self.refusals.get(self.prefix or "", ()):
            self.refuse(refusal)

    def meet(self):
        """Somebody saved meanwhile: take what they changed where this person changed nothing."""
        untouched, self.conflicts = self.compare()
        self.data = self.data.copy()
        merged(self.data, self, untouched)
        self.has_met = set(untouched) != set(self.own_fields())

    def clean(self):
        """An empty text stays as it is empty: absent or without a letter reads the same."""
        for name, value in self.cleaned_data.items():
            if value in ("", None) and getattr(self.instance, name, value) in ("", None):
                self.cleaned_data[name] = getattr(self.instance, name, value)
        return self.cleaned_data

    def validate_unique(self):
        """Left to keep() as well."""

    @property
    def has_changed_row(self):
        return any(name not in (*ASKED, *CARRIED) for name in self.changed_data)


MEANWHILE = _(
    "Somebody changed this meanwhile. What you typed is kept; below, what you both changed shows both ways. "
    "Saving again keeps what you see."
)


class RecordForm(AdminRowForm):
    """The form of a page: asks why, and asks twice before what is validated or published changes."""

    reason = ReasonField()
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)

    #: Given by the page: what should be known before this row changes.
    warn = staticmethod(lambda row: ())

    def warnings(self):
        return [str(one) for one in self.warn(self.instance)]

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.errors:
            self.ask()

    def ask(self):
        said = self.warnings()
        agreement = agreement_to(said)
        if not said or self.data.get("agreed") == agreement:
            return
        for one in said:
            self.add_error(None, one)
        box = forms.CheckboxInput(attrs={"value": agreement}, check_test=lambda value: False)
        self.fields["agreed"].widget = box
        self.fields["agreed"].label = _("I have read this, and change it all the same")


class RowFormSet(BaseInlineFormSet):
    """The rows of an inline, which know their parent without asking for it."""

    def get_queryset(self):
        rows = super().get_queryset()
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        return rows

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        if form.instance.pk:
            known = ReferenceField(key.queryset, initial=key.initial, required=False, widget=key.widget)
            known.know(form.instance)
            form.fields[self._pk_field.name] = known


class SelectMany(widgets.AutocompleteSelectMultiple):
    """Choices found by typing; what is no key is none of them."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, keys_in(value), attr)


class KnownSelect(widgets.AutocompleteSelect):
    """A choice found by typing, whose present value is known."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known: dict[str, str] = {}

    def optgroups(self, name, value, attr=None):
        keys = keys_in(value)
        if not all(key in self.known for key in keys):
            return super().optgroups(name, keys, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, key, self.known[key], True, 1) for key in keys]
        return [(None, options, 0)]


class ReferenceField(forms.ModelChoiceField):
    """A reference to a row; the one that is already referred to is not read again."""

    known: models.Model | None = None

    def know(self, row):
        self.known = row
        widget = getattr(self.widget, "widget", self.widget)
        if row is not None and isinstance(widget, KnownSelect):
            widget.known = {str(row.pk): self.label_from_instance(row)}

    def to_python(self, value):
        if self.known is not None and str(value) == str(self.known.pk):
            return self.known
        if value in self.empty_values:
            return None
        row = self.queryset.filter(pk__in=keys_in([value])).first()
        if row is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return row


class ManyChoicesField(forms.ModelMultipleChoiceField):
    """References to rows; what is no key is none of them."""

    def _check_values(self, value):
        try:
            wrong = [str(one) for one in value if str(one) not in keys_in([one])]
        except TypeError:
            wrong = ["?"]
        if wrong:
            told = {"value": wrong[0][:40]}
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", told)
        return super()._check_values(value)


def keys_in(values):
    """Those that a database can take for keys."""
    texts = [str(one) for one in values if one is not None]
    return [one for one in texts if one.isascii() and one.isdigit() and len(one) <= LONGEST_KEY]


def fields_for(column):
    """The field and the widget of a column, which read what people type; nothing where Django suits."""
    if column.is_relation or getattr(column, "choices", None):
        return {}
    if isinstance(column, models.URLField):
        return {"assume_scheme": "https"}
    if is_line(column):
        return {"form_class": TextLine}
    if is_year(column):
        return {"form_class": YearField, "widget": short()}
    for kind, form_class, widget in FITTING:
        if isinstance(column, kind) and not isinstance(column, models.DateTimeField):
            return {"form_class": form_class, "widget": widget()}
    return {}


def short():
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "vSmallField"})


def paragraph():
    return widgets.AdminTextareaWidget(attrs={"rows": 4})


FITTING = (
    (models.DecimalField, NumberField, short),
    (models.IntegerField, WholeField, short),
    (models.DateField, DayField, widgets.AdminDateWidget),
    (models.TextField, LongText, paragraph),
)
