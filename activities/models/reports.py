from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.choices import AgeGroup, DelayCause, ReportedStatus, ReportState, Sex
from activities.models.activities import Activity, or_none
from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.documents.models import Document
from cnclctpa.reference.models import Organisation, Region
from cnclctpa.revision import Revised
from cnclctpa.wording import dated, named
from plans.models import Category, Indicator, Measurement, Plan


class CampaignQuerySet(models.QuerySet):
    def closed(self, on):
        """Those closed by that day, the latest period first."""
        return self.filter(closes_on__lt=on).order_by("-ends_on", "-starts_on", "-pk")


class Campaign(Revised):
    """A period on which organisations report, until a day, then no longer."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="campaigns")
    slug = models.SlugField(_("identifier"), max_length=40)
    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))
    closes_on = models.DateField(_("closes on"))

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting campaign")
        verbose_name_plural = _("reporting campaigns")
        ordering = ["plan", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "slug"],
                name="activities_campaign_once_per_plan",
                violation_error_message=_("This plan already has this campaign."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="activities_campaign_period_in_order",
                violation_error_message=_("A period cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("closes_on")),
                name="activities_campaign_opens_then_due_then_closes",
                violation_error_message=_("A campaign opens, then its reports are due, then it closes."),
            ),
        ]

    def __str__(self):
        return f"{self.plan.period}, {self.slug}"


class Expectation(Revised):
    """A report that a campaign expects from an organisation."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="expectations")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="expectations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="expectations")

    class Meta:
        verbose_name = _("expected report")
        verbose_name_plural = _("expected reports")
        ordering = ["campaign", "organisation__sort_text", "activity"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "activity"],
                name="activities_expectation_once_per_campaign",
                violation_error_message=_("This campaign already expects a report on this activity."),
            ),
        ]

    def __str__(self):
        return named(self.campaign, self.activity.code)


class ProgressReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Validated ones with their plan, submitted ones where the role says so, the rest for who reports."""
        found = self.filter(activity__in=Activity.objects.visible_to(user))
        if may(user, Permission.REPORT_PROGRESS):
            return found
        seen = Q(state=ReportState.VALIDATED)
        if may(user, Permission.SEE_SHARED_DRAFTS):
            seen |= Q(state=ReportState.SUBMITTED)
        if user.is_authenticated:
            seen |= Q(activity__lead__in=user.organisations_where(Permission.REPORT_PROGRESS))
        return found.filter(seen)

    def validated(self):
        return self.filter(state=ReportState.VALIDATED)

    def by(self, on):
        """Those about a period that had ended by that day."""
        return self.filter(ends_on__lte=on)


class ProgressReport(Revised):
    """What was done on an activity during a period, as told by its lead and validated by the secretariat."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="reports")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="reports")
    starts_on = models.DateField(_("first day of the period"))
    ends_on = models.DateField(_("last day of the period"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)

    status = models.CharField(_("status of the activity"), max_length=12, choices=ReportedStatus)
    percentage = models.DecimalField(_("progress (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    begun_on = models.DateField(_("begun on"), null=True, blank=True)
    happened_on = models.DateField(_("ended, suspended or cancelled on"), null=True, blank=True)
    narrative = models.TextField(_("what was done"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    cause = models.CharField(_("cause of delay"), max_length=14, choices=DelayCause, blank=True)
    forecast_on = models.DateField(_("forecast date"), null=True, blank=True)

    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("validated or returned"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(_("why it was returned"), blank=True)
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="reports"
    )

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "campaign"],
                name="activities_progressreport_one_per_campaign",
                violation_error_message=_("This activity already has a report for this campaign."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="activities_progressreport_period_in_order",
                violation_error_message=_("A period cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(percentage__isnull=True) | Q(percentage__gte=0, percentage__lte=100),
                name="activities_progressreport_percentage_is_one",
                violation_error_message=_("Progress goes from 0 to 100 per cent."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.VALIDATED)
                | ~Q(status__in=[ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED])
                | Q(percentage__isnull=False),
                name="activities_progressreport_validated_has_progress",
                violation_error_message=_(
                    "An activity under way or suspended needs its progress in per cent."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RETURNED) | ~Q(return_reason=""),
                name="activities_progressreport_return_says_why",
                violation_error_message=_("Say why the report is sent back."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.VALIDATED, ReportState.RETURNED])
                | Q(decided_at__isnull=False),
                name="activities_progressreport_decision_dated",
                violation_error_message=_("A decision on a report has its date."),
            ),
        ]

    def __str__(self):
        return f"{self.activity.code}, {dated(self.ends_on)}"


class PeopleReached(Revised):
    """People that an activity reached during a period, by sex and age group: counts, never names."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="people_reached")
    sex = models.CharField(_("sex"), max_length=10, choices=Sex)
    age_group = models.CharField(_("age group"), max_length=10, choices=AgeGroup)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    count = models.PositiveIntegerField(_("number of people"))

    class Meta:
        verbose_name = _("people reached")
        verbose_name_plural = _("people reached")
        ordering = ["sex", "age_group", "pk"]
        constraints = [
            models.UniqueConstraint(
                "report",
                "sex",
                "age_group",
                or_none("region"),
                name="activities_peoplereached_once_per_group",
                violation_error_message=_("This group is already counted in this report."),
            ),
        ]

    def __str__(self):
        return f"{self.get_sex_display()}, {self.get_age_group_display()}"


class IndicatorAnswer(Revised):
    """A value of an indicator given with a report; it becomes a measurement when the report is validated."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="answers")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="answers")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(
        _("denominator"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    words = models.TextField(_("in words"), blank=True)
    measurement = models.OneToOneField(
        Measurement,
        models.PROTECT,
        verbose_name=_("measurement"),
        null=True,
        blank=True,
        related_name="answer",
    )

    class Meta:
        verbose_name = _("answer on an indicator")
        verbose_name_plural = _("answers on indicators")
        ordering = ["report", "indicator", "pk"]
        constraints = [
            models.UniqueConstraint(
                "report",
                "indicator",
                or_none("region"),
                or_none("category"),
                name="activities_indicatoranswer_once_per_report",
                violation_error_message=_("This report already answers for this indicator."),
            ),
        ]

    def __str__(self):
        return named(self.report, self.indicator.code)
