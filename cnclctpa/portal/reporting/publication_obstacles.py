"""What a plan lacks, and the very field where it is entered."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.choices import PlanProperty
from plans.conditions import Lack, lacks_to_adopt, lacks_to_publish
from plans.knowledge import Knowledge
from plans.models import Plan


@dataclass(frozen=True)
class Obstacle:
    """What is missing, and where it is entered."""

    sentence: str | Promise
    action: str | Promise
    address: str


#: What is missing, the words of its link, the page where it is entered and the field there.
OBSTACLES = {
    Lack.SOURCE: (
        _("It has no source: a plan without a source cannot be published."),
        _("Name its source"),
        "portal:plan-update",
        "#div_id_sources",
    ),
    Lack.AXIS: (
        _("It has no axis: a plan without an axis cannot be adopted."),
        _("Add its first axis"),
        "portal:axis-create",
        "",
    ),
}
#: Where each thing that a plan is expected to say is entered.
FIELDS = {
    PlanProperty.TITLE: ("portal:plan-update", "#id_is_title_official"),
    PlanProperty.ADOPTION: ("portal:plan-update", "#id_adopted_on"),
    PlanProperty.LAUNCH: ("portal:plan-update", "#id_launched_on"),
    PlanProperty.PROCESS: ("portal:plan-step-create", ""),
    PlanProperty.AXES: ("portal:axis-create", ""),
    PlanProperty.OBJECTIVES: ("portal:objective-create", ""),
    PlanProperty.ACTIVITIES: ("portal:activity-create", ""),
    PlanProperty.BUDGET: ("portal:plan-update", "#id_total_budget"),
    PlanProperty.ANNUAL_PLANS: ("portal:annual-plan-create", ""),
    PlanProperty.PARTNERS: ("portal:plan-partner-create", ""),
    PlanProperty.EXECUTION: ("portal:plan-statement-create", "?about=execution"),
    PlanProperty.EVALUATION: ("portal:plan-statement-create", "?about=evaluation"),
}
#: What is lacking in part is in rows that there are: the page where they are read leads to each.
ROWS = {
    PlanProperty.PROCESS: ("portal:plan-about", "#process"),
    PlanProperty.AXES: ("portal:plan-matrix", ""),
    PlanProperty.OBJECTIVES: ("portal:plan-matrix", ""),
}


def obstacle(plan: Plan, lack: Lack | None) -> Obstacle | None:
    if lack is None:
        return None
    sentence, action, page, field = OBSTACLES[lack]
    return Obstacle(sentence, action, reverse(page, args=[plan.slug]) + field)


def obstacle_to_publish(plan: Plan) -> Obstacle | None:
    return obstacle(plan, lacks_to_publish(plan))


def obstacle_to_adopt(plan: Plan) -> Obstacle | None:
    return obstacle(plan, lacks_to_adopt(plan))


def entered_at(plan: Plan, one: Knowledge) -> str:
    """Where something that is missing, or known in part, is entered."""
    is_partial = one.state == "in_part"
    page, field = ROWS[one.about] if is_partial and one.about in ROWS else FIELDS[one.about]
    return reverse(page, args=[plan.slug]) + field
