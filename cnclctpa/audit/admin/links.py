"""From the page of an object to the lists of the rows that refer to it."""

from django.urls import reverse
from django.utils.text import capfirst

from .inlines import MOST


def rows_of(inline, request, obj):
    return inline.get_queryset(request).filter(**{inline.parent_field: obj})


def is_too_long(inline, request, obj) -> bool:
    held = inline.model._base_manager.filter(**{inline.parent_field: obj})
    return held.count() > MOST


def reverse_of(inline):
    return inline.opts.get_field(inline.parent_field).remote_field


def link_to(relation, obj):
    """The kind of rows that refer to an object, how many there are, and the address of their list."""
    field, opts = relation.remote_field, relation.related_model._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    total = opts.model._base_manager.filter(**{field.name: obj.pk}).count()
    return {
        "kind": capfirst(str(opts.verbose_name_plural)),
        "total": total,
        "address": f"{address}?{field.name}__id__exact={obj.pk}",
    }
