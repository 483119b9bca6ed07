"""What became of recommendations: taken up, closed, or waiting too long. Imports nothing of Django."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

#: How long an answer, then an uptake, may take before the recommendation is flagged.
PATIENCE_IN_MONTHS = 6


class Response(StrEnum):
    NONE_YET = "none_yet"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"


class Flag(StrEnum):
    NO_RESPONSE = "no_response"
    NO_UPTAKE = "no_uptake"
    OVERDUE = "overdue"


AGREED = frozenset({Response.ACCEPTED, Response.PARTLY})


@dataclass(frozen=True)
class Chain:
    """The dated facts of one recommendation; ``closed_on`` is the day another person checked its proof."""

    issued_on: date
    response: Response = Response.NONE_YET
    responded_on: date | None = None
    taken_up_on: date | None = None
    closed_on: date | None = None
    due_on: date | None = None

    def is_agreed(self, on: date) -> bool:
        return self.response in AGREED and _happened(self.responded_on, on)

    def is_answered(self, on: date) -> bool:
        return self.response != Response.NONE_YET and _happened(self.responded_on, on)

    def is_covered(self, on: date) -> bool:
        """Taken up in a later plan, or closed with proof."""
        return _happened(self.taken_up_on, on) or _happened(self.closed_on, on)


def coverage(chains: Iterable[Chain], *, on: date) -> Decimal | None:
    """Among the accepted, wholly or partly, the share taken up or closed; None when none was accepted."""
    agreed = [chain for chain in chains if chain.issued_on <= on and chain.is_agreed(on)]
    if not agreed:
        return None
    return Decimal(sum(chain.is_covered(on) for chain in agreed)) / Decimal(len(agreed))


def flags(chain: Chain, *, on: date) -> frozenset[Flag]:
    """Why a recommendation wants attention on a day; the limit itself is not yet late."""
    found = set()
    if not chain.is_answered(on) and on > months_after(chain.issued_on, PATIENCE_IN_MONTHS):
        found.add(Flag.NO_RESPONSE)
    waits = chain.is_agreed(on) and not chain.is_covered(on) and chain.responded_on is not None
    if waits and chain.responded_on and on > months_after(chain.responded_on, PATIENCE_IN_MONTHS):
        found.add(Flag.NO_UPTAKE)
    is_open = chain.response != Response.REJECTED and not _happened(chain.closed_on, on)
    if chain.due_on is not None and chain.due_on < on and is_open:
        found.add(Flag.OVERDUE)
    return frozenset(found)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day when the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _happened(day: date | None, on: date) -> bool:
    return day is not None and day <= on
