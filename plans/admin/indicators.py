from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnclctpa.audit.admin import Act, AuditedInline, AuditedModelAdmin, PartAdmin, ReasonForm
from cnclctpa.forms.fields import DayField
from plans import services
from plans.admin.columns import plan_in_short
from plans.admin.warnings import OfPlan
from plans.models import Category, Definition, Dimension, Indicator, Measurement, MeasurementPart, Target


class CategoryInline(AuditedInline):
    model = Category
    columns = ("position", "slug", "name")


@admin.register(Dimension)
class DimensionAdmin(AuditedModelAdmin):
    list_display = ("name", "slug")
    search_fields = ("name_fr", "name_en", "slug")
    inlines = (CategoryInline,)


@admin.register(Category)
class CategoryAdmin(PartAdmin):
    list_display = ("name", "dimension", "slug", "position")
    list_filter = ("dimension",)
    search_fields = ("name_fr", "name_en", "slug")
    ordering = ("dimension", "position", "pk")


class TargetInline(AuditedInline):
    model = Target
    columns = ("year", "value")


class DefinitionInline(AuditedInline):
    model = Definition
    columns = ("from_year", "text", "breaks_series")


class MeasurementInline(AuditedInline):
    model = Measurement
    columns = ("starts_on", "ends_on", "region", "value", "numerator", "denominator", "words", "validated_at")
    can_delete = False


class WithdrawalForm(ReasonForm):
    on = DayField(label=gettext_lazy("Withdrawn on"), initial=timezone.localdate)

    field_order = ("on", "reason")


def withdraw_indicator(indicator, typed, by):
    services.withdraw_indicator(indicator, on=typed["on"], reason=typed["reason"], by=by)


@admin.register(Indicator)
class IndicatorAdmin(OfPlan, AuditedModelAdmin):
    list_display = (
        "code",
        "name",
        plan_in_short,
        "kind",
        "unit",
        "is_headline",
        "is_protected",
        "withdrawn_on",
    )
    list_display_links = ("code", "name")
    list_filter = ("plan", "kind", "is_headline", "is_protected", "frequency")
    search_fields = ("search_text", "responsible__search_text")
    ordering = ("plan", "position", "code")
    named_by = ("result__objective",)
    sections = (
        (None, ("plan", "objective", "result", "code", "position", "name")),
        (
            gettext_lazy("How it is counted"),
            (
                "kind",
                "unit",
                "counting_unit",
                "direction",
                "tolerance",
                "target_basis",
                "over_time",
                "over_places",
                "dimensions",
            ),
        ),
        (gettext_lazy("Where it starts from"), ("baseline", "baseline_on", "baseline_source")),
        (
            gettext_lazy("Its sheet"),
            ("definition", "means_of_verification", "method", "frequency", "responsible", "assumptions"),
        ),
        (gettext_lazy("How it is shown"), ("is_headline", "is_protected")),
        (gettext_lazy("Its life"), ("continues", "lineage", "added_on", "withdrawn_on")),
    )
    inlines = (TargetInline, DefinitionInline, MeasurementInline)
    links = ("answers",)
    acts = (
        Act(
            "withdraw",
            gettext_lazy("Withdraw…"),
            withdraw_indicator,
            WithdrawalForm,
            suits=lambda indicator: indicator.withdrawn_on is None,
        ),
    )

    def kept_fixed(self, obj):
        """The plan; and the protection, which hides its values from whoever would take it away here."""
        return ("plan", "is_protected") if obj.is_protected else ("plan",)


@admin.register(Definition)
class DefinitionAdmin(OfPlan, PartAdmin):
    plan_path = "indicator.plan"
    named_by = ("indicator__plan",)
    list_display = ("indicator", "from_year", "text", "breaks_series")
    list_filter = ("breaks_series", "indicator__plan")
    search_fields = ("indicator__search_text", "text_fr")
    ordering = ("indicator", "from_year")
    fixed = ("indicator",)


@admin.register(Target)
class TargetAdmin(OfPlan, PartAdmin):
    plan_path = "indicator.plan"
    named_by = ("indicator__plan",)
    list_display = ("indicator", "year", "value")
    list_filter = ("year", "indicator__plan")
    search_fields = ("indicator__search_text",)
    ordering = ("indicator", "year")
    fixed = ("indicator",)


class PartInline(AuditedInline):
    model = MeasurementPart
    columns = ("category", "value")


@admin.register(Measurement)
class MeasurementAdmin(OfPlan, AuditedModelAdmin):
    """Values are recorded and corrected by their services, never overwritten."""

    plan_path = "indicator.plan"
    named_by = ("indicator__plan", "supersedes__indicator")
    list_display = (
        "indicator",
        "starts_on",
        "ends_on",
        "region",
        "value",
        "numerator",
        "denominator",
        "validated_at",
    )
    list_filter = ("indicator__plan", "indicator__is_protected", "validated_at")
    search_fields = ("indicator__search_text", "region__search_text")
    date_hierarchy = "ends_on"
    ordering = ("-ends_on", "-pk")
    may_be_removed = False
    sections = (
        (None, ("indicator", "starts_on", "ends_on", "region")),
        (
            gettext_lazy("What was found"),
            ("value", "numerator", "denominator", "words", "note", "sources", "documents"),
        ),
        (gettext_lazy("Correction"), ("supersedes", "correction_reason")),
        (gettext_lazy("Who, when"), ("recorded_by", "recorded_at", "validated_by", "validated_at")),
    )
    shown = ("correction_reason", "recorded_by", "recorded_at", "validated_by", "validated_at")
    inlines = (PartInline,)

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def keep_new(self, row, form, *, by):
        if row.indicator.is_protected or (row.supersedes and row.supersedes.indicator.is_protected):
            refusal = _("Values of a protected indicator are recorded by the secretariat, on its page.")
            raise ValidationError({"indicator": refusal})
        if row.supersedes:
            # Read anew: the one that was typed already believes itself corrected by this one.
            former = Measurement.objects.get(pk=row.supersedes_id)
            services.correct_measurement(former, row, reason=form.cleaned_data["reason"], by=by)
        else:
            services.record_measurement(row, by=by)


@admin.register(MeasurementPart)
class MeasurementPartAdmin(PartAdmin):
    """They come with their measurement: added one by one, refusals would tell what the whole is."""

    read_only = True
    named_by = ("measurement__indicator", "category__dimension")
    list_display = ("measurement", "category", "value")
    list_filter = ("category__dimension", "measurement__indicator__plan")
    search_fields = ("measurement__indicator__search_text", "category__name_fr")
    ordering = ("-measurement__ends_on", "measurement", "category__position", "pk")
