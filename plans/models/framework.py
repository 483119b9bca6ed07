from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty
from cnclctpa.reference.models import Source
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french
from plans.choices import Pillar, ResultLevel
from plans.models.plans import Plan

#: A code is a part of an address: it is written so that no other address can be mistaken for it.
CODE = r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*"
CODE_IS_AN_ADDRESS = _(
    "Write the code with digits and unaccented letters, in groups joined by a full stop or a hyphen, "
    "such as 1.2 or OS-3."
)

# The database refuses other codes; the field refuses them first: PostgreSQL cannot be asked about all.
check_code = RegexValidator(rf"^{CODE}\Z", CODE_IS_AN_ADDRESS)


def code_is_an_address() -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(code__regex=rf"^{CODE}\Z"),
        name="%(app_label)s_%(class)s_code_is_an_address",
        violation_error_message=CODE_IS_AN_ADDRESS,
    )


class AxisQuerySet(models.QuerySet):
    def of(self, plan):
        return self.filter(plan=plan)


class Axis(Revised):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="axes")
    position = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    pillar = models.CharField(_("pillar"), max_length=12, choices=Pillar)
    description = models.TextField(_("description"), blank=True)
    is_wording_official = models.BooleanField(_("official wording"), default=False)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("title_fr", "title_en", "description_fr", "description_en")

    objects = AxisQuerySet.as_manager()

    class Meta:
        verbose_name = _("axis")
        verbose_name_plural = _("axes")
        ordering = ["plan", "position"]
        constraints = [
            in_french("title"),
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="plans_axis_one_per_position",
                violation_error_message=_("This plan already has an axis with this number."),
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="plans_axis_numbered_from_one",
                violation_error_message=_("Axes are numbered from 1."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("portal:axis-detail", args=[self.plan.slug, self.position])


class StrategicObjective(Revised):
    """An objective of a plan, under an axis when the source says which."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    axis = models.ForeignKey(Axis, models.RESTRICT, null=True, blank=True, related_name="objectives")
    code = models.CharField(_("code"), max_length=20, validators=[check_code])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=400)
    description = models.TextField(_("description"), blank=True)
    is_wording_official = models.BooleanField(_("official wording"), default=False)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("title_fr", "title_en", "description_fr", "description_en")

    class Meta:
        verbose_name = _("strategic objective")
        verbose_name_plural = _("strategic objectives")
        ordering = ["plan", "axis__position", "position", "pk"]
        constraints = [
            in_french("title"),
            code_is_an_address(),
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plans_strategicobjective_code_once_per_plan",
                violation_error_message=_("Another objective of this plan has this code."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("portal:objective-detail", args=[self.plan.slug, self.code])


class Result(Revised):
    """A change that an objective expects, at one level of the chain of results."""

    objective = models.ForeignKey(StrategicObjective, models.CASCADE, related_name="results")
    code = models.CharField(_("code"), max_length=20, validators=[check_code])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    level = models.CharField(_("level"), max_length=12, choices=ResultLevel)
    title = models.CharField(_("title"), max_length=400)
    description = models.TextField(_("description"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("title_fr", "title_en", "description_fr", "description_en")

    class Meta:
        verbose_name = _("expected result")
        verbose_name_plural = _("expected results")
        ordering = ["objective", "position", "pk"]
        constraints = [
            in_french("title"),
            code_is_an_address(),
            models.UniqueConstraint(
                fields=["objective", "code"],
                name="plans_result_code_once_per_objective",
                violation_error_message=_("Another result of this objective has this code."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("portal:result-detail", args=[self.objective.plan.slug, self.code])
