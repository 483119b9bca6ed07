"""A plan many times as large, for benches: copies of the rows that the services made, by bulk writes."""

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.db.models.base import ModelState
from django.utils.translation import gettext as _

from cnclctpa.audit.causes import because
from cnclctpa.demonstration.parts import FOLLOWED, FRAMEWORK, rows_of
from plans.models import AnnualPlan, Plan, StrategicObjective

#: Rows written at once; SQLite counts the values of a statement.
BATCH = 400


@transaction.atomic
def multiply(plan: Plan, *, times: int, slug: str, say: Callable[[str], None]) -> Plan:
    """Copy a plan under another name, with so many copies of each objective and of all that serves it.

    Axes, annual plans and campaigns are copied once. Objectives follow one another under their axis (1.1 to
    1.5, then 1.6…), and what bears their code follows. Each row is the one that the services made, but for
    its keys and the moment it is recorded; one entry of the trail tells of all.
    """
    if Plan.objects.filter(slug=slug).exists():
        raise ValidationError(_("There is already a plan with the identifier %(slug)s.") % {"slug": slug})
    return Multiplication(plan, times, slug, say).run()


class Multiplication:
    def __init__(self, plan: Plan, times: int, slug: str, say: Callable[[str], None]):
        self.plan, self.times, self.slug, self.say = plan, times, slug, say
        self.codes = Codes(plan)
        #: Model, former key, rank of the copy → new key.
        self.keys: dict[tuple[type[Model], int, int], int] = {}

    def run(self) -> Plan:
        large = duplicate(self.plan)
        large.slug = self.slug
        large.total_budget = multiplied(self.plan.total_budget, self.times)
        told = _("%(times)d times the rows of %(slug)s") % {"times": self.times, "slug": self.plan.slug}
        with because("demonstration.multiplied", reason=told):
            large.save(force_insert=True)
        self.keys[Plan, self.plan.pk, 0] = large.pk
        for model in FRAMEWORK:
            self.copy_rows(model, times=1)
        for model in FOLLOWED:
            self.say(f"{self.slug}: {model._meta.verbose_name_plural}…")
            self.copy_rows(model, times=self.times)
        self.copy_links(Plan, times=1)
        for model in (*FRAMEWORK, *FOLLOWED):
            self.copy_links(model, times=self.times if model in FOLLOWED else 1)
        return large

    def copy_rows(self, model: type[Model], *, times: int) -> None:
        """The rows that others of their kind refer to come first."""
        for wave in waves(list(rows_of(model, self.plan).order_by("pk"))):
            for rank in range(times):
                copies = [self.copy_row(row, rank) for row in wave]
                model._base_manager.bulk_create(copies, batch_size=BATCH)
                for row, new in zip(wave, copies, strict=True):
                    self.keys[model, row.pk, rank] = new.pk

    def copy_row(self, row: Any, rank: int) -> Any:
        new = duplicate(row)
        for field in row._meta.concrete_fields:
            if field.is_relation and getattr(row, field.attname):
                setattr(new, field.attname, self.key(field.related_model, getattr(row, field.attname), rank))
        if hasattr(row, "code"):
            new.code = self.codes.of(row, rank)
        if isinstance(row, StrategicObjective):
            new.position += rank * self.codes.highest[row.axis_id]
        if isinstance(row, AnnualPlan):
            new.budget = multiplied(row.budget, self.times)
        return new

    def key(self, model: type[Model], key: int, rank: int) -> int:
        """The key of the copy: what is copied once has one, and what is outside keeps its own."""
        return self.keys.get((model, key, rank)) or self.keys.get((model, key, 0)) or key

    def copy_links(self, model: type[Model], *, times: int) -> None:
        relations: tuple[Any, ...] = model._meta.many_to_many
        for field in relations:
            through = field.remote_field.through
            source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
            rows = [self.plan] if model is Plan else rows_of(model, self.plan)
            links = list(
                through._base_manager.filter(**{f"{field.m2m_field_name()}__in": rows})
                .order_by("pk")
                .values_list(source, target)
            )
            copies = [
                through(
                    **{
                        source: self.key(model, one, rank),
                        target: self.key(field.related_model, other, rank),
                    }
                )
                for rank in range(times)
                for one, other in links
            ]
            through._base_manager.bulk_create(copies, batch_size=BATCH)


class Codes:
    """The codes of a copy: those of its objective, moved further under the same axis."""

    def __init__(self, plan: Plan):
        self.objectives = {one.pk: one for one in plan.objectives.all()}
        self.of_results = dict(rows_of_results(plan))
        self.highest: dict[int | None, int] = {}
        for one in self.objectives.values():
            self.highest[one.axis_id] = max(self.highest.get(one.axis_id, 0), last_number(one.code))

    def of(self, row: Any, rank: int) -> str:
        objective = self.objective_of(row)
        before = objective.code
        stem = before.rpartition(".")[0]
        number = last_number(before) + rank * self.highest[objective.axis_id]
        after = f"{stem}.{number}" if stem and last_number(before) else f"{before}-{rank + 1}"
        mark = "I" if row.code.startswith(f"I{before}") else ""
        rest = row.code.removeprefix(mark + before)
        if rank == 0 or (rest == row.code):
            return row.code if rank == 0 else f"{row.code}-{rank + 1}"
        return f"{mark}{after}{rest}"

    def objective_of(self, row: Any) -> StrategicObjective:
        if isinstance(row, StrategicObjective):
            return row
        key = row.objective_id or self.of_results[row.result_id]
        return self.objectives[key]


def rows_of_results(plan: Plan) -> Iterator[tuple[int, int]]:
    for objective in plan.objectives.prefetch_related("results"):
        for result in objective.results.all():
            yield result.pk, objective.pk


def last_number(code: str) -> int:
    last = code.rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


def duplicate(row: Any) -> Any:
    """The same row, not yet kept."""
    new = copy(row)
    new._state = ModelState()
    new.pk = None
    return new


def waves(rows: list[Any]) -> Iterator[list[Any]]:
    """Rows in the order in which they can be copied: those that refer to no other, then the rest."""
    if not rows:
        return
    own = [field.attname for field in rows[0]._meta.concrete_fields if field.related_model is type(rows[0])]
    waiting = {row.pk for row in rows}
    while rows:
        ready = [row for row in rows if not any(getattr(row, name) in waiting for name in own)]
        yield ready
        waiting -= {row.pk for row in ready}
        rows = [row for row in rows if row.pk in waiting]


def multiplied(amount: Any, times: int) -> Any:
    return None if amount is None else amount * times
