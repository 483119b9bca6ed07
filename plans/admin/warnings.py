"""What is asked twice: the rows of a plan that has been adopted or published."""

from collections.abc import Iterator
from operator import attrgetter

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from plans.choices import PlanStatus
from plans.models import Plan


def about(plan: Plan | None) -> Iterator[str]:
    if plan is None:
        return
    named = {"period": plan.period}
    if plan.status != PlanStatus.DRAFT:
        yield _("The plan %(period)s is no longer a draft: this changes what has been adopted.") % named
    if plan.is_published:
        yield _("The plan %(period)s is published: everybody will read the change at once.") % named


def plan_of(row, path: str) -> Plan | None:
    """The plan of a row, by the names of the relations that lead to it; None while one of them is empty."""
    try:
        return attrgetter(path)(row)
    except (ObjectDoesNotExist, AttributeError):
        return None


class OfPlan:
    """A page of rows that belong to a plan: ``plan_path`` leads to it."""

    plan_path = "plan"

    def warnings_about(self, row):
        return about(plan_of(row, self.plan_path))
