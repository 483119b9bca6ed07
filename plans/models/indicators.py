from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.documents.models import Document
from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import CountingUnit
from cnclctpa.reference.models import Organisation, Region, Source
from cnclctpa.revision import Revised
from cnclctpa.wording import dated, in_french, named
from plans.choices import (
    Basis,
    Direction,
    Frequency,
    IndicatorKind,
    LineageKind,
    OverPlaces,
    OverTime,
)
from plans.models.framework import Result, StrategicObjective, check_code, code_is_an_address
from plans.models.plans import Plan


class Dimension(Revised):
    """A way of breaking counts down: by sex, by age, by form of exploitation."""

    slug = models.SlugField(_("identifier"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("breakdown")
        verbose_name_plural = _("breakdowns")
        ordering = ["slug"]
        constraints = [in_french("name")]

    def __str__(self):
        return self.name


class Category(Revised):
    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="categories")
    slug = models.SlugField(_("identifier"), max_length=40)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["dimension", "position", "pk"]
        constraints = [
            in_french("name"),
            models.UniqueConstraint(
                fields=["dimension", "slug"],
                name="plans_category_once_per_dimension",
                violation_error_message=_("This breakdown already has this category."),
            ),
        ]

    def __str__(self):
        return self.name


class IndicatorQuerySet(models.QuerySet):
    def of(self, plan):
        return self.filter(plan=plan)

    def in_order(self):
        """As the matrix of the plan has them: by axis (none is last), objective, result, then position."""
        return self.order_by(
            Coalesce("objective__axis__position", "result__objective__axis__position").asc(nulls_last=True),
            Coalesce("objective__position", "result__objective__position"),
            Coalesce("objective__code", "result__objective__code"),
            Coalesce("result__position", 0),
            "position",
            "pk",
        )

    def present(self, on):
        """Those added by that day and not withdrawn by it."""
        return self.filter(Q(added_on__isnull=True) | Q(added_on__lte=on)).filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
        )

    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Indicator(Revised):
    """What tells whether a result or an objective is reached, with its whole sheet."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    objective = models.ForeignKey(
        StrategicObjective, models.CASCADE, null=True, blank=True, related_name="indicators"
    )
    result = models.ForeignKey(Result, models.CASCADE, null=True, blank=True, related_name="indicators")
    code = models.CharField(_("code"), max_length=24, validators=[check_code])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=300)

    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind, default=IndicatorKind.NUMBER)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    counting_unit = models.CharField(_("counting unit"), max_length=15, choices=CountingUnit, blank=True)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.INCREASE)
    tolerance = models.DecimalField(_("tolerance"), max_digits=18, decimal_places=4, default=0)
    target_basis = models.CharField(_("targets are"), max_length=12, choices=Basis, default=Basis.CUMULATIVE)
    over_time = models.CharField(_("over time"), max_length=8, choices=OverTime, default=OverTime.LATEST)
    over_places = models.CharField(
        _("over places and categories"), max_length=8, choices=OverPlaces, default=OverPlaces.SUM
    )

    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("date of the baseline"), null=True, blank=True)
    baseline_source = models.CharField(_("source of the baseline"), max_length=300, blank=True)

    definition = models.TextField(_("definition"), blank=True)
    means_of_verification = models.TextField(_("means of verification"), blank=True)
    method = models.TextField(_("method of collection"), blank=True)
    frequency = models.CharField(_("frequency"), max_length=12, choices=Frequency, default=Frequency.YEARLY)
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("responsible"),
        null=True,
        blank=True,
        related_name="indicators",
    )
    assumptions = models.TextField(_("assumptions"), blank=True)

    is_headline = models.BooleanField(_("headline indicator"), default=False)
    is_protected = models.BooleanField(
        _("protected figure"),
        default=False,
        help_text=_("Counts people who could be recognised when they are few."),
    )
    dimensions = models.ManyToManyField(
        Dimension, verbose_name=_("breakdowns"), blank=True, related_name="indicators"
    )
    continues = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("indicator of the former plan"), null=True, blank=True,
        related_name="continued_by",
    )  # fmt: skip
    lineage = models.CharField(_("lineage"), max_length=10, choices=LineageKind, blank=True)
    added_on = models.DateField(_("added on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    search_text = FoldedField("code", "name_fr", "name_en", "definition_fr")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["plan", "position", "code"]
        constraints = [
            in_french("name"),
            code_is_an_address(),
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="plans_indicator_code_once_per_plan",
                violation_error_message=_("Another indicator of this plan has this code."),
            ),
            models.CheckConstraint(
                condition=Q(objective__isnull=False, result__isnull=True)
                | Q(objective__isnull=True, result__isnull=False),
                name="plans_indicator_of_one_objective_or_result",
                violation_error_message=_("An indicator belongs to one objective or to one result."),
            ),
            models.CheckConstraint(
                condition=Q(tolerance__gte=0),
                name="plans_indicator_tolerance_not_negative",
                violation_error_message=_("A tolerance cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(kind=IndicatorKind.TEXT, baseline__isnull=True) | ~Q(kind=IndicatorKind.TEXT),
                name="plans_indicator_text_has_no_number",
                violation_error_message=_("An indicator told in words has no baseline in figures."),
            ),
            models.CheckConstraint(
                condition=Q(added_on__isnull=True)
                | Q(withdrawn_on__isnull=True)
                | Q(added_on__lte=F("withdrawn_on")),
                name="plans_indicator_added_before_withdrawn",
                violation_error_message=_("An indicator cannot be withdrawn before it is added."),
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | ~Q(continues=F("id")),
                name="plans_indicator_does_not_continue_itself",
                violation_error_message=_("An indicator cannot continue itself."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("portal:indicator-detail", args=[self.plan.slug, self.code])

    @property
    def serves(self) -> StrategicObjective:
        """The objective that it serves, by itself or through its result."""
        return self.objective or self.result.objective


class Definition(Revised):
    """The definition that an indicator takes from a year on; the series breaks there."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definitions")
    from_year = models.PositiveSmallIntegerField(_("from the year"))
    text = models.TextField(_("definition"))
    breaks_series = models.BooleanField(_("the series breaks"), default=True)

    class Meta:
        verbose_name = _("definition by year")
        verbose_name_plural = _("definitions by year")
        ordering = ["from_year"]
        constraints = [
            in_french("text"),
            models.UniqueConstraint(
                fields=["indicator", "from_year"],
                name="plans_definition_one_per_year",
                violation_error_message=_("This indicator already has a definition from this year."),
            ),
        ]

    def __str__(self):
        return named(self.from_year, self.text)


