"""What the forms of facts have in common: where they come from, how certain they are, what sources say."""

from operator import attrgetter

from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.choices import ManyField
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from cnclctpa.reference.models import Region, Source

SOURCES = _("Where it comes from")
CERTAINTY = _(
    "Certain: an official text or sources that agree. Probable: one serious source. Uncertain: sources that "
    "disagree, or an indirect one. Not found: looked for, and not found."
)
SOURCES_ASKED = _("The publications that say so. One that is missing here is added first, on its own page:")


def with_link(sentence, address, words):
    """A sentence of help that leads to another page, in the language of the page."""
    return format_lazy('{} <a href="{}">{}</a>', sentence, address, words)


class SourcedForm(EditForm):
    """The form of a fact, which cites its sources."""

    def prepare(self):
        if "sources" in self.fields:
            offer_sources(self.fields["sources"])
        if "certainty" in self.fields:
            self.fields["certainty"].help_text = CERTAINTY

    @property
    def is_fictitious(self) -> bool:
        """Demonstration data come from nowhere."""
        return False

    def warnings(self):
        is_asked = self.instance.pk is None or "sources" in self.changed_data
        if "sources" not in self.fields or self.is_fictitious or not is_asked:
            return
        if not self.cleaned_data.get("sources"):
            yield _("No source is given: nobody will be able to check it.")


def offer_sources(field: ManyField) -> None:
    field.group(Source.objects.order_by("publisher", "title"), attrgetter("publisher"), attrgetter("title"))
    field.label = _("Sources")
    field.help_text = with_link(SOURCES_ASKED, reverse_lazy("portal:source-create"), _("New source"))


def offer_regions(field: ManyField) -> None:
    """The regions of each division apart: those of one are not those of another."""
    field.group(Region.objects.order_by("-division", "position", "slug"), division_of)


def division_of(region: Region) -> str:
    return f"{region.get_division_display()} ({region.era})"


class StatementForm(SourcedForm):
    """What sources say of one property of an object; subclasses say of which."""

    class Meta(EditForm.Meta):
        fields = (
            "text_fr",
            "text_en",
            "certainty",
            "is_retained",
            "reason_fr",
            "reason_en",
            "sources",
        )
        help_texts = {
            "text_fr": _(
                "In one or two sentences, as the source says it. One statement for each thing said: two "
                "sources that disagree make two statements."
            ),
            "is_retained": _(
                "Ticked: it is what the site says. When sources disagree, one only is retained."
            ),
            "reason_fr": _("Needed when it is not retained: what makes another statement more trustworthy."),
        }

    sections = (
        Section(
            _("What is said"),
            ("about", "about_fr", "text_fr", "certainty"),
            _("Nothing is hidden: a statement that is not retained stays on the page, with the reason."),
        ),
        Section(_("Retained or not"), ("is_retained", "reason_fr")),
        Section(SOURCES, ("sources",)),
    )
