"""Every written rule, one for each name of the URLconf, gathered from the modules that write them."""

from tests.consistency import (
    administration,
    edited,
    edited_activities,
    edited_plans,
    exported,
    histories,
    judged,
    surface,
)
from tests.consistency.surface import Rule


def gathered(*parts: dict[str, Rule]) -> dict[str, Rule]:
    """One dictionary; a name ruled twice would be checked by one of its rules only."""
    found: dict[str, Rule] = {}
    for part in parts:
        if twice := found.keys() & part.keys():
            raise ValueError(f"These names have two rules: {', '.join(sorted(twice))}.")
        found |= part
    return found


RULES = gathered(
    surface.RULES,
    edited.RULES,
    edited_activities.RULES,
    edited_plans.RULES,
    histories.RULES,
    administration.RULES,
    exported.RULES,
    judged.RULES,
)
