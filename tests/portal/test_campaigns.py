"""Reporting campaigns and reports: who has answered, who is late, and who is told so."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from activities.choices import ActivityKind, ReportedStatus, ReportState
from cnclctpa.accounts.models import Membership
from cnclctpa.documents.choices import Audience
from tests.factories.activities import ActivityFactory, PostponementFactory
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import (
    CampaignFactory,
    ExpectationFactory,
    IndicatorAnswerFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
LIST = "/en/plans/p/reporting/"
PAGE = "/en/plans/p/reporting/2024-t1/"
REPORT = "/en/plans/p/activities/1.1/reports/2024-t1/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2024, 4, 20)):
        yield


@pytest.fixture
def campaign():
    return CampaignFactory(plan=PlanFactory(published=True, slug="p"), slug="2024-t1")


def expect(campaign, organisation, state=None, **report):
    activity = ActivityFactory(plan=campaign.plan, lead=organisation)
    ExpectationFactory(campaign=campaign, activity=activity, organisation=organisation)
    if state:
        traits = {} if state == ReportState.DRAFT else {state.value: True}
        ProgressReportFactory(activity=activity, campaign=campaign, **traits, **report)
    return activity


@pytest.fixture
def answered(campaign):
    """Two organisations: of five reports, one is in each state and one is not begun."""
    ministry = OrganisationFactory(name_fr="Ministère témoin")
    police = OrganisationFactory(name_fr="Police témoin")
    expect(campaign, ministry, ReportState.VALIDATED)
    expect(campaign, ministry, ReportState.SUBMITTED)
    expect(campaign, police, ReportState.RETURNED)
    expect(campaign, police, ReportState.DRAFT)
    expect(campaign, police)
    return campaign


def as_(client, who, request):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))


# Campaigns


@pytest.mark.parametrize(
    ("who", "title", "told", "untold"),
    [
        ("anonymous", "1 of 5 reports validated, 4 awaited", "Validated 1 Awaited 4", "To validate"),
        ("partner", "1 of 5 reports validated, 3 late", "Validated 1 To validate 1 Awaited 3", "Returned"),
        ("focal_point", "1 of 5 reports validated, 3 late", "To validate 1 Awaited 3", "Returned"),
        ("administrator", "1 of 5 reports validated, 3 late", "To validate 1 Awaited 3", "Returned"),
        ("secretariat", "1 of 5 reports validated, 3 late", "Returned 1 Drafts 1 Awaited 3", "nothing"),
    ],
)
def test_a_campaign_is_told_as_far_as_the_reader_sees(client, answered, who, title, told, untold, request):
    as_(client, who, request)
    page = shown(client, PAGE)
    assert f"First quarter of 2024: {title}" in page
    assert told in page
    assert untold not in page
    assert f"First quarter of 2024: {title}" in shown(client, LIST)


def test_who_sees_no_submitted_report_is_told_of_no_delay(client, answered):
    """A report that waits to be validated was perhaps sent in time."""
    for address in (LIST, PAGE):
        assert not re.search(r"\blate\b", shown(client, address))
    assert "Activity by activity" not in shown(client, PAGE)
    assert "Awaited: not validated by the secretariat, whether or not it was sent." in shown(client, PAGE)


def test_organisations_that_owe_the_most_come_first(client, answered):
    page = shown(client, PAGE)
    assert page.index("Police témoin") < page.index("Ministère témoin")
    assert "Police témoin" in shown(client, LIST)


@pytest.mark.parametrize(
    ("who", "states"),
    [
        ("partner", {"Validated": 1, "Submitted": 1}),
        ("secretariat", {"Validated": 1, "Submitted": 1, "Returned": 1, "Draft": 1}),
    ],
)
def test_activities_are_listed_with_the_reports_that_the_reader_sees(client, answered, who, states, request):
    as_(client, who, request)
    page = source(client, PAGE)
    for state in ("Validated", "Submitted", "Returned", "Draft"):
        assert page.count(f'/reports/2024-t1/">{state}</a>') == states.get(state, 0)


def test_an_organisation_sees_its_own_drafts_in_the_list(client, answered, focal_point):
    Membership.objects.filter(user=focal_point).update(
        organisation=ActivityFactory._meta.model.objects.get(reports__state=ReportState.DRAFT).lead
    )
    client.force_login(focal_point)
    page = source(client, PAGE)
    assert page.count('/reports/2024-t1/">Draft</a>') == 1
    assert page.count('/reports/2024-t1/">Returned</a>') == 1


@pytest.mark.parametrize(
    ("day", "phase", "finding"),
    [
        ("2024-03-31", "To come", "due on 15 April 2024"),
        ("2024-04-01", "Open", "due on 15 April 2024"),
        ("2024-04-15", "Open", "due on 15 April 2024"),
        ("2024-04-16", "Past due, still open", "3 late"),
        ("2024-04-30", "Past due, still open", "3 late"),
        ("2024-05-01", "Closed", "3 late"),
    ],
)
def test_due_today_is_not_late(client, answered, partner, day, phase, finding):
    client.force_login(partner)
    page = shown(client, f"{PAGE}?on={day}")
    assert phase in page
    assert finding in page


def test_campaigns_come_latest_first_and_those_to_come_apart(client, answered):
    for month, slug in ((4, "2024-t2"), (7, "2024-t3")):
        CampaignFactory(
            plan=answered.plan, slug=slug, starts_on=date(2024, month, 1),
            ends_on=date(2024, month + 2, 30), opens_on=date(2024, month + 3, 1),
            due_on=date(2024, month + 3, 15), closes_on=date(2024, month + 3, 30),
        )  # fmt: skip
    page = shown(client, LIST)
    assert "Campaigns to come" in page
    assert page.index("Campaigns to come") < page.index("Second quarter of 2024")
    later = shown(client, LIST + "?on=2024-10-05")
    assert "3 campaigns opened" in later
    assert later.index("Second quarter of 2024") < later.index("First quarter of 2024")


def test_all_answered_is_said(client, campaign):
    expect(campaign, OrganisationFactory(), ReportState.VALIDATED)
    assert "First quarter of 2024: all the reports expected are validated" in shown(client, PAGE)


def test_a_plan_without_campaign_says_so_with_dignity(client):
    PlanFactory(published=True, slug="p")
    page = shown(client, "/plans/p/reporting/")
    assert "Aucune campagne de rapportage n’a été ouverte pour ce plan" in page
    assert "Le secrétariat ouvre une campagne quand" in page
    assert "0 %" not in page


def test_a_campaign_that_expects_nothing_says_so(client, campaign):
    assert "First quarter of 2024: no report is expected" in shown(client, PAGE)
    assert shown(client, LIST)


@pytest.mark.parametrize("query", ["?page=0", "?page=zz", "?page=99999999999", "?on=zz", "?on=2024-02-30"])
def test_no_value_breaks_the_page(client, answered, secretariat, query):
    client.force_login(secretariat)
    assert client.get(PAGE + query).status_code == 200


def test_long_campaigns_come_in_pages(client, campaign, secretariat):
    organisation = OrganisationFactory()
    for _ in range(52):
        expect(campaign, organisation)
    client.force_login(secretariat)
    assert 'href="?page=2"' in source(client, PAGE)
    assert 'rel="prev" href="?on=2024-05-05&amp;page=1"' in source(client, PAGE + "?on=2024-05-05&page=2")


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        shown(client, address)
    return len(captured)


@pytest.mark.parametrize("address", [LIST, PAGE])
@pytest.mark.parametrize("who", ["anonymous", "secretariat"])
def test_as_many_queries_for_one_report_as_for_many(client, campaign, who, address, request):
    as_(client, who, request)
    expect(campaign, OrganisationFactory(), ReportState.VALIDATED)
    one = queries(client, address)
    for _ in range(5):
        expect(campaign, OrganisationFactory(), ReportState.VALIDATED)
        CampaignFactory(plan=campaign.plan, starts_on=date(2023, 1, 1), ends_on=date(2023, 3, 31))
    assert queries(client, address) == one
    assert one <= (8 if who == "anonymous" else 11)


def test_campaigns_of_a_draft_plan_do_not_exist_for_the_public(client, partner):
    CampaignFactory(plan=PlanFactory(slug="p"), slug="2024-t1")
    for address in (LIST, PAGE):
        assert client.get(address).status_code == 404
    client.force_login(partner)
    for address in (LIST, PAGE):
        assert client.get(address).status_code == 404


# One report


@pytest.fixture
def reported(campaign):
    activity = ActivityFactory(
        plan=campaign.plan, code="1.1", title_fr="Former les agents", dated=True, with_lead=True
    )
    return ProgressReportFactory(
        activity=activity, campaign=campaign, validated=True, narrative="Deux sessions à Ségou",
        difficulties="Routes coupées", cause="security", forecast_on=date(2025, 2, 1),
        begun_on=date(2024, 1, 8),
    )  # fmt: skip


def test_a_report_says_what_it_tells(client, reported):
    page = shown(client, REPORT)
    for words in (
        "First quarter of 2024: under way, 40%",
        "40% done, 25% expected",
        "Former les agents",
        "Deux sessions à Ségou",
        "Routes coupées",
        "Security",
        "1 February 2025",
        "Begun on 8 January 2024",
        "Validated by the secretariat on 12 April 2024",
        reported.activity.lead.name,
    ):
        assert words in page


def test_what_was_expected_goes_by_the_dates_then_in_force(client, reported):
    PostponementFactory(
        activity=reported.activity, decided_on=date(2024, 3, 1), starts_on=date(2024, 4, 1),
        ends_on=date(2025, 3, 31),
    )  # fmt: skip
    PostponementFactory(activity=reported.activity, decided_on=date(2024, 5, 1), ends_on=date(2029, 3, 31))
    assert "40% done, 0% expected" in shown(client, REPORT)


@pytest.mark.parametrize(
    ("state", "who", "status"),
    [
        (ReportState.SUBMITTED, "anonymous", 404),
        (ReportState.SUBMITTED, "partner", 200),
        (ReportState.SUBMITTED, "administrator", 200),
        (ReportState.DRAFT, "anonymous", 404),
        (ReportState.DRAFT, "partner", 404),
        (ReportState.DRAFT, "focal_point", 404),
        (ReportState.DRAFT, "administrator", 404),
        (ReportState.DRAFT, "secretariat", 200),
        (ReportState.RETURNED, "partner", 404),
        (ReportState.RETURNED, "secretariat", 200),
    ],
)
def test_a_report_that_one_may_not_see_does_not_exist(client, reported, state, who, status, request):
    reported.state, reported.return_reason = state, "Corrigez la liste"
    reported.save()
    as_(client, who, request)
    assert client.get(REPORT).status_code == status


def test_why_a_report_was_sent_back_is_for_who_wrote_it(client, reported, partner, focal_point):
    reported.return_reason = "Corrigez la liste"
    reported.save()
    assert "Corrigez la liste" not in shown(client, REPORT)
    client.force_login(partner)
    assert "Corrigez la liste" not in shown(client, REPORT)
    Membership.objects.filter(user=focal_point).update(organisation=reported.activity.lead)
    client.force_login(focal_point)
    assert "Corrigez la liste" in shown(client, REPORT)


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
def test_protected_figures_of_a_report_are_for_who_may_read_them(client, reported, who, reads, request):
    reported.activity.kind = ActivityKind.VICTIM_CARE
    reported.activity.save()
    PeopleReachedFactory(report=reported, count=7351)
    protected = IndicatorFactory(plan=reported.activity.plan, protected=True, code="I9")
    IndicatorAnswerFactory(report=reported, indicator=protected, value=Decimal(8462))
    as_(client, who, request)
    page = source(client, REPORT)
    assert ("7,351" in page) is reads
    assert ("8,462" in page) is reads
    assert ("protected figure" in page) is not reads


def test_open_figures_of_a_report_are_for_all(client, reported):
    PeopleReachedFactory(report=reported, count=7351)
    IndicatorAnswerFactory(report=reported, value=None, numerator=Decimal(3), denominator=Decimal(4))
    page = shown(client, REPORT)
    assert "7,351" in page
    assert "3 / 4" in page


def test_documents_of_a_report_are_those_of_the_reader(client, reported, partner):
    for audience in (Audience.PUBLIC, Audience.PARTNERS, Audience.SECRETARIAT):
        reported.documents.add(DocumentFactory(title_fr=f"Pièce {audience.value}", audience=audience))
    page = shown(client, REPORT)
    assert "Pièce public" in page
    assert "Pièce partners" not in page
    client.force_login(partner)
    page = shown(client, REPORT)
    assert "Pièce partners" in page
    assert "Pièce secretariat" not in page


def test_a_report_of_another_activity_or_campaign_does_not_exist_here(client, reported):
    CampaignFactory(plan=reported.activity.plan, slug="2024-t2")
    assert client.get(REPORT.replace("2024-t1", "2024-t2")).status_code == 404
    assert client.get(REPORT.replace("1.1", "1.2")).status_code == 404
    assert client.get(REPORT.replace("/p/", "/q/")).status_code == 404


@pytest.mark.parametrize("status", list(ReportedStatus))
def test_every_status_makes_a_right_page(client, reported, status):
    reported.status, reported.happened_on = status, date(2024, 2, 1)
    reported.narrative = "Long récit. " * 2500
    reported.save()
    page = shown(client, REPORT)
    with override("en"):
        assert str(status.label) in page


def test_a_report_costs_the_same_whatever_it_holds(client, reported):
    def more():
        PeopleReachedFactory(
            report=reported, region=None, sex="men" if reported.people_reached.count() else "women"
        )
        IndicatorAnswerFactory(report=reported)
        reported.documents.add(DocumentFactory(public=True))

    more()
    one = queries(client, REPORT)
    more()
    assert queries(client, REPORT) == one
    assert one <= 8
