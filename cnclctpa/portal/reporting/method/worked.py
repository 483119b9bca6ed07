"""A worked example: what is given, what is found, and the operation that leads from one to the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.typography import MINUS


@dataclass(frozen=True)
class Line:
    """What it is, its value, and ``how`` it is found by hand; without a value, ``absent`` says why."""

    words: str
    value: str | None
    how: str = ""
    absent: str = ""


@dataclass(frozen=True)
class Example:
    title: str
    given: tuple[Line, ...]
    found: tuple[Line, ...]


def number(value: Decimal | int | None) -> str | None:
    return None if value is None else typography.number(value, get_language())


def percent(share: Decimal | None, decimals: int = 1) -> str | None:
    """With at most so many decimals: 50 %, 49,6 %."""
    if share is None:
        return None
    shown = typography.rounded(share * 100, decimals)
    return typography.percent(
        shown / 100, get_language(), decimals=max(0, -int(shown.normalize().as_tuple().exponent))
    )


def points(share: Decimal) -> str:
    """A difference between two percentages, as a number of points."""
    return typography.number(typography.rounded(share * 100, 1), get_language())


def day(when: date) -> str:
    return typography.day(when, get_language())


def day_of_year(when: date) -> str:
    """A day whose year is told elsewhere: ``15 mai``."""
    return day(when).removesuffix(f" {when.year}")


def added(values: Iterable[str | None]) -> str:
    return " + ".join(value for value in values if value is not None)


def share_covered(actual: int, baseline: int, target: int) -> str:
    """The operation of attainment, as written on paper."""
    start = number(baseline)
    return f"({number(actual)} {MINUS} {start}) ÷ ({number(target)} {MINUS} {start})"


def not_computable() -> str:
    return _("not computable")
