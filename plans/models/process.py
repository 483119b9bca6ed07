from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.reference.choices import Certainty, Precision
from cnclctpa.reference.models import Organisation, Source
from cnclctpa.revision import Revised
from plans.choices import ParticipantGroup, StepKind
from plans.models.plans import Plan


class ProcessStep(Revised):
    """A step in the making of a plan, from its preparation to its launch."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=StepKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the dates"), max_length=5, choices=Precision, default=Precision.DAY
    )
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    place = models.CharField(_("place"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("drafting step")
        verbose_name_plural = _("drafting steps")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False, starts_on__lte=F("ends_on")),
                name="plans_processstep_starts_before_it_ends",
                violation_error_message=_("A step cannot end before it starts, nor end without a start."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class ProcessParticipation(Revised):
    """Who took part in a step: a group, named by an organisation when the source names it."""

    step = models.ForeignKey(ProcessStep, models.CASCADE, related_name="participants")
    group = models.CharField(_("group"), max_length=16, choices=ParticipantGroup)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("participant in a step")
        verbose_name_plural = _("participants in a step")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "group", "organisation"],
                name="plans_processparticipation_once_per_step",
                violation_error_message=_("This participant is already there."),
            ),
            models.UniqueConstraint(
                fields=["step", "group"],
                condition=Q(organisation__isnull=True),
                name="plans_processparticipation_group_once_per_step",
                violation_error_message=_("This group is already there."),
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.get_group_display())


class AnnualPlan(Revised):
    """The slice of one year, which the committee adopts with its own budget."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="annual_plans")
    year = models.PositiveSmallIntegerField(_("year"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_precision = models.CharField(
        _("precision of the adoption"), max_length=5, choices=Precision, default=Precision.DAY
    )
    budget = models.DecimalField(_("budget (XOF)"), max_digits=16, decimal_places=0, null=True, blank=True)
    number_of_activities = models.CharField(_("number of activities, as stated"), max_length=120, blank=True)
    number_of_axes = models.PositiveSmallIntegerField(_("number of axes, as stated"), null=True, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    note = models.TextField(_("note"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("annual plan")
        verbose_name_plural = _("annual plans")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"],
                name="plans_annualplan_one_per_year",
                violation_error_message=_("This plan already has an annual plan for this year."),
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                name="plans_annualplan_budget_not_negative",
                violation_error_message=_("A budget cannot be negative."),
            ),
        ]

    def __str__(self):
        return f"{self.plan.period} ({self.year})"
