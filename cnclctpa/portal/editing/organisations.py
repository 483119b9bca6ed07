"""Editing organisations, their mandates, the offices held in them, what sources say of them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.offers import adding, editing, offer
from cnclctpa.portal.editing.reference import REFERENCE, by_slug, find_by_slug, made
from cnclctpa.reference.forms.organisations import (
    AcronymGrid,
    AttestationGrid,
    MandateForm,
    OfficeForm,
    OrganisationForm,
    OrganisationStatementForm,
)
from cnclctpa.reference.models import Mandate, Office, Organisation, OrganisationStatement


def sheet_of(organisation) -> str:
    return reverse("portal:organisation-sheet", args=[organisation.slug])


def sheet_of_its(row) -> str:
    return sheet_of(row.organisation)


def organisation_named(slug: str) -> Organisation:
    return get_object_or_404(Organisation, slug=slug)


def find_part(model):
    """A part of an organisation, at the address of both."""

    def find(user, *, slug, pk):
        rows = model.objects.filter(organisation__slug=slug).select_related("organisation")
        return get_object_or_404(rows, pk=pk)

    return find


def address_of_part(row) -> dict:
    return {"slug": row.organisation.slug, "pk": row.pk}


ORGANISATION = Editor(
    name="organisation",
    model=Organisation,
    form=OrganisationForm,
    grids=(AcronymGrid,),
    find=find_by_slug(Organisation),
    address=by_slug,
    blank=lambda user, query: Organisation(),
    may=REFERENCE,
    place=sheet_of,
    above=lambda organisation: reverse("portal:reference-organisations"),
    new=_("New organisation"),
    edit=_("Edit the organisation"),
    intro=_("A body that leads or supports activities, that funds, or that sources cite."),
    added=_("The organisation has been added."),
    saved=_("The organisation has been saved."),
    removed=_("The organisation has been removed."),
)
MANDATE = Editor(
    name="mandate",
    model=Mandate,
    form=MandateForm,
    find=find_part(Mandate),
    address=address_of_part,
    blank=lambda user, query, *, slug: Mandate(organisation=organisation_named(slug)),
    may=REFERENCE,
    place=sheet_of_its,
    above=sheet_of_its,
    new=_("New mandate"),
    edit=_("Edit the mandate"),
    intro=_("The part that an organisation has in the committee. Cited is not member."),
    added=_("The mandate has been added."),
    saved=_("The mandate has been saved."),
    removed=_("The mandate has been removed."),
)
STATEMENT = Editor(
    name="organisation-statement",
    model=OrganisationStatement,
    form=OrganisationStatementForm,
    find=find_part(OrganisationStatement),
    address=address_of_part,
    blank=lambda user, query, *, slug: OrganisationStatement(organisation=organisation_named(slug)),
    may=REFERENCE,
    place=sheet_of_its,
    above=sheet_of_its,
    new=_("What a source says of the organisation"),
    edit=_("Edit what a source says of the organisation"),
    added=_("The statement has been added."),
    saved=_("The statement has been saved."),
    removed=_("The statement has been removed."),
)


def new_office(user, query) -> Office:
    """``?organisation=ministere-de-la-justice`` says in which."""
    return Office(organisation=Organisation.objects.filter(slug=query.get("organisation", "")).first())


def page_of_office(office) -> str:
    return sheet_of(office.organisation) if office.organisation_id else reverse("portal:committee")


OFFICE = Editor(
    name="office",
    model=Office,
    form=OfficeForm,
    grids=(AttestationGrid,),
    find=find_by_slug(Office),
    address=by_slug,
    blank=new_office,
    may=REFERENCE,
    place=page_of_office,
    above=page_of_office,
    new=_("New office"),
    edit=_("Edit the office"),
    intro=_("A person whom a public source shows in a public function, and on which days."),
    added=_("The office has been added."),
    saved=_("The office has been saved."),
    removed=_("The office has been removed."),
)

offer("organisations", adding(ORGANISATION, _("New organisation"), made("organisation")))
offer("offices", adding(OFFICE, _("New office"), made("office")))
offer(
    Organisation,
    editing(ORGANISATION),
    adding(
        MANDATE,
        _("New mandate"),
        lambda one: reverse("portal:mandate-create", args=[one.slug]),
        name="mandate",
    ),
    adding(
        STATEMENT,
        _("New statement"),
        lambda one: reverse("portal:organisation-statement-create", args=[one.slug]),
        name="statement",
    ),
    adding(
        OFFICE,
        _("New office"),
        lambda one: f"{reverse('portal:office-create')}?organisation={one.slug}",
        name="office",
    ),
)
offer(Mandate, editing(MANDATE))
offer(OrganisationStatement, editing(STATEMENT))
offer(Office, editing(OFFICE))

AT = "organisations/<slug:slug>/"
urlpatterns = [
    *addresses.of(ORGANISATION, within="organisations/", at=AT),
    *addresses.of(MANDATE, within=f"{AT}mandates/", at=f"{AT}mandates/<int:pk>/"),
    *addresses.of(STATEMENT, within=f"{AT}statements/", at=f"{AT}statements/<int:pk>/"),
    *addresses.of(OFFICE, within="about/offices/", at="about/offices/<slug:slug>/"),
]
