"""The ratings of working groups put side by side. Imports nothing of Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations


@dataclass(frozen=True)
class Scale:
    """The levels of an evaluation, from the worst to the best."""

    lowest: int = 1
    highest: int = 6


@dataclass(frozen=True)
class Consolidated:
    """What the groups said of one criterion; not rated is left out and counted apart.

    ``median`` holds one rating, or the two middle ones of an even count; ``agreement`` is between zero
    and one, None under two groups.
    """

    ratings: tuple[int, ...]
    not_rated: int
    median: tuple[int, ...]
    mean: Decimal | None
    spread: int | None
    agreement: Decimal | None

    def is_outside(self, retained: int) -> bool:
        """True when the plenary's rating is outside the groups' range: a reason is required."""
        return bool(self.ratings) and not min(self.ratings) <= retained <= max(self.ratings)


def consolidate(ratings: Sequence[int | None], *, scale: Scale) -> Consolidated:
    given = tuple(sorted(rating for rating in ratings if rating is not None))
    return Consolidated(
        ratings=given,
        not_rated=len(ratings) - len(given),
        median=median(given),
        mean=Decimal(sum(given)) / len(given) if given else None,
        spread=given[-1] - given[0] if given else None,
        agreement=agreement(given, scale=scale),
    )


def median(ordered: Sequence[int]) -> tuple[int, ...]:
    """The middle rating; the two middle ones when they differ; nothing without ratings."""
    if not ordered:
        return ()
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (low,) if low == high else (low, high)


def agreement(ratings: Sequence[int], *, scale: Scale) -> Decimal | None:
    """One less the mean difference between pairs over the greatest possible for that number of groups."""
    count = len(ratings)
    if count < 2:
        return None
    differences = sum(abs(one - other) for one, other in combinations(ratings, 2))
    # The pairs differ most when half of the groups stand at each end; the number of pairs cancels out.
    greatest = (count // 2) * (count - count // 2) * (scale.highest - scale.lowest)
    if not greatest:
        return Decimal(1)
    return 1 - Decimal(differences) / Decimal(greatest)
