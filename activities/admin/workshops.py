from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.models import (
    Outcome,
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin, PartAdmin
from cnclctpa.reference.admin import STATED_IN_LINE, StatementAdmin
from plans.admin.warnings import OfPlan


class SessionInline(AuditedInline):
    model = Session
    columns = ("position", "starts_on", "ends_on", "title")


class WorkshopOrganisationInline(AuditedInline):
    model = WorkshopOrganisation
    columns = ("position", "organisation", "involvement", "certainty", "note")


class ParticipationInline(AuditedInline):
    model = Participation
    columns = ("position", "group", "women", "men", "sex_not_stated", "total", "is_approximate", "words")


class WorkingGroupInline(AuditedInline):
    model = WorkingGroup
    columns = ("position", "name", "axis", "rapporteur")


class OutcomeInline(AuditedInline):
    model = Outcome
    columns = ("position", "slug", "kind", "text", "status")


class StatementInline(AuditedInline):
    model = WorkshopStatement
    columns = ("about", *STATED_IN_LINE)


@admin.register(Workshop)
class WorkshopAdmin(OfPlan, AuditedModelAdmin):
    list_display = ("title", "purpose", "plan", "starts_on", "ends_on", "place")
    list_filter = ("purpose", "plan", "dates_certainty")
    search_fields = ("search_text", "slug")
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "slug")
    named_by = ("process_step__plan",)
    sections = (
        (None, ("slug", "title", "purpose", "also", "plan", "process_step")),
        (
            _("When and where"),
            ("starts_on", "ends_on", "precision", "dates_certainty", "place", "region", "chair"),
        ),
        (_("What is known of it"), ("description", "frameworks", "documents", "sources")),
    )
    inlines = (
        SessionInline,
        WorkshopOrganisationInline,
        ParticipationInline,
        WorkingGroupInline,
        OutcomeInline,
        StatementInline,
    )


class OfWorkshop(OfPlan):
    plan_path = "workshop.plan"
    named_by = ("workshop__plan",)


@admin.register(WorkshopOrganisation)
class WorkshopOrganisationAdmin(OfWorkshop, PartAdmin):
    list_display = ("organisation", "involvement", "workshop", "certainty")
    list_filter = ("involvement", "certainty")
    search_fields = ("organisation__search_text", "workshop__search_text")
    ordering = ("workshop", "position", "pk")


@admin.register(Session)
class SessionAdmin(OfWorkshop, PartAdmin):
    list_display = ("title", "workshop", "starts_on", "ends_on")
    search_fields = ("title_fr", "title_en", "workshop__search_text")
    date_hierarchy = "starts_on"
    ordering = ("-starts_on", "position", "pk")


@admin.register(Participation)
class ParticipationAdmin(OfWorkshop, PartAdmin):
    list_display = ("group", "workshop", "women", "men", "sex_not_stated", "total", "is_approximate")
    list_filter = ("is_approximate",)
    search_fields = ("group_fr", "group_en", "workshop__search_text")
    ordering = ("workshop", "position", "pk")


@admin.register(WorkingGroup)
class WorkingGroupAdmin(OfWorkshop, PartAdmin):
    list_display = ("name", "workshop", "axis", "rapporteur")
    search_fields = ("name_fr", "name_en", "workshop__search_text")
    ordering = ("workshop", "position", "pk")


@admin.register(WorkshopStatement)
class WorkshopStatementAdmin(OfWorkshop, StatementAdmin):
    subject = "workshop"
    search_fields = ("text_fr",)


@admin.register(Outcome)
class OutcomeAdmin(OfWorkshop, AuditedModelAdmin):
    list_display = ("text", "kind", "workshop", "owner", "due_on", "status")
    list_filter = ("kind", "status", "pillar")
    search_fields = ("search_text", "owner__search_text", "slug")
    date_hierarchy = "due_on"
    ordering = ("-workshop__starts_on", "position", "pk")
    sections = (
        (None, ("slug", "workshop", "kind", "position", "text", "pillar", "axes")),
        (_("What became of it"), ("owner", "due_on", "status", "became")),
        (_("What is known of it"), ("certainty", "sources")),
    )
    links = ("recommendations",)
