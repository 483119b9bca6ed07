from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import services
from activities.choices import ReportState
from activities.models import Campaign, Expectation, IndicatorAnswer, PeopleReached, ProgressReport
from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin, PartAdmin
from cnclctpa.audit.masking import masked
from plans.admin.warnings import OfPlan, about, plan_of


def about_report(report, plan):
    if report is not None and report.state == ReportState.VALIDATED:
        yield _("This report is validated: its figures already count.")
    yield from about(plan)


@admin.register(Campaign)
class CampaignAdmin(OfPlan, AuditedModelAdmin):
    list_display = ("slug", "plan", "starts_on", "ends_on", "opens_on", "due_on", "closes_on")
    list_filter = ("plan",)
    search_fields = ("slug", "plan__search_text")
    date_hierarchy = "due_on"
    ordering = ("-starts_on", "pk")
    named_by = ("plan",)
    fixed = ("plan",)
    links = ("expectations", "reports")

    def keep_new(self, row, form, *, by):
        services.open_campaign(row, by=by)


@admin.register(Expectation)
class ExpectationAdmin(OfPlan, PartAdmin):
    plan_path = "campaign.plan"
    named_by = ("campaign__plan",)
    list_display = ("campaign", "activity", "organisation")
    list_filter = ("campaign__plan", "campaign__slug")
    search_fields = ("activity__search_text", "organisation__search_text", "campaign__slug")
    ordering = ("-campaign__starts_on", "organisation__sort_text", "pk")


class PeopleInline(AuditedInline):
    model = PeopleReached
    columns = ("sex", "age_group", "region", "count")


class AnswerInline(AuditedInline):
    model = IndicatorAnswer
    columns = ("indicator", "region", "category", "value", "numerator", "denominator", "words")
    named_by = ("indicator",)


@admin.register(ProgressReport)
class ProgressReportAdmin(OfPlan, AuditedModelAdmin):
    """What was told; who may submit and validate does so on the pages of the site."""

    plan_path = "activity.plan"
    named_by = ("activity__plan", "campaign__plan")
    list_display = ("activity", "campaign", "ends_on", "state", "status", "percentage", "submitted_at")
    list_filter = ("state", "status", "cause", "activity__plan", "campaign__slug")
    search_fields = ("activity__search_text", "narrative", "difficulties")
    date_hierarchy = "ends_on"
    ordering = ("-ends_on", "-pk")
    sections = (
        (None, ("activity", "campaign", "starts_on", "ends_on")),
        (
            gettext_lazy("Progress"),
            ("status", "percentage", "begun_on", "happened_on", "forecast_on", "cause"),
        ),
        (gettext_lazy("In words"), ("narrative", "difficulties", "documents")),
        (
            gettext_lazy("Its course"),
            ("state", "submitted_by", "submitted_at", "decided_by", "decided_at", "return_reason"),
        ),
    )
    shown = ("state", "submitted_by", "submitted_at", "decided_by", "decided_at", "return_reason")
    fixed = ("activity", "campaign")
    inlines = (PeopleInline, AnswerInline)

    def warnings_about(self, row):
        return about_report(row, plan_of(row, self.plan_path))

    def keep_new(self, row, form, *, by):
        services.save_report(row, by=by)


class CountedAdmin(OfPlan, PartAdmin):
    """Counts of a report: those that are masked are neither changed nor removed here."""

    plan_path = "report.activity.plan"

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and masked(obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and masked(obj))

    def warnings_about(self, row):
        return about_report(getattr(row, "report", None), plan_of(row, self.plan_path))

    def keep_new(self, row, form, *, by):
        if masked(row):
            raise ValidationError(
                _("This count is protected: the secretariat enters it, on the page of the report.")
            )
        super().keep_new(row, form, by=by)


@admin.register(PeopleReached)
class PeopleReachedAdmin(CountedAdmin):
    named_by = ("report__activity__plan",)
    list_display = ("report", "sex", "age_group", "region", "count")
    list_filter = ("sex", "age_group", "report__activity__plan")
    search_fields = ("report__activity__search_text", "region__search_text")
    ordering = ("-report__ends_on", "report", "sex", "age_group", "pk")
    fixed = ("report",)


@admin.register(IndicatorAnswer)
class IndicatorAnswerAdmin(CountedAdmin):
    named_by = ("report__activity__plan", "measurement__indicator", "category__dimension")
    list_display = ("report", "indicator", "region", "category", "value", "numerator", "denominator")
    list_filter = ("indicator__is_protected", "report__activity__plan")
    search_fields = ("report__activity__search_text", "indicator__search_text")
    ordering = ("-report__ends_on", "report", "indicator", "pk")
    fixed = ("report", "indicator", "measurement")
