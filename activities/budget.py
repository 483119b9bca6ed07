"""Money: planned, pledged, mobilised, disbursed, spent, and what is missing. Imports nothing of Django.

Amounts are whole CFA francs, except those that wait to be converted.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

NONE = Decimal(0)
WHOLE = Decimal(1)
#: Spending this far ahead of progress is signalled.
MARGIN = Decimal("0.10")


@dataclass(frozen=True)
class Line:
    """One activity in one budget year: the grain at which a gap is measured; None is unknown."""

    activity: Hashable
    year: int
    planned: Decimal | None = None
    pledged: Decimal | None = None
    mobilised: Decimal | None = None
    disbursed: Decimal | None = None
    spent: Decimal | None = None

    @property
    def gap(self) -> Decimal:
        """What is planned and not mobilised: never negative, never set off against another line."""
        return max((self.planned or NONE) - (self.mobilised or NONE), NONE)


@dataclass(frozen=True)
class Totals:
    """Sums of lines, None where no line says anything; ``gap`` adds the gaps line by line."""

    planned: Decimal | None
    pledged: Decimal | None
    mobilised: Decimal | None
    disbursed: Decimal | None
    spent: Decimal | None
    gap: Decimal

    @property
    def execution(self) -> Decimal | None:
        """Spent over planned."""
        return ratio(self.spent, self.planned)

    @property
    def execution_of_mobilised(self) -> Decimal | None:
        """Spent over mobilised."""
        return ratio(self.spent, self.mobilised)


def converted(amount: Decimal, rate: Decimal) -> Decimal:
    """An amount of another currency in whole CFA francs, half up; ``rate`` is francs for one unit."""
    return (amount * rate).quantize(WHOLE, rounding=ROUND_HALF_UP)


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """None when the whole is zero or unknown, or the part unknown."""
    return None if part is None or not whole else part / whole


def totals(lines: Iterable[Line]) -> Totals:
    rows = list(lines)
    return Totals(
        planned=_sum(row.planned for row in rows),
        pledged=_sum(row.pledged for row in rows),
        mobilised=_sum(row.mobilised for row in rows),
        disbursed=_sum(row.disbursed for row in rows),
        spent=_sum(row.spent for row in rows),
        gap=sum((row.gap for row in rows), NONE),
    )


def contradicts(stages: Iterable[Decimal | None]) -> bool:
    """True when more was mobilised than pledged, or disbursed than mobilised; what is unknown says nothing.

    ``stages`` are what one funding pledged, mobilised and disbursed, in this order.
    """
    return any(later > sooner for sooner, later in pairwise(one for one in stages if one is not None))


def spends_ahead(execution: Decimal | None, progress: Decimal | None) -> bool:
    """True when spending runs more than ten points ahead of progress; never when either is unknown."""
    return execution is not None and progress is not None and execution - progress > MARGIN


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, NONE) if known else None
