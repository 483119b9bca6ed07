from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty
from cnclctpa.reference.models import Figure, Source, Statement
from cnclctpa.revision import Revised
from evaluation.choices import AssessmentKind, TipTier


class AssessmentQuerySet(models.QuerySet):
    def tip(self):
        return self.filter(kind=AssessmentKind.TIP)


class Assessment(Revised):
    """What an international report says of the country in one year.

    The year of a report is not the year of its facts: a TIP report covers April to March.
    """

    kind = models.CharField(_("report"), max_length=5, choices=AssessmentKind)
    year = models.PositiveSmallIntegerField(_("year of the report"))
    covers_from = models.DateField(_("covers from"), null=True, blank=True)
    covers_to = models.DateField(_("covers to"), null=True, blank=True)
    tier = models.CharField(_("level"), max_length=10, choices=TipTier, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    findings = models.TextField(_("findings"), blank=True)
    figures = models.ManyToManyField(
        Figure, verbose_name=_("figures"), blank=True, related_name="assessments"
    )
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="assessments"
    )

    search_text = FoldedField("findings_fr", "findings_en")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("international report")
        verbose_name_plural = _("international reports")
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year"],
                name="evaluation_assessment_one_per_year",
                violation_error_message=_("The report of this year is already there."),
            ),
            models.CheckConstraint(
                condition=(Q(kind=AssessmentKind.TIP) & ~Q(tier=""))
                | (~Q(kind=AssessmentKind.TIP) & Q(tier="")),
                name="evaluation_assessment_tier_of_tip_only",
                violation_error_message=_("A TIP report gives a level; other reports give none."),
            ),
            models.CheckConstraint(
                condition=Q(covers_from__isnull=True, covers_to__isnull=True)
                | Q(covers_from__isnull=False, covers_to__isnull=False, covers_from__lt=F("covers_to")),
                name="evaluation_assessment_period_in_order",
                violation_error_message=_("The period covered cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.year}"

    def get_absolute_url(self):
        return f"{reverse('evaluation:assessment-list')}#{self.kind}-{self.year}"


class AssessmentStatement(Statement):
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="statements")

    class Meta(Statement.Meta):
        verbose_name = _("statement of an international report")
        verbose_name_plural = _("statements of international reports")
