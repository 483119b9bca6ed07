"""The lists of the administration as files: the rows of the list at that address, in full."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation
from django.db.models import Prefetch
from django.http import Http404
from django.utils.text import capfirst

from cnclctpa.audit.history import label_of, masked_words
from cnclctpa.audit.masking import maskable, masked
from cnclctpa.exports.answers import FORMATS, answer
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.folding import FoldedField
from cnclctpa.forms.fields import is_year

BATCH = 500
#: Never in a file, whatever the model.
SECRET = {"password", "token_digest"}
WIDE = 40


def exported(page, request, file_format: str):
    """The list that this request asks for, as a file."""
    if file_format not in FORMATS:
        raise Http404
    try:
        rows = page.get_changelist_instance(request).queryset
    except IncorrectLookupParameters as mistake:
        raise SuspiciousOperation("This list has no such filter.") from mistake
    links = [Prefetch(one.name, named(page, one.related_model)) for one in page.opts.many_to_many]
    rows = rows.select_related(*page.references).prefetch_related(*links)
    title = capfirst(str(page.opts.verbose_name_plural))
    table = Table(title, page.export_columns(), page.export_rows(rows))
    return answer(request, table, file_format)


def named(page, model):
    """Rows of a model with all that their names need."""
    other = page.admin_site.get_model_admin(model)
    return model._default_manager.select_related(*other.references)


def columns_of(model) -> list[Column]:
    """Every column of a model, then its links; what is masked of a row says so."""
    opts = model._meta
    shown = [
        one
        for one in (*opts.concrete_fields, *opts.many_to_many)
        if one.name not in SECRET
        and not isinstance(one, FoldedField)
        and one.name not in seen_in_language(opts)
    ]
    return [Column(label_of(one), reader(model, one), width(one), kind(one), one.name) for one in shown]


def seen_in_language(opts) -> set[str]:
    return {one.translated_field.name for one in opts.concrete_fields if hasattr(one, "translated_field")}


def reader(model, field):
    may_be_masked = field.name in maskable(model)

    def value(row):
        if may_be_masked and field.name in masked(row):
            return masked_words()
        if field.many_to_many:
            return [str(one) for one in getattr(row, field.name).all()]
        if field.flatchoices:
            return getattr(row, f"get_{field.name}_display")()
        held = getattr(row, field.name)
        return held if held is None or not field.is_relation else str(held)

    return value


def kind(field) -> Kind:
    internal = field.get_internal_type()
    if field.name in ("code", "slug") or is_year(field):
        return Kind.CODE
    if internal == "DecimalField" or internal.endswith("IntegerField"):
        return Kind.NUMBER
    return Kind.DATE if internal in ("DateField", "DateTimeField") else Kind.TEXT


def width(field) -> int:
    return WIDE if field.get_internal_type() in ("TextField", "ManyToManyField") or field.max_length else 16
