"""Editing what plans rest on: sources, figures, events and laws, frameworks."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.offers import adding, editing, offer
from cnclctpa.reference.forms.figures import FigureForm, FigurePartGrid
from cnclctpa.reference.forms.history import EventForm, EventStatementForm, FrameworkForm
from cnclctpa.reference.forms.sources import SourceForm
from cnclctpa.reference.models import Event, EventStatement, Figure, Framework, Source

REFERENCE = "reference.change_reference"


def find_by_slug(model):
    return lambda user, *, slug: get_object_or_404(model, slug=slug)


def by_slug(row) -> dict:
    return {"slug": row.slug}


def on_list(name: str):
    """Where an object is on the page of its list."""
    return lambda row: f"{reverse(f'portal:{name}')}#{row.slug}"


def list_page(name: str):
    return lambda row: reverse(f"portal:{name}")


SOURCE = Editor(
    name="source",
    model=Source,
    form=SourceForm,
    find=lambda user, *, pk: get_object_or_404(Source, pk=pk),
    address=lambda source: {"pk": source.pk},
    blank=lambda user, query: Source(),
    may=REFERENCE,
    place=on_list("source-list"),
    above=list_page("source-list"),
    new=_("New source"),
    edit=_("Edit the source"),
    intro=_("A publication that anybody may read, and from which facts are taken."),
    added=_("The source has been added: facts may cite it now."),
    saved=_("The source has been saved."),
    removed=_("The source has been removed."),
)
FIGURE = Editor(
    name="figure",
    model=Figure,
    form=FigureForm,
    grids=(FigurePartGrid,),
    find=find_by_slug(Figure),
    address=by_slug,
    blank=lambda user, query: Figure(),
    may=REFERENCE,
    place=on_list("figure-list"),
    above=list_page("figure-list"),
    new=_("New figure"),
    edit=_("Edit the figure"),
    intro=_(
        "A number that a public source states and that belongs to no indicator of a plan. It is repeated as "
        "it was printed; none is adjusted."
    ),
    added=_("The figure has been added."),
    saved=_("The figure has been saved."),
    removed=_("The figure has been removed."),
)
EVENT = Editor(
    name="event",
    model=Event,
    form=EventForm,
    find=find_by_slug(Event),
    address=by_slug,
    blank=lambda user, query: Event(),
    may=REFERENCE,
    place=on_list("law"),
    above=list_page("law"),
    new=_("New text or event"),
    edit=_("Edit the text or the event"),
    intro=_("A legal text, or something that the line of time should show."),
    added=_("The event has been added."),
    saved=_("The event has been saved."),
    removed=_("The event has been removed."),
)


def find_event_statement(user, *, slug, pk):
    rows = EventStatement.objects.filter(event__slug=slug).select_related("event")
    return get_object_or_404(rows, pk=pk)


def place_of_event(statement) -> str:
    return EVENT.place(statement.event)


EVENT_STATEMENT = Editor(
    name="event-statement",
    model=EventStatement,
    form=EventStatementForm,
    find=find_event_statement,
    address=lambda statement: {"slug": statement.event.slug, "pk": statement.pk},
    blank=lambda user, query, *, slug: EventStatement(event=get_object_or_404(Event, slug=slug)),
    may=REFERENCE,
    place=place_of_event,
    above=place_of_event,
    new=_("What a source says of it"),
    edit=_("Edit what a source says of it"),
    added=_("The statement has been added."),
    saved=_("The statement has been saved."),
    removed=_("The statement has been removed."),
)
FRAMEWORK = Editor(
    name="framework",
    model=Framework,
    form=FrameworkForm,
    find=find_by_slug(Framework),
    address=by_slug,
    blank=lambda user, query: Framework(),
    may=REFERENCE,
    place=on_list("framework-list"),
    above=list_page("framework-list"),
    new=_("New framework"),
    edit=_("Edit the framework"),
    added=_("The framework has been added."),
    saved=_("The framework has been saved."),
    removed=_("The framework has been removed."),
)


def made(name: str):
    return lambda shown: reverse(f"portal:{name}-create")


offer("sources", adding(SOURCE, _("New source"), made("source")))
offer("figures", adding(FIGURE, _("New figure"), made("figure")))
offer("events", adding(EVENT, _("New text or event"), made("event")))
offer("frameworks", adding(FRAMEWORK, _("New framework"), made("framework")))
offer(Source, editing(SOURCE))
offer(Figure, editing(FIGURE))
offer(
    Event,
    editing(EVENT),
    adding(
        EVENT_STATEMENT,
        _("Add what a source says"),
        lambda event: reverse("portal:event-statement-create", args=[event.slug]),
    ),
)
offer(EventStatement, editing(EVENT_STATEMENT))
offer(Framework, editing(FRAMEWORK))

EVENTS = "about/events/<slug:slug>/"
urlpatterns = [
    *addresses.of(SOURCE, within="about/sources/", at="about/sources/<int:pk>/"),
    *addresses.of(FIGURE, within="about/figures/", at="about/figures/<slug:slug>/"),
    *addresses.of(EVENT, within="about/events/", at=EVENTS),
    *addresses.of(EVENT_STATEMENT, within=f"{EVENTS}statements/", at=f"{EVENTS}statements/<int:pk>/"),
    *addresses.of(FRAMEWORK, within="about/frameworks/", at="about/frameworks/<slug:slug>/"),
]
