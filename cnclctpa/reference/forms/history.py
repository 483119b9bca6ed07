"""The forms of events and laws, of what sources say of them, and of frameworks."""

from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from cnclctpa.reference.forms.sourced import SOURCES, SourcedForm, StatementForm
from cnclctpa.reference.models import Event, EventStatement, Framework


class EventForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Event
        fields = (
            "kind",
            "title_fr",
            "title_en",
            "short_title_fr",
            "short_title_en",
            "on",
            "ends_on",
            "precision",
            "certainty",
            "is_pending",
            "sources",
        )
        help_texts = {
            "title_fr": _(
                "For a text, its whole name: “Law 2012-023 of 12 July 2012 on trafficking in persons”."
            ),
            "short_title_fr": _("For the line of time of the home page: four or five words."),
            "on": _("When only the month or the year is known, write its first day, and say so beside."),
            "ends_on": _("Only for what lasted several days."),
            "is_pending": _("A bill, or a text not yet promulgated: it is told apart from the law."),
        }

    sections = (
        Section(_("What happened"), ("kind", "title_fr", "short_title_fr", "is_pending")),
        Section(_("When"), (("on", "ends_on"), ("precision", "certainty"))),
        Section(SOURCES, ("sources",)),
    )


class EventStatementForm(StatementForm):
    class Meta(StatementForm.Meta):
        model = EventStatement


class FrameworkForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Framework
        fields = ("kind", "title_fr", "title_en", "description_fr", "description_en", "sources")
        help_texts = {
            "title_fr": _("A strategy, a programme or a goal to which plans contribute, by its whole name."),
            "description_fr": _(
                "In two sentences: who adopted it, and what it has to do with trafficking in persons."
            ),
        }

    sections = (
        Section(_("The framework"), ("kind", "title_fr", "description_fr")),
        Section(SOURCES, ("sources",)),
    )