class Target(Revised):
    """What is to be reached in a year."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                name="plans_target_one_per_year",
                violation_error_message=_("This indicator already has a target for this year."),
            ),
        ]

    def __str__(self):
        return named(self.year, self.value)


class MeasurementQuerySet(models.QuerySet):
    def current(self):
        """Those that no later measurement corrects."""
        return self.filter(superseded_by__isnull=True)

    def validated(self):
        return self.filter(validated_at__isnull=False)

    def by(self, on):
        """Those about a period that had ended by that day."""
        return self.filter(ends_on__lte=on)


class Measurement(Revised):
    """A value constated over a period; corrected by another row, never overwritten."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="measurements")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(
        _("denominator"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    words = models.TextField(_("in words"), blank=True)
    note = models.TextField(_("note"), blank=True)

    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    correction_reason = models.TextField(_("why it was corrected"), blank=True)
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("recorded by"), null=True, related_name="+"
    )
    validated_at = models.DateTimeField(_("validated"), null=True, blank=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("validated by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")
    documents = models.ManyToManyField(Document, verbose_name=_("documents"), blank=True, related_name="+")

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="plans_measurement_period_in_order",
                violation_error_message=_("A period cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True)
                    | Q(value__isnull=True, numerator__isnull=False, denominator__isnull=False)
                    | (Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True) & ~Q(words=""))
                ),
                name="plans_measurement_one_kind_of_value",
                violation_error_message=_("Give a value, or a numerator and its denominator, or words."),
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="plans_measurement_denominator_positive",
                violation_error_message=_("A denominator is greater than zero."),
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(correction_reason=""),
                name="plans_measurement_correction_says_why",
                violation_error_message=_("Say why the former value is corrected."),
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="plans_measurement_does_not_correct_itself",
                violation_error_message=_("A measurement cannot correct itself."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator.code}, {dated(self.ends_on)}"


class MeasurementPart(Revised):
    """The value of one category of a measurement; the total may exceed the sum of its parts."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="parts")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = _("part of a measurement")
        verbose_name_plural = _("parts of a measurement")
        ordering = ["category__dimension", "category__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "category"],
                name="plans_measurementpart_once_per_category",
                violation_error_message=_("This category is already there."),
            ),
        ]

    def __str__(self):
        return str(self.category)
