"""One activity: where it stands, what it counts, and what nobody may read of it."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import ActivityKind, DelayCause, ReportedStatus, TargetGroup
from plans.choices import LineageKind
from tests.factories.activities import (
    ActivityFactory,
    ActivityLineageFactory,
    ActivityPartnerFactory,
    MilestoneFactory,
    PostponementFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.money import ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    PlanFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import RegionFactory
from tests.factories.reports import (
    CampaignFactory,
    ExpectationFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)
from tests.portal.one_activity import PAGE, make
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2024, 7, 1)):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="p")


@pytest.fixture
def activity(plan):
    return make(plan, dated=True, with_lead=True)


# What it says


def test_says_what_it_is_and_where_it_belongs(client, activity):
    activity.description = "Deux sessions par région."
    activity.kind, activity.target_group = ActivityKind.TRAINING, TargetGroup.STATE_ACTORS
    activity.save()
    activity.regions.add(RegionFactory(name="Ségou"))
    activity.annual_plans.add(AnnualPlanFactory(plan=activity.plan, year=2024))
    partner = ActivityPartnerFactory(activity=activity, role="formateurs")
    page = shown(client, PAGE)
    for words in (
        "Activity 1.1.1.1",
        "Former les agents",
        "Prévenir",
        "1.1 Informer",
        "1.1.1 Chacun sait",
        activity.lead.name,
        f"{partner.organisation.name} (in French) (formateurs)",
        "Ségou",
        "2024",
        "Deux sessions par région.",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("facts", "state", "sentence"),
    [
        ({}, "Undated", "Its start or its end is not recorded"),
        (
            {"original_starts_on": date(2024, 8, 1), "original_ends_on": date(2024, 9, 1)},
            "Upcoming",
            "It is to begin on 1 August 2024 and to end on 1 September 2024.",
        ),
        (
            {"original_starts_on": date(2024, 1, 1), "original_ends_on": date(2024, 6, 30)},
            "Late",
            "It was due on 30 June 2024. No forecast date is recorded. The cause of the delay is not",
        ),
        ({"dated": True}, "Not reported", "It was to begin on 1 January 2024; no validated report"),
        (
            {
                "original_starts_on": date(2024, 1, 1),
                "original_ends_on": date(2024, 6, 30),
                "forecast_on": date(2024, 9, 30),
                "blocking_cause": DelayCause.SECURITY,
            },
            "Late",
            "It was due on 30 June 2024. Its end is forecast for 30 September 2024. Cause of the delay: sec",
        ),
    ],
)
def test_says_its_state_and_why(client, plan, facts, state, sentence):
    make(plan, **facts)
    page = shown(client, PAGE)
    assert f"{state} {sentence}" in page


@pytest.mark.parametrize(
    ("report", "state", "sentence"),
    [
        ({"percentage": Decimal(10)}, "Behind", "10% is done where 50% was expected"),
        ({"percentage": Decimal(45)}, "On track", "45% is done; 50% was expected."),
        (
            {"status": ReportedStatus.SUSPENDED, "happened_on": date(2024, 3, 1)},
            "Suspended",
            "It has been suspended since 1 March 2024, when 40% was done.",
        ),
        (
            {"status": ReportedStatus.CANCELLED, "happened_on": date(2024, 3, 1)},
            "Cancelled",
            "It was given up on 1 March 2024, as a validated report says.",
        ),
        (
            {"status": ReportedStatus.COMPLETED, "happened_on": date(2024, 3, 1)},
            "Completed",
            "It was completed on 1 March 2024.",
        ),
        (
            {"status": ReportedStatus.NOT_STARTED},
            "Late to start",
            "the validated reports say that it has not",
        ),
    ],
)
def test_says_what_the_last_report_says(client, activity, report, state, sentence):
    ProgressReportFactory(activity=activity, validated=True, **report)
    page = shown(client, PAGE)
    assert state in page
    assert sentence in page


def test_an_activity_left_when_its_plan_ended_was_not_achieved(client, activity):
    with time_machine.travel(date(2028, 1, 1)):
        page = shown(client, PAGE)
    assert "Not achieved" in page
    assert "The plan ended on 31 December 2027, and nothing says that this activity was completed." in page


def test_completed_after_its_original_end(client, activity):
    MilestoneFactory(activity=activity, done_on=date(2025, 1, 10))
    with time_machine.travel(date(2025, 2, 1)):
        page = shown(client, PAGE)
    assert "Completed late" in page
    assert "That is 10 days after its original end." in page
    assert "All of it is done" in page


def test_progress_says_what_it_counts(client, activity):
    MilestoneFactory(activity=activity, weight=2, due_on=date(2024, 3, 1), done_on=date(2024, 4, 1))
    MilestoneFactory(activity=activity, weight=3, due_on=date(2024, 6, 30))
    MilestoneFactory(activity=activity, weight=5, due_on=date(2024, 12, 1))
    page = shown(client, PAGE)
    assert "20% is done, 50% was expected" in page
    assert "One milestone done out of three: 2 points out of 10." in page
    assert page.count("Completed late") == 1
    assert page.count("Upcoming") == 1


def test_milestones_without_weight_count_the_same(client, activity):
    MilestoneFactory(activity=activity, weight=0, done=True)
    MilestoneFactory(activity=activity, weight=0)
    page = shown(client, PAGE)
    assert "50% is done" in page
    assert "One milestone done out of two, all of equal weight." in page


def test_unknown_progress_is_never_zero(client, activity):
    page = shown(client, "/plans/p/activities/1.1.1.1/")
    assert "Son avancement n’est pas connu" in page
    assert "Elle n’a ni jalon ni rapport validé : son avancement n’est pas connu." in page
    assert "0 % est fait" not in page


def test_postponements_tell_their_cause_and_move_the_dates(client, activity):
    PostponementFactory(
        activity=activity, decided_on=date(2024, 2, 1), ends_on=date(2025, 3, 31), note="Crue"
    )
    page = shown(client, PAGE)
    assert "Its end was postponed by 90 days" in page
    assert "Its end is moved to 31 March 2025. Cause: funding." in page
    assert "Crue" in page
    assert "Originally" in page
    before = shown(client, PAGE + "?on=2024-01-15")
    assert "Its original dates still stand" in before
    assert "Crue" not in before


def test_a_past_day_shows_what_that_day_knew(client, activity):
    ProgressReportFactory(activity=activity, validated=True, percentage=Decimal(30))
    MilestoneFactory(activity=activity, done_on=date(2024, 6, 1))
    MilestoneFactory(activity=activity)
    page = shown(client, PAGE + "?on=2024-03-30")
    assert "0% is done" in page
    assert "No validated reports" in page
    assert "Situation on 30 March 2024" in page


def test_a_day_that_is_no_day_is_said(client, activity):
    assert "“hier” was not understood as a date" in shown(client, PAGE + "?on=hier")


def test_withdrawn_or_not_yet_added_is_said(client, activity):
    activity.withdrawn_on, activity.withdrawn_reason = date(2024, 5, 1), "Reprise par une autre."
    activity.added_on = date(2024, 2, 1)
    activity.save()
    assert "It was withdrawn from the plan on 1 May 2024" in shown(client, PAGE)
    assert "Reprise par une autre." in shown(client, PAGE)
    assert "it was added on 1 February 2024" in shown(client, PAGE + "?on=2024-01-01")


# Lineage


def test_lineage_is_told_both_ways(client, activity):
    former = ActivityFactory(plan=PlanFactory(published=True), code="7.7", title_fr="Ancêtre")
    heir = ActivityFactory(plan=PlanFactory(published=True), code="8.8", title_fr="Héritière")
    ActivityLineageFactory(former=former, activity=activity, kind=LineageKind.MERGED)
    ActivityLineageFactory(former=activity, activity=heir)
    page = shown(client, PAGE)
    assert "7.7 Ancêtre" in page
    assert "(merged, " in page
    assert "8.8 Héritière" in page
    assert "(continued, " in page


def test_lineage_into_a_draft_is_not_told(client, activity, secretariat):
    heir = ActivityFactory(plan=PlanFactory(), title_fr="Projet secret")
    ActivityLineageFactory(former=activity, activity=heir)
    assert "Projet secret" not in shown(client, PAGE)
    client.force_login(secretariat)
    assert "Projet secret" in shown(client, PAGE)


# Bad input


def test_texts_of_thirty_thousand_characters(client, activity, secretariat):
    long = "Texte très long. " * 1765
    activity.description = activity.blocking_note = long
    activity.save()
    PostponementFactory(activity=activity, decided_on=date(2024, 2, 1), note=long)
    ProgressReportFactory(activity=activity, validated=True, narrative=long, difficulties=long)
    client.force_login(secretariat)
    page = source(client, PAGE)
    assert "Read the whole description" in page
    assert page.count("Texte très long.") > 3000


@pytest.mark.parametrize(
    "facts",
    [
        {"original_starts_on": date(2024, 3, 1)},
        {"original_ends_on": date(2024, 3, 1)},
        {"original_starts_on": date(2024, 7, 1), "original_ends_on": date(2024, 7, 1)},
        {"original_starts_on": date(1990, 1, 1), "original_ends_on": date(2090, 1, 1)},
        {"original_starts_on": date.min, "original_ends_on": date.max},
        {"dated": True, "forecast_on": date(2001, 1, 1)},
        {"dated": True, "weight": 0},
        {"dated": True, "added_on": date(2024, 2, 29)},
    ],
)
def test_odd_dates_make_a_right_page(client, plan, facts):
    activity = make(plan, **facts)
    MilestoneFactory(activity=activity, due_on=None)
    MilestoneFactory(activity=activity, due_on=None, done_on=date(1999, 1, 1))
    MilestoneFactory(activity=activity, due_on=None, done_on=date.min)
    assert "Former les agents" in shown(client, PAGE)
    assert "Former les agents" in shown(client, PAGE + "?on=2024-02-29")


def test_contradictory_postponements_make_a_right_page(client, activity):
    PostponementFactory(activity=activity, decided_on=date(2024, 1, 5), ends_on=date(2023, 1, 1))
    page = shown(client, PAGE)
    assert "Its end was brought forward by 730 days" in page
    assert "Late" in page


def test_an_objective_without_axis_and_a_lead_that_is_missing(client, plan):
    objective = StrategicObjectiveFactory(plan=plan, axis=None, code="9")
    ActivityFactory(objective=objective, code="1.1.1.1", title_fr="Seule")
    page = shown(client, PAGE)
    assert "Seule" in page
    assert "no organisation is named" in page


def test_markup_in_texts_is_text(client, activity):
    activity.description = activity.blocking_note = "<script>alert(1)</script>"
    activity.save()
    ProgressReportFactory(activity=activity, validated=True, narrative="<img src=x onerror=alert(1)>")
    page = source(client, PAGE)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


# Who sees it, and its cost


def test_an_activity_of_a_draft_plan_does_not_exist_for_the_public(client, partner, secretariat):
    make(PlanFactory(slug="p"))
    assert client.get(PAGE).status_code == 404
    client.force_login(partner)
    assert client.get(PAGE).status_code == 404
    client.force_login(secretariat)
    assert "draft, not published" in shown(client, PAGE)


def test_an_activity_of_another_plan_does_not_exist_here(client, activity):
    ActivityFactory(plan=PlanFactory(published=True), code="5.5")
    assert client.get("/plans/p/activities/5.5/").status_code == 404
    assert client.get("/plans/p/activities/nowhere/").status_code == 404


def queries(client):
    with CaptureQueriesContext(connection) as captured:
        shown(client, PAGE)
    return len(captured)


def grow(activity):
    plan = activity.plan
    campaign = CampaignFactory(plan=plan)
    ExpectationFactory(campaign=campaign, activity=activity)
    report = ProgressReportFactory(activity=activity, campaign=campaign, validated=True)
    report.documents.add(DocumentFactory(public=True))
    activity.documents.add(DocumentFactory(public=True))
    activity.regions.add(RegionFactory())
    activity.annual_plans.add(AnnualPlanFactory(plan=plan))
    PeopleReachedFactory(report=report, region=RegionFactory())
    ActivityPartnerFactory(activity=activity)
    MilestoneFactory(activity=activity)
    IndicatorFactory(result=activity.result)
    funding = FundingFactory(activity=activity, public=True)
    FundingStepFactory(funding=funding)
    ExpenseFactory(activity=activity, funder=funding.funder)
    other = PlanFactory(published=True)
    ActivityLineageFactory(former=ActivityFactory(plan=other), activity=activity)
    ActivityLineageFactory(former=activity, activity=ActivityFactory(plan=other))


@pytest.mark.parametrize("kind", [ActivityKind.TRAINING, ActivityKind.VICTIM_CARE])
def test_as_many_queries_with_one_row_of_each_kind_as_with_three(client, plan, kind):
    activity = make(plan, dated=True, kind=kind)
    grow(activity)
    one = queries(client)
    grow(activity)
    grow(activity)
    assert queries(client) == one
    assert one <= 8
