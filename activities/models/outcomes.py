from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.choices import OutcomeKind, OutcomeStatus
from activities.models.workshops import Workshop
from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty
from cnclctpa.reference.models import Organisation, Source
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french, said
from plans.choices import Pillar
from plans.models import Axis


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(workshop__in=Workshop.objects.visible_to(user))

    def serving(self, plan):
        return self.filter(workshop__in=Workshop.objects.serving(plan))

    def serving_none(self):
        return self.filter(workshop__in=Workshop.objects.serving_none())

    def real(self):
        return self.exclude(workshop__plan__is_demonstration=True)


class Outcome(Revised):
    """What came out of a workshop, and what became of it."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=14, choices=OutcomeKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("text"))
    pillar = models.CharField(_("pillar"), max_length=12, choices=Pillar, blank=True)
    axes = models.ManyToManyField(
        Axis, verbose_name=_("axes that answer it"), blank=True, related_name="outcomes"
    )

    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="outcomes")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=OutcomeStatus, default=OutcomeStatus.UNKNOWN
    )
    became = models.TextField(_("what it became"), blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("text_fr", "text_en", "became_fr", "became_en")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome of a workshop")
        verbose_name_plural = _("outcomes of workshops")
        ordering = ["-workshop__starts_on", "position", "pk"]
        constraints = [
            in_french("text"),
            models.CheckConstraint(
                condition=~Q(status=OutcomeStatus.DONE) | said("became_fr"),
                name="activities_outcome_done_says_what_it_became",
                violation_error_message=_("An outcome that is done says what it became."),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        """Its place in the list of outcomes, which shows those of a fictitious plan when it is asked."""
        plan = self.workshop.plan
        asked = f"?plan={plan.slug}" if plan and plan.is_demonstration else ""
        return f"{reverse('activities:outcome-list')}{asked}#{self.slug}"
