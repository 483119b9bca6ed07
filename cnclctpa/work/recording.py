"""What a person's action writes, row by row, so that it can be undone; outside `recorded`, nothing is.

The models tell of each write through the signals that the trail listens to: no door is forgotten.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import SET_NULL, Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.utils import timezone

from cnclctpa.work.models import LastAction
from cnclctpa.work.snapshots import Snapshot, content, has_file, links, snapshots

#: For how long a person may come back on what they did.
WINDOW = timedelta(minutes=10)
#: Apps whose rows are part of no plan: accounts are not undone.
NOT_RECORDED = {"accounts"}

Key = tuple[str, Any]


@dataclass
class Recording:
    """The rows that are written, as they were before; None for those that were not there."""

    before: dict[Key, Snapshot | None] = field(default_factory=dict)
    is_final: bool = False

    def touch(self, model: type[Model], keys: Iterable[Any]) -> None:
        """Note rows that are about to change; those already noted stay as they were first."""
        label = model._meta.label
        new = {key for key in keys if (label, key) not in self.before}
        found = snapshots(model, new) if new else {}
        self.before |= {(label, key): found.get(key) for key in new}

    def note_new(self, row: Model) -> None:
        self.before.setdefault((row._meta.label, row.pk), None)

    def changes(self) -> list[dict]:
        """What the action changed, in the order in which it was first written."""
        after: dict[Key, Snapshot] = {}
        for label in {label for label, _key in self.before}:
            keys = [key for one, key in self.before if one == label]
            after |= {(label, key): now for key, now in snapshots(apps.get_model(label), keys).items()}
        return [
            {"model": key[0], "key": key[1], "before": before, "after": after.get(key)}
            for key, before in self.before.items()
            if content(before) != content(after.get(key))
        ]


# Each thread and each task has its own.
_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recorded(user: Any, subject: Callable[[], tuple[str, str] | None], label: str) -> Iterator[Recording]:
    """Record what is written inside as the last action of a person, all of it or nothing.

    ``subject()`` is asked afterwards: what the action is about, and the state of it that must not change
    meanwhile; None when there is nothing left to come back to. Inside another, it is a part of that one.
    """
    if outer := _current.get():
        yield outer
        return
    recording = Recording()
    token = _current.set(recording)
    try:
        with transaction.atomic():
            yield recording
            _current.set(None)
            remember(recording, user, subject(), str(label))
    finally:
        _current.reset(token)


def remember(recording: Recording, user: Any, subject: tuple[str, str] | None, label: str) -> None:
    """Keep the action in place of the one before; what is too old to be undone goes."""
    changes = recording.changes()
    if not changes:
        return
    LastAction.objects.filter(done_at__lt=timezone.now() - WINDOW).delete()
    if subject is None:
        return
    about, state = subject
    LastAction.objects.filter(user=user, subject=about).delete()
    if not recording.is_final:
        LastAction(user=user, subject=about, state=state, label=label[:300], changes=changes).save()


def before_save(sender, instance, **_options):
    if (recording := _current.get()) and not instance._state.adding:
        recording.touch(sender, [instance.pk])


def after_save(sender, instance, created, **_options):
    if (recording := _current.get()) and created:
        recording.note_new(instance)


def before_delete(sender, instance, **_options):
    if recording := _current.get():
        recording.touch(sender, [instance.pk])
        # A file that is gone does not come back.
        recording.is_final = recording.is_final or has_file(instance)
        for relation in sender._meta.related_objects:
            if getattr(relation, "on_delete", None) is SET_NULL:
                left = relation.related_model._base_manager.filter(**{relation.field.name: instance})
                recording.touch(relation.related_model, left.values_list("pk", flat=True))


def before_link(sender, instance, action, reverse, model, pk_set, **_options):
    recording = _current.get()
    if recording is None or not action.startswith("pre_"):
        return
    if not reverse:
        recording.touch(type(instance), [instance.pk])
    else:
        recording.touch(model, pk_set if pk_set is not None else owners(sender, model, instance))


def owners(through: type[Model], model: type[Model], target: Model) -> list:
    """The rows whose field, seen from its other end, is about to be emptied."""
    field = next(one for one in model._meta.local_many_to_many if one.remote_field.through is through)
    rows = through._base_manager.filter(**{field.m2m_reverse_field_name(): target})
    return list(rows.values_list(f"{field.m2m_field_name()}_id", flat=True))


def listen() -> None:
    """To every model whose changes people answer for."""
    for label in set(settings.AUDITED_APPS) - NOT_RECORDED:
        for model in apps.get_app_config(label).get_models():
            pre_save.connect(before_save, sender=model)
            post_save.connect(after_save, sender=model)
            pre_delete.connect(before_delete, sender=model)
            for one in links(model):
                m2m_changed.connect(before_link, sender=one.remote_field.through)
