"""What people fill about activities, and the filters of lists."""

from activities.forms.filters import NO_PLAN, OutcomeFilter, PlanFilter, WorkshopFilter, either, plan_name

__all__ = ["NO_PLAN", "OutcomeFilter", "PlanFilter", "WorkshopFilter", "either", "plan_name"]
