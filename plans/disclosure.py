"""What may be published of protected counts: small numbers stay in the dark. Imports nothing of Django.

A count of 0 to 10 reads « moins de 11 », zero included; 11 to 24 reads « de 11 à 24 »; above, the
nearest 10. A total is rounded on its own. A breakdown is published only when its raw total is at least
30 and when nobody, with everything ever published in hand, can confine a small count to fewer than eight
values.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

#: Counts up to this one are small.
SMALL = 10
#: The top of the band above the small one.
MIDDLE = 24
#: Larger counts are rounded to a multiple of this.
STEP = 10
#: No breakdown under this raw total, no percentage on a smaller base.
LEAST_TOTAL = 30
#: A small count must stay possible as at least this many values.
LEAST_VALUES = 8


@dataclass(frozen=True)
class Band:
    """A published count: all that a reader learns is that the count is between ``low`` and ``high``."""

    low: int
    high: int

    @property
    def is_small(self) -> bool:
        return self.high == SMALL

    @property
    def is_middle(self) -> bool:
        return (self.low, self.high) == (SMALL + 1, MIDDLE)

    @property
    def rounded(self) -> int | None:
        """The nearest ten, when the count is large enough to be told so."""
        return None


@dataclass(frozen=True)
class Rounded(Band):
    """A large count, told as the nearest ten: 25 reads 30, because nothing between 11 and 24 is told so."""

    nearest: int = 0

    @property
    def rounded(self) -> int:
        return self.nearest


def band(count: int) -> Band:
    """What is published of a protected count."""
    if count < 0:
        raise ValueError("People cannot be fewer than none.")
    if count <= SMALL:
        return Band(0, SMALL)
    if count <= MIDDLE:
        return Band(SMALL + 1, MIDDLE)
    nearest = int((Decimal(count) / STEP).quantize(Decimal(1), rounding=ROUND_HALF_UP)) * STEP
    return Rounded(max(nearest - STEP // 2, MIDDLE + 1), nearest + STEP // 2 - 1, nearest)


def share(part: Band, whole: Band) -> Decimal | None:
    """A percentage from rounded figures, on a base of at least 30; None otherwise."""
    if part.rounded is None or whole.rounded is None or whole.low < LEAST_TOTAL:
        return None
    return min(Decimal(part.rounded) / Decimal(whole.rounded), Decimal(1))


@dataclass(frozen=True)
class Table:
    """One total and one breakdown of it, raw; ``key`` says of what, categories are named as in every
    other table.

    ``parts`` may be empty: the total is then published alone. Parts may not exceed their total.
    """

    key: Hashable
    total: int
    parts: Mapping[Hashable, int]

    def __post_init__(self):
        if self.parts and sum(self.parts.values()) != self.total:
            raise ValueError(
                "The parts of a published breakdown make its total: add what is not broken down."
            )


@dataclass(frozen=True)
class Disclosure:
    """What of a table may be published; ``groups`` are categories put together, empty when withheld."""

    total: Band
    groups: tuple[tuple[frozenset[Hashable], Band], ...] = ()

    @property
    def is_withheld(self) -> bool:
        return not self.groups


@dataclass(frozen=True)
class Published:
    """A disclosure as it was published, and what it was about: what every later audit must count with."""

    key: Hashable
    dimension: Hashable
    disclosure: Disclosure


class Knowledge:
    """All that a careful reader can deduce from what was published.

    Counts are unknowns with an interval each; a total is the sum of its groups, whatever the dimension.
    Totals of years may be the parts of a total over several years: ``sums`` says which. Figures
    corrected since are other unknowns: they take another key.
    """

    def __init__(
        self,
        published: Iterable[Published] = (),
        sums: Mapping[Hashable, Sequence[Hashable]] | None = None,
    ):
        self.published = tuple(published)
        self.sums = dict(sums or {})

    def with_(self, more: Published) -> "Knowledge":
        return Knowledge((*self.published, more), self.sums)

    @cached_property
    def intervals(self) -> dict[Hashable, tuple[int, int]]:
        """The tightest interval of each unknown: a total by its key, a group by (key, dimension,
        categories).

        Narrowing goes round until nothing moves; as totals and their parts make a forest, the bounds
        found are the exact ones, reached by some counts.
        """
        known: dict[Hashable, tuple[int, int]] = {}
        equations: list[tuple[Hashable, list[Hashable]]] = [
            (key, list(parts)) for key, parts in self.sums.items()
        ]
        for one in self.published:
            _meet(known, one.key, one.disclosure.total)
            names: list[Hashable] = []
            for categories, told in one.disclosure.groups:
                name = (one.key, one.dimension, categories)
                names.append(name)
                _meet(known, name, told)
            if names:
                equations.append((one.key, names))
        return _narrowed(known, [equation for equation in equations if _is_known(equation, known)])


def _meet(known: dict[Hashable, tuple[int, int]], name: Hashable, told: Band) -> None:
    low, high = known.get(name, (told.low, told.high))
    known[name] = max(low, told.low), min(high, told.high)


def _is_known(equation: tuple[Hashable, list[Hashable]], known: Mapping[Hashable, object]) -> bool:
    whole, parts = equation
    return whole in known and all(part in known for part in parts)


def _narrowed(
    known: dict[Hashable, tuple[int, int]], equations: Sequence[tuple[Hashable, list[Hashable]]]
) -> dict[Hashable, tuple[int, int]]:
    has_moved = True
    while has_moved:
        has_moved = False
        for whole, parts in equations:
            lows = sum(known[part][0] for part in parts)
            highs = sum(known[part][1] for part in parts)
            low, high = known[whole]
            tighter = {whole: (max(low, lows), min(high, highs))}
            for part in parts:
                part_low, part_high = known[part]
                tighter[part] = (
                    max(part_low, low - (highs - part_high)),
                    min(part_high, high - (lows - part_low)),
                )
            if any(low > high for low, high in tighter.values()):
                raise ValueError(
                    f"What was published of {whole} contradicts itself: give a correction its own key."
                )
            has_moved = has_moved or any(known[name] != interval for name, interval in tighter.items())
            known.update(tighter)
    return known


def confines(knowledge: Knowledge, smalls: Iterable[Hashable]) -> bool:
    """True when one of the small counts named is held within fewer than eight values."""
    intervals = knowledge.intervals
    return any(
        intervals[name][1] - intervals[name][0] + 1 < LEAST_VALUES for name in smalls if name in intervals
    )


def disclose(
    table: Table,
    *,
    dimension: Hashable,
    knowledge: Knowledge,
    smalls: Iterable[Hashable] = (),
) -> Disclosure:
    """What may be published of ``table`` after all that ``knowledge`` holds.

    ``smalls`` names the small counts published before, which the new table may not betray either. The
    smallest categories are put together one after the other until nothing small is confined; with fewer
    than two groups left the breakdown is withheld.
    """
    total = band(table.total)
    if table.total < LEAST_TOTAL or len(table.parts) < 2:
        return Disclosure(total)
    groups = [(frozenset([name]), count) for name, count in table.parts.items()]
    while len(groups) > 1:
        groups.sort(key=lambda group: (group[1], sorted(map(str, group[0]))))
        told = Disclosure(total, tuple((names, band(count)) for names, count in groups))
        after = knowledge.with_(Published(table.key, dimension, told))
        betrayed = [(table.key, dimension, names) for names, count in groups if count <= SMALL]
        if not confines(after, [*betrayed, *smalls]):
            return told
        (first, one), (second, other), *rest = groups
        groups = [(first | second, one + other), *rest]
    return Disclosure(total)
