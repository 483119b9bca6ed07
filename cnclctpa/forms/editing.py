"""The forms of objects: what a field accepts, what is unusual and asked once, what somebody else changed."""

import hashlib
from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.fields import reading
from cnclctpa.forms.layout import Section, laid_out
from cnclctpa.forms.versions import Versioned


class Asking:
    """A form that may ask before it accepts something unusual: errors refuse, warnings ask once."""

    def warnings(self) -> Iterable[str]:
        """What is possible, but looks like a slip of the hand; asked of a form without error."""
        return ()


def agreement_to(warnings: list[str]) -> str:
    """What the page sends back when these warnings, and no others, have been read and accepted."""
    return hashlib.sha256("\n".join(map(str, warnings)).encode()).hexdigest()[:16]


class Refusing:
    """A form to which a service may say no, after the form itself said yes."""

    def named_forms(self) -> Iterable[tuple[str, forms.BaseForm]]:
        """The forms of this part of a page, each under the name of its line where it is one of several."""
        return [("", self)]

    def hush(self) -> None:
        """Forget what is wrong: the form is only shown again."""
        self._errors = ErrorDict()

    def refuse(self, refusal: ValidationError) -> None:
        """Show the refusal at its fields, or above all of them when it is about none that is shown."""
        said = getattr(refusal, "error_dict", None) or {NON_FIELD_ERRORS: refusal.error_list}
        for name, errors in said.items():
            self.add_error(name if name in self.fields else self.shown_as(name), errors)

    def shown_as(self, name: str) -> str | None:
        """Where a refusal of a column shows that has a field for each language."""
        return f"{name}_fr" if f"{name}_fr" in self.fields else None


class Kept:
    """A ``ModelForm`` whose row goes through `keep`, which fills it and asks its constraints."""

    def _get_validation_exclusions(self):
        # What only a service fills (a code, a place) is not asked of the person: keep() asks it afterwards.
        return super()._get_validation_exclusions() | {
            name for name, field in self.fields.items() if not field.required
        }

    def validate_constraints(self):
        """Left to keep(), which knows the row as it is stored: asked here too, each would be said twice."""


class EditForm(Asking, Refusing, Kept, Versioned, forms.ModelForm):
    """The form of one object; subclasses list their fields, their sections and their warnings."""

    sections: ClassVar[tuple[Section, ...]] = ()

    class Meta:
        formfield_callback = reading

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(self.instance, name, field)
        self.prepare()
        self.add_version()
        self.helper = laid_out(self, self.sections)

    def prepare(self) -> None:
        """Narrow choices to what the object may refer to, once the instance is known."""


class ActForm(Asking, Refusing, forms.Form):
    """What is asked before something is done to an object: a reason, a day, another date."""

    sections: ClassVar[tuple[Section, ...]] = ()

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.prepare()
        self.helper = laid_out(self, self.sections)

    def prepare(self) -> None:
        """Narrow choices and give first values, once the object is known."""

    @property
    def alone(self) -> list:
        return [self]


def dress(instance, name: str, field: forms.Field) -> None:
    """The label and the duty of a text in two languages, and the words of an empty choice."""
    column = next((one for one in instance._meta.concrete_fields if one.name == name), None)
    if translated := getattr(column, "translated_field", None):
        field.label = capfirst(translated.verbose_name)
        field.required = name.endswith("_fr") and not translated.blank
        field.widget.is_required = field.required
        field.widget.attrs["lang"] = name[-2:]
    empty = _("Choose…") if field.required else _("not specified")
    if isinstance(field, forms.ModelChoiceField) and not isinstance(field, forms.ModelMultipleChoiceField):
        field.empty_label = empty
    elif isinstance(field, forms.TypedChoiceField) and ("", "---------") in list(field.choices):
        field.choices = [("", empty), *((key, label) for key, label in field.choices if key != "")]
