from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.accounts.roles import Permission
from cnclctpa.documents.models import Document
from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import Certainty, Precision
from cnclctpa.reference.models import Figure, Framework, Organisation, Source, Statement
from cnclctpa.revision import Revised
from cnclctpa.wording import in_french
from plans.choices import PlanProperty, PlanStatus

#: Addresses under /plans/ that are not plans.
RESERVED_SLUGS = ("compare", "new")


class PlanQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def real(self):
        return self.filter(is_demonstration=False)

    def visible_to(self, user):
        """Published plans for everyone; drafts shared with partners, or all, for those whose role says so."""
        if user.is_authenticated and (user.may(Permission.EDIT_PLANS) or user.may(Permission.ADMINISTER)):
            return self
        visible = Q(published_at__isnull=False)
        if user.is_authenticated and user.may(Permission.SEE_SHARED_DRAFTS):
            visible |= Q(is_shared_with_partners=True)
        # Whoever may publish a plan reads it first as the public will (`cnclctpa.portal.previewing`).
        if (previewed := getattr(user, "previews", None)) is not None:
            visible |= Q(pk=previewed)
        return self.filter(visible)


class Plan(Revised):
    """One generation of the national action plan."""

    slug = models.SlugField(_("identifier"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=300)
    is_title_official = models.BooleanField(_("wording checked against the official text"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("previous plan"),
        null=True,
        blank=True,
        related_name="successors",
    )

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_precision = models.CharField(
        _("precision of the adoption"), max_length=5, choices=Precision, default=Precision.DAY
    )
    adopted_certainty = models.CharField(
        _("certainty of the adoption"), max_length=10, choices=Certainty, default=Certainty.NOT_FOUND
    )
    launched_on = models.DateField(_("launched on"), null=True, blank=True)
    launched_precision = models.CharField(
        _("precision of the launch"), max_length=5, choices=Precision, default=Precision.DAY
    )
    launched_certainty = models.CharField(
        _("certainty of the launch"), max_length=10, choices=Certainty, default=Certainty.NOT_FOUND
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_precision = models.CharField(
        _("precision of the closing"), max_length=5, choices=Precision, default=Precision.DAY
    )
    closed_certainty = models.CharField(
        _("certainty of the closing"), max_length=10, choices=Certainty, default=Certainty.NOT_FOUND
    )

    vision = models.TextField(_("vision"), blank=True)
    general_objective = models.TextField(_("general objective"), blank=True)
    are_axes_numbered_officially = models.BooleanField(_("the order of the axes is official"), default=False)

    total_budget = models.DecimalField(
        _("total budget (XOF)"), max_digits=16, decimal_places=0, null=True, blank=True
    )
    budget_certainty = models.CharField(
        _("certainty of the budget"), max_length=10, choices=Certainty, default=Certainty.NOT_FOUND
    )
    budget_note = models.TextField(_("note on the budget"), blank=True)

    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    is_shared_with_partners = models.BooleanField(
        _("shared with partners while it is a draft"), default=False
    )
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)

    frameworks = models.ManyToManyField(
        Framework, verbose_name=_("frameworks"), blank=True, related_name="plans"
    )
    figures = models.ManyToManyField(Figure, verbose_name=_("figures"), blank=True, related_name="plans")
    documents = models.ManyToManyField(
        Document, verbose_name=_("documents"), blank=True, related_name="plans"
    )
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="plans")

    search_text = FoldedField("title_fr", "title_en", "vision_fr", "general_objective_fr", "slug")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["is_demonstration", "-starts_on", "slug"]
        constraints = [
            in_french("title"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="plans_plan_starts_before_it_ends",
                violation_error_message=_("A plan cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="plans_plan_slug_not_reserved",
                violation_error_message=_("This identifier is an address of the site: choose another."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True) | ~Q(adopted_certainty=Certainty.NOT_FOUND),
                name="plans_plan_adoption_found_when_dated",
                violation_error_message=_("A date of adoption was given: say how certain it is."),
            ),
            models.CheckConstraint(
                condition=Q(launched_on__isnull=True) | ~Q(launched_certainty=Certainty.NOT_FOUND),
                name="plans_plan_launch_found_when_dated",
                violation_error_message=_("A date of launch was given: say how certain it is."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_certainty=Certainty.NOT_FOUND),
                name="plans_plan_closing_found_when_dated",
                violation_error_message=_("A date of closing was given: say how certain it is."),
            ),
            models.CheckConstraint(
                condition=Q(total_budget__isnull=True)
                | (Q(total_budget__gte=0) & ~Q(budget_certainty=Certainty.NOT_FOUND)),
                name="plans_plan_budget_found_when_given",
                violation_error_message=_(
                    "A budget was given: it cannot be negative, and say how certain it is."
                ),
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="plans_plan_not_its_own_predecessor",
                violation_error_message=_("A plan cannot follow itself."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("portal:plan-dashboard", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_being_written(self) -> bool:
        """Whether it is written here: what it lacks was not entered yet, rather than found in no source."""
        return self.status == PlanStatus.DRAFT

    @property
    def years(self) -> range:
        return range(self.starts_on.year, self.ends_on.year + 1)

    @property
    def period(self) -> str:
        return f"{self.starts_on.year}-{self.ends_on.year}"


class PlanPartner(Revised):
    """An organisation that supported the making or the carrying out of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supported_plans")
    support = models.CharField(_("support given"), max_length=200, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("partner of a plan")
        verbose_name_plural = _("partners of a plan")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"],
                name="plans_planpartner_once_per_plan",
                violation_error_message=_("This organisation is already a partner of the plan."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)


class PlanStatement(Statement):
    """What sources say of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="statements")
    about = models.CharField(_("about"), max_length=14, choices=PlanProperty)

    class Meta(Statement.Meta):
        verbose_name = _("statement about a plan")
        verbose_name_plural = _("statements about plans")
