"""Fields that read what people type, and show values back as the language of the page writes them."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.choices import KnownManyField, ManyField
from cnclctpa.forms.typed import AmbiguousError, clean_text, read_day, read_number
from cnclctpa.typography import number

#: Longer than any text of a plan; a page, a workbook and a trail can hold it.
LONGEST_TEXT = 50_000


def language() -> str:
    """That of the page, in which numbers are read and written."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


class NumberField(forms.DecimalField):
    """A number with any spaces, a comma or a point; ``12 500 000 FCFA`` and ``45,3 %`` are read as well."""

    default_error_messages = {
        "invalid": _("Write a number, in figures: for example 1234 or 12.5."),
        "ambiguous": _(
            "This number reads two ways: write 1234 for a thousand and more, or 1,234 for one and more."
        ),
    }

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, Decimal):
            return super().to_python(value)
        try:
            read = read_number(str(value), language=language(), is_whole=self.decimal_places == 0)
        except AmbiguousError:
            raise ValidationError(self.error_messages["ambiguous"], code="ambiguous") from None
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(str(read))

    def prepare_value(self, value):
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return written(value)
        return value

    def widget_attrs(self, widget):
        return {}


class WholeField(NumberField):
    """A whole number."""

    default_error_messages = {"max_decimal_places": _("Write a whole number.")}

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(decimal_places=0, **options)

    def clean(self, value):
        read = super().clean(value)
        return None if read is None else int(read)


class YearField(WholeField):
    """A year, written without a space."""

    def prepare_value(self, value):
        return str(value) if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day as people type it: 31/12/2026, 31 décembre 2026, 2026-12-31."""

    default_error_messages = {"invalid": _("Write the date as day/month/year: for example 31/12/2026.")}

    def __init__(self, **options):
        attributes = {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("dd/mm/yyyy")}
        options.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(**options)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read_day(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class ReadAsTyped:
    """A text that was stored before it was cleaned as it is now has not changed when nobody touched it."""

    def has_changed(self, initial, data):
        return super().has_changed(self.to_python(initial) if isinstance(initial, str) else initial, data)


class TextLine(ReadAsTyped, forms.CharField):
    """A line of text, without the characters that nobody sees."""

    def to_python(self, value):
        text = super().to_python(value)
        return " ".join(clean_text(text).split("\n")).strip() if isinstance(text, str) else text


class LongText(ReadAsTyped, forms.CharField):
    def __init__(self, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        options["max_length"] = options.get("max_length") or LONGEST_TEXT
        super().__init__(**options)

    def to_python(self, value):
        text = super().to_python(value)
        return clean_text(text) if isinstance(text, str) else text

    def widget_attrs(self, widget):
        # A browser would cut in silence what is pasted: it is refused in words instead.
        return {}


class QuickSelect(forms.Select):
    """The same list, written at once: a template for each choice of each line of a grid takes a second."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = (
            (key, mark_safe(" selected") if str(key) in chosen else "", label) for key, label in self.choices
        )
        written = format_html_join("", '<option value="{}"{}>{}</option>', options)
        about = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", about, written)


class KnownChoiceField(forms.ModelChoiceField):
    """One row among rows read once for a whole grid: no query for each of its lines."""

    widget = QuickSelect
    known: dict[str, models.Model] | None = None

    def know(self, rows: dict[str, models.Model], choices: list[tuple[str, str]]) -> None:
        self.known, self.choices = rows, [("", self.empty_label or ""), *choices]

    def to_python(self, value):
        if self.known is None or value in self.empty_values or isinstance(value, models.Model):
            return super().to_python(value)
        if str(value) not in self.known:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.known[str(value)]


class RowKey(forms.Field):
    """Which stored row a line of a grid is: the one that the page was made from, or none."""

    widget = forms.HiddenInput

    def __init__(self, row, **options):
        super().__init__(required=False, initial=row.pk, **options)
        self.row = row

    def has_changed(self, initial, data):
        # It tells which row this is: a line that nobody touched is not saved again.
        return False

    def clean(self, value):
        if value in self.empty_values or str(value) == str(self.row.pk):
            return self.row if self.row.pk else None
        raise ValidationError(_("This row is no longer there: somebody has removed it."))


def written(value: Decimal | int) -> str:
    """As the page writes it, in the sentences of a form."""
    return number(Decimal(value), language())


#: Column → field: the first that fits.
FITTING: tuple[tuple[type[models.Field], type[forms.Field]], ...] = (
    (models.DecimalField, NumberField),
    (models.IntegerField, WholeField),
    (models.TextField, LongText),
    (models.ManyToManyField, ManyField),
)


def reading_row(column: models.Field, **options) -> forms.Field | None:
    """The same, in a line of a grid."""
    if isinstance(column, models.ForeignKey):
        return column.formfield(form_class=KnownChoiceField, **options)
    if isinstance(column, models.ManyToManyField):
        return column.formfield(form_class=KnownManyField, **options)
    if isinstance(column, models.TextField):
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
    return reading(column, **options)


def reading(column: models.Field, **options) -> forms.Field | None:
    """The field of a form for a column of a model (``formfield_callback``)."""
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return column.formfield(form_class=DayField, **options)
    if getattr(column, "choices", None):
        return column.formfield(**options)
    if is_year(column):
        return column.formfield(form_class=YearField, **options)
    for kind, field in FITTING:
        if isinstance(column, kind):
            return column.formfield(form_class=field, **{**widget_of(field), **options})
    if isinstance(column, models.URLField):
        options.setdefault("assume_scheme", "https")
    if is_line(column):
        return column.formfield(form_class=TextLine, **options)
    return column.formfield(**options)


def is_line(column: models.Field) -> bool:
    """A line of plain text, also in one of the two languages: neither an address, nor a name of our own."""
    told = getattr(column, "translated_field", column)
    return type(told).formfield is models.CharField.formfield


def widget_of(field: type[forms.Field]) -> dict:
    """Said for long texts: their column asks for a box of ten lines."""
    return {"widget": forms.Textarea(attrs={"rows": 3})} if field is LongText else {}


def is_year(column: models.Field) -> bool:
    """Whether its numbers are years, which are written without spaces."""
    return column.name == "year" or column.name.endswith("_year")
