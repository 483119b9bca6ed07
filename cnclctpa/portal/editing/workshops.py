"""Editing workshops and what came out of them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.forms.outcomes import OutcomeForm
from activities.forms.workshops import (
    GroupGrid,
    InvolvedGrid,
    ParticipationGrid,
    SessionGrid,
    StatementGrid,
    WorkshopForm,
)
from activities.models import Outcome, Workshop
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.offers import adding, editing, offer, removing
from plans.models import Plan

MAY_WORKSHOP, MAY_OUTCOME = "activities.change_workshop", "activities.change_outcome"


def find(user, *, slug):
    return get_object_or_404(Workshop.objects.visible_to(user).select_related("plan"), slug=slug)


def blank(user, query):
    """A new workshop; the address may name the plan that it serves: ``?plan=2023-2027``."""
    return Workshop(plan=Plan.objects.visible_to(user).filter(slug=query.get("plan", "")).first())


WORKSHOP = Editor(
    name="workshop",
    model=Workshop,
    form=WorkshopForm,
    grids=(SessionGrid, InvolvedGrid, ParticipationGrid, GroupGrid, StatementGrid),
    find=find,
    address=lambda workshop: {"slug": workshop.slug},
    blank=blank,
    may=MAY_WORKSHOP,
    plan=lambda workshop: workshop.plan,
    above=lambda workshop: reverse("activities:workshop-list"),
    new=_("New workshop"),
    edit=_("Edit the workshop"),
    added=_("The workshop has been added."),
    saved=_("The workshop has been saved."),
    removed=_("The workshop has been removed."),
)


def find_outcome(user, *, slug):
    visible = Outcome.objects.visible_to(user).select_related("workshop__plan")
    return get_object_or_404(visible, slug=slug)


def blank_outcome(user, query, *, slug):
    return Outcome(workshop=find(user, slug=slug))


OUTCOME = Editor(
    name="outcome",
    model=Outcome,
    form=OutcomeForm,
    find=find_outcome,
    address=lambda outcome: {"slug": outcome.slug},
    blank=blank_outcome,
    may=MAY_OUTCOME,
    plan=lambda outcome: outcome.workshop.plan,
    above=lambda outcome: f"{outcome.workshop.get_absolute_url()}#outcomes",
    new=_("New outcome of the workshop"),
    edit=_("Edit the outcome"),
    added=_("The outcome has been added."),
    saved=_("The outcome has been saved."),
    removed=_("The outcome has been removed."),
)

new_outcome = adding(
    OUTCOME,
    _("New outcome"),
    lambda workshop: reverse("portal:outcome-create", args=[workshop.slug]),
    name="outcomes",
)
offer(Workshop, editing(WORKSHOP), removing(WORKSHOP), new_outcome)
offer("workshops", adding(WORKSHOP, _("New workshop"), lambda _list: reverse("portal:workshop-create")))
offer(Outcome, editing(OUTCOME), removing(OUTCOME))

urlpatterns = [
    *addresses.of(WORKSHOP, within="workshops/", at="workshops/<slug:slug>/"),
    *addresses.of(OUTCOME, within="workshops/<slug:slug>/outcomes/", at="outcomes/<slug:slug>/"),
]
