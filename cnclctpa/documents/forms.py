"""The form of a document: a file that we keep, or the address of one kept elsewhere."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section

from .choices import Audience
from .models import Document
from .types import EXTENSIONS

#: To whom those who report show what supports their reports: the rest is for the secretariat to decide.
OF_REPORTERS = (Audience.ORGANISATION, Audience.PARTNERS)


def told_types() -> str:
    return _("%(types)s, without macros, of %(size)s at most. No picture: it tells where it was taken.") % {
        "types": ", ".join(EXTENSIONS),
        "size": filesizeformat(settings.DOCUMENT_MAX_SIZE),
    }


class DocumentForm(EditForm):
    class Meta(EditForm.Meta):
        model = Document
        fields = ("title_fr", "title_en", "kind", "language", "file", "link", "audience", "organisation")
        help_texts = {
            "title_fr": _("What it is, of which year: “Attendance list, training of Kayes, March 2026”."),
            "file": lazy(told_types, str)(),
            "link": _("For what is kept elsewhere: its address, beginning with https://. One or the other."),
            "audience": _(
                "Never for everybody when it names people who are not in a public office, and never a "
                "document that describes a victim: such a document has no place here."
            ),
            "organisation": _("The organisation that it comes from, which reads it too."),
        }

    sections = (
        Section(_("The document"), ("title_fr", ("kind", "language"))),
        Section(_("Where it is"), ("file", "link")),
        Section(_("Who may see it"), (("audience", "organisation"),)),
    )

    def prepare(self):
        if self.instance.pk:
            # What people have read under an address is not replaced: another document is added.
            del self.fields["file"]
            if self.instance.file:
                del self.fields["link"]
            else:
                self.fields["link"].required = True
        if getattr(self.instance, "is_by_reporter", False):
            self.fields["audience"].choices = [(one.value, one.label) for one in OF_REPORTERS]
            self.fields["organisation"].disabled = True

    def clean(self):
        typed = super().clean()
        if "file" in self.fields and not self.errors and bool(typed.get("file")) == bool(typed.get("link")):
            self.add_error("file", _("Give either a file or an address."))
        if typed.get("audience") == Audience.ORGANISATION and not typed.get("organisation"):
            self.add_error("organisation", _("Say which organisation this document is kept for."))
        return typed

    def warnings(self):
        if "audience" in self.changed_data and self.cleaned_data.get("audience") == Audience.PUBLIC:
            yield _("Everybody will read it: does it name nobody who should not be named?")
