from django.contrib import admin

from cnclctpa.audit.admin import AuditedModelAdmin
from plans import services
from plans.admin.warnings import OfPlan
from plans.models import Confidence


@admin.register(Confidence)
class ConfidenceAdmin(OfPlan, AuditedModelAdmin):
    """Opinions are added, never overwritten: the history of what was thought is what they are for."""

    list_display = ("rated_on", "axis", "objective", "level", "sentence", "is_public")
    list_filter = ("level", "is_public", "axis__plan", "objective__plan")
    search_fields = ("sentence_fr", "sentence_en", "axis__search_text", "objective__search_text")
    date_hierarchy = "rated_on"
    ordering = ("-rated_on", "-pk")
    may_be_removed = False
    sections = (
        (None, ("axis", "objective", "level", "sentence", "rated_on", "is_public")),
        (None, ("rated_by",)),
    )
    shown = ("rated_by",)

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def keep_new(self, row, form, *, by):
        services.rate_confidence(row, by=by)
