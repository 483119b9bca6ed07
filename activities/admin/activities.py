from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities import services
from activities.admin.money import BudgetLineInline, ExpenseInline, FundingInline
from activities.models import Activity, ActivityLineage, ActivityPartner, Milestone, Postponement
from cnclctpa.audit.admin import Act, AuditedInline, AuditedModelAdmin, PartAdmin, ReasonForm
from cnclctpa.audit.keeping import keep
from cnclctpa.reference.models import Organisation
from plans.admin.columns import plan_in_short
from plans.admin.indicators import WithdrawalForm
from plans.admin.warnings import OfPlan


class MilestoneInline(AuditedInline):
    model = Milestone
    columns = ("position", "title", "weight", "due_on", "done_on")


class PartnerInline(AuditedInline):
    model = ActivityPartner
    columns = ("organisation", "role")


class PostponementInline(AuditedInline):
    model = Postponement
    columns = ("decided_on", "starts_on", "ends_on", "cause", "note")

    def keep_row(self, row, *, by):
        decide(row, by=by)


class AncestorInline(AuditedInline):
    model = ActivityLineage
    fk_name = "activity"
    columns = ("former", "kind", "note")
    named_by = ("former__plan",)


def decide(postponement, *, by):
    """A new decision goes by its service; one that is corrected keeps its author."""
    if postponement.pk:
        keep(postponement, by=by)
        return postponement
    names = ("starts_on", "ends_on", "cause", "note", "decided_on")
    typed = {name: getattr(postponement, name) for name in names}
    return services.postpone(postponement.activity, **typed, by=by)


class LeadForm(ReasonForm):
    lead = forms.ModelChoiceField(label=_("Lead organisation"), queryset=Organisation.objects.all())

    field_order = ("lead", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        select = admin.widgets.AutocompleteSelect(Activity._meta.get_field("lead"), admin.site)
        select.choices = self.fields["lead"].choices
        self.fields["lead"].widget = select


def withdraw(activity, typed, by):
    services.withdraw_activity(activity, on=typed["on"], reason=typed["reason"], by=by)


def give_to(activity, typed, by):
    activity.lead = typed["lead"]
    keep(activity, by=by)


@admin.register(Activity)
class ActivityAdmin(OfPlan, AuditedModelAdmin):
    list_display = (
        "code",
        "title",
        plan_in_short,
        "lead",
        "kind",
        "original_starts_on",
        "original_ends_on",
        "withdrawn_on",
    )
    list_display_links = ("code", "title")
    list_filter = ("plan", "kind", "priority", "target_group", "blocking_cause", "original_ends_on")
    search_fields = ("search_text", "lead__search_text")
    date_hierarchy = "original_starts_on"
    ordering = ("plan", "position", "code")
    named_by = ("result__objective",)
    sections = (
        (None, ("plan", "objective", "result", "code", "position", "title", "description")),
        (_("What it is"), ("kind", "target_group", "priority", "weight", "annual_plans")),
        (_("Who, where"), ("lead", "regions")),
        (_("Dates as first planned"), ("original_starts_on", "original_ends_on")),
        (_("What delays it"), ("forecast_on", "blocking_cause", "blocking_note")),
        (_("Its life"), ("added_on", "withdrawn_on", "withdrawn_reason", "documents")),
    )
    inlines = (
        MilestoneInline,
        PartnerInline,
        PostponementInline,
        BudgetLineInline,
        FundingInline,
        ExpenseInline,
        AncestorInline,
    )
    links = ("reports", "expectations", "heirs")
    acts = (
        Act(
            "withdraw",
            _("Withdraw from the plan…"),
            withdraw,
            WithdrawalForm,
            suits=lambda activity: activity.withdrawn_on is None,
            intro=_("A withdrawn activity keeps its code, its reports and its money."),
        ),
        Act("lead", _("Give to a lead organisation…"), give_to, LeadForm),
    )

    def kept_fixed(self, obj):
        """The plan; and what makes its counts protected, which hides them from who would change it here."""
        return ("plan", "kind", "target_group") if obj.counts_protected_people else ("plan",)


class OfActivity(OfPlan):
    """Rows of an activity, which they stay with."""

    plan_path = "activity.plan"
    named_by = ("activity__plan",)
    fixed = ("activity",)


@admin.register(ActivityPartner)
class ActivityPartnerAdmin(OfActivity, PartAdmin):
    list_display = ("activity", "organisation", "role")
    list_filter = ("activity__plan",)
    search_fields = ("activity__search_text", "organisation__search_text", "role")
    ordering = ("activity", "organisation__sort_text", "pk")


@admin.register(Milestone)
class MilestoneAdmin(OfActivity, PartAdmin):
    list_display = ("title", "activity", "due_on", "done_on", "weight")
    list_filter = ("activity__plan", ("done_on", admin.EmptyFieldListFilter))
    search_fields = ("title_fr", "title_en", "activity__search_text")
    date_hierarchy = "due_on"
    ordering = ("activity", "position", "pk")


@admin.register(Postponement)
class PostponementAdmin(OfActivity, PartAdmin):
    list_display = ("activity", "decided_on", "starts_on", "ends_on", "cause", "decided_by")
    list_filter = ("cause", "activity__plan")
    search_fields = ("activity__search_text", "note")
    date_hierarchy = "decided_on"
    ordering = ("-decided_on", "-pk")
    sections = ((None, ("activity", "decided_on", "starts_on", "ends_on", "cause", "note", "decided_by")),)
    shown = ("decided_by",)

    def keep_new(self, row, form, *, by):
        row.pk = decide(row, by=by).pk

    def keep_changed(self, row, form, *, by):
        decide(row, by=by)


@admin.register(ActivityLineage)
class ActivityLineageAdmin(OfPlan, PartAdmin):
    plan_path = "former.plan"
    named_by = ("former__plan", "activity__plan")
    list_display = ("former", "kind", "activity", "note")
    list_filter = ("kind", "former__plan")
    search_fields = ("former__search_text", "activity__search_text")
    ordering = ("former", "pk")
