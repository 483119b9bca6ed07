from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty, Precision
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french, said, web_address


class Source(Revised):
    """A publication from which facts are taken."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=400)
    is_title_ours = models.BooleanField(
        _("title written by us"), default=False, help_text=_("The publication’s own title was not recorded.")
    )
    publisher = models.CharField(_("publisher"), max_length=200)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    url = models.URLField(_("address"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=2, default="fr")
    note = models.TextField(_("note"), blank=True)

    search_text = FoldedField("title", "publisher", "slug")

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="reference_source_has_title",
                violation_error_message=_("A source needs a title: its own, or a description."),
            ),
            web_address("url"),
        ]

    def __str__(self):
        return f"{self.publisher}, {self.title}"


class Statement(Revised):
    """What sources say about one property of an object.

    Statements that disagree about the same property are all kept; the retained one is what the object's own
    fields and pages say, and the reason tells why.
    """

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("what the sources say"))
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    is_retained = models.BooleanField(_("retained"), default=True)
    reason = models.TextField(_("why it is retained, or not"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            in_french("text"),
            models.CheckConstraint(
                condition=Q(is_retained=True) | said("reason_fr"),
                name="%(app_label)s_%(class)s_says_why_not_retained",
                violation_error_message=_("Say why this statement is not retained."),
            ),
        ]

    def __str__(self):
        return self.text
