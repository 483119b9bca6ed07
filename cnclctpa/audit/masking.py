"""Which values of a row are kept from some readers, said once for lists, forms, histories and files.

Each app declares, beside its models, the fields that are masked and of which rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from .models import Entry

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Masking:
    """The fields that are masked, of the rows that ``is_masked`` finds; ``unless`` finds others in SQL."""

    fields: frozenset[str]
    is_masked: Callable[[Any], bool]
    unless: Q


_maskings: dict[type[Model], Masking] = {}


def masks(model: type[Model], *fields: str, unless: Q) -> Callable[[Callable], Callable]:
    """Declare the masked fields of a model; decorates the question whether those of a given row are."""

    def decorate(is_masked: Callable[[Any], bool]) -> Callable[[Any], bool]:
        _maskings[model] = Masking(frozenset(fields), is_masked, unless)
        return is_masked

    return decorate


def maskable(model: type[Model]) -> frozenset[str]:
    """The fields of a model that are masked in some of its rows."""
    return _maskings[model].fields if model in _maskings else NOTHING


def masked(row: Model) -> frozenset[str]:
    """The fields of this row that are masked."""
    masking = _maskings.get(type(row))
    return masking.fields if masking and masking.is_masked(row) else NOTHING


def masked_in(entries: Iterable[Entry]) -> dict[int, frozenset[str]]:
    """The fields that each entry of the trail (by its key) must not tell, with one query for each model.

    Nobody knows any more whether a row that is gone was masked: it is.
    """
    by_model: dict[type[Model], list[Entry]] = defaultdict(list)
    for entry in entries:
        model = model_of(entry)
        if model in _maskings:
            by_model[model].append(entry)
    found: dict[int, frozenset[str]] = {}
    for model, several in by_model.items():
        open_rows = readable(model, {entry.object_pk for entry in several})
        found |= {one.pk: _maskings[model].fields for one in several if one.object_pk not in open_rows}
    return found


def model_of(entry: Entry) -> type[Model] | None:
    """What the entry is about; None when the program no longer knows such objects."""
    # Kinds are remembered by their manager: asked of the entry, each would be read anew.
    return ContentType.objects.get_for_id(entry.content_type_id).model_class()


def readable(model: type[Model], keys: set[str]) -> set[str]:
    """Those of these rows, by their keys, of which everything may be read."""
    rows = model._base_manager.filter(_maskings[model].unless, pk__in=keys)
    return {str(key) for key in rows.values_list("pk", flat=True)}
