from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import ERAS, Division, RegionKind
from cnclctpa.reference.models.sources import Source
from cnclctpa.revision import Revised


class RegionQuerySet(models.QuerySet):
    def of(self, division):
        return self.filter(division=division)

    def with_lineage(self):
        return self.select_related("parent__parent").prefetch_related("successors__successors")


class Region(Revised):
    """A region of one division of the country.

    What is known of a region of a newer division can be told of its parent in the older one,
    never the reverse.
    """

    division = models.CharField(_("division"), max_length=4, choices=Division)
    slug = models.SlugField(_("identifier"), max_length=40)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=RegionKind, default=RegionKind.REGION)
    iso_code = models.CharField(_("ISO 3166-2 code"), max_length=6, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("region in the older division"),
        null=True,
        blank=True,
        related_name="successors",
    )
    shape = models.JSONField(
        _("shape"), null=True, blank=True, help_text=_("A GeoJSON geometry, when known.")
    )
    label_point = models.JSONField(_("place of the label"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("name")

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["division", "position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "slug"],
                name="reference_region_once_per_division",
                violation_error_message=_("This division already has this region."),
            ),
            models.UniqueConstraint(
                fields=["division", "iso_code"],
                condition=~Q(iso_code=""),
                name="reference_region_iso_code_once_per_division",
                violation_error_message=_("Another region of this division has this ISO code."),
            ),
            models.CheckConstraint(
                condition=Q(division=Division.D2012, parent__isnull=True)
                | (~Q(division=Division.D2012) & Q(parent__isnull=False)),
                name="reference_region_newer_has_parent",
                violation_error_message=_(
                    "A region of a newer division comes from one of the older division."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def era(self) -> str:
        """When the division of this region held."""
        return str(ERAS[Division(self.division)])

    @property
    def oldest(self) -> "Region":
        """The region of the oldest division from which this one comes: itself there."""
        return self.parent.oldest if self.parent else self

    def get_absolute_url(self):
        return reverse("portal:region-detail", args=[self.division, self.slug])
