from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import BudgetCategory, FundingStage
from activities.models.activities import Activity
from cnclctpa.reference.models import Organisation
from cnclctpa.revision import Revised
from cnclctpa.wording import dated, named


class BudgetLine(Revised):
    """What is planned for an activity in a year, by category, in whole CFA francs."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField(_("year"))
    category = models.CharField(_("category"), max_length=14, choices=BudgetCategory)
    amount = models.DecimalField(_("amount (XOF)"), max_digits=16, decimal_places=0)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["year", "category", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "year", "category"],
                name="activities_budgetline_one_per_category",
                violation_error_message=_("This year already has a line of this category."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="activities_budgetline_amount_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
        ]

    def __str__(self):
        return named(f"{self.year}, {self.get_category_display()}", self.amount)


class Funding(Revised):
    """The commitment of a funder to one activity and one budget year."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="fundings")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="fundings")
    year = models.PositiveSmallIntegerField(_("budget year"))
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Everyone may read this funder’s amounts, not partners only.")
    )

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        ordering = ["year", "funder__sort_text", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "funder", "year", "reference"],
                name="activities_funding_once_per_year",
                violation_error_message=_("This funder’s commitment for this year is already there."),
            ),
        ]

    def __str__(self):
        return f"{self.funder} ({self.year})"


class FundingStep(Revised):
    """How much was pledged, mobilised or disbursed in all by a day: each step is cumulative.

    An amount of another currency is converted at its own rate, row by row.
    """

    funding = models.ForeignKey(Funding, models.CASCADE, related_name="steps")
    stage = models.CharField(_("stage"), max_length=10, choices=FundingStage)
    on = models.DateField(_("date"))
    amount = models.DecimalField(_("amount (XOF)"), max_digits=16, decimal_places=0)
    currency = models.CharField(_("currency"), max_length=3, default="XOF")
    foreign_amount = models.DecimalField(
        _("amount in that currency"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    rate = models.DecimalField(_("rate"), max_digits=14, decimal_places=6, null=True, blank=True)
    rate_on = models.DateField(_("date of the rate"), null=True, blank=True)

    class Meta:
        verbose_name = _("funding step")
        verbose_name_plural = _("funding steps")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["funding", "stage", "on"],
                name="activities_fundingstep_one_per_day",
                violation_error_message=_("This stage already has an amount on this day."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="activities_fundingstep_amount_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(currency="XOF", foreign_amount__isnull=True)
                | (
                    ~Q(currency="XOF")
                    & Q(foreign_amount__isnull=False, rate__isnull=False, rate_on__isnull=False)
                ),
                name="activities_fundingstep_foreign_has_a_rate",
                violation_error_message=_(
                    "An amount of another currency needs its rate and the rate’s date."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(rate__isnull=True) | Q(rate__gt=0))
                & (Q(foreign_amount__isnull=True) | Q(foreign_amount__gte=0)),
                name="activities_fundingstep_rate_positive",
                violation_error_message=_("A rate is greater than zero, and an amount is not negative."),
            ),
        ]

    def __str__(self):
        return named(f"{self.get_stage_display()}, {dated(self.on)}", self.amount)


class Expense(Revised):
    """What was spent on an activity, on a day, by whom."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="expenses")
    on = models.DateField(_("date"))
    year = models.PositiveSmallIntegerField(_("budget year"))
    amount = models.DecimalField(_("amount (XOF)"), max_digits=16, decimal_places=0)
    funder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="expenses")
    reference = models.CharField(_("reference"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="activities_expense_amount_positive",
                violation_error_message=_("An expense is greater than zero."),
            ),
        ]

    def __str__(self):
        return named(dated(self.on), self.amount)
