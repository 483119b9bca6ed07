"""Fields shown, but for the values that are masked."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language

from cnclctpa import typography
from cnclctpa.audit.history import masked_words
from cnclctpa.audit.masking import maskable, masked


@cache
def masked_column(model: type[models.Model], name: str) -> Callable:
    """What shows a field of a row, or says that it is masked; nothing sorts nor filters by it."""
    field = model._meta.get_field(name)

    def shown(row):
        return masked_words() if name in masked(row) else plain(getattr(row, name))

    shown.__name__ = f"masked_{name}"
    shown.short_description = capfirst(field.verbose_name)
    return shown


def plain(value):
    if value in (None, ""):
        return "–"
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return typography.number(value, get_language() or "fr") if is_number else value


def without_masked(model: type[models.Model], names):
    """The same columns, those that may be masked by what masks them."""
    hidden = maskable(model)
    return [masked_column(model, name) if name in hidden else name for name in names]
