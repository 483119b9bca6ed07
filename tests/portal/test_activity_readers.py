"""What readers may know of one activity: its reports, its documents, its money, its people."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from activities.budget import totals
from activities.choices import ActivityKind, FundingStage, Sex
from activities.ledger import lines_of
from activities.models import Activity, Funding
from cnclctpa.accounts.models import Membership
from cnclctpa.documents.choices import Audience
from cnclctpa.portal.reporting.activities.detail import activities_to_show, report_on
from tests.factories.documents import DocumentFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import PlanFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import (
    CampaignFactory,
    ExpectationFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)
from tests.portal.one_activity import PAGE, make
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db


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


def test_stages_that_contradict_each_other_are_signalled_to_who_reads_funders(client, funded, partner):
    warning = "more mobilised than pledged, or more disbursed than mobilised"
    client.force_login(partner)
    assert warning not in shown(client, PAGE)
    FundingStepFactory(funding=Funding.objects.get(year=2025), amount=334, on=date(2024, 3, 1))
    page = shown(client, PAGE)
    assert page.index("Bailleur discret") < page.index(warning)
    assert page.count(warning) == 1
    client.logout()
    assert warning not in shown(client, PAGE)


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


def test_returned_reasons_are_not_on_the_page_of_the_activity(client, activity):
    ProgressReportFactory(
        activity=activity, validated=True, return_reason="Corrigez la liste",
        decided_at=datetime(2024, 4, 12, tzinfo=UTC),
    )  # fmt: skip
    assert "Corrigez la liste" not in source(client, PAGE)
