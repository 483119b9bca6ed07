from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.revision import Revised
from plans.choices import PublicationKind
from plans.models.plans import Plan


class PublicationQuerySet(models.QuerySet):
    def standing(self):
        """Approved, and not withdrawn."""
        return self.filter(approved_at__isnull=False, withdrawn_at__isnull=True)


class Publication(Revised):
    """What was shown to the public on a day, frozen: a plan, or the protected figures of a year."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="publications")
    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    digest = models.CharField(_("digest"), max_length=64)
    prepared_at = models.DateTimeField(_("prepared"), auto_now_add=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("prepared by"), related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("approved by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="plans_publication_in_two_hands",
                violation_error_message=_("The person who prepared a publication cannot approve it."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="plans_publication_approved_by_somebody",
                violation_error_message=_("An approval has an author and a date."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PublicationKind.PLAN, year__isnull=True)
                | Q(kind=PublicationKind.PROTECTED_FIGURES, year__isnull=False),
                name="plans_publication_of_figures_has_a_year",
                violation_error_message=_(
                    "Protected figures are published by year; a plan is published whole."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="plans_publication_withdrawal_says_why",
                violation_error_message=_("Say why this publication is withdrawn."),
            ),
        ]

    def __str__(self):
        return f"{self.plan.period} ({self.get_kind_display()}) {self.year or ''}".strip()
