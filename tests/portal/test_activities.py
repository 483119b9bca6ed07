"""One activity: where it stands, what it counts, and what nobody may read of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.budget import totals
from activities.choices import (
    ActivityKind,
    DelayCause,
    FundingStage,
    ReportedStatus,
    Sex,
    TargetGroup,
)
from activities.ledger import lines_of
from activities.models import Activity
from cnclctpa.accounts.models import Membership
from cnclctpa.documents.choices import Audience
from cnclctpa.portal.reporting.activities.detail import activities_to_show, report_on
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
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.publications import PublicationFactory
from tests.factories.reference import OrganisationFactory, RegionFactory
from tests.factories.reports import (
    CampaignFactory,
    ExpectationFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
PAGE = "/en/plans/p/activities/1.1.1.1/"
YEAR = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2024, 7, 1)):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="p")


def make(plan, **facts):
    axis = AxisFactory(plan=plan, position=1, title_fr="Prévenir")
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Informer")
    result = ResultFactory(objective=objective, code="1.1.1", title_fr="Chacun sait")
    return ActivityFactory(result=result, code="1.1.1.1", title_fr="Former les agents", **facts)


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


# Reports


def test_reports_say_what_was_expected(client, activity):
    campaign = CampaignFactory(plan=activity.plan)
    ExpectationFactory(campaign=campaign, activity=activity)
    ProgressReportFactory(activity=activity, campaign=campaign, validated=True, narrative="Deux sessions")
    second = CampaignFactory(
        plan=activity.plan, starts_on=date(2024, 4, 1), ends_on=date(2024, 6, 30),
        opens_on=date(2024, 7, 1), due_on=date(2024, 7, 15), closes_on=date(2024, 7, 31),
    )  # fmt: skip
    ExpectationFactory(campaign=second, activity=activity)
    page = shown(client, PAGE)
    assert "One validated report, two expected" in page
    assert "First quarter of 2024" in page
    assert "Validated on 12 April 2024" in page
    assert "Deux sessions" in page
    assert "Awaited Second quarter of 2024, due on 15 July 2024" in page


SUBMITTED, RETURNED, DRAFT = "texte soumis", "texte renvoyé", "texte brouillon"


@pytest.fixture
def reported(activity):
    ProgressReportFactory(activity=activity, validated=True, narrative="texte validé")
    for narrative, trait in ((SUBMITTED, {"submitted": True}), (RETURNED, {"returned": True}), (DRAFT, {})):
        ProgressReportFactory(activity=activity, narrative=narrative, **trait)
    return activity


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("anonymous", set()),
        ("partner", {SUBMITTED}),
        ("focal_point", {SUBMITTED}),
        ("administrator", {SUBMITTED}),
        ("secretariat", {SUBMITTED, RETURNED, DRAFT}),
    ],
)
def test_reports_are_shown_as_far_as_the_reader_sees(client, reported, who, seen, request):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    page = shown(client, PAGE)
    assert "texte validé" in page
    assert {text for text in (SUBMITTED, RETURNED, DRAFT) if text in page} == seen


def test_its_own_organisation_sees_its_drafts(client, reported, focal_point):
    Membership.objects.filter(user=focal_point).update(organisation=reported.lead)
    client.force_login(focal_point)
    page = shown(client, PAGE)
    assert all(text in page for text in (SUBMITTED, RETURNED, DRAFT))


def test_a_report_not_validated_moves_no_figure(client, activity, secretariat):
    ProgressReportFactory(activity=activity, submitted=True, percentage=Decimal(77))
    client.force_login(secretariat)
    page = shown(client, PAGE)
    assert "How far it has come is not known" in page


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("anonymous", {"Public"}),
        ("partner", {"Public", "Partenaires"}),
        ("focal_point", {"Public"}),
        ("secretariat", {"Public", "Partenaires", "Structure", "Secrétariat"}),
    ],
)
def test_documents_are_those_of_the_reader(client, activity, who, seen, request):
    report = ProgressReportFactory(activity=activity, validated=True)
    told = {"public": "Public", "partners": "Partenaires", "organisation": "Structure"}
    for audience in Audience:
        words = told.get(audience, "Secrétariat")
        options = {"audience": audience, "organisation": OrganisationFactory()}
        activity.documents.add(DocumentFactory(title_fr=f"Pièce {words} jointe", **options))
        report.documents.add(DocumentFactory(title_fr=f"Preuve {words} jointe", **options))
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    page = shown(client, PAGE)
    for kind in ("Pièce", "Preuve"):
        every = {"Public", "Partenaires", "Structure", "Secrétariat"}
        assert {words for words in every if f"{kind} {words} jointe" in page} == seen


# Money


@pytest.fixture
def funded(activity):
    BudgetLineFactory(activity=activity, year=2024, amount=10**12)
    BudgetLineFactory(activity=activity, year=2025, amount=100)
    state = OrganisationFactory(name_fr="Trésor témoin")
    donor = OrganisationFactory(name_fr="Bailleur discret")
    public = FundingFactory(activity=activity, year=2024, funder=state, public=True)
    hidden = FundingFactory(activity=activity, year=2025, funder=donor)
    FundingStepFactory(funding=public, amount=111_111, on=date(2024, 2, 1))
    FundingStepFactory(funding=public, amount=222_222, on=date(2024, 3, 1))
    FundingStepFactory(funding=public, amount=999_999, on=date(2024, 12, 1))
    FundingStepFactory(funding=hidden, amount=333, on=date(2024, 2, 1), stage=FundingStage.PLEDGED)
    FundingStepFactory(funding=hidden, amount=70, on=date(2024, 2, 1))
    ExpenseFactory(activity=activity, on=date(2024, 3, 1), year=2024, amount=4_321, funder=donor)
    ExpenseFactory(activity=activity, on=date(2024, 9, 1), year=2024, amount=55_555)
    return activity


def test_money_is_that_of_the_ledger(funded):
    for day in (date(2024, 1, 15), date(2024, 7, 1), date(2025, 12, 31)):
        found = activities_to_show(AnonymousUser()).get(code="1.1.1.1")
        money = report_on(found, on=day, user=AnonymousUser()).money
        lines = lines_of(Activity.objects.all(), on=day)
        assert money.totals == totals(lines)
        assert [(one.year, one.planned, one.mobilised, one.spent, one.gap) for one in money.lines] == [
            (one.year, one.planned, one.mobilised, one.spent, one.gap) for one in lines
        ]


def test_money_says_what_is_missing(client, funded):
    page = shown(client, PAGE)
    assert "XOF 999,999,777,808 are missing out of the XOF 1,000,000,000,100 planned" in page
    assert "222,222" in page
    assert "999,999 " not in page
    assert "Il manque 999 999 777 808 FCFA" in shown(client, "/plans/p/activities/1.1.1.1/").replace(
        "\xa0", " "
    )


def test_the_public_reads_names_of_published_funders_only(client, funded, partner):
    page = shown(client, PAGE)
    assert "Trésor témoin" in page
    assert "Bailleur discret" not in page
    assert "Money by funder" not in page
    client.force_login(partner)
    page = shown(client, PAGE)
    assert "Money by funder" in page
    assert "Bailleur discret" in page
    assert "4,321" in page


def test_nothing_known_of_money_is_said(client, activity):
    page = shown(client, PAGE)
    assert "Nothing is known of its money" in page
    assert "XOF 0" not in page


def test_spending_ahead_of_progress_is_signalled(client, activity):
    ProgressReportFactory(activity=activity, validated=True, percentage=Decimal(40))
    BudgetLineFactory(activity=activity, amount=1000)
    ExpenseFactory(activity=activity, amount=600)
    page = shown(client, PAGE)
    assert "60% of what is planned is spent." in page
    assert "Spending runs more than ten points ahead of progress." in page


# People reached


@pytest.fixture
def counted(plan):
    """Seven women and thirty-five men of a protected activity, whose number is published by no one."""
    activity = make(plan, dated=True, with_lead=True, kind=ActivityKind.VICTIM_CARE)
    report = ProgressReportFactory(activity=activity, validated=True, of_campaign=True)
    PeopleReachedFactory(report=report, sex=Sex.WOMEN, count=7)
    PeopleReachedFactory(report=report, sex=Sex.MEN, count=8346)
    return activity


def test_people_that_nobody_could_recognise_are_counted_for_all(client, counted):
    counted.kind = ActivityKind.TRAINING
    counted.save()
    page = shown(client, PAGE)
    assert "8,353" in page
    assert "women 7, men 8,346" in page


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("anonymous", False),
        ("partner", False),
        ("focal_point", False),
        ("administrator", False),
        ("secretariat", True),
    ],
)
def test_protected_people_are_exact_for_the_secretariat_alone(client, counted, who, reads, request):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    page = source(client, PAGE)
    assert ("8,353" in page) is reads
    assert ("8,346" in page) is reads
    assert ("not published" in page) is not reads


def test_protected_people_are_exact_for_whoever_reports_them(client, counted, focal_point):
    Membership.objects.filter(user=focal_point).update(organisation=counted.lead)
    client.force_login(focal_point)
    assert "8,353" in source(client, PAGE)


def test_the_public_reads_what_was_published_of_protected_people(client, counted):
    figure = {
        "of": f"activity:{counted.pk}", "label": "1.1.1.1", "span": "2024", "edition": 1,
        "total": {"low": 11, "high": 24, "rounded": None}, "breakdowns": {}, "whole_of": [],
        "stated": None, "sources": [], "is_percentage": False,
    }  # fmt: skip
    PublicationFactory(
        plan=counted.plan, of_figures=True, approved=True, content={"year": 2024, "figures": [figure]}
    )
    assert "2024: from 11 to 24" in shown(client, PAGE + "?on=2024-12-31")
    assert "from 11 to 24" not in shown(client, PAGE)


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
        {"dated": True, "forecast_on": date(2001, 1, 1)},
        {"dated": True, "weight": 0},
        {"dated": True, "added_on": date(2024, 2, 29)},
    ],
)
def test_odd_dates_make_a_right_page(client, plan, facts):
    activity = make(plan, **facts)
    MilestoneFactory(activity=activity, due_on=None)
    MilestoneFactory(activity=activity, due_on=None, done_on=date(1999, 1, 1))
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


def test_returned_reasons_are_not_on_the_page_of_the_activity(client, activity):
    ProgressReportFactory(
        activity=activity, validated=True, return_reason="Corrigez la liste",
        decided_at=datetime(2024, 4, 12, tzinfo=UTC),
    )  # fmt: skip
    assert "Corrigez la liste" not in source(client, PAGE)
