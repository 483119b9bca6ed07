"""The rules of the addresses where people edit: who is let in, who is refused, for whom there is nothing.

A stranger is sent to sign in. Whoever may not see the object finds nothing (404); whoever sees it and may not
change it is refused (403); the others find a form, which shows itself again when nothing is typed.
"""

from collections.abc import Callable

from tests.consistency import surface
from tests.consistency.surface import (
    CAST,
    CLOSED,
    EDITORS,
    ELSEWHERE,
    EVERYONE,
    NOBODY,
    SIGNED_IN,
    Case,
    Rule,
)

SECRETARIAT = frozenset({"secretariat"})
NOT_WRITTEN_SO = dict.fromkeys(("put", "patch", "delete"), 405)
NOTHING = {**dict.fromkeys(("get", "head", "post"), 404), **NOT_WRITTEN_SO}
REFUSED = {**dict.fromkeys(("get", "head", "post"), 403), **NOT_WRITTEN_SO}


def form(post: int) -> dict:
    return {"get": 200, "head": 200, "post": post, **NOT_WRITTEN_SO}


#: What is sent without the revision that it was shown with has met somebody else’s change.
CHANGED = form(409)
#: A button of a page, which leads back to it.
PRESSED = {**dict.fromkeys(("get", "head"), 405), "post": ELSEWHERE, **NOT_WRITTEN_SO}
#: A new object, a removal without its reason, an act without its answers.
ASKED = form(200)


def edited(
    shown: dict = ASKED,
    *,
    by: frozenset[str] = SECRETARIAT,
    **cases: tuple[Callable[[], list], frozenset[str]],
) -> Rule:
    """Each case makes an object, returns the arguments of its address, and names who sees it."""

    def answered(who: str, seen_by: frozenset[str]) -> dict:
        if who == "anonymous":
            return CLOSED
        if who not in seen_by:
            return NOTHING
        return shown if who in by else REFUSED

    return Rule(
        {
            title: Case({who: answered(who, seen_by) for who in CAST}, arguments)
            for title, (arguments, seen_by) in cases.items()
        }
    )


def edited_in_plan(
    shown: dict = ASKED, *others: object, make: Callable | None = None, by: frozenset[str] = SECRETARIAT
) -> Rule:
    """An address of a plan, or of a part that ``make(plan)`` builds, returning what follows the slug.

    ``others`` are the rest of the arguments of an address that leads nowhere.
    """

    def arguments(**traits):
        def build():
            from tests.factories.plans import PlanFactory

            plan = PlanFactory(**traits)
            return [plan.slug, *(make(plan) if make else [])]

        return build

    return edited(
        shown,
        by=by,
        published=(arguments(published=True), EVERYONE),
        shared=(arguments(is_shared_with_partners=True), SIGNED_IN),
        draft=(arguments(), EDITORS),
        missing=(lambda: ["1999", *others], NOBODY),
    )


def family(name: str, make: Callable, *others: object, is_removable: bool = True) -> dict[str, Rule]:
    """The three addresses of an object of a plan: made, changed, removed."""
    rules = {
        f"portal:{name}-create": edited_in_plan(ASKED),
        f"portal:{name}-update": edited_in_plan(CHANGED, *others, make=make),
    }
    if is_removable:
        rules[f"portal:{name}-delete"] = edited_in_plan(ASKED, *others, make=make)
    return rules


def a_line(plan) -> list:
    """An activity, as the matrix of its plan calls it."""
    from tests.factories.activities import ActivityFactory

    return ["activity", ActivityFactory(plan=plan).pk]


RULES: dict[str, Rule] = {
    "portal:matrix-line-create": edited_in_plan(ASKED, "axis", make=lambda plan: ["axis"]),
    "portal:matrix-line-update": edited_in_plan(CHANGED, "activity", 1, make=a_line),
    "portal:matrix-line-move": edited_in_plan(ASKED, "activity", 1, make=a_line),
    "portal:plan-publication": edited_in_plan(ASKED),
    "portal:plan-preview": edited_in_plan(PRESSED),
    "portal:undo": edited_in_plan(PRESSED),
    "portal:matrix-paste": edited_in_plan(ASKED),
    "portal:matrix-bulk": edited_in_plan(ASKED),
    **family("activity", surface.an_activity, "1.1.1.1"),
    "portal:activity-postpone": edited_in_plan(ASKED, "1.1.1.1", make=surface.an_activity),
    "portal:activity-withdraw": edited_in_plan(ASKED, "1.1.1.1", make=surface.an_activity),
}
