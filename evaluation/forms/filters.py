"""Filter of the recommendations."""

from django.utils.translation import gettext_lazy as _

from activities.forms import PlanFilter, either
from plans.choices import Pillar

WORKSHOP, REPORT = "workshop", "report"


class RecommendationFilter(PlanFilter):
    pillar = either(_("Pillar"), Pillar.choices)
    origin = either(_("Origin"), [(WORKSHOP, _("a workshop")), (REPORT, _("an international report"))])

    def filter(self, queryset):
        found = super().filter(queryset)
        if self.asked("pillar"):
            found = found.filter(pillar=self.asked("pillar"))
        if self.asked("origin"):
            found = found.filter(outcome__isnull=self.asked("origin") == REPORT)
        return found
