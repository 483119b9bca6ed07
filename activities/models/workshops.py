from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.choices import Involvement, WorkshopPurpose
from cnclctpa.documents.models import Document
from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty, Precision
from cnclctpa.reference.models import Framework, Organisation, Region, Source, Statement
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french, said
from plans.models import Axis, Plan, ProcessStep


class WorkshopQuerySet(models.QuerySet):
    def serving(self, plan):
        """Those of the plan, and those of another plan that served the making of this one."""
        return self.filter(Q(plan=plan) | Q(process_step__plan=plan))

    def serving_none(self):
        return self.filter(plan__isnull=True, process_step__isnull=True)

    def real(self):
        return self.exclude(plan__is_demonstration=True)

    def visible_to(self, user):
        """Workshops that serve no plan, and those of the plans that the person may see."""
        return self.filter(Q(plan__isnull=True) | Q(plan__in=Plan.objects.visible_to(user)))


class Workshop(Revised):
    """A meeting that served a plan: launch, evaluation, drafting, validation, training…"""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    purpose = models.CharField(_("purpose"), max_length=12, choices=WorkshopPurpose)
    also = models.CharField(_("second purpose"), max_length=12, choices=WorkshopPurpose, blank=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="workshops")
    process_step = models.ForeignKey(
        ProcessStep,
        models.SET_NULL,
        verbose_name=_("drafting step"),
        null=True,
        blank=True,
        related_name="workshops",
    )

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    precision = models.CharField(
        _("precision of the dates"), max_length=5, choices=Precision, default=Precision.DAY
    )
    dates_certainty = models.CharField(
        _("certainty of the dates"), max_length=10, choices=Certainty, default=Certainty.CERTAIN
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("region"), null=True, blank=True, related_name="workshops"
    )
    chair = models.CharField(_("chaired by"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)

    frameworks = models.ManyToManyField(
        Framework, verbose_name=_("frameworks"), blank=True, related_name="workshops"
    )
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="workshops"
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="workshops")

    search_text = FoldedField("title_fr", "title_en", "place_fr", "description_fr", "description_en")

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["-starts_on", "slug"]
        constraints = [
            in_french("title"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="activities_workshop_starts_before_it_ends",
                violation_error_message=_("A workshop cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:workshop-detail", args=[self.slug])

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


class WorkshopOrganisation(Revised):
    """The part that an organisation had in a workshop, with the doubt when sources disagree."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="workshops")
    involvement = models.CharField(_("part taken"), max_length=10, choices=Involvement)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    note = models.CharField(_("note"), max_length=250, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("organisation of a workshop")
        verbose_name_plural = _("organisations of a workshop")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "organisation", "involvement"],
                name="activities_workshoporganisation_once_per_part",
                violation_error_message=_("This organisation already has this part in the workshop."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_involvement_display()})"


class Session(Revised):
    """A part of the programme, over one or several days."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_on", "position", "pk"]
        constraints = [
            in_french("title"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="activities_session_starts_before_it_ends",
                violation_error_message=_("A session cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return self.title


class Participation(Revised):
    """Attendance as counts, never as names."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participations")
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), blank=True, related_name="+"
    )
    group = models.CharField(_("who"), max_length=250)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("men"), null=True, blank=True)
    sex_not_stated = models.PositiveIntegerField(_("sex not stated"), null=True, blank=True)
    total = models.PositiveIntegerField(_("total"), null=True, blank=True)
    is_approximate = models.BooleanField(_("approximate total"), default=False)
    is_minimum = models.BooleanField(
        _("minimum total"), default=False, help_text=_("The source says “more than” this total.")
    )
    words = models.CharField(_("in the words of the source"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["position", "pk"]
        constraints = [
            in_french("group"),
            models.CheckConstraint(
                condition=Q(total__isnull=True)
                | Q(total__gte=Coalesce("women", 0) + Coalesce("men", 0) + Coalesce("sex_not_stated", 0)),
                name="activities_participation_total_holds_its_parts",
                violation_error_message=_(
                    "The total cannot be less than women, men and sex not stated together."
                ),
            ),
            models.CheckConstraint(
                condition=Q(women__isnull=False)
                | Q(men__isnull=False)
                | Q(sex_not_stated__isnull=False)
                | Q(total__isnull=False)
                | said("words_fr"),
                name="activities_participation_says_something",
                violation_error_message=_("Give a number, or the words of the source."),
            ),
        ]

    def __str__(self):
        return self.group


class WorkingGroup(Revised):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="working_groups")
    name = models.CharField(_("name"), max_length=120)
    axis = models.ForeignKey(Axis, models.PROTECT, null=True, blank=True, related_name="working_groups")
    rapporteur = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("rapporteur’s organisation"),
        null=True,
        blank=True,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["position", "pk"]
        constraints = [
            in_french("name"),
            models.UniqueConstraint(
                fields=["workshop", "name_fr"],
                name="activities_workinggroup_once_per_workshop",
                violation_error_message=_("This workshop already has a group with this name."),
            ),
        ]

    def __str__(self):
        return self.name


class WorkshopStatement(Statement):
    """What sources say of a workshop, the discordances first of all."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="statements")
    about = models.CharField(_("about"), max_length=80)

    class Meta(Statement.Meta):
        verbose_name = _("statement about a workshop")
        verbose_name_plural = _("statements about workshops")
