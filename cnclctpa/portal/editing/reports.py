"""Writing a progress report, kept as a draft until it is handed to the secretariat, which decides on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities import services
from activities.choices import ReportState
from activities.forms.answers import AnswersForm
from activities.forms.reports import AttachForm, DecideForm, PeopleCells, ReportForm
from activities.models import Activity, Expectation, ProgressReport
from activities.permissions import may_report_on
from cnclctpa.documents.services import add_document
from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.activities import AT as OF_ACTIVITY
from cnclctpa.portal.editing.editor import Act, Editor
from cnclctpa.portal.editing.offers import Offer, acting, offer
from cnclctpa.portal.editing.sheet import Sheet, reconciled
from cnclctpa.portal.editing.views import AGREED, CONFLICT, leave_unchanged
from cnclctpa.portal.reporting.activities.report import reports_to_show
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.work.once import key_of, new_key, once

AT = f"{OF_ACTIVITY}reports/<slug:campaign>/"
#: The button that hands the report to the secretariat.
SUBMIT = "submit"


def address(report):
    activity = report.activity
    return {"plan": activity.plan.slug, "code": activity.code, "campaign": report.campaign.slug}


def place(report):
    return reverse("portal:report-detail", kwargs=address(report))


def find(user, *, plan, code, campaign):
    """The report of an activity on a campaign, that nobody may have begun yet."""
    where = {"activity__plan__slug": plan, "activity__code": code, "campaign__slug": campaign}
    if ProgressReport.objects.filter(**where).exists():
        return get_object_or_404(reports_to_show(user), **where)
    visible = Expectation.objects.filter(activity__in=Activity.objects.visible_to(user))
    expected = get_object_or_404(
        visible.select_related("campaign", "activity__plan", "activity__lead"), **where
    )
    if not may_report_on(user, expected.activity):
        raise Http404
    return ProgressReport(
        activity=expected.activity,
        campaign=expected.campaign,
        starts_on=expected.campaign.starts_on,
        ends_on=expected.campaign.ends_on,
    )


def find_to_write(user, **where):
    """With who writes and what was said last time, which its forms need."""
    report = find(user, **where)
    if not user.has_perm("activities.write_report", report):
        raise PermissionDenied
    former = report.activity.reports.filter(ends_on__lt=report.starts_on).exclude(state=ReportState.DRAFT)
    report.last = former.prefetch_related("people_reached", "answers").order_by("-ends_on", "-pk").first()
    report.writer = user
    return report


class ReportSheet(Sheet):
    """Everything is kept by one service: the report, whom it counts, what it answers, its documents."""

    is_sent = False

    @property
    def people(self) -> PeopleCells:
        return self.grids[0]

    @property
    def answers(self) -> AnswersForm:
        return self.grids[1]

    @property
    def attached(self) -> AttachForm:
        return self.grids[2]

    @property
    def has_changed(self) -> bool:
        return self.is_sent or super().has_changed

    def unusual(self) -> list[str]:
        """A draft may be anything: what is unusual is asked when it is handed over."""
        return super().unusual() if self.is_sent else []

    def keep_parts(self, by) -> list:
        """One service keeps it whole: a form that is refused leaves it nothing to try."""
        if not self.is_valid:
            return []
        report = self.kept
        services.save_report(report, answers=self.all_answers(), people=self.all_people(), by=by)
        self.form._save_m2m()
        if document := self.attached.document():
            try:
                report.documents.add(add_document(document, by=by))
            except ValidationError as refusal:
                self.attached.refuse(refusal)
                raise
        if self.is_sent:
            services.submit_report(report, by=by)
        return []

    def all_people(self) -> list:
        """With those counted by region, which this page does not show."""
        report = self.kept
        elsewhere = report.people_reached.filter(region__isnull=False) if report.pk else ()
        return [*self.people.people(), *elsewhere]

    def all_answers(self) -> list:
        """With those that this page does not ask: by region, or that the writer may not read."""
        report = self.kept
        stored = report.answers.select_related("indicator", "category") if report.pk else ()
        others = [one for one in stored if one.region_id or one.indicator_id not in self.answers.asked]
        return [*self.answers.answers(), *others]


REPORT = Editor(
    name="report",
    model=ProgressReport,
    form=ReportForm,
    grids=(PeopleCells, AnswersForm, AttachForm),
    find=find_to_write,
    address=address,
    may="activities.write_report",
    plan=lambda report: report.activity.plan,
    place=place,
)


def closed(report) -> str:
    """Why a report can no longer be written, or not yet; nothing when it can."""
    day, campaign = timezone.localdate(), report.campaign
    if report.state == ReportState.SUBMITTED:
        return _("This report has been sent: the secretariat reads it, and validates it or sends it back.")
    if report.state == ReportState.VALIDATED:
        return _("This report is validated: it counts in the figures, and no longer changes.")
    if day < campaign.opens_on:
        return _("This campaign opens on %(day)s.") % {"day": f"{campaign.opens_on:%d/%m/%Y}"}
    if day > campaign.closes_on:
        return _("This campaign has been closed since %(day)s: its reports are locked.") % {
            "day": f"{campaign.closes_on:%d/%m/%Y}"
        }
    return ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, **where):
    if request.method == "POST":
        return once(request, lambda: written(request, where))
    report = find_to_write(request.user, **where)
    if reason := closed(report):
        return show_closed(request, report, reason)
    return show(request, ReportSheet.of(REPORT, report))


def written(request, where):
    """Of two people who begin a report at once, the second meets the first: its activity is held."""
    of_the_plan = Activity.objects.filter(plan__slug=where["plan"], code=where["code"])
    of_the_plan.select_for_update(of=("self",)).first()
    report = find_to_write(request.user, **where)
    sheet = ReportSheet.of(REPORT, report, request.POST, request.FILES)
    if reason := closed(report):
        sheet.is_valid  # noqa: B018  fills what the page shows
        sheet.form.add_error(None, reason)
        return show(request, sheet, status=CONFLICT)
    if sheet.is_stale:
        return show(request, reconciled(sheet, request.POST, request.FILES), status=CONFLICT)
    sheet.is_sent = SUBMIT in request.POST
    if not sheet.has_changed:
        return leave_unchanged(request, place(report))
    if not sheet.save(by=request.user, agreed=request.POST.get(AGREED, "")):
        return show(request, sheet)
    said = _("The report has been sent to the secretariat.") if sheet.is_sent else _("The draft is kept.")
    messages.success(request, said)
    return redirect(place(sheet.kept))


def show(request, sheet: ReportSheet, *, status: int = 200):
    report = sheet.row
    context = {
        **context_of(report),
        "sheet": sheet,
        "form_key": request.POST.get("form_key") if key_of(request) else new_key(),
    }
    return render(request, "portal/editing/report.html", context, status=status)


def show_closed(request, report, reason: str):
    return render(request, "portal/editing/report_closed.html", {**context_of(report), "reason": reason})


def context_of(report) -> dict:
    activity, plan = report.activity, report.activity.plan
    return {
        "report": report,
        "activity": activity,
        "period": period_name(report.starts_on, report.ends_on),
        "back": place(report) if report.pk else activity.get_absolute_url(),
        "plan": plan,
        "is_demonstration": plan.is_demonstration,
    }


def find_shown(user, *, plan, code, campaign):
    return get_object_or_404(
        reports_to_show(user),
        activity__plan__slug=plan,
        activity__code=code,
        campaign__slug=campaign,
    )


def decide(report, answers, *, by):
    if answers["decision"] == DecideForm.VALIDATE:
        services.validate_report(report, by=by)
    else:
        services.return_report(report, reason=answers["reason"], by=by)


def not_decidable(report) -> str:
    if report.state == ReportState.SUBMITTED:
        return ""
    if report.state == ReportState.VALIDATED:
        return _("This report is already validated.")
    return _("This report has not been submitted: it waits for its lead.")


DECIDE = Act(
    name="report-decide",
    find=find_shown,
    address=address,
    may="activities.validate_report",
    plan=lambda report: report.activity.plan,
    form=DecideForm,
    carry_out=decide,
    closed=not_decidable,
    label=gettext_lazy("Validate or send back"),
    title=gettext_lazy("Decide on this report"),
    intro=gettext_lazy(
        "Validated, it counts in the figures of the plan, and its values of indicators become measurements. "
        "Sent back, it waits for its organisation, which reads why."
    ),
    button=gettext_lazy("Record the decision"),
    done=gettext_lazy("The decision has been recorded."),
    beside="portal/editing/report_to_decide.html",
    place=place,
)


def writing(user, report):
    """The report that was begun goes on, while it may."""
    if user.has_perm(REPORT.may, report) and not closed(report):
        return Offer(_("Continue the report"), REPORT.url("update", report))
    return None


def answering(user, expectation):
    """The report that a campaign expects is written, by those who may and while it is open."""
    report = ProgressReport(activity=expectation.activity, campaign=expectation.campaign)
    if may_report_on(user, expectation.activity) and not closed(report):
        return Offer(_("Write the report"), REPORT.url("update", report))
    return None


offer(ProgressReport, writing, acting(DECIDE))
offer(Expectation, answering)

urlpatterns = [
    path(f"{AT}edit/", write, name="report-update"),
    addresses.of_act(DECIDE, f"{AT}decide/"),
]
