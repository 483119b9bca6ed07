"""Suites too long for each run: in full by `make trust` (TRUST=full), else a tenth, the same each time."""

import os
import random
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Case = TypeVar("Case")
IS_FULL = os.environ.get("TRUST") == "full"
SEED, PART = 20230731, 10


def tried(
    cases: Sequence[Case], *, at_least: int = 0, at_most: int | None = None, part: int = PART
) -> list[Case]:
    """The cases to try now, in full or one in ``part``.

    Raises ``AssertionError`` when there are fewer of them in full than was promised. ``at_most`` limits the
    part, never the whole.
    """
    assert len(cases) >= at_least, f"only {len(cases)} cases, {at_least} promised"
    if IS_FULL:
        return list(cases)
    share = min(-(-len(cases) // part), len(cases) if at_most is None else at_most)
    return random.Random(SEED).sample(list(cases), share)


def one_of_each(cases: Sequence[Case], kind: Callable[[Case], Hashable]) -> list[Case]:
    """One case of each kind, drawn, the same each time."""
    by_kind: dict[Hashable, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(kind(case), []).append(case)
    draw = random.Random(SEED)
    return [draw.choice(found) for found in by_kind.values()]
