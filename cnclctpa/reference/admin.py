"""The reference lists in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin, PartAdmin

from .models import (
    Acronym,
    Attestation,
    Event,
    EventStatement,
    Figure,
    FigurePart,
    Framework,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
    Region,
    Source,
)

STATED = ("position", "text", "certainty", "is_retained", "reason", "sources")
STATED_IN_LINE = ("position", "text", "certainty", "is_retained")


class AcronymInline(AuditedInline):
    model = Acronym
    columns = ("text", "used_by", "position")


class MandateInline(AuditedInline):
    model = Mandate
    columns = ("role", "starts_on", "ends_on", "legal_basis", "position")


class OfficeInline(AuditedInline):
    model = Office
    columns = ("person", "function", "position")
    read_only = True


class OrganisationStatementInline(AuditedInline):
    model = OrganisationStatement
    columns = ("about", *STATED_IN_LINE)


@admin.register(Organisation)
class OrganisationAdmin(AuditedModelAdmin):
    list_display = ("name", "kind", "country", "parent", "is_demonstration")
    list_filter = ("kind", "is_demonstration", "country")
    search_fields = ("search_text", "acronyms__text", "slug")
    ordering = ("sort_text",)
    sections = (
        (None, ("slug", "name", "kind", "country", "parent", "is_demonstration")),
        (
            _("When it exists, and what is known of it"),
            ("active_from", "active_to", "description", "sources"),
        ),
    )
    inlines = (AcronymInline, MandateInline, OfficeInline, OrganisationStatementInline)
    links = ("led_activities", "fundings", "memberships", "documents")

    def get_search_results(self, request, queryset, search_term):
        found, _is_many = super().get_search_results(request, queryset, search_term)
        return found.distinct() if search_term else found, False


@admin.register(Acronym)
class AcronymAdmin(PartAdmin):
    list_display = ("text", "organisation", "used_by")
    search_fields = ("search_text", "organisation__search_text")
    ordering = ("text", "pk")


@admin.register(Mandate)
class MandateAdmin(PartAdmin):
    list_display = ("organisation", "role", "starts_on", "ends_on", "legal_basis")
    list_filter = ("role",)
    search_fields = ("organisation__search_text", "legal_basis")
    ordering = ("organisation__sort_text", "position", "pk")


class AttestationInline(AuditedInline):
    model = Attestation
    columns = ("on", "precision", "words")


@admin.register(Office)
class OfficeAdmin(AuditedModelAdmin):
    list_display = ("person", "function", "organisation", "position")
    search_fields = ("search_text", "organisation__search_text")
    ordering = ("position", "pk")
    inlines = (AttestationInline,)


@admin.register(Attestation)
class AttestationAdmin(PartAdmin):
    list_display = ("office", "on", "words")
    search_fields = ("office__search_text", "words_fr")
    date_hierarchy = "on"
    ordering = ("-on", "pk")


class StatementAdmin(PartAdmin):
    """What sources say of something; ``subject`` names it."""

    subject = ""
    list_filter = ("is_retained", "certainty")

    def get_list_display(self, request):
        return [
            self.subject,
            *(["about"] if "about" in self.typed else []),
            "text",
            "certainty",
            "is_retained",
        ]

    def get_search_fields(self, request):
        return ("text_fr", f"{self.subject}__search_text")

    @property
    def sections(self):
        return ((None, (self.subject, *(["about"] if "about" in self.typed else []), *STATED)),)


@admin.register(OrganisationStatement)
class OrganisationStatementAdmin(StatementAdmin):
    subject = "organisation"
    search_fields = ("text_fr",)


class FigurePartInline(AuditedInline):
    model = FigurePart
    columns = ("dimension", "label", "value", "position")


@admin.register(Figure)
class FigureAdmin(AuditedModelAdmin):
    list_display = ("measure", "value", "words", "period_from", "period_to", "topic", "is_retained")
    list_filter = ("topic", "is_retained", "certainty", "counting_unit")
    search_fields = ("search_text", "slug", "question", "series")
    date_hierarchy = "period_to"
    ordering = ("-period_to", "position", "slug")
    sections = (
        (None, ("slug", "topic", "measure", "counting_unit", "question", "series", "position")),
        (_("Period and scope"), ("period_from", "period_to", "period_words", "scope")),
        (_("What the source says"), ("value", "words", "is_approximate", "certainty", "sources", "note")),
        (_("Whether it is retained"), ("is_retained", "reason")),
    )
    inlines = (FigurePartInline,)


@admin.register(FigurePart)
class FigurePartAdmin(PartAdmin):
    list_display = ("figure", "dimension", "label", "value")
    list_filter = ("dimension",)
    search_fields = ("label_fr", "figure__search_text")
    ordering = ("figure", "position", "pk")


class EventStatementInline(AuditedInline):
    model = EventStatement
    columns = STATED_IN_LINE


@admin.register(Event)
class EventAdmin(AuditedModelAdmin):
    list_display = ("on", "title", "kind", "certainty", "is_pending")
    list_display_links = ("on", "title")
    list_filter = ("kind", "certainty", "is_pending")
    search_fields = ("search_text", "slug")
    date_hierarchy = "on"
    ordering = ("-on", "slug")
    inlines = (EventStatementInline,)


@admin.register(EventStatement)
class EventStatementAdmin(StatementAdmin):
    subject = "event"
    search_fields = ("text_fr",)


@admin.register(Framework)
class FrameworkAdmin(AuditedModelAdmin):
    list_display = ("title", "kind", "slug")
    list_filter = ("kind",)
    search_fields = ("search_text", "slug")


@admin.register(Region)
class RegionAdmin(AuditedModelAdmin):
    list_display = ("name", "division", "kind", "iso_code", "parent", "position")
    list_filter = ("division", "kind")
    search_fields = ("search_text", "slug", "iso_code")
    sections = (
        (None, ("division", "slug", "name", "kind", "iso_code", "parent", "position", "sources")),
        (_("Drawing"), ("label_point", "shape")),
    )
    links = ("successors", "workshops")


@admin.register(Source)
class SourceAdmin(AuditedModelAdmin):
    list_display = ("title", "publisher", "published_on", "language")
    list_filter = ("language", "is_title_ours")
    search_fields = ("search_text", "url")
    date_hierarchy = "published_on"
    ordering = ("-published_on", "slug")
