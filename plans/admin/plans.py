from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin, PartAdmin
from cnclctpa.reference.admin import STATED_IN_LINE, StatementAdmin
from plans.admin.warnings import OfPlan, about
from plans.models import (
    AnnualPlan,
    Axis,
    Plan,
    PlanPartner,
    PlanStatement,
    ProcessParticipation,
    ProcessStep,
    Publication,
)


class AxisInline(AuditedInline):
    model = Axis
    columns = ("position", "title", "pillar", "certainty")


class StepInline(AuditedInline):
    model = ProcessStep
    columns = ("position", "kind", "starts_on", "ends_on", "place")


class PartnerInline(AuditedInline):
    model = PlanPartner
    columns = ("position", "organisation", "support", "certainty")


class AnnualPlanInline(AuditedInline):
    model = AnnualPlan
    columns = ("year", "adopted_on", "budget", "certainty")


class StatementInline(AuditedInline):
    model = PlanStatement
    columns = ("about", *STATED_IN_LINE)


@admin.register(Plan)
class PlanAdmin(AuditedModelAdmin):
    list_display = ("title", "period", "status", "published_at", "is_demonstration", "workbook")
    list_filter = ("status", "is_demonstration", "is_shared_with_partners")
    search_fields = ("search_text",)
    ordering = ("is_demonstration", "-starts_on", "slug")
    sections = (
        (None, ("slug", "title", "is_title_official", "status", "predecessor", "starts_on", "ends_on")),
        (_("Who may see it"), ("is_shared_with_partners", "published_at", "is_demonstration")),
        (
            _("Adoption, launch, closing"),
            (
                "adopted_on",
                "adopted_precision",
                "adopted_certainty",
                "launched_on",
                "launched_precision",
                "launched_certainty",
                "closed_on",
                "closed_precision",
                "closed_certainty",
            ),
        ),
        (_("What the plan says"), ("vision", "general_objective", "are_axes_numbered_officially")),
        (_("Budget"), ("total_budget", "budget_certainty", "budget_note")),
        (_("What it refers to"), ("frameworks", "figures", "documents", "sources")),
    )
    #: Publishing and sharing have their services, on the pages of the plan.
    shown = ("published_at", "is_shared_with_partners")
    fixed = ("is_demonstration",)
    inlines = (AxisInline, StepInline, AnnualPlanInline, PartnerInline, StatementInline)
    links = ("objectives", "indicators", "activities", "campaigns", "workshops", "publications")

    def warnings_about(self, row):
        return about(row) if row.pk else ()

    @admin.display(description=_("period"), ordering="starts_on")
    def period(self, plan):
        return plan.period

    @admin.display(description=_("report"))
    def workbook(self, plan):
        try:
            address = reverse("portal:plan-workbook", args=[plan.slug])
        except NoReverseMatch:
            return None
        return format_html('<a href="{}">report.xlsx</a>', address)


@admin.register(PlanPartner)
class PlanPartnerAdmin(OfPlan, PartAdmin):
    list_display = ("organisation", "plan", "support", "certainty")
    list_filter = ("plan", "certainty")
    search_fields = ("organisation__search_text", "support_fr")
    ordering = ("plan", "position", "pk")


@admin.register(PlanStatement)
class PlanStatementAdmin(OfPlan, StatementAdmin):
    subject = "plan"
    search_fields = ("text_fr",)
    list_filter = ("plan", "about", "is_retained", "certainty")


class ParticipationInline(AuditedInline):
    model = ProcessParticipation
    columns = ("position", "group", "organisation")


@admin.register(ProcessStep)
class ProcessStepAdmin(OfPlan, AuditedModelAdmin):
    list_display = ("kind", "plan", "starts_on", "ends_on", "place", "certainty")
    list_filter = ("plan", "kind", "certainty")
    search_fields = ("place_fr", "description_fr", "plan__search_text")
    ordering = ("plan", "position", "pk")
    inlines = (ParticipationInline,)
    links = ("workshops",)


@admin.register(ProcessParticipation)
class ProcessParticipationAdmin(OfPlan, PartAdmin):
    plan_path = "step.plan"
    named_by = ("step__plan",)
    list_display = ("step", "group", "organisation")
    list_filter = ("group", "step__plan")
    search_fields = ("organisation__search_text", "step__place_fr")
    ordering = ("step", "position", "pk")


@admin.register(AnnualPlan)
class AnnualPlanAdmin(OfPlan, AuditedModelAdmin):
    list_display = ("year", "plan", "adopted_on", "budget", "certainty")
    list_filter = ("plan", "certainty")
    search_fields = ("plan__search_text", "year", "note_fr")
    ordering = ("-year", "pk")
    named_by = ("plan",)


@admin.register(Publication)
class PublicationAdmin(AuditedModelAdmin):
    """What was frozen is read; what may be published is prepared and approved on the pages of the plan."""

    read_only = True
    list_display = (
        "plan",
        "kind",
        "year",
        "prepared_at",
        "prepared_by",
        "approved_at",
        "approved_by",
        "withdrawn_at",
    )
    list_filter = ("kind", "plan")
    search_fields = ("plan__search_text", "digest")
    date_hierarchy = "prepared_at"
    ordering = ("-prepared_at", "pk")
    sections = (
        (None, ("plan", "kind", "year", "digest")),
        (_("In two hands"), ("prepared_by", "prepared_at", "approved_by", "approved_at")),
        (_("Withdrawal"), ("withdrawn_at", "withdrawn_reason")),
    )

    def export_columns(self):
        return [one for one in super().export_columns() if one.name != "content"]
