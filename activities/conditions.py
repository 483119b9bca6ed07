"""On what conditions activities, their money and their reports are kept, beyond what their tables hold."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activities.models import (
    Activity,
    ActivityLineage,
    ActivityPartner,
    BudgetLine,
    Campaign,
    Expense,
    Funding,
)
from cnclctpa.audit.keeping import checks, fills
from plans.choices import LineageKind, PlanStatus
from plans.conditions import (
    check_added_on,
    check_code_stays,
    check_open,
    check_plan_stays,
    check_serves,
    check_year,
    next_code,
)

ORIGINAL_DATES = ("original_starts_on", "original_ends_on")


@fills(Activity)
def number_activity(activity: Activity) -> None:
    check_open(activity.plan)
    check_serves(activity)
    codes = activity.plan.activities.values_list("code", flat=True)
    prefix = f"{activity.result.code}." if activity.result else f"{activity.serves.code}.a"
    activity.code = activity.code or next_code(prefix, codes)
    activity.position = activity.position or (activity.result or activity.serves).activities.count() + 1


@checks(Activity)
def activity_conditions(activity: Activity, before: Activity | None) -> None:
    if before is None:
        check_added_on(activity)
    check_plan_stays(activity, before)
    check_serves(activity)
    check_code_stays(activity, before, activity.plan)


@checks(Activity)
def original_dates_stay(activity: Activity, before: Activity | None) -> None:
    """Once its plan is adopted, other dates are decided by a postponement: the first ones stay known."""
    if before is None or activity.plan.status == PlanStatus.DRAFT:
        return
    for name in ORIGINAL_DATES:
        planned = getattr(before, name)
        if planned is not None and getattr(activity, name) != planned:
            raise ValidationError({name: _("This plan is adopted: postpone the activity instead.")})


@checks(Activity)
def lead_is_no_partner(activity: Activity, before: Activity | None) -> None:
    if before and activity.lead and activity.partners.filter(organisation=activity.lead).exists():
        raise ValidationError(
            {"lead": _("The organisation that leads the activity is not one of its partners.")}
        )


@checks(ActivityPartner)
def partner_does_not_lead(partner: ActivityPartner, before: ActivityPartner | None) -> None:
    if partner.organisation == partner.activity.lead:
        raise ValidationError(_("The organisation that leads the activity is not one of its partners."))


@checks(ActivityLineage)
def lineage_conditions(lineage: ActivityLineage, before: ActivityLineage | None) -> None:
    former, heir = lineage.former, lineage.activity
    if heir and heir.plan.predecessor_id != former.plan_id:
        raise ValidationError(_("An activity follows one of the previous plan."))
    told = former.heirs.exclude(activity=heir).exclude(pk=lineage.pk)
    if lineage.kind == LineageKind.DROPPED and told.filter(activity__isnull=False).exists():
        raise ValidationError(_("This activity has an heir: it was not dropped."))
    if heir and told.filter(activity__isnull=True).exists():
        raise ValidationError(_("This activity was said to be dropped: take that back first."))


@checks(BudgetLine, Funding, Expense)
def money_of_a_year_of_the_plan(row, before) -> None:
    check_year(row.activity.plan, row.year, "year")


@checks(Campaign)
def campaign_conditions(campaign: Campaign, before: Campaign | None) -> None:
    check_plan_stays(campaign, before)
    others = campaign.plan.campaigns.exclude(pk=campaign.pk)
    if others.filter(starts_on__lte=campaign.ends_on, ends_on__gte=campaign.starts_on).exists():
        raise ValidationError(_("Another campaign of this plan already covers a part of this period."))
