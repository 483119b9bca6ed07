"""Who is shown the quality of a plan: the secretariat all of it, an organisation what is its own."""

from tests.consistency.exported import as_files
from tests.consistency.surface import (
    CAST,
    CLOSED,
    EDITORS,
    EVERYONE,
    MISSING,
    NOBODY,
    READ_ONLY,
    SIGNED_IN,
    Case,
    Rule,
)

JUDGES = frozenset({"secretariat", "focal_point"})
REFUSED = {**READ_ONLY, "get": 403, "head": 403}


def answered(who: str, seen_by: frozenset[str]) -> dict:
    if who == "anonymous":
        return CLOSED
    if who not in seen_by:
        return MISSING
    return READ_ONLY if who in JUDGES else REFUSED


def a_plan(**traits):
    def build():
        from tests.factories.plans import PlanFactory

        return [PlanFactory(**traits).slug]

    return build


def judged(**cases) -> Rule:
    """Each case makes a plan, and names who sees it."""
    return Rule(
        {
            title: Case({who: answered(who, seen_by) for who in CAST}, arguments)
            for title, (arguments, seen_by) in cases.items()
        }
    )


PAGE = judged(
    published=(a_plan(published=True), EVERYONE),
    shared=(a_plan(is_shared_with_partners=True), SIGNED_IN),
    draft=(a_plan(), EDITORS),
    missing=(lambda: ["1999"], NOBODY),
)
RULES: dict[str, Rule] = {
    "portal:plan-quality": PAGE,
    "portal:plan-quality-export": as_files(PAGE),
}
