"""How a row is removed: what goes with it is said before, what must stay is withdrawn instead.

Each app declares, beside its conditions, what keeps a row of its own from being removed.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from .causes import because

#: Takes the row; raises ``ValidationError`` when something speaks against its removal.
Guard = Callable[[Any], None]
#: Names given of what goes, or of what holds; the rest is counted.
SHOWN = 5

_guards: dict[type[Model], list[Guard]] = defaultdict(list)


@dataclass(frozen=True)
class Goes:
    """What goes with a row, of one kind: a few names, and how many in all."""

    kind: str
    names: tuple[str, ...]
    total: int

    @property
    def others(self) -> int:
        return self.total - len(self.names)


def guards(*models: type[Model]) -> Callable[[Guard], Guard]:
    """Declare what keeps a row of these models from being removed."""

    def decorate(function: Guard) -> Guard:
        for model in models:
            _guards[model].append(function)
        return function

    return decorate


@transaction.atomic
def remove(row: Model, *, by: Any, verb: str = "", reason: str = "") -> None:
    """Remove a row and what is part of it; ``ValidationError`` when something speaks against it."""
    check_removal(row)
    with because(verb, by=by, reason=reason):
        row.delete()


def check_removal(row: Model) -> None:
    """Raises ``ValidationError``, in words, when the row must stay."""
    for guard in _guards[type(row)]:
        guard(row)
    collected(row)


def goes_with(row: Model) -> list[Goes]:
    """What is removed with a row, by kind; links between rows are not told."""
    collector = collected(row)
    found: dict[type[Model], list[Model]] = defaultdict(list)
    for model, rows in collector.data.items():
        found[model].extend(rows)
    for chosen in collector.fast_deletes:
        found[chosen.model].extend(chosen)
    found[type(row)].remove(row)
    return [
        Goes(str(model._meta.verbose_name_plural), tuple(sorted(map(str, rows))[:SHOWN]), len(rows))
        for model, rows in found.items()
        if rows and not model._meta.auto_created
    ]


def collected(row: Model) -> Collector:
    collector = Collector(using=router.db_for_write(type(row)))
    try:
        collector.collect([row])
    except ProtectedError as refusal:
        raise held_by(refusal.protected_objects) from None
    except RestrictedError as refusal:
        raise held_by(refusal.restricted_objects) from None
    return collector


def held_by(rows: Any) -> ValidationError:
    names = sorted({str(row) for row in rows})
    told = ", ".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
    return ValidationError(
        _("It cannot be removed: other objects refer to it (%(names)s).") % {"names": told}
    )
