"""The order of the parts of a plan, and the codes that follow it while the plan is a draft.

A code made of that of its parent and of a number, such as 1.2 under axis 1, is the site’s own: it follows
the place of its row. Another one was given by people: it is kept as they wrote it. Once the plan is adopted,
places still change and codes no longer do.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from cnclctpa.audit.removing import remove
from plans.choices import PlanStatus
from plans.conditions import check_open
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective

#: Where an axis waits while others take its number.
ASIDE = 30_000


@dataclass(frozen=True)
class Hanging:
    """Rows of a model that hang from a parent, by their column ``parent``; how their codes begin."""

    model: type[Model]
    parent: str
    prefix: Callable[[Any], str]

    def under(self, parents: Iterable[Any]) -> list[Any]:
        """In their order, parent after parent; kept from others until the transaction ends."""
        rows = self.model._base_manager.select_for_update()
        return list(
            rows.filter(**{f"{self.parent}__in": parents}).order_by(f"{self.parent}_id", "position", "pk")
        )


_hanging: dict[type[Model], list[Hanging]] = defaultdict(list)


def hangs(parent: type[Model], hanging: Hanging) -> None:
    """Declare what hangs from the rows of a model; an app declares its own."""
    _hanging[parent].append(hanging)


hangs(Plan, Hanging(Axis, "plan", lambda plan: ""))
hangs(Axis, Hanging(StrategicObjective, "axis", lambda axis: f"{axis.position}."))
hangs(StrategicObjective, Hanging(Result, "objective", lambda objective: f"{objective.code}."))
hangs(StrategicObjective, Hanging(Indicator, "objective", lambda objective: f"I{objective.code}."))
hangs(Result, Hanging(Indicator, "result", lambda result: f"I{result.code}."))


def plan_of(row) -> Plan:
    return row.objective.plan if isinstance(row, Result) else row.plan


@dataclass(frozen=True)
class Place:
    """From what rows hang, and how; an objective of no axis hangs from nothing."""

    plan: Plan
    hanging: Hanging | None
    parent: Any

    def rows(self) -> list[Any]:
        """Those that hang there, in their order."""
        if self.hanging:
            return self.hanging.under([self.parent])
        alone = StrategicObjective._base_manager.select_for_update().filter(plan=self.plan, axis=None)
        return list(alone.order_by("position", "pk"))

    @property
    def begins(self) -> str:
        """How the codes begin there."""
        return self.hanging.prefix(self.parent) if self.hanging else ""


def place_of(row) -> Place:
    for hangings in _hanging.values():
        for one in hangings:
            if one.model is type(row) and getattr(row, f"{one.parent}_id", None) is not None:
                return Place(plan_of(row), one, getattr(row, one.parent))
    return Place(plan_of(row), None, None)


def is_shown(row) -> bool:
    return getattr(row, "withdrawn_on", None) is None


@transaction.atomic
def move(row, *, step: int, by: User | None) -> None:
    """One place up (−1) or down (+1) within its parent, past what was withdrawn."""
    place = held_place_of(row)
    rows = place.rows()
    shown = [one for one in rows if is_shown(one) or one == row]
    here = shown.index(row)
    if not 0 <= here + step < len(shown):
        raise ValidationError(_("It is already at the end of its list."))
    neighbour, mine = shown[here + step], shown[here]
    rows.remove(mine)
    rows.insert(rows.index(neighbour) + (step > 0), mine)
    arrange(place, rows, by=by)


@transaction.atomic
def place_after(row, other, *, by: User | None) -> None:
    """Just after another row of the same parent."""
    place = held_place_of(row)
    rows = place.rows()
    mine = rows.pop(rows.index(row))
    if other not in rows:
        raise ValidationError(_("These two lines no longer stand together."))
    rows.insert(rows.index(other) + 1, mine)
    arrange(place, rows, by=by)


@transaction.atomic
def move_under(row, *, by: User | None, **parents: Any) -> None:
    """Under another parent, after what it holds: ``objective=…``, ``result=…`` or ``axis=…``.

    In a draft it takes a code of its new parent, and those that it leaves close up.
    """
    left = held_place_of(row)
    for name, parent in parents.items():
        setattr(row, name, parent)
    row.position = next_position(place_of(row))
    keep(row, by=by)
    settle(row, left, by=by)


def settle(row, left: Place, *, by: User | None) -> None:
    """The codes of a row that has changed places, and of those that it has left."""
    place = place_of(row)
    arrange(place, place.rows(), by=by, former={row.pk: left.begins})
    close_up(left, by=by)


def next_position(place: Place) -> int:
    return len(place.rows()) + 1


def close_up(place: Place, *, by: User | None) -> None:
    """After a row has left: the others follow one another again."""
    arrange(place, place.rows(), by=by)


@transaction.atomic
def remove_line(row, *, by: User | None, verb: str = "", reason: str = "") -> None:
    """Remove a part of a plan; in a draft, the codes of those that followed it close up."""
    place = place_of(row)
    remove(row, by=by, verb=verb, reason=reason)
    if place.plan.status == PlanStatus.DRAFT:
        close_up(place, by=by)


def held_place_of(row) -> Place:
    """Keeps others from the plan until all is written: two moves at once follow one another."""
    plan = Plan._base_manager.select_for_update().get(pk=plan_of(row).pk)
    check_open(plan)
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    place = place_of(row)
    return Place(plan, place.hanging, place.parent)


def arrange(
    place: Place, rows: Sequence[Any], *, by: User | None, former: dict[int, str] | None = None
) -> None:
    """Give the rows of one parent their places in this order and, in a draft, the codes that follow.

    ``former`` is how the code of a row began under the parent that it has left.
    """
    changes = Changes()
    for position, row in enumerate(rows, start=1):
        changes.want(row, "position", position)
    if place.plan.status == PlanStatus.DRAFT:
        renumber(place, rows, changes, former or {})
    elif changes.wanted and isinstance(rows[0], Axis):
        raise ValidationError(_("This plan is adopted: its axes keep their numbers."))
    with because("", by=by):
        changes.write()


@dataclass
class Changes:
    """What rows are to become; they are written once all is known."""

    wanted: dict[Any, dict[str, Any]] = field(default_factory=dict)

    def want(self, row, column: str, value: Any) -> None:
        if getattr(row, column) != value:
            self.wanted.setdefault(row, {})[column] = value

    def code_of(self, row) -> str:
        return self.wanted.get(row, {}).get("code", row.code)

    def as_wanted(self, row):
        """The row as it will be, to begin the codes of what hangs from it."""
        return _Wanted(
            code="" if isinstance(row, Axis) else self.code_of(row),
            position=self.wanted.get(row, {}).get("position", row.position),
        )

    def write(self) -> None:
        by_model: dict[type[Model], list[Any]] = defaultdict(list)
        for row in self.wanted:
            by_model[type(row)].append(row)
        for model, rows in by_model.items():
            self.write_in_turn(rows, "position" if model is Axis else "code")

    def write_in_turn(self, pending: list[Any], column: str) -> None:
        """Each once what it takes is free; of rows that take each other’s, one waits aside."""
        while pending:
            held = {getattr(one, column): one for one in pending}
            free = [one for one in pending if held.get(self.wanted[one].get(column), one) == one]
            if not free:
                aside(pending[0], column)
                continue
            for row in free:
                write(row, self.wanted[row])
            pending = [one for one in pending if one not in free]


@dataclass(frozen=True)
class _Wanted:
    code: str
    position: int


def aside(row, column: str) -> None:
    write(row, {column: ASIDE + row.position if column == "position" else f"m-{row.pk}"})


def write(row, values: dict[str, Any]) -> None:
    for column, value in values.items():
        setattr(row, column, value)
    row.save(update_fields=list(values))


def renumber(place: Place, rows: Sequence[Any], changes: Changes, former: dict[int, str]) -> None:
    """The codes of these rows, then of all that hangs from those that change."""
    if place.hanging and place.hanging.model is not Axis:
        own = [one for one in rows if is_own(one, former.get(one.pk, place.begins))]
        number(place.hanging.model, [(place.begins, own)], changes, place.plan)
    renumber_below(rows, changes, place.plan)


def renumber_below(rows: Iterable[Any], changes: Changes, plan: Plan) -> None:
    changed = {one.pk: one for one in rows if one in changes.wanted and moves_others(one, changes)}
    if not changed:
        return
    for hanging in _hanging[type(next(iter(changed.values())))]:
        below: dict[int, list[Any]] = defaultdict(list)
        for row in hanging.under(changed.values()):
            below[getattr(row, f"{hanging.parent}_id")].append(row)
        groups = [
            (
                hanging.prefix(changes.as_wanted(changed[key])),
                [one for one in found if is_own(one, hanging.prefix(changed[key]))],
            )
            for key, found in below.items()
        ]
        number(hanging.model, groups, changes, plan)
        renumber_below([one for found in below.values() for one in found], changes, plan)


def moves_others(row, changes: Changes) -> bool:
    return ("position" if isinstance(row, Axis) else "code") in changes.wanted[row]


def is_own(row, begins: str) -> bool:
    """Whether its code is the site’s, made of that of its parent."""
    return re.fullmatch(re.escape(begins) + r"\d+", row.code) is not None


def number(model: type[Model], groups, changes: Changes, plan: Plan) -> None:
    """1, 2, 3… in each group, past the numbers of codes that people gave."""
    own = {one.pk for _begins, rows in groups for one in rows}
    of_plan = {"objective__plan": plan} if model is Result else {"plan": plan}
    kept = set(model._base_manager.filter(**of_plan).exclude(pk__in=own).values_list("code", flat=True))
    for begins, rows in groups:
        last = 0
        for row in rows:
            last += 1
            while f"{begins}{last}" in kept:
                last += 1
            changes.want(row, "code", f"{begins}{last}")
