from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.revision import Revised
from cnclctpa.wording import dated, in_french
from plans.choices import ConfidenceLevel
from plans.models.framework import Axis, StrategicObjective
from plans.models.plans import Plan


class Confidence(Revised):
    """What the secretariat thought of an axis or an objective on a day: an opinion, and no part of a figure.

    A row is added when the opinion changes; none is overwritten.
    """

    axis = models.ForeignKey(Axis, models.CASCADE, null=True, blank=True, related_name="confidence")
    objective = models.ForeignKey(
        StrategicObjective, models.CASCADE, null=True, blank=True, related_name="confidence"
    )
    level = models.CharField(_("confidence"), max_length=8, choices=ConfidenceLevel)
    sentence = models.TextField(_("why"), max_length=400)
    rated_on = models.DateField(_("given on"))
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("given by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    is_public = models.BooleanField(
        _("read by everybody"),
        default=False,
        help_text=_("Otherwise partners and members alone read it, never the public."),
    )

    class Meta:
        verbose_name = _("opinion of the secretariat")
        verbose_name_plural = _("opinions of the secretariat")
        ordering = ["-rated_on", "-pk"]
        constraints = [
            in_french("sentence"),
            models.CheckConstraint(
                condition=Q(axis__isnull=False, objective__isnull=True)
                | Q(axis__isnull=True, objective__isnull=False),
                name="plans_confidence_of_one_axis_or_objective",
                violation_error_message=_("An opinion is about one axis or about one objective."),
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}, {dated(self.rated_on)}"

    @property
    def about(self) -> Axis | StrategicObjective:
        return self.axis or self.objective

    @property
    def plan(self) -> Plan:
        return self.about.plan
