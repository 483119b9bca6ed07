"""What the rows of a plan say, whatever their keys: for comparing two plans."""

import json
from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from cnclctpa.demonstration.parts import PARTS, rows_of
from plans.models import Plan
from tests.consistency.project import LAYERS

#: When a row was written is no part of what it says.
MOMENTS = {"recorded_at", "prepared_at", "approved_at", "published_at"}


def told(plan: Plan, models=tuple(PARTS)) -> dict[str, Counter]:
    """By model, how many times each thing is said; a row that is named is named by what it says itself."""
    said: dict[tuple[type[Model], int], tuple] = {(Plan, plan.pk): ("the plan",)}
    found = {"plan": Counter([fields_of(plan, said, without={"slug", "search_text"})])}
    for model in models:
        waiting = list(rows_of(model, plan).order_by("pk"))
        for row in waiting:
            said[model, row.pk] = fields_of(row, said)
        found[model._meta.label_lower] = Counter(said[model, row.pk] for row in waiting)
        for field in model._meta.many_to_many:
            links = field.remote_field.through._base_manager
            own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            pairs = links.filter(**{f"{own}__in": [row.pk for row in waiting]}).values_list(own, other)
            found[f"{model._meta.label_lower}.{field.name}"] = Counter(
                (said[model, one], said.get((field.related_model, two), two)) for one, two in pairs
            )
    return found


def fields_of(row: Model, said: dict, without: set[str] = frozenset()) -> tuple:
    values = []
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in MOMENTS | without:
            continue
        value = getattr(row, field.attname)
        value = json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
        values.append((field.attname, said.get((field.related_model, value), value)))
    return tuple(values)


def our_rows() -> Iterator[type[Model]]:
    for label in LAYERS:
        if label not in ("audit", "content"):
            yield from apps.get_app_config(label).get_models()


def count_rows() -> dict[str, int]:
    return {model._meta.label_lower: model._base_manager.count() for model in our_rows()}
