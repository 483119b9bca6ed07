"""The sources of many objects of many kinds, read by one query.

A page shows the sources of everything it says. Prefetching them costs one query for each kind of
object; a page of ten kinds would pay ten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet, Value

from cnclctpa.reference.models import Source

COLUMNS = [field.attname for field in Source._meta.concrete_fields]


def with_sources(*groups: Iterable) -> None:
    """Read by one query what ``sources.all()`` answers for every object of every group."""
    objects = [one for group in groups for one in group]
    by_model: dict[type[Model], list[int]] = defaultdict(list)
    for one in objects:
        by_model[type(one)].append(one.pk)
    cited = cited_by(by_model)
    for one in objects:
        sources = one.sources.all()
        sources._result_cache = cited[one._meta.label, one.pk]
        # Where prefetch_related() leaves what it has read.
        one.__dict__.setdefault("_prefetched_objects_cache", {})["sources"] = sources


def cited_by(by_model: Mapping[type[Model], Sequence[int]]) -> dict[tuple[str, int], list[Source]]:
    """The sources of each object, named by its model and its key, in the order of sources."""
    found: dict[tuple[str, int], list[Source]] = defaultdict(list)
    if not by_model:
        return found
    first, *others = (citations(model, keys) for model, keys in by_model.items())
    for label, key, *values in first.union(*others, all=True):
        found[label, key].append(Source.from_db(None, COLUMNS, values))
    for sources in found.values():
        sources.sort(key=lambda source: (source.publisher, source.slug))
    return found


def citations(model: type[Model], keys: Sequence[int]) -> QuerySet:
    """A row for each source of each object: the model's name, the object's key, the columns of the source."""
    relation: Any = model._meta.get_field("sources")
    owner, cited = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    return relation.remote_field.through._default_manager.filter(**{f"{owner}__in": keys}).values_list(
        Value(model._meta.label), f"{owner}_id", *[f"{cited}__{column}" for column in COLUMNS]
    )
