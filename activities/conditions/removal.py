"""What keeps the parts of a plan, outcomes and documents from being removed, of what activities know."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import OutcomeStatus, ReportState
from activities.models import Outcome, ProgressReport
from cnclctpa.audit.removing import guards
from cnclctpa.documents.models import Document
from plans.models import Axis, Plan, Result, StrategicObjective

#: Where the reports under a row are found.
REPORTS_UNDER = {
    Result: ("activity__result",),
    StrategicObjective: ("activity__objective", "activity__result__objective"),
    Plan: ("activity__plan",),
}


@guards(*REPORTS_UNDER)
def is_reported_on(row) -> None:
    """What people have reported is not destroyed, be it a draft."""
    paths = REPORTS_UNDER[type(row)]
    keys = {key for path in paths for key in ProgressReport.objects.filter(**{path: row}).values_list("pk")}
    if not keys:
        return
    told = ngettext(
        "One report has been made on its activities, which is not destroyed.",
        "%(count)d reports have been made on its activities, which are not destroyed.",
        len(keys),
    ) % {"count": len(keys)}
    instead = _("Withdraw its activities instead: they keep their pages and no longer count.")
    raise ValidationError(f"{told} {instead}")


@guards(Outcome)
def is_taken_up(outcome: Outcome) -> None:
    if outcome.axes.exists() or outcome.status in (OutcomeStatus.UNDER_WAY, OutcomeStatus.DONE):
        raise ValidationError(_("This outcome has been taken up: what it became is a part of the history."))


@guards(Axis)
def answers_outcomes(axis: Axis) -> None:
    if axis.outcomes.exists():
        raise ValidationError(
            _("Outcomes of workshops are answered by this axis: take it away from them first.")
        )


@guards(Document)
def proves_a_report(document: Document) -> None:
    if document.reports.filter(state=ReportState.VALIDATED).exists():
        raise ValidationError(_("A validated report rests on this document: it stays."))
