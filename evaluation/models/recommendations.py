from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import Outcome
from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty, Precision
from cnclctpa.reference.models import Organisation, Source
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french
from evaluation.models.assessments import Assessment
from plans.choices import Pillar


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of assessments, and those of the outcomes that the person may see."""
        return self.filter(Q(outcome__isnull=True) | Q(outcome__in=Outcome.objects.visible_to(user)))

    def serving(self, plan):
        return self.filter(outcome__in=Outcome.objects.serving(plan))

    def serving_none(self):
        return self.filter(Q(outcome__isnull=True) | Q(outcome__in=Outcome.objects.serving_none()))

    def real(self):
        return self.exclude(outcome__workshop__plan__is_demonstration=True)


class Recommendation(Revised):
    """What somebody asked of the country or of the committee, in a workshop or in a report."""

    reference = models.SlugField(_("reference"), max_length=40, unique=True)
    text = models.TextField(_("text"))
    outcome = models.ForeignKey(
        Outcome, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    addressed_to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    pillar = models.CharField(_("pillar"), max_length=12, choices=Pillar, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issued_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    note = models.TextField(_("note"), blank=True)
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="recommendations"
    )

    search_text = FoldedField("reference", "text_fr", "text_en", "note_fr")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-issued_on", "reference"]
        constraints = [
            in_french("text"),
            models.CheckConstraint(
                condition=Q(outcome__isnull=False, assessment__isnull=True)
                | Q(outcome__isnull=True, assessment__isnull=False),
                name="evaluation_recommendation_has_one_origin",
                violation_error_message=_("A recommendation comes from one workshop outcome or one report."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.text}"

    def get_absolute_url(self):
        return reverse("evaluation:recommendation-detail", args=[self.reference])
