"""International reports and recommendations in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin
from cnclctpa.reference.admin import STATED_IN_LINE, StatementAdmin

from .models import Assessment, AssessmentStatement, Recommendation


class AssessmentStatementInline(AuditedInline):
    model = AssessmentStatement
    columns = STATED_IN_LINE


@admin.register(Assessment)
class AssessmentAdmin(AuditedModelAdmin):
    list_display = ("kind", "year", "tier", "certainty", "covers_from", "covers_to")
    list_display_links = ("kind", "year")
    list_filter = ("kind", "tier", "certainty")
    search_fields = ("search_text", "year")
    inlines = (AssessmentStatementInline,)
    links = ("recommendations",)


@admin.register(AssessmentStatement)
class AssessmentStatementAdmin(StatementAdmin):
    subject = "assessment"
    search_fields = ("text_fr",)


@admin.register(Recommendation)
class RecommendationAdmin(AuditedModelAdmin):
    list_display = ("reference", "text", "pillar", "addressed_to", "issued_on", "certainty")
    list_filter = ("pillar", "certainty")
    search_fields = ("search_text", "addressed_to__search_text")
    date_hierarchy = "issued_on"
    sections = (
        (None, ("reference", "text", "pillar", "addressed_to")),
        (_("Where it comes from"), ("outcome", "assessment", "issued_on", "issued_precision")),
        (_("What is known of it"), ("certainty", "note", "sources")),
    )
