"""The form of a source."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from cnclctpa.reference.models import Source

#: Those of what is published about the committee; another one that is stored stays offered.
LANGUAGES = ("fr", "en", "ar", "de", "es", "it", "nl", "pt")


class SourceForm(EditForm):
    language = forms.ChoiceField(label=_("Language"))

    class Meta(EditForm.Meta):
        model = Source
        fields = (
            "title",
            "is_title_ours",
            "publisher",
            "published_on",
            "published_precision",
            "url",
            "language",
            "note_fr",
            "note_en",
        )
        help_texts = {
            "title": _(
                "Its own title, in its own language. When it has none, describe it and tick the box below."
            ),
            "is_title_ours": _("The title is then shown in square brackets."),
            "publisher": _(
                "Who answers for it: a ministry, an agency, a newspaper; not the person who wrote it."
            ),
            "published_on": _(
                "When only the month or the year is known, write its first day, and say so beside: "
                "01/03/2018, “to the month”."
            ),
            "url": _("Of the page itself, beginning with https://, so that anybody may check."),
            "note_fr": _(
                "What one should know before trusting it: read in part, a copy, an address now closed."
            ),
        }

    sections = (
        Section(_("The publication"), ("title", "is_title_ours", ("publisher", "language"))),
        Section(_("When and where"), (("published_on", "published_precision"), "url", "note_fr")),
    )

    def prepare(self):
        known = dict.fromkeys([*LANGUAGES, self.instance.language or "fr"])
        self.fields["language"].choices = [(code, name_of(code)) for code in known]

    def warnings(self):
        typed = self.cleaned_data
        if not typed.get("url") and ("url" in self.changed_data or self.instance.pk is None):
            yield _("Without an address, few people will be able to check this source.")
        same = Source.objects.filter(url=typed.get("url")).exclude(pk=self.instance.pk)
        if "url" in self.changed_data and typed.get("url") and (known := same.first()):
            yield _("A source already has this address: %(title)s.") % {"title": known.title}


def name_of(code: str):
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code
