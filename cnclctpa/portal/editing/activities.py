"""Editing activities: their sheet, their milestones and partners, postponing them, withdrawing them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities import services
from activities.forms.activities import (
    ActivityForm,
    AncestorGrid,
    DropForm,
    MilestoneGrid,
    PartnerGrid,
    PostponeForm,
    TakeBackForm,
    WithdrawForm,
)
from activities.models import Activity
from cnclctpa.audit.removing import remove
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Act, Editor
from cnclctpa.portal.editing.finding import part_named, plan_of
from cnclctpa.portal.editing.framework import under_objective, under_result
from cnclctpa.portal.editing.offers import acting, adding, editing, offer, removing, when
from cnclctpa.portal.editing.plans import closed_to_new, is_open
from plans.choices import LineageKind
from plans.models import Plan, Result, StrategicObjective
from plans.services import remove_line

AT = "plans/<plan:plan>/activities/<code:code>/"


def find(user, *, plan, code):
    visible = Activity.objects.visible_to(user).select_related(
        "plan", "lead", "objective", "result__objective"
    )
    return get_object_or_404(visible, plan__slug=plan, code=code)


def address(activity):
    return {"plan": activity.plan.slug, "code": activity.code}


def blank(user, query, *, plan):
    """A new activity; the address may name what it serves: ``?result=1.1.1`` or ``?objective=1.1``."""
    of = plan_of(user, plan)
    return Activity(plan=of, **part_named(of, query))


def of_plan(activity) -> Plan:
    return activity.plan


ACTIVITY = Editor(
    name="activity",
    model=Activity,
    form=ActivityForm,
    grids=(MilestoneGrid, PartnerGrid, AncestorGrid),
    find=find,
    address=address,
    blank=blank,
    add=services.add_activity,
    change=services.change_activity,
    remove=remove_line,
    plan=of_plan,
    closed=closed_to_new(of_plan),
    above=lambda activity: reverse("portal:activity-list", args=[activity.plan.slug]),
    new=_("New activity"),
    edit=_("Edit the activity"),
    added=_("The activity has been added."),
    saved=_("The activity has been saved."),
    removed=_("The activity has been removed."),
)


def postpone(activity, answers, *, by):
    services.postpone(activity, **answers, by=by)


def withdraw(activity, answers, *, by):
    services.withdraw_activity(activity, **answers, by=by)


def withdrawn(activity) -> Any:
    return _("This activity has been withdrawn from the plan.") if activity.withdrawn_on else ""


def not_postponable(activity) -> Any:
    if activity.original_ends_on is None:
        return _("This activity has no end date yet: give it one, then its dates can move.")
    return withdrawn(activity)


POSTPONE = Act(
    name="activity-postpone",
    find=find,
    address=address,
    plan=of_plan,
    form=PostponeForm,
    carry_out=postpone,
    closed=not_postponable,
    label=_("Postpone"),
    title=_("Postpone the activity"),
    intro=_("The dates of the plan stay known: both are shown, with the cause, and the delay is counted."),
    button=_("Postpone"),
    done=_("The new dates have been saved."),
)
WITHDRAW = Act(
    name="activity-withdraw",
    find=find,
    address=address,
    plan=of_plan,
    form=WithdrawForm,
    carry_out=withdraw,
    closed=withdrawn,
    label=_("Withdraw"),
    title=_("Withdraw the activity from the plan"),
    intro=_("It keeps its code, its reports and its money, and no longer counts from that day on."),
    button=_("Withdraw"),
    done=_("The activity has been withdrawn."),
    is_grave=True,
)


def dropped(activity):
    return activity.heirs.filter(activity__isnull=True)


def not_droppable(activity) -> Any:
    """Only once there is a plan that could have taken it up, and nothing in it does."""
    if not activity.plan.successors.exists():
        return _("No plan follows this one yet: nothing of it has been dropped.")
    return _("What it became is already said.") if activity.heirs.exists() else ""


def not_dropped(activity) -> Any:
    return "" if dropped(activity).exists() else _("Nothing says that it was dropped.")


def drop(activity, answers, *, by):
    services.declare_lineage(activity, kind=LineageKind.DROPPED, **answers, by=by)


def take_back(activity, answers, *, by):
    for lineage in dropped(activity):
        remove(lineage, by=by)


DROP = Act(
    name="activity-drop",
    find=find,
    address=address,
    plan=of_plan,
    form=DropForm,
    carry_out=drop,
    closed=not_droppable,
    label=_("Say that it was dropped"),
    title=_("The next plan does not take it up"),
    intro=_("Nothing is removed: the comparison of the plans says that this activity ended with its plan."),
    button=_("Say that it was dropped"),
    done=_("The activity is said to be dropped by the next plan."),
)
TAKE_BACK = Act(
    name="activity-take-back",
    find=find,
    address=address,
    plan=of_plan,
    form=TakeBackForm,
    carry_out=take_back,
    closed=not_dropped,
    label=_("It was not dropped"),
    title=_("Take back that it was dropped"),
    intro=_("An activity of the next plan can then say that it takes it up."),
    button=_("Take it back"),
    done=_("The activity is no longer said to be dropped."),
)

new_activity = adding(
    ACTIVITY,
    _("New activity"),
    lambda plan: reverse("portal:activity-create", args=[plan.slug]),
    name="activities",
)
offer(
    Activity,
    editing(ACTIVITY),
    acting(POSTPONE),
    acting(WITHDRAW),
    acting(DROP),
    acting(TAKE_BACK),
    removing(ACTIVITY),
)
offer(Plan, new_activity)
offer(
    StrategicObjective,
    when(lambda one: is_open(one.plan), adding(ACTIVITY, _("New activity"), under_objective("activity"))),
)
offer(
    Result,
    when(
        lambda one: is_open(one.objective.plan),
        adding(ACTIVITY, _("New activity"), under_result("activity")),
    ),
)

urlpatterns = [
    *addresses.of(ACTIVITY, within="plans/<plan:plan>/activities/", at=AT),
    addresses.of_act(POSTPONE, f"{AT}postpone/"),
    addresses.of_act(WITHDRAW, f"{AT}withdraw/"),
    addresses.of_act(DROP, f"{AT}drop/"),
    addresses.of_act(TAKE_BACK, f"{AT}take-back/"),
]
