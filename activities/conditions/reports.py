"""On what conditions campaigns and what they expect are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from activities.choices import ReportedStatus, ReportState
from activities.models import Campaign, Expectation, IndicatorAnswer, ProgressReport
from cnclctpa.audit.keeping import checks, fills
from cnclctpa.audit.removing import guards
from plans.conditions import check_plan_stays
from plans.conditions.measurements import check_people, check_value

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


@checks(ProgressReport)
def report_says_one_thing(report: ProgressReport, before: ProgressReport | None) -> None:
    """Its status and its percentage agree."""
    status, percentage = report.status, report.percentage
    if status == ReportedStatus.NOT_STARTED and percentage:
        raise ValidationError(
            {"percentage": _("What has not started is at 0 %: choose another status, or empty this box.")}
        )
    if status == ReportedStatus.COMPLETED and percentage is not None and percentage < 100:
        raise ValidationError(
            {"percentage": _("What is completed is at 100 %: choose “under way” if a part remains.")}
        )


@checks(ProgressReport)
def report_is_about_its_period(report: ProgressReport, before: ProgressReport | None) -> None:
    late = [
        name
        for name in ("begun_on", "happened_on")
        if getattr(report, name) and getattr(report, name) > report.ends_on
    ]
    if late:
        raise ValidationError(
            dict.fromkeys(late, _("This day comes after the period: say it in the next report."))
        )
    if report.begun_on and report.happened_on and report.begun_on > report.happened_on:
        raise ValidationError({"happened_on": _("An activity cannot end before it starts.")})


@checks(IndicatorAnswer)
def answer_of_its_kind(answer: IndicatorAnswer, before: IndicatorAnswer | None) -> None:
    """What a measurement of this indicator could be."""
    if answer.category is None:
        check_value(answer)
    elif answer.indicator.is_protected:
        check_people(answer.value)


@guards(ProgressReport)
def report_not_sent(report: ProgressReport) -> None:
    if report.state in (ReportState.SUBMITTED, ReportState.VALIDATED):
        raise ValidationError(_("This report has been sent: it is sent back, never removed."))
