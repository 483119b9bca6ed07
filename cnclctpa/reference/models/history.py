from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty, EventKind, FrameworkKind, Precision
from cnclctpa.reference.models.sources import Source, Statement
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french


class Event(Revised):
    """Something that happened and that the line of time shows; a law is an event with its points."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=EventKind)
    title = models.CharField(_("title"), max_length=300)
    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    on = models.DateField(_("date"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    is_pending = models.BooleanField(_("not yet in force"), default=False)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="events")

    search_text = FoldedField("title_fr", "title_en", "short_title_fr", "short_title_en")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["on", "slug"]
        constraints = [
            in_french("title"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(on__lte=F("ends_on")),
                name="reference_event_starts_before_it_ends",
                violation_error_message=_("An event cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return self.title


class EventStatement(Statement):
    event = models.ForeignKey(Event, models.CASCADE, related_name="statements")

    class Meta(Statement.Meta):
        verbose_name = _("statement about an event")
        verbose_name_plural = _("statements about events")


class Framework(Revised):
    """A strategy, programme or goal to which plans and workshops contribute."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=FrameworkKind)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("title_fr", "title_en", "description_fr", "description_en")

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["kind", "slug"]
        constraints = [
            in_french("title"),
        ]

    def __str__(self):
        return self.title
