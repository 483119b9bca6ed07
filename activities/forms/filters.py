"""Filters of the lists: they work by GET, without JavaScript, and what they do not know changes nothing."""

from typing import cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import OutcomeKind, OutcomeStatus, WorkshopPurpose
from plans.choices import Pillar
from plans.models import Plan

#: What serves no plan in particular.
NO_PLAN = "none"


def either(label, choices) -> forms.ChoiceField:
    """One choice of an enumeration, or all."""
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=[("", _("all")), *choices], required=False, widget=widget)


class PlanFilter(forms.Form):
    """What serves a plan. Without a plan, the real ones only: a demonstration is seen when asked for."""

    plan = either(_("Plan served"), [])

    def __init__(self, data, *, user):
        super().__init__(data)
        self.plans = list(Plan.objects.visible_to(user).order_by("starts_on", "slug"))
        choices = [(plan.slug, plan_name(plan)) for plan in self.plans]
        served = cast(forms.ChoiceField, self.fields["plan"])
        served.choices = [("", _("all")), *choices, (NO_PLAN, _("no plan in particular"))]
        self.is_valid()

    def asked(self, name: str) -> str:
        """The choice made, empty when there is none or when it is not one of ours."""
        return self.cleaned_data.get(name) or ""

    @property
    def is_active(self) -> bool:
        return any(self.asked(name) for name in self.fields)

    @property
    def plan_asked(self) -> Plan | None:
        return next((plan for plan in self.plans if plan.slug == self.asked("plan")), None)

    @property
    def is_demonstration(self) -> bool:
        return bool(self.plan_asked and self.plan_asked.is_demonstration)

    @property
    def plans_to_draw(self) -> list[Plan]:
        """The real plans, or the demonstration that was asked for."""
        if (asked := self.plan_asked) and asked.is_demonstration:
            return [asked]
        return [plan for plan in self.plans if not plan.is_demonstration]

    def filter(self, queryset):
        if self.plan_asked:
            return queryset.serving(self.plan_asked)
        if self.asked("plan") == NO_PLAN:
            return queryset.serving_none()
        return queryset.real()


def plan_name(plan: Plan) -> str:
    if plan.is_demonstration:
        return _("%(period)s (demonstration)") % {"period": plan.period}
    return plan.period


class WorkshopFilter(PlanFilter):
    purpose = either(_("Purpose"), WorkshopPurpose.choices)

    def filter(self, queryset):
        """Workshops of the plan, by either of their purposes."""
        found = super().filter(queryset)
        purpose = self.asked("purpose")
        return found.filter(Q(purpose=purpose) | Q(also=purpose)) if purpose else found


class OutcomeFilter(PlanFilter):
    kind = either(_("Kind"), OutcomeKind.choices)
    pillar = either(_("Pillar"), Pillar.choices)
    status = either(_("What became of it"), OutcomeStatus.choices)

    def filter(self, queryset):
        found = super().filter(queryset)
        asked = {name: self.asked(name) for name in ("kind", "pillar", "status")}
        return found.filter(**{name: choice for name, choice in asked.items() if choice})
