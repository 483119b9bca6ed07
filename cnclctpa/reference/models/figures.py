from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty, CountingUnit, Dimension, Topic
from cnclctpa.reference.models.sources import Source
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french, named, said


class FigureQuerySet(models.QuerySet):
    def about(self, topic):
        return self.filter(topic=topic)

    def retained(self):
        return self.filter(is_retained=True)

    def whole_years(self):
        """Those whose period is one calendar year."""
        return self.filter(
            period_from__month=1,
            period_from__day=1,
            period_to__month=12,
            period_to__day=31,
            period_to__year=F("period_from__year"),
        )

    def with_details(self):
        return self.prefetch_related("parts", "sources")


class Figure(Revised):
    """A sourced number that belongs to no indicator of a plan.

    Figures that answer the same ``question`` and disagree are all kept; one is retained, with the reason.
    """

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    question = models.SlugField(
        _("question"), max_length=80, blank=True, help_text=_("What figures that disagree have in common.")
    )
    series = models.SlugField(
        _("series"),
        max_length=80,
        blank=True,
        help_text=_("What figures of successive years have in common; their definitions may differ."),
    )
    measure = models.CharField(_("measure"), max_length=250)
    counting_unit = models.CharField(_("counting unit"), max_length=15, choices=CountingUnit)

    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    period_words = models.CharField(_("period, in words"), max_length=120, blank=True)
    scope = models.CharField(_("scope"), max_length=300, blank=True)

    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2, null=True, blank=True)
    words = models.CharField(_("in the words of the source"), max_length=250, blank=True)
    is_approximate = models.BooleanField(_("approximate"), default=False)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)

    is_retained = models.BooleanField(_("retained"), default=True)
    reason = models.TextField(_("why it is retained, or not"), blank=True)
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="figures")

    search_text = FoldedField("measure_fr", "measure_en", "scope_fr", "scope_en", "note_fr", "note_en")

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["-period_to", "position", "slug"]
        constraints = [
            in_french("measure"),
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")),
                name="reference_figure_period_in_order",
                violation_error_message=_("A period cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | said("words_fr"),
                name="reference_figure_has_value_or_words",
                violation_error_message=_("Give the value, or the words of the source."),
            ),
            models.CheckConstraint(
                condition=Q(is_retained=True) | said("reason_fr"),
                name="reference_figure_says_why_not_retained",
                violation_error_message=_("Say why this figure is not retained."),
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(is_retained=True) & ~Q(question=""),
                name="reference_figure_one_retained_per_question",
                violation_error_message=_("Another figure is already retained for this question."),
            ),
        ]

    def __str__(self):
        return named(self.measure, self.words or self.value)

    @property
    def not_broken_down(self) -> Decimal | None:
        """What the parts leave out of the total; None without a total or without parts."""
        parts = list(self.parts.all())
        if self.value is None or not parts:
            return None
        return self.value - sum((part.value for part in parts), Decimal(0))


class FigurePart(Revised):
    """One category of a figure's breakdown; the total may exceed the sum, never the reverse."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="parts")
    dimension = models.CharField(_("breakdown"), max_length=12, choices=Dimension)
    label = models.CharField(_("category"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("part of a figure")
        verbose_name_plural = _("parts of a figure")
        ordering = ["position", "pk"]
        constraints = [
            in_french("label"),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="reference_figurepart_value_not_negative",
                violation_error_message=_("A part cannot be negative."),
            ),
            models.UniqueConstraint(
                fields=["figure", "dimension", "label_fr"],
                name="reference_figurepart_once_per_category",
                violation_error_message=_("This category is already there."),
            ),
        ]

    def __str__(self):
        return named(self.label, self.value)
