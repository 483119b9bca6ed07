"""Where the data of the plans that are written or carried out are checked, for those who can mend some."""

from django.urls import reverse

from cnclctpa.accounts.roles import Permission
from cnclctpa.portal.reporting.desk.reading import Who
from cnclctpa.portal.reporting.desk.told import More
from plans.choices import PlanStatus

OVER = (PlanStatus.CLOSED, PlanStatus.EVALUATED)


def to_check(who: Who) -> tuple[More, ...]:
    if not who.may(Permission.EDIT_PLANS) and not who.organisations:
        return ()
    open_plans = [plan for plan in who.plans.values() if plan.status not in OVER]
    return tuple(
        More(reverse("portal:plan-quality", args=[plan.slug]), plan.period)
        for plan in sorted(open_plans, key=lambda plan: (plan.starts_on, plan.slug))
    )
