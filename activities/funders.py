"""Who funds, and how much of it everybody may be told. Imports nothing of Django.

Totals are told to everybody, and so are the amounts of the rows marked public: what is left of the total is
what hidden rows add up to. When they are those of one funder, or of two that know each other, that
subtraction tells one of them. So the amounts of published funders join the rest until it holds three
funders at least; their names are told all the same, those of hidden funders never are, nor how many
there are. Which ones join does not depend on the day, so that no two days can be subtracted.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: Funders that an amount is told for together, when some of them may not be told.
LEAST = 3
NONE = Decimal(0)


@dataclass(frozen=True)
class Amounts:
    """None where nothing was said."""

    pledged: Decimal | None = None
    mobilised: Decimal | None = None
    disbursed: Decimal | None = None

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(
            _sum(self.pledged, other.pledged),
            _sum(self.mobilised, other.mobilised),
            _sum(self.disbursed, other.disbursed),
        )


@dataclass(frozen=True)
class Share:
    """What a funder gives in its rows of one kind, public or not; ``commitments`` counts them."""

    funder: Hashable
    is_public: bool
    commitments: int
    amounts: Amounts


@dataclass(frozen=True)
class Told:
    """``named`` are told with their amounts, ``joined`` by name only: their amounts are in ``rest``."""

    named: tuple[tuple[Hashable, Amounts], ...]
    joined: tuple[Hashable, ...] = ()
    rest: Amounts | None = None


def tell(shares: Sequence[Share], *, everything: bool) -> Told:
    """What a reader is told, in the order of the shares; all of it adds up to the sum of the shares."""
    readable = [one for one in shares if everything or one.is_public]
    hidden = [one for one in shares if not (everything or one.is_public)]
    names = list(dict.fromkeys(one.funder for one in readable))
    if not hidden:
        return Told(named=tuple((name, _of(readable, {name})) for name in names))
    joined = _joining(readable, {one.funder for one in hidden})
    return Told(
        named=tuple((name, _of(readable, {name})) for name in names if name not in joined),
        joined=tuple(name for name in names if name in joined),
        rest=_of(hidden, {one.funder for one in hidden}) + _of(readable, joined),
    )


def _joining(readable: Iterable[Share], hidden: set[Hashable]) -> set[Hashable]:
    """The published funders that the rest needs, those of the fewest commitments first."""
    commitments: dict[Hashable, int] = defaultdict(int)
    for one in readable:
        commitments[one.funder] += one.commitments
    # A funder of rows of both kinds is already one of the rest.
    others = sorted((name for name in commitments if name not in hidden), key=lambda name: commitments[name])
    return set(others[: max(LEAST - len(hidden), 0)])


def _of(shares: Iterable[Share], funders: set[Hashable]) -> Amounts:
    return sum((one.amounts for one in shares if one.funder in funders), Amounts())


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other
