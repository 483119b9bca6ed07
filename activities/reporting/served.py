"""Which plans a workshop served, and during which plan it was held when no source links it to one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.choices import WorkshopPurpose
from activities.models import Workshop
from plans.models import Plan

#: What a workshop that served two plans did with each.
DONE_WITH: dict[str, str | Promise] = {
    WorkshopPurpose.EVALUATION: _("evaluated"),
    WorkshopPurpose.DRAFTING: _("drafted"),
    WorkshopPurpose.VALIDATION: _("validated"),
    WorkshopPurpose.LAUNCH: _("launched"),
}


@dataclass(frozen=True)
class Served:
    """A plan that a workshop served; ``done`` is empty when it served no other."""

    plan: Plan
    done: str | Promise = ""


@dataclass(frozen=True)
class Service:
    """``during`` is the plan whose period holds the workshop, when no source links it to a plan."""

    served: tuple[Served, ...]
    during: Plan | None


def service(workshop: Workshop, plans: Iterable[Plan]) -> Service:
    """What a workshop, read with its step, did for the ``plans`` that the reader may see."""
    visible = {plan.pk: plan for plan in plans}
    made = workshop.process_step.plan_id if workshop.process_step else None
    own, made_plan = visible.get(workshop.plan_id or 0), visible.get(made or 0)
    if own and made_plan and own != made_plan:
        purposes = (workshop.purpose, workshop.also)
        served = [
            Served(plan, DONE_WITH.get(purpose, ""))
            for plan, purpose in zip((own, made_plan), purposes, strict=True)
        ]
    else:
        served = [Served(plan) for plan in (own or made_plan,) if plan]
    is_linked = workshop.plan_id is not None or made is not None
    return Service(tuple(served), None if is_linked else _during(workshop, visible.values()))


def _during(workshop: Workshop, plans: Iterable[Plan]) -> Plan | None:
    day = workshop.starts_on
    return next(
        (plan for plan in plans if plan.starts_on <= day <= plan.ends_on and not plan.is_demonstration), None
    )
