"""Editing documents: added to what the address names, changed, removed."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ProgressReport, Workshop
from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.audit.causes import because
from cnclctpa.documents import services
from cnclctpa.documents.choices import Audience, DocumentKind
from cnclctpa.documents.forms import DocumentForm
from cnclctpa.documents.models import Document
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.finding import plan_of
from cnclctpa.portal.editing.offers import NamedOffering, Offering, adding, editing, offer
from plans.models import Plan


def owner_named(user, query):
    """What a document is added to: a plan, one of its activities, the report of a campaign, a workshop.

    None when the address names nothing; ``Http404`` when it names what the person does not see.
    """
    if slug := query.get("workshop", ""):
        return get_object_or_404(Workshop.objects.visible_to(user), slug=slug)
    if not (slug := query.get("plan", "")):
        return None
    plan = plan_of(user, slug)
    if not (code := query.get("activity", "")):
        return plan
    activities = Activity.objects.visible_to(user).select_related("plan", "lead")
    activity = get_object_or_404(activities, plan=plan, code=code)
    if not (key := query.get("report", "")):
        return activity
    if not key.isdecimal():
        raise Http404
    reports = ProgressReport.objects.visible_to(user).select_related("activity__plan", "activity__lead")
    return get_object_or_404(reports, activity=activity, pk=key)


def lead_of(owner):
    """The organisation from which what supports an activity or its report comes."""
    if isinstance(owner, ProgressReport):
        return owner.activity.lead
    return owner.lead if isinstance(owner, Activity) else None


def is_reporter(user) -> bool:
    return not may(user, Permission.EDIT_PLANS)


def new_document(user, query) -> Document:
    owner = owner_named(user, query)
    document: Any = Document(organisation=lead_of(owner), kind=kind_of(owner), audience=Audience.SECRETARIAT)
    document.owner = owner
    if is_reporter(user):
        document.audience, document.is_by_reporter = Audience.ORGANISATION, True
    return document


def kind_of(owner) -> DocumentKind:
    if isinstance(owner, Plan):
        return DocumentKind.PLAN
    return DocumentKind.SUPPORTING if lead_of(owner) else DocumentKind.OTHER


def find(user, *, pk) -> Document:
    document: Any = get_object_or_404(Document.objects.visible_to(user).select_related("organisation"), pk=pk)
    document.is_by_reporter = is_reporter(user)
    return document


def add(document, *, by) -> Document:
    """Keep a document, and attach it to what the address named."""
    owner = document.owner
    services.add_document(document, by=by)
    if owner is not None:
        with because("document.added", by=by):
            owner.documents.add(document)
    return document


def page_of_owner(document) -> str:
    """That of what it is added to; empty when it is added to nothing."""
    owner = getattr(document, "owner", None)
    shown = owner.activity if isinstance(owner, ProgressReport) else owner
    return shown.get_absolute_url() if shown is not None else ""


def place(document) -> str:
    """Back where it was added, or its own page."""
    return page_of_owner(document) or document.get_absolute_url()


def above(document) -> str:
    return page_of_owner(document) or reverse("portal:home")


def plan_of_owner(document) -> Plan | None:
    owner = getattr(document, "owner", None)
    if isinstance(owner, Plan):
        return owner
    activity = owner.activity if isinstance(owner, ProgressReport) else owner
    return activity.plan if activity is not None else None


DOCUMENT = Editor(
    name="document",
    model=Document,
    form=DocumentForm,
    find=find,
    address=lambda document: {"pk": document.pk},
    blank=new_document,
    add=add,
    may="documents.change_document",
    place=place,
    above=above,
    plan=plan_of_owner,
    new=_("New document"),
    edit=_("Edit the document"),
    intro=_(
        "A file that we keep, or the address of one kept elsewhere. Files are read by those whom you choose."
    ),
    added=_("The document has been added."),
    saved=_("The document has been saved."),
    removed=_("The document has been removed."),
)


def asked(**query) -> str:
    return f"{reverse('portal:document-create')}?{urlencode(query)}"


def at_plan(plan) -> str:
    return asked(plan=plan.slug)


def at_activity(activity) -> str:
    return asked(plan=activity.plan.slug, activity=activity.code)


def at_report(report) -> str:
    return asked(plan=report.activity.plan.slug, activity=report.activity.code, report=report.pk)


def at_workshop(workshop) -> str:
    return asked(workshop=workshop.slug)


def attaching(address, name: str = "") -> Offering:
    """The button that adds a document, for those who may add one there."""

    def offering(user, owner):
        return adding(DOCUMENT, _("Add a document"), lambda row: address(owner))(
            user, Document(organisation=lead_of(owner))
        )

    return NamedOffering(name, offering)


offer(Plan, attaching(at_plan, "document"))
for model, address in (
    (Activity, at_activity),
    (ProgressReport, at_report),
    (Workshop, at_workshop),
):
    offer(model, attaching(address))
offer(Document, editing(DOCUMENT))

urlpatterns = [*addresses.of(DOCUMENT, within="documents/", at="documents/<int:pk>/")]
