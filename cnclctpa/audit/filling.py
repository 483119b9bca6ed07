"""What a new row takes by itself when it was left empty: an identifier, a place after the others."""

from itertools import count
from typing import Any

from django.db.models import Max, Model
from django.utils.text import slugify

#: What an address says instead of an object.
TAKEN = {"new", "compare"}
#: Kept free at the end of an identifier, for a number.
SPARE = 4


def free_slug(model: type[Model], text: str) -> str:
    """An identifier that no other row has, made of words; a number follows when it is taken.

    The longest that the column holds, cut between two words where there are any.
    """
    column: Any = model._meta.get_field("slug")
    longest = column.max_length - SPARE
    words = slugify(text) or str(model._meta.model_name)
    if len(words) > longest:
        words = words[:longest].rpartition("-")[0] or words[:longest]
    rows = model._base_manager.filter(slug__startswith=words)
    taken = {*rows.values_list("slug", flat=True), *TAKEN}
    if words not in taken:
        return words
    return next(slug for number in count(2) if (slug := f"{words}-{number}") not in taken)


def french(row: Model, name: str) -> str:
    """A translated text of a row as it is written in French; empty until it is."""
    return getattr(row, f"{name}_fr") or ""


def next_place(rows: Any) -> int:
    """After the last of these rows (a manager or a queryset), whatever was removed before it."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1
