"""Forms that overwrite nobody: each carries what its row was when it was shown.

The row has a ``revision``. A form sent with another one has met somebody else's change: what this person left
as it was takes the new value, what only they touched stays as typed, and what both changed is shown twice.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

LENGTH = 10


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed: what the site has now, and what this person typed."""

    name: str
    label: str
    stored: str
    typed: str


class Versioned:
    """For a ``ModelForm`` of a ``Revised`` model: two hidden fields, and the comparison."""

    def add_version(self) -> None:
        if self.instance.pk is None:
            return
        stored = {name: digest_of(self.stored_value(name)) for name in self.own_fields()}
        self.fields["revision"] = forms.IntegerField(
            initial=self.instance.revision, widget=forms.HiddenInput, required=False
        )
        self.fields["base"] = forms.CharField(
            initial=" ".join(f"{name}:{digest}" for name, digest in stored.items()),
            widget=forms.HiddenInput,
            required=False,
        )

    def every_form(self) -> list["Versioned"]:
        """The forms of this part of a page; a grid has one for each row."""
        return [self]

    def own_fields(self) -> list[str]:
        return [name for name in self.fields if name not in ("revision", "base", "id", "DELETE")]

    def stored_value(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def typed_value(self, name: str) -> Any:
        """As the field reads it; what it refuses, as it was typed."""
        field = self.fields[name]
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        try:
            return field.to_python(raw)
        except forms.ValidationError:
            return raw

    @property
    def is_stale(self) -> bool:
        """Whether somebody has saved the row since this form was shown."""
        if not self.is_bound or self.instance.pk is None:
            return False
        return self.data.get(self.add_prefix("revision")) != str(self.instance.revision)

    def compare(self) -> tuple[list[str], list[Conflict]]:
        """The fields that this person left as they were, and those that both people changed."""
        base = dict(
            pair.rpartition(":")[::2] for pair in self.data.get(self.add_prefix("base"), "").split(" ")
        )
        untouched, conflicts = [], []
        for name in self.own_fields():
            stored, typed = self.stored_value(name), self.typed_value(name)
            if digest_of(typed) == base.get(name):
                untouched.append(name)
            elif digest_of(stored) not in (base.get(name), digest_of(typed)):
                conflicts.append(
                    Conflict(name, self.label_of(name), self.told(name, stored), self.told(name, typed))
                )
        return untouched, conflicts

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label or name)

    def told(self, name: str, value: Any) -> str:
        """A value in words, as a person reads it."""
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            keys = {key_of(one) for one in value or ()}
            return ", ".join(
                str(one) for one in field.queryset.filter(pk__in=[k for k in keys if k.isdigit()])
            )
        if isinstance(field, forms.ModelChoiceField):
            found = field.queryset.filter(pk=key_of(value)).first() if key_of(value).isdigit() else None
            return str(found or "")
        choices = dict(getattr(field, "choices", ()) or ())
        return str(choices.get(value, field.prepare_value(value) if value is not None else ""))


def merged(data, form: Versioned, untouched: list[str]):
    """The data of a form, its untouched fields as the site has them now, at the revision of now.

    ``data`` is a mutable ``QueryDict``; it is changed in place.
    """
    for name in untouched:
        field, value = form.fields[name], form.stored_value(name)
        key = form.add_prefix(name)
        data.pop(key, None)
        if isinstance(value, list | tuple | QuerySet):
            data.setlist(key, [key_of(one) for one in value])
        elif isinstance(field, forms.BooleanField):
            data.update({key: "on"} if value else {})
        elif value is not None:
            data[key] = str(field.prepare_value(value))
    for name in ("revision", "base"):
        data[form.add_prefix(name)] = str(form.fields[name].initial)


def digest_of(value: Any) -> str:
    return hashlib.sha256(normal(value).encode(errors="replace")).hexdigest()[:LENGTH]


def normal(value: Any) -> str:
    """One writing for values that are the same, whatever they were read from."""
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | QuerySet):
        return ",".join(sorted(key_of(one) for one in value))
    if isinstance(value, Model):
        return str(value.pk)
    return str(value).replace("\r\n", "\n").strip()


def key_of(value: Any) -> str:
    return str(value.pk) if isinstance(value, Model) else str(value if value is not None else "")
