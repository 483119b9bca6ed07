"""Which changes reach the trail: those of every model of ours, field by field."""

from auditlog.registry import auditlog
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from cnclctpa.folding import FoldedField

# Written down as changed, without saying from what to what.
MASKED = {"password", "token_digest"}
# Not acts of anybody: the dates of sign-ins, and the counter that other changes move.
IGNORED = {"last_login", "previous_visit_at", "revision"}


def mask(_value: str) -> str:
    return "•••"


def track(model: type[Model]) -> None:
    """Have each creation, change and deletion of the model's rows written to the trail.

    ``update()`` and ``bulk_create()`` do not pass here: they are for rows that nobody answers for.
    """
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, FoldedField)]
    # `title` is `title_fr` or `title_en` seen in the language of the moment: only these two are facts.
    seen_in_language = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    auditlog.register(
        model,
        include_fields=[field.name for field in fields if field.name not in IGNORED | seen_in_language],
        mask_fields=[field.name for field in fields if field.name in MASKED],
        mask_callable="cnclctpa.audit.tracking.mask",
        m2m_fields=[field.name for field in model._meta.local_many_to_many],
    )


def track_all() -> None:
    """Track every model of the apps named in ``settings.AUDITED_APPS``: none can be forgotten."""
    for label in settings.AUDITED_APPS:
        for model in apps.get_app_config(label).get_models():
            track(model)
