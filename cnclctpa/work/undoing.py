"""Undoing the last action of a person, unless something was built on it.

Every row passes through its own ``save()`` or its removal, and the trail tells it: what is undone was done.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, IntegerField, Model, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import save
from cnclctpa.audit.removing import remove
from cnclctpa.work.models import LastAction
from cnclctpa.work.recording import WINDOW, Key
from cnclctpa.work.snapshots import FIELDS, LINKS, REVISION, Snapshot, foreign_keys, links, snapshots, values

#: Where a number waits that another row still has: beyond those that people use, within its column.
FIRST_PARKED = 30_000


@dataclass(frozen=True, eq=False)
class Change:
    """A row before and after the action; None where it was not there."""

    model: type[Model]
    pk: Any
    before: Snapshot | None
    after: Snapshot | None

    @property
    def key(self) -> Key:
        return self.model._meta.label, self.pk

    @property
    def verb(self) -> str:
        return f"{self.model._meta.model_name}.undone"


def changes_of(action: LastAction) -> list[Change]:
    return [
        Change(apps.get_model(one["model"]), one["key"], one["before"], one["after"])
        for one in action.changes
    ]


def check_undoable(action: LastAction, *, state: str, hold: bool = False) -> list[Change]:
    """What there is to undo; raises ``ValidationError``, in words, when something was built on it."""
    if timezone.now() - action.done_at > WINDOW:
        raise ValidationError(_("More than ten minutes have passed: correct it by hand."))
    if action.state != state:
        raise ValidationError(_("The plan has been adopted, published or withdrawn since."))
    changes = changes_of(action)
    for model, group in by_model(changes).items():
        check_as_left(model, group, hold=hold)
    check_nothing_refers(changes)
    check_targets(changes)
    return changes


def by_model(changes: Iterable[Change]) -> dict[type[Model], list[Change]]:
    groups: dict[type[Model], list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.model].append(change)
    return groups


def check_as_left(model: type[Model], group: list[Change], *, hold: bool) -> None:
    """Nobody has saved these rows since, nor removed them, nor made them again."""
    now = snapshots(model, [change.pk for change in group], hold=hold)
    for change in group:
        if now.get(change.pk) != change.after:
            name = model._base_manager.filter(pk=change.pk).first() or model._meta.verbose_name
            raise ValidationError(
                _("“%(name)s” has been changed since: undoing would lose it.") % {"name": name}
            )


def check_nothing_refers(changes: list[Change]) -> None:
    """To what the action made, but what it made or changed itself."""
    ours: dict[type[Model], set] = {
        model: {change.pk for change in group} for model, group in by_model(changes).items()
    }
    for model, group in by_model(change for change in changes if change.before is None).items():
        made = [change.pk for change in group]
        for other, keys in referring(model, made):
            if set(keys) - ours.get(other, set()):
                told = {"kind": other._meta.verbose_name_plural}
                raise ValidationError(_("Something was added to it since (%(kind)s).") % told)


def referring(model: type[Model], keys: list) -> Iterator[tuple[type[Model], Iterable]]:
    """The rows that refer to these, by model."""
    relation: Any
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model._meta.auto_created:
            continue
        field = relation.field
        if relation.many_to_many:
            owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
            rows = field.remote_field.through._base_manager.filter(**{f"{target}__in": keys})
            yield relation.related_model, rows.values_list(f"{owner}_id", flat=True)
        else:
            rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": keys})
            yield relation.related_model, rows.values_list("pk", flat=True)


def check_targets(changes: list[Change]) -> None:
    """What the rows referred to before is still there, or comes back with them."""
    wanted: dict[type[Model], set] = defaultdict(set)
    for change in changes:
        if change.before is not None:
            for model, keys in targets(change.model, change.before):
                wanted[model] |= keys
    back = {change.key for change in changes if change.after is None}
    for model, keys in wanted.items():
        keys = {key for key in keys if (model._meta.label, key) not in back}
        if model._base_manager.filter(pk__in=keys).count() < len(keys):
            told = {"kind": model._meta.verbose_name_plural}
            raise ValidationError(_("What it referred to before has been removed since (%(kind)s).") % told)


def targets(model: type[Model], snapshot: Snapshot) -> Iterator[tuple[type[Model], set]]:
    field: Any
    for field in foreign_keys(model):
        if (key := snapshot[FIELDS].get(field.attname)) is not None:
            yield field.related_model, {key}
    for field in links(model):
        yield field.related_model, set(snapshot[LINKS].get(field.name, ()))


@transaction.atomic
def undo(action: LastAction, *, state: str, by: Any) -> None:
    """Put every row back as it was before the action; ``ValidationError`` when something was built on it."""
    changes = check_undoable(action, state=state, hold=True)
    Undoing(changes, by).carry_out()
    action.delete()


class Undoing:
    """Rows are put back in an order in which none is in the way of another, or refers to one not there."""

    def __init__(self, changes: list[Change], by: Any):
        self.by = by
        # The last written first: parts before what holds them.
        self.pending = changes[::-1]
        self.missing = {change.key for change in changes if change.after is None}
        self.rows = rows_of(changes)
        self.held: Counter = Counter()
        self.referred: Counter = Counter()
        for change in changes:
            self.count(change, change.after, 1)

    def count(self, change: Change, now: Snapshot | None, by: int) -> None:
        """What a row that is still to be put back takes up, and what it refers to."""
        if now is not None:
            self.held.update(dict.fromkeys(taken(change.model, now), by))
            self.referred.update(dict.fromkeys(references(change, now), by))

    def carry_out(self) -> None:
        put_back = list(self.pending)
        while self.pending:
            ready = [change for change in self.pending if self.put(change)]
            self.pending = [change for change in self.pending if change not in ready]
            if self.pending and not ready:
                self.park()
        for change in put_back:
            self.link(change)

    def put(self, change: Change) -> bool:
        """Put the row back, if nothing is in its way; whether it was."""
        if not self.is_ready(change):
            return False
        with because(change.verb, by=self.by):
            row = write(change, self.rows.get(change.key), self.by)
        if row is not None:
            self.rows[change.key] = row
        self.count(change, change.after, -1)
        self.missing.discard(change.key)
        return True

    def is_ready(self, change: Change) -> bool:
        if change.before is None:
            return not self.referred[change.key]
        if references(change, change.before) & self.missing:
            return False
        return not self.in_the_way(change)

    def in_the_way(self, change: Change) -> set:
        own = taken(change.model, change.after) if change.after else set()
        wanted = taken(change.model, change.before) if change.before else set()
        return {key for key in wanted if self.held[key] > (key in own)}

    def park(self) -> None:
        """Rows that exchange their codes or their places: one of them steps aside first."""
        for place, change in enumerate(self.pending):
            if change.after and change.before and self.in_the_way(change):
                row = self.rows[change.key]
                names = {name for _model, pairs in self.in_the_way(change) for name, _value in pairs}
                for name in names:
                    step_aside(row, name, place)
                with because(change.verb, by=self.by):
                    save(row)
                self.count(change, change.after, -1)
                aside = {**change.after, FIELDS: {**change.after[FIELDS], **own_values(row, names)}}
                self.pending[place] = Change(change.model, change.pk, change.before, aside)
                self.count(self.pending[place], aside, 1)
                return
        raise ValidationError(_("Its rows refer to one another: correct it by hand."))

    def link(self, change: Change) -> None:
        if change.before is None:
            return
        now = change.after[LINKS] if change.after else {}
        changed = [name for name, keys in change.before[LINKS].items() if keys != now.get(name, [])]
        if changed:
            row = self.rows[change.key]
            with because(change.verb, by=self.by):
                for name in changed:
                    getattr(row, name).set(change.before[LINKS][name])


def rows_of(changes: list[Change]) -> dict[Key, Model]:
    """Those that are there, read together."""
    return {
        (model._meta.label, row.pk): row
        for model, group in by_model(changes).items()
        for row in model._base_manager.filter(pk__in=[change.pk for change in group]).order_by("pk")
    }


def write(change: Change, row: Model | None, by: Any) -> Model | None:
    """The columns of a row as they were before; its many-to-many fields wait until all rows are there."""
    if change.before is None:
        if row is not None:
            remove(row, by=by, verb=change.verb)
        return None
    told = values(change.model, change.before)
    if change.after is None or row is None:
        return make_again(change.model, told)
    for name, value in change.before[FIELDS].items():
        if name != REVISION and value != change.after[FIELDS].get(name):
            setattr(row, name, told[name])
    save(row)
    return row


def make_again(model: type[Model], told: dict[str, Any]) -> Model:
    row = model(**told)
    save(row)
    stamped = [one.attname for one in model._meta.concrete_fields if getattr(one, "auto_now_add", False)]
    if stamped:
        # Made again, it was not made now.
        for name in stamped:
            setattr(row, name, told[name])
        save(row)
    return row


def step_aside(row: Model, name: str, place: int) -> None:
    field = row._meta.get_field(name)
    if isinstance(field, CharField) and not field.is_relation:
        setattr(row, name, f"undo-{row.pk}")
    elif isinstance(field, IntegerField) and not field.is_relation:
        setattr(row, name, FIRST_PARKED + place)


def own_values(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def references(change: Change, snapshot: Snapshot) -> set[Key]:
    """The rows that this one refers to by its foreign keys."""
    fields: list[Any] = list(foreign_keys(change.model))
    keys = {(one.related_model._meta.label, snapshot[FIELDS].get(one.attname)) for one in fields}
    return {key for key in keys if key[1] is not None and key != change.key}


def taken(model: type[Model], snapshot: Snapshot) -> set[tuple]:
    """What no other row of the model may have: for each constraint, the values of its columns."""
    found = set()
    for names in unique_together(model):
        pairs = tuple((name, snapshot[FIELDS].get(name)) for name in names)
        if all(value is not None for _name, value in pairs):
            found.add((model._meta.label, pairs))
    return found


def unique_together(model: type[Model]) -> list[tuple[str, ...]]:
    alone = [
        (field.attname,) for field in model._meta.concrete_fields if field.unique and not field.primary_key
    ]
    constraints = [
        tuple(str(getattr(model._meta.get_field(name), "attname", name)) for name in one.fields)
        for one in model._meta.constraints
        if isinstance(one, UniqueConstraint) and one.fields and not one.condition
    ]
    return alone + constraints
