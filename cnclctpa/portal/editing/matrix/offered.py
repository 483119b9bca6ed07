"""What the page of a matrix offers to those who edit the plan."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from cnclctpa.days import Day
from cnclctpa.portal.editing.editor import EDIT
from cnclctpa.portal.editing.plans import is_open
from plans.models import Plan


@dataclass(frozen=True)
class Edits:
    """Where chosen lines are changed together, and where lines of another document are pasted; or nothing."""

    bulk: str = ""
    paste: str = ""
    is_offered: bool = False

    def __bool__(self) -> bool:
        return self.is_offered


def edits_of(plan: Plan) -> Edits:
    return Edits(address_of("matrix-bulk", plan), address_of("matrix-paste", plan), is_offered=True)


def address_of(name: str, plan: Plan) -> str:
    try:
        return reverse(f"portal:{name}", args=[plan.slug])
    except NoReverseMatch:
        return ""


def edits_on(user, plan: Plan, day: Day) -> Edits:
    """Nothing to whoever may not change the plan, for a plan that is over, and on another day."""
    if user.is_authenticated and day.is_today and is_open(plan) and user.has_perm(EDIT, plan):
        return edits_of(plan)
    return Edits()
