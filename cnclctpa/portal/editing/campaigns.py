"""Editing reporting campaigns: opening them, what they expect, closing them."""

from datetime import timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities import services
from activities.forms.campaigns import CampaignForm, CloseForm
from activities.models import Campaign
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Act, Editor
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.offers import acting, adding, editing, offer, removing
from plans.models import Plan

WITHIN = "plans/<plan:plan>/reporting/"
AT = f"{WITHIN}<slug:campaign>/"
#: Days after the end of the period, when they are proposed.
OPENS, DUE, CLOSES = 1, 15, 30


def find(user, *, plan, campaign):
    visible = Campaign.objects.filter(plan__in=Plan.objects.visible_to(user)).select_related("plan")
    return get_object_or_404(visible, plan__slug=plan, slug=campaign)


def address(campaign):
    return {"plan": campaign.plan.slug, "campaign": campaign.slug}


def place(campaign):
    return reverse("portal:campaign-detail", kwargs=address(campaign))


def above(campaign):
    return reverse("portal:reporting", args=[campaign.plan.slug])


def blank(user, query, *, plan):
    """A campaign on the next quarter to report, with the days that the committee usually gives."""
    of = plan_of(user, plan)
    starts_on, ends_on = services.quarter_to_report(of, on=timezone.localdate())
    return Campaign(
        plan=of,
        starts_on=starts_on,
        ends_on=ends_on,
        opens_on=ends_on + timedelta(days=OPENS),
        due_on=ends_on + timedelta(days=DUE),
        closes_on=ends_on + timedelta(days=CLOSES),
    )


def open_campaign(campaign, *, by):
    """The reports that it expects are those that the form names, once it is there."""
    return services.open_campaign(campaign, activities=(), by=by)


def of_plan(campaign) -> Plan:
    return campaign.plan


CAMPAIGN = Editor(
    name="campaign",
    model=Campaign,
    form=CampaignForm,
    find=find,
    address=address,
    blank=blank,
    add=open_campaign,
    plan=of_plan,
    place=place,
    above=above,
    new=_("New reporting campaign"),
    edit=_("Edit the campaign"),
    intro=_("A campaign asks those who lead activities what was done in a period, and by when they say it."),
    added=_("The campaign has been made."),
    saved=_("The campaign has been saved."),
    removed=_("The campaign has been removed."),
)


def close(campaign, answers, *, by):
    services.close_campaign(campaign, **answers, by=by)


def not_closable(campaign) -> Any:
    if timezone.localdate() < campaign.opens_on:
        return _("This campaign has not opened yet: give it other days instead.")
    return _("This campaign is already closed.") if timezone.localdate() > campaign.closes_on else ""


CLOSE = Act(
    name="campaign-close",
    find=find,
    address=address,
    plan=of_plan,
    form=CloseForm,
    carry_out=close,
    closed=not_closable,
    label=_("Close"),
    title=_("Close the campaign"),
    intro=_("To open it again, give it another closing day: “Edit”."),
    button=_("Close the campaign"),
    done=_("The campaign is closed from that day on."),
    place=place,
)

new_campaign = adding(
    CAMPAIGN,
    _("New campaign"),
    lambda plan: reverse("portal:campaign-create", args=[plan.slug]),
    name="campaigns",
)
offer(Campaign, editing(CAMPAIGN), acting(CLOSE), removing(CAMPAIGN))
offer(Plan, new_campaign)

urlpatterns = [
    *addresses.of(CAMPAIGN, within=WITHIN, at=AT),
    addresses.of_act(CLOSE, f"{AT}close/"),
]
