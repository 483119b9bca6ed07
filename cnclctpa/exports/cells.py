"""What a cell holds, whatever writes it: nothing, a number, a day, or a text."""

from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from .texts import writable

Cell = None | int | float | Decimal | date | str

#: Between several texts of one cell: names of organisations have commas.
BETWEEN = "; "


def cell(value: Any) -> Cell:
    """A value as plain as a file can hold it; what is empty or not a number is nothing."""
    if value is None or isinstance(value, bool):
        return None if value is None else yes_or_no(value)
    if isinstance(value, str):
        return writable(value) or None
    if isinstance(value, int | Decimal | float):
        return value if isfinite(value) else None
    if isinstance(value, date):
        return day_or_instant(value)
    if isinstance(value, tuple | list):
        return BETWEEN.join(filter(None, (writable(str(one)) for one in value))) or None
    # A text that waits for its language, or an object that has a name.
    return writable(str(value)) or None


def yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


def day_or_instant(value: date) -> date:
    """Instants as clocks show them here: a spreadsheet knows no time zone."""
    if isinstance(value, datetime):
        return (localtime(value) if is_aware(value) else value).replace(microsecond=0, tzinfo=None)
    return value
