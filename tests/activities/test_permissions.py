import pytest
from django.contrib.auth.models import AnonymousUser

from activities.choices import ReportState
from activities.models import ProgressReport
from tests.factories.activities import ActivityFactory, OutcomeFactory, WorkshopFactory
from tests.factories.plans import PlanFactory
from tests.factories.reports import ProgressReportFactory

pytestmark = pytest.mark.django_db
CAST = ("anonymous", "partner", "focal_point", "secretariat", "administrator")


@pytest.mark.parametrize("who", CAST)
def test_the_secretariat_alone_changes_workshops_and_outcomes(who, request):
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    allowed = (
        user.has_perm("activities.change_workshop", WorkshopFactory()),
        user.has_perm("activities.change_outcome", OutcomeFactory()),
    )
    assert allowed == (who == "secretariat", who == "secretariat")


@pytest.mark.parametrize(
    ("who", "own", "any_other"),
    [
        ("anonymous", False, False),
        ("partner", False, False),
        ("focal_point", True, False),
        ("secretariat", True, True),
        ("administrator", False, False),
    ],
)
def test_an_organisation_reports_on_what_it_leads(who, own, any_other, focal_point, request):
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    led = ActivityFactory(lead=focal_point.memberships.get().organisation)
    allowed = [user.has_perm("activities.report_on_activity", one) for one in (led, ActivityFactory())]
    assert allowed == [own, any_other]
    assert not user.has_perm("activities.report_on_activity")


OWN = {"own draft", "own returned"}
OTHERS = {"draft", "returned"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("anonymous", {"validated"}),
        ("partner", {"validated", "submitted"}),
        ("focal_point", {"validated", "submitted", *OWN}),
        ("secretariat", {"validated", "submitted", *OWN, *OTHERS}),
        ("administrator", {"validated", "submitted"}),
    ],
)
def test_a_report_is_seen_as_far_as_it_has_come(who, seen, focal_point, request):
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    plan = PlanFactory(published=True)
    activity = ActivityFactory(plan=plan)
    own = ActivityFactory(plan=plan, lead=focal_point.memberships.get().organisation)
    for state in ReportState:
        ProgressReportFactory(activity=activity, narrative=state, **trait(state))
    ProgressReportFactory(activity=own, narrative="own draft")
    ProgressReportFactory(activity=own, narrative="own returned", returned=True)
    found = ProgressReport.objects.visible_to(user).order_by("pk")
    assert {report.narrative for report in found} == seen


def trait(state):
    return {} if state == ReportState.DRAFT else {state.value: True}


def test_no_report_of_a_draft_plan_is_seen(partner):
    ProgressReportFactory(validated=True)
    assert not ProgressReport.objects.visible_to(partner).exists()
    assert not ProgressReport.objects.visible_to(AnonymousUser()).exists()
