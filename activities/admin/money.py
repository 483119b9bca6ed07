from django.contrib import admin

from activities.models import BudgetLine, Expense, Funding, FundingStep
from cnclctpa.audit.admin import AuditedInline, AuditedModelAdmin, PartAdmin
from plans.admin.warnings import OfPlan


class BudgetLineInline(AuditedInline):
    model = BudgetLine
    columns = ("year", "category", "amount", "note")


class FundingInline(AuditedInline):
    """How much was pledged and paid is told by its steps, on the page of the funding."""

    model = Funding
    columns = ("funder", "year", "reference", "is_public")


class ExpenseInline(AuditedInline):
    model = Expense
    columns = ("on", "year", "amount", "funder", "reference")


class StepInline(AuditedInline):
    model = FundingStep
    columns = ("stage", "on", "amount", "currency", "foreign_amount", "rate", "rate_on")


class OfMoney(OfPlan):
    plan_path = "activity.plan"
    named_by = ("activity__plan",)
    fixed = ("activity",)


@admin.register(BudgetLine)
class BudgetLineAdmin(OfMoney, PartAdmin):
    list_display = ("activity", "year", "category", "amount", "note")
    list_filter = ("year", "category", "activity__plan")
    search_fields = ("activity__search_text", "note")
    ordering = ("activity", "year", "category", "pk")


@admin.register(Funding)
class FundingAdmin(OfMoney, AuditedModelAdmin):
    list_display = ("funder", "activity", "year", "reference", "is_public")
    list_filter = ("year", "is_public", "activity__plan")
    search_fields = ("funder__search_text", "activity__search_text", "reference")
    ordering = ("-year", "funder__sort_text", "pk")
    inlines = (StepInline,)


@admin.register(FundingStep)
class FundingStepAdmin(OfPlan, PartAdmin):
    plan_path = "funding.activity.plan"
    named_by = ("funding__funder", "funding__activity__plan")
    list_display = ("funding", "stage", "on", "amount", "currency", "foreign_amount")
    list_filter = ("stage", "currency", "funding__activity__plan")
    search_fields = ("funding__funder__search_text", "funding__activity__search_text")
    date_hierarchy = "on"
    ordering = ("-on", "-pk")
    fixed = ("funding",)


@admin.register(Expense)
class ExpenseAdmin(OfMoney, AuditedModelAdmin):
    list_display = ("on", "activity", "amount", "year", "funder", "reference")
    list_filter = ("year", "activity__plan")
    search_fields = ("activity__search_text", "funder__search_text", "reference")
    date_hierarchy = "on"
    ordering = ("-on", "-pk")
