"""On what conditions campaigns and what they expect are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activities.choices import ReportState
from activities.models import Campaign, Expectation, ProgressReport
from cnclctpa.audit.keeping import checks, fills
from cnclctpa.audit.removing import guards
from plans.conditions import check_plan_stays

PERIOD = ("starts_on", "ends_on")


@fills(Campaign)
def name_campaign(campaign: Campaign) -> None:
    """Its address says its period: a quarter, a year, or the month in which it ends."""
    first, last = campaign.starts_on, campaign.ends_on
    if campaign.slug or first is None or last is None:
        return
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months == 3 and first.month % 3 == 1:
        campaign.slug = f"{first.year}-t{last.month // 3}"
    else:
        campaign.slug = f"{first.year}" if months == 12 and first.month == 1 else f"{last:%Y-%m}"


@checks(Campaign)
def campaign_conditions(campaign: Campaign, before: Campaign | None) -> None:
    check_plan_stays(campaign, before)
    others = campaign.plan.campaigns.exclude(pk=campaign.pk)
    if others.filter(starts_on__lte=campaign.ends_on, ends_on__gte=campaign.starts_on).exists():
        raise ValidationError(_("Another campaign of this plan already covers a part of this period."))


@checks(Campaign)
def period_of_reports_stays(campaign: Campaign, before: Campaign | None) -> None:
    moved = [name for name in PERIOD if before and getattr(before, name) != getattr(campaign, name)]
    if moved and campaign.reports.exists():
        raise ValidationError(
            dict.fromkeys(moved, _("Reports have been written on this period: it no longer changes."))
        )


@guards(Campaign)
def campaign_without_reports(campaign: Campaign) -> None:
    if campaign.reports.exists():
        raise ValidationError(_("This campaign has reports: close it, they stay."))


@guards(Expectation)
def expectation_without_report(expectation: Expectation) -> None:
    if expectation.campaign.reports.filter(activity=expectation.activity_id).exists():
        raise ValidationError(
            _("A report is already written on activity %(code)s: it stays expected.")
            % {"code": expectation.activity.code}
        )


@guards(ProgressReport)
def report_not_sent(report: ProgressReport) -> None:
    if report.state in (ReportState.SUBMITTED, ReportState.VALIDATED):
        raise ValidationError(_("This report has been sent: it is sent back, never removed."))
