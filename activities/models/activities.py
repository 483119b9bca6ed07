from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityKind, DelayCause, Priority, TargetGroup
from cnclctpa.documents.models import Document
from cnclctpa.folding import FoldedField
from cnclctpa.reference.models import Organisation, Region
from cnclctpa.revision import Revised
from cnclctpa.wording import dated, in_french, named
from plans.choices import LineageKind
from plans.models import AnnualPlan, Plan, Result, StrategicObjective
from plans.models.framework import check_code, code_is_an_address

#: What counts the people it reaches without showing them: their number is protected.
PROTECTED_KINDS = (ActivityKind.VICTIM_CARE, ActivityKind.INVESTIGATION)


def or_none(key: str) -> Coalesce:
    """A foreign key in a unique constraint where none is a value like others, which SQLite cannot say."""
    return Coalesce(key, 0, output_field=models.BigIntegerField())


class ActivityQuerySet(models.QuerySet):
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


class Activity(Revised):
    """Something to be done, by a lead organisation, between two dates."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")
    objective = models.ForeignKey(
        StrategicObjective, models.CASCADE, null=True, blank=True, related_name="activities"
    )
    result = models.ForeignKey(Result, models.CASCADE, null=True, blank=True, related_name="activities")
    annual_plans = models.ManyToManyField(
        AnnualPlan, verbose_name=_("annual plans"), blank=True, related_name="activities"
    )
    code = models.CharField(_("code"), max_length=24, validators=[check_code])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=400)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=ActivityKind, default=ActivityKind.OTHER)
    target_group = models.CharField(_("target group"), max_length=14, choices=TargetGroup, blank=True)
    priority = models.CharField(_("priority"), max_length=6, choices=Priority, default=Priority.NORMAL)

    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("lead organisation"),
        null=True,
        blank=True,
        related_name="led_activities",
    )
    regions = models.ManyToManyField(Region, verbose_name=_("regions"), blank=True, related_name="activities")

    original_starts_on = models.DateField(_("original start"), null=True, blank=True)
    original_ends_on = models.DateField(_("original end"), null=True, blank=True)
    forecast_on = models.DateField(_("forecast date"), null=True, blank=True)
    blocking_cause = models.CharField(_("cause of delay"), max_length=14, choices=DelayCause, blank=True)
    blocking_note = models.TextField(_("what blocks it"), blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    added_on = models.DateField(_("added on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="activities"
    )

    sort_text = FoldedField("title_fr")
    search_text = FoldedField("code", "title_fr", "title_en", "description_fr")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["plan", "position", "code"]
        constraints = [
            in_french("title"),
            code_is_an_address(),
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="activities_activity_code_once_per_plan",
                violation_error_message=_("Another activity of this plan has this code."),
            ),
            models.CheckConstraint(
                condition=Q(objective__isnull=False, result__isnull=True)
                | Q(objective__isnull=True, result__isnull=False),
                name="activities_activity_of_one_objective_or_result",
                violation_error_message=_("An activity belongs to one objective or to one result."),
            ),
            models.CheckConstraint(
                condition=Q(original_starts_on__isnull=True)
                | Q(original_ends_on__isnull=True)
                | Q(original_starts_on__lte=F("original_ends_on")),
                name="activities_activity_starts_before_it_ends",
                violation_error_message=_("An activity cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="activities_activity_weight_not_negative",
                violation_error_message=_("A weight cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="activities_activity_withdrawal_says_why",
                violation_error_message=_("Say why this activity is withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(added_on__isnull=True)
                | Q(withdrawn_on__isnull=True)
                | Q(added_on__lte=F("withdrawn_on")),
                name="activities_activity_added_before_withdrawn",
                violation_error_message=_("An activity cannot be withdrawn before it is added."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("portal:activity-detail", args=[self.plan.slug, self.code])

    @property
    def serves(self) -> StrategicObjective:
        """The objective that it serves, by itself or through its result."""
        return self.objective or self.result.objective

    @property
    def counts_protected_people(self) -> bool:
        """Whether the people it reaches could be recognised when they are few."""
        return self.kind in PROTECTED_KINDS or self.target_group == TargetGroup.VICTIMS


class ActivityPartner(Revised):
    """An organisation that takes part in an activity without leading it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnered_activities")
    role = models.CharField(_("role"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("partner organisation")
        verbose_name_plural = _("partner organisations")
        ordering = ["organisation__sort_text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation"],
                name="activities_activitypartner_once_per_activity",
                violation_error_message=_("This organisation is already a partner of the activity."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)


class Milestone(Revised):
    """A step of an activity: due on a day, done on another."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=300)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["position", "due_on", "pk"]
        constraints = [
            in_french("title"),
            models.CheckConstraint(
                condition=Q(weight__gte=0),
                name="activities_milestone_weight_not_negative",
                violation_error_message=_("A weight cannot be negative."),
            ),
        ]

    def __str__(self):
        return self.title


class Postponement(Revised):
    """A decision to move the dates of an activity: a row added, never a date overwritten."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="postponements")
    decided_on = models.DateField(_("decided on"))
    starts_on = models.DateField(_("new start"), null=True, blank=True)
    ends_on = models.DateField(_("new end"))
    cause = models.CharField(_("cause of delay"), max_length=14, choices=DelayCause)
    note = models.TextField(_("note"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("decided by"), null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "decided_on"],
                name="activities_postponement_one_per_day",
                violation_error_message=_("A postponement was already decided on this day: correct it."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="activities_postponement_starts_before_it_ends",
                violation_error_message=_("An activity cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return named(self.activity.code, dated(self.ends_on))


class ActivityLineage(Revised):
    """What an activity of the former plan became in this one: continued, merged, split."""

    former = models.ForeignKey(
        Activity, models.CASCADE, verbose_name=_("former activity"), related_name="heirs"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, verbose_name=_("activity"), null=True, blank=True, related_name="ancestors"
    )
    kind = models.CharField(_("lineage"), max_length=10, choices=LineageKind)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("lineage of an activity")
        verbose_name_plural = _("lineage of activities")
        ordering = ["former", "pk"]
        constraints = [
            models.UniqueConstraint(
                "former",
                or_none("activity"),
                name="activities_activitylineage_once_per_pair",
                violation_error_message=_("This lineage is already there."),
            ),
            models.CheckConstraint(
                condition=Q(kind=LineageKind.DROPPED, activity__isnull=True)
                | (~Q(kind__in=[LineageKind.DROPPED, LineageKind.NEW]) & Q(activity__isnull=False)),
                name="activities_activitylineage_dropped_has_no_heir",
                violation_error_message=_("An activity that was dropped has no heir; any other has one."),
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=True) | ~Q(activity=F("former")),
                name="activities_activitylineage_of_two_activities",
                violation_error_message=_("An activity cannot be its own heir."),
            ),
        ]

    def __str__(self):
        return f"{self.former.code} ({self.get_kind_display()})"
