"""How a row that people typed is kept: filled, checked by the rules of its model, saved, told in the trail.

Pages, administration and imports keep rows through here, so that none of them knows fewer rules than another.
What must never be false is a constraint of the model; here are the rules that need other rows, or the row as
it was before. Each app declares them in its ``conditions``.
"""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from .causes import because

Row = TypeVar("Row", bound=Model)
Fill = Callable[[Any], None]
#: A rule takes the row, and the row as the database has it (None when it is new); it raises ValidationError.
Check = Callable[[Any, Any], None]

#: SQLite keeps no more of a number: rounded up, the longest ones would no longer fit their column.
DIGITS = 15

_fills: dict[type[Model], list[Fill]] = defaultdict(list)
_checks: dict[type[Model], list[Check]] = defaultdict(list)


def fills(*models: type[Model]) -> Callable[[Fill], Fill]:
    """Declare what a new row takes by itself when it was left empty: its code, its place."""
    return _declare(_fills, models)


def checks(*models: type[Model]) -> Callable[[Check], Check]:
    """Declare a rule of these models, which raises ``ValidationError``."""
    return _declare(_checks, models)


def _declare(register, models):
    def decorate(function):
        for model in models:
            register[model].append(function)
        return function

    return decorate


@transaction.atomic
def keep(row: Row, *, by: Any, verb: str = "", reason: str = "") -> Row:
    """Save a row, new or changed, in the name of a person.

    Raises ``ValidationError``, by field where a field is at fault, with every rule that is broken.
    """
    check(row, held(row))
    with because(verb, by=by, reason=reason):
        store(row)
    return row


def held(row: Row) -> Row | None:
    """The row as the database has it, kept from others until the transaction ends; None when it is new."""
    if row._state.adding:
        return None
    # Without an order: PostgreSQL holds no row through a join with what may be absent.
    return type(row)._base_manager.select_for_update().filter(pk=row.pk).order_by().first()


def read_again(row: Model) -> None:
    """As the database has it, kept from others: somebody may have decided since it was read."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())


def check(row: Model, before: Model | None) -> None:
    """Fill what a new row takes by itself, then ask its fields, then every rule of its model."""
    if before is None:
        for fill in _fills[type(row)]:
            fill(row)
    check_fields(row)
    broken: list[ValidationError] = []
    for rule in _checks[type(row)]:
        try:
            rule(row, before)
        except ValidationError as refusal:
            broken.append(refusal)
    if broken:
        raise gathered(broken)


def gathered(refusals: list[ValidationError]) -> ValidationError:
    """One refusal that says all of them, each at its field."""
    if len(refusals) == 1:
        return refusals[0]
    said: dict[str, list] = {}
    for refusal in refusals:
        refusal.update_error_dict(said)
    return ValidationError(said)


def save(row: Model) -> None:
    """Save a row that only its own table has something to say about: refused in words, as `keep` does."""
    check_fields(row)
    store(row)


def store(row: Model) -> None:
    """The database holds every constraint: only when it refuses are they asked one by one which it is."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.validate_unique()
        row.validate_constraints()
        raise


def check_fields(row: Model) -> None:
    """Before anything is computed from them: a number may be none, infinite, or longer than its column."""
    row.clean_fields(exclude={field.name for field in row._meta.concrete_fields if field.is_relation})
    row.clean()
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > DIGITS:
            raise ValidationError({field.name: _("Write this number with %d digits at most.") % DIGITS})
