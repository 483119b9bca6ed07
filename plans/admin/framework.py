from django.contrib import admin

from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin
from plans.admin.columns import plan_in_short
from plans.admin.warnings import OfPlan
from plans.models import Axis, Indicator, Result, StrategicObjective


class ObjectiveInline(AuditedInline):
    model = StrategicObjective
    columns = ("position", "code", "title", "certainty")

    def keep_row(self, row, *, by):
        row.plan = row.axis.plan
        super().keep_row(row, by=by)


class ResultInline(AuditedInline):
    model = Result
    columns = ("position", "code", "title", "level")


class IndicatorInline(AuditedInline):
    """Their sheets are long: here their names only."""

    model = Indicator
    columns = ("code", "name", "kind", "unit", "is_headline", "is_protected")
    read_only = True


@admin.register(Axis)
class AxisAdmin(OfPlan, AuditedModelAdmin):
    list_display = ("position", "title", plan_in_short, "pillar", "certainty")
    list_display_links = ("position", "title")
    list_filter = ("plan", "pillar", "certainty")
    search_fields = ("search_text",)
    ordering = ("plan", "position")
    fixed = ("plan",)
    inlines = (ObjectiveInline,)
    links = ("outcomes", "working_groups")


@admin.register(StrategicObjective)
class StrategicObjectiveAdmin(OfPlan, AuditedModelAdmin):
    list_display = ("code", "title", "axis", plan_in_short, "certainty")
    list_display_links = ("code", "title")
    list_filter = ("plan", "certainty")
    search_fields = ("search_text", "code")
    ordering = ("plan", "axis__position", "position", "pk")
    fixed = ("plan",)
    inlines = (ResultInline, IndicatorInline)
    links = ("activities",)


@admin.register(Result)
class ResultAdmin(OfPlan, AuditedModelAdmin):
    plan_path = "objective.plan"
    named_by = ("objective__plan",)
    list_display = ("code", "title", "level", "objective")
    list_display_links = ("code", "title")
    list_filter = ("level", "objective__plan")
    search_fields = ("search_text", "code")
    ordering = ("objective", "position", "pk")
    inlines = (IndicatorInline,)
    links = ("activities",)
