"""How the services keep a row, and the rules that several of them ask."""

import re
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from plans.choices import PlanStatus
from plans.models import Plan

#: SQLite keeps no more of a number: rounded up, the longest ones would no longer fit their column.
DIGITS = 15


def next_code(prefix: str, codes: Iterable[str]) -> str:
    """The next free code that begins so; what was withdrawn keeps its own.

    >>> next_code("1.", ["1.1", "1.4", "2.9"])
    '1.5'
    """
    numbers = [int(code[len(prefix) :]) for code in codes if re.fullmatch(re.escape(prefix) + r"\d+", code)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def save(row: Model) -> None:
    """Save what a person typed, refused in words: those of its fields, or of the constraint that it breaks.

    The database holds every constraint: only when it refuses are they asked one by one which it is.
    """
    check_fields(row)
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


def check_open(plan: Plan) -> None:
    if plan.status in (PlanStatus.CLOSED, PlanStatus.EVALUATED):
        raise ValidationError(_("This plan is over: nothing is added to it any more."))


def check_year(plan: Plan, year: int) -> None:
    if year not in plan.years:
        raise ValidationError(
            _("%(year)d is not a year of this plan (%(period)s).") % {"year": year, "period": plan.period}
        )


def check_serves(row) -> None:
    """What serves an objective or a result, of its own plan."""
    if row.objective and row.objective.plan_id != row.plan_id:
        raise ValidationError({"objective": _("This objective is of another plan.")})
    if row.result and row.result.objective.plan_id != row.plan_id:
        raise ValidationError({"result": _("This result is of another plan.")})
    if not row.objective and not row.result:
        raise ValidationError(_("Say which objective or which result it serves."))


def check_added_on(row) -> None:
    """What joins a plan already adopted says when: it does not count before that day."""
    if row.plan.status != PlanStatus.DRAFT and row.added_on is None:
        raise ValidationError({"added_on": _("This plan is adopted: say on which day this was added to it.")})
