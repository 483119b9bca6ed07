"""Documents in the administration."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnclctpa.audit.admin import Act, AuditedModelAdmin, ReasonForm
from cnclctpa.audit.keeping import keep

from .choices import Audience
from .models import Document
from .services import add_document


class AudienceForm(ReasonForm):
    audience = forms.ChoiceField(label=_("Who may see it"), choices=Audience)

    field_order = ("audience", "reason")


def show_to(document, typed, by):
    document.audience = typed["audience"]
    keep(document, by=by)


@admin.register(Document)
class DocumentAdmin(AuditedModelAdmin):
    list_display = ("title", "kind", "audience", "organisation", "uploaded_by", "uploaded_at")
    list_filter = ("audience", "kind", "language")
    search_fields = ("search_text", "organisation__search_text", "link")
    date_hierarchy = "uploaded_at"
    sections = (
        (None, ("title", "kind", "language", "file", "link")),
        (_("Who may see it"), ("audience", "organisation")),
        (_("When it came"), ("uploaded_by", "uploaded_at", "size", "digest")),
    )
    shown = ("uploaded_by", "uploaded_at", "size", "digest")
    #: Another file is another document: its digest has been quoted.
    fixed = ("file",)
    acts = (Act("audience", _("Change who may see it…"), show_to, AudienceForm),)

    def keep_new(self, row, form, *, by):
        add_document(row, by=by)
