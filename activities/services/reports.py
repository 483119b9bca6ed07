"""The life of a progress report: written, submitted, sent back or validated."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.choices import ReportedStatus, ReportState
from activities.models import Campaign, IndicatorAnswer, PeopleReached, ProgressReport
from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from plans.models import Measurement
from plans.services import record_measurement, validate_measurement

#: What the lead may still write.
OPEN = (ReportState.DRAFT, ReportState.RETURNED)
#: What an answer or a count says, beside what it is about.
TOLD = ("value", "numerator", "denominator", "words", "count")
WITH_PROGRESS = (ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED)


@transaction.atomic
def save_report(
    report: ProgressReport,
    *,
    answers: Iterable[IndicatorAnswer] | None = None,
    people: Iterable[PeopleReached] | None = None,
    at: datetime | None = None,
    by: User | None,
) -> ProgressReport:
    """Keep a report that is being written, with all its answers and all the people reached.

    Those that are not given stay as they are. The period is that of the campaign, which expects the report
    and is open ``at`` that instant.
    """
    before = held(report)
    if not all(one.state in OPEN for one in (report, before or report)):
        raise ValidationError(_("This report has been submitted: it can no longer be changed."))
    if before and (before.activity_id, before.campaign_id) != (report.activity_id, report.campaign_id):
        raise ValidationError(_("A report stays with its activity and its campaign."))
    if report.campaign:
        check_campaign(report, report.campaign)
        check_is_open(report, at)
        report.starts_on, report.ends_on = report.campaign.starts_on, report.campaign.ends_on
    answers = None if answers is None else list(answers)
    check_answers(report, answers or [])
    keep(report, by=by, verb="report.saved")
    with because("report.saved", by=by):
        if answers is not None:
            replace(report, report.answers.all(), answers, ("indicator_id", "region_id", "category_id"))
        if people is not None:
            replace(report, report.people_reached.all(), people, ("sex", "age_group", "region_id"))
    return report


def replace(report: ProgressReport, stored: Iterable, given: Iterable, place: tuple[str, ...]) -> None:
    """Keep what is given in the place of what is stored; what says the same is left alone."""
    former = {tuple(getattr(row, name) for name in place): row for row in stored}
    kept = set()
    for row in given:
        key = tuple(getattr(row, name) for name in place)
        kept.add(key)
        row.report = report
        if (one := former.get(key)) is not None:
            changed = [name for name in TOLD if getattr(one, name, None) != getattr(row, name, None)]
            for name in changed:
                setattr(one, name, getattr(row, name))
            row = one if changed else None
        if row is not None:
            keep(row, by=None)
    for key in former.keys() - kept:
        former[key].delete()


@transaction.atomic
def submit_report(report: ProgressReport, *, at: datetime | None = None, by: User | None) -> ProgressReport:
    """Hand a report to the secretariat, which validates it or sends it back."""
    if not all(one.state in OPEN for one in (report, held(report) or report)):
        raise ValidationError(_("This report has already been submitted."))
    check_is_open(report, at)
    if report.status in WITH_PROGRESS and report.percentage is None:
        raise ValidationError(
            {"percentage": _("An activity under way or suspended needs its progress in per cent.")}
        )
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, at or timezone.now(), by
    with because("report.submitted", by=by):
        report.save(update_fields=["state", "submitted_at", "submitted_by"])
    return report


@transaction.atomic
def return_report(
    report: ProgressReport, *, reason: str, at: datetime | None = None, by: User | None
) -> ProgressReport:
    """Send a report back to its lead, who may change it while the campaign is open."""
    check_is_submitted(report)
    check_is_open(report, at)
    if not reason.strip():
        raise ValidationError({"return_reason": _("Say why the report is sent back.")})
    report.return_reason = reason.strip()
    with because("report.returned", by=by, reason=report.return_reason):
        decide(report, ReportState.RETURNED, at=at, by=by)
    return report


@transaction.atomic
def validate_report(report: ProgressReport, *, at: datetime | None = None, by: User | None) -> ProgressReport:
    """Make a report count: its answers become validated measurements of its period."""
    check_is_submitted(report)
    with because("report.validated", by=by):
        decide(report, ReportState.VALIDATED, at=at, by=by)
    cells = defaultdict(list)
    for answer in report.answers.select_related("indicator", "region", "category"):
        cells[answer.indicator_id, answer.region_id].append(answer)
    for cell in cells.values():
        whole = next(answer for answer in cell if answer.category is None)
        measurement = Measurement(
            indicator=whole.indicator,
            starts_on=report.starts_on,
            ends_on=report.ends_on,
            region=whole.region,
            value=whole.value,
            numerator=whole.numerator,
            denominator=whole.denominator,
            words=whole.words,
        )
        parts = {one.category: one.value for one in cell if one.category and one.value is not None}
        whole.measurement = record_measurement(measurement, parts=parts, by=report.submitted_by)
        validate_measurement(measurement, at=at, by=by)
        with because("report.validated", by=by):
            whole.save(update_fields=["measurement"])
    return report


def held(report: ProgressReport) -> ProgressReport | None:
    """As the database has it, kept from others: somebody may have decided since it was read."""
    return ProgressReport.objects.select_for_update().filter(pk=report.pk).first()


def decide(report: ProgressReport, state: str, *, at: datetime | None, by: User | None) -> None:
    report.state, report.decided_at, report.decided_by = state, at or timezone.now(), by
    report.save(update_fields=["state", "decided_at", "decided_by", "return_reason"])


def check_is_submitted(report: ProgressReport) -> None:
    if not all(one.state == ReportState.SUBMITTED for one in (report, held(report) or report)):
        raise ValidationError(_("This report has not been submitted: it waits for its lead."))


def check_is_open(report: ProgressReport, at: datetime | None) -> None:
    """A report without a campaign is never locked."""
    day = timezone.localdate(at)
    if report.campaign and not report.campaign.opens_on <= day <= report.campaign.closes_on:
        raise ValidationError(_("This campaign is not open: its reports can no longer be changed."))


def check_campaign(report: ProgressReport, campaign: Campaign) -> None:
    if campaign.plan_id != report.activity.plan_id:
        raise ValidationError({"campaign": _("This campaign is of another plan.")})
    if not campaign.expectations.filter(activity=report.activity).exists():
        raise ValidationError({"campaign": _("This campaign expects no report on this activity.")})


def check_answers(report: ProgressReport, answers: list[IndicatorAnswer]) -> None:
    """Indicators of the plan, each with its whole: a category alone would be taken for the whole."""
    wholes = {(one.indicator_id, one.region_id) for one in answers if one.category is None}
    for answer in answers:
        if answer.indicator.plan_id != report.activity.plan_id:
            raise ValidationError(_("This indicator is of another plan."))
        if (answer.indicator_id, answer.region_id) not in wholes:
            raise ValidationError(
                _("Give the whole of indicator %(code)s as well as its parts.")
                % {"code": answer.indicator.code}
            )
