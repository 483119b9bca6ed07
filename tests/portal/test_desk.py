"""What awaits each of the cast on 20 April 2024, in the campaign of the first quarter, due on the 15th."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from activities.choices import DelayCause
from cnclctpa.accounts.roles import Role
from cnclctpa.portal.reporting.desk import desk_of
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.activities import ActivityFactory, WorkshopFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.money import FundingFactory, FundingStepFactory
from tests.factories.plans import PlanFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import CampaignFactory, ExpectationFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db

TODAY = date(2024, 4, 20)
AT_NOON = datetime(2024, 4, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(AT_NOON, tick=False):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="2023-2027")


@pytest.fixture
def campaign(plan):
    return CampaignFactory(plan=plan, slug="t1")


@pytest.fixture
def mine(focal_point):
    return focal_point.memberships.get().organisation


def section_of(user, key):
    """The rows of a section: the address of each, then what its cells say."""
    with override("en"):
        sections = {one.key: one for one in desk_of(user, on=TODAY).sections}
    rows = sections[key].rows if key in sections else ()
    return [(row.address.removeprefix("/en"), *map(words_of, row.cells)) for row in rows]


def words_of(cell):
    return cell.words.replace("\u00a0", " ")


def addresses(user, key):
    return [row[0] for row in section_of(user, key)]


# Reports


def test_secretariat_sees_the_reports_to_validate_the_oldest_first(secretariat, plan, campaign):
    for code, day in (("1.1.b", 11), ("1.1.a", 9)):
        activity = ActivityFactory(plan=plan, code=code)
        submitted = datetime(2024, 4, day, 10, tzinfo=UTC)
        ProgressReportFactory(activity=activity, campaign=campaign, submitted=True, submitted_at=submitted)
    ProgressReportFactory(activity__plan=plan, validated=True)
    ProgressReportFactory(activity__plan=plan)
    assert addresses(secretariat, "to-validate") == [
        "/plans/2023-2027/activities/1.1.a/reports/t1/decide/",
        "/plans/2023-2027/activities/1.1.b/reports/t1/decide/",
    ]


@pytest.mark.parametrize(
    ("former", "told", "points", "doubt"),
    [
        (20, 30, "+10 points", "No proof"),
        (20, 15, "-5 points", "No proof, goes back"),
        (20, 90, "+70 points", "No proof, unusual leap"),
        (None, 90, "", "No proof"),
    ],
)
def test_report_to_validate_is_compared_with_the_last_one(
    secretariat, plan, campaign, former, told, points, doubt
):
    activity = ActivityFactory(plan=plan)
    if former is not None:
        days = {"starts_on": date(2023, 10, 1), "ends_on": date(2023, 12, 31)}
        ProgressReportFactory(activity=activity, validated=True, percentage=former, **days)
    ProgressReportFactory(activity=activity, campaign=campaign, submitted=True, percentage=told)
    ((_address, _lead, _day, *compared),) = section_of(secretariat, "to-validate")
    assert [one.replace("\u2212", "-") for one in compared] == [points, doubt]


def test_secretariat_sees_how_many_reports_have_come(secretariat, plan, campaign):
    for state in ({"submitted": True}, {"validated": True}, {"returned": True}, None):
        expected = ExpectationFactory(campaign=campaign)
        if state:
            ProgressReportFactory(activity=expected.activity, campaign=campaign, **state)
    CampaignFactory(plan=plan, slug="t4", closes_on=date(2024, 4, 19))
    assert section_of(secretariat, "campaigns") == [
        ("/plans/2023-2027/reporting/t1/", "2 out of 4", "15 Apr 2024", "2023-2027")
    ]


def test_report_that_no_campaign_asked_for_is_reached_by_its_activity(secretariat, plan):
    ProgressReportFactory(activity__plan=plan, activity__code="1.1.a", submitted=True)
    assert addresses(secretariat, "to-validate") == ["/plans/2023-2027/activities/1.1.a/"]


def test_secretariat_sees_who_owes_most_once_the_day_has_passed(secretariat, plan, campaign):
    one, other = OrganisationFactory(name_fr="Une"), OrganisationFactory(name_fr="Autre")
    for organisation in (one, other, other):
        ExpectationFactory(campaign=campaign, organisation=organisation)
    answered = ExpectationFactory(campaign=campaign, organisation=one)
    ProgressReportFactory(activity=answered.activity, campaign=campaign, submitted=True)
    ExpectationFactory(campaign=CampaignFactory(plan=plan, due_on=TODAY), organisation=one)
    here = "/plans/2023-2027/reporting/t1/"
    assert section_of(secretariat, "late-organisations") == [
        (here, "2 reports missing", "15 Apr 2024", "2023-2027"),
        (here, "1 report missing", "15 Apr 2024", "2023-2027"),
    ]


def test_focal_point_sees_what_is_expected_of_their_organisation(focal_point, mine, plan, campaign):
    states = {"a": {}, "b": {"returned": True}, "c": {"submitted": True}, "d": None}
    for letter, state in states.items():
        activity = ActivityFactory(plan=plan, code=f"1.1.{letter}")
        ExpectationFactory(campaign=campaign, activity=activity, organisation=mine)
        if state is not None:
            ProgressReportFactory(activity=activity, campaign=campaign, **state)
    ExpectationFactory(campaign=campaign)
    begun = "/plans/2023-2027/activities/{}/reports/t1/edit/"
    assert section_of(focal_point, "expected") == [
        (begun.format("1.1.a"), "15 Apr 2024, passed", "Draft", "2023-2027"),
        (begun.format("1.1.b"), "15 Apr 2024, passed", "Returned: Les pièces manquent.", "2023-2027"),
        (begun.format("1.1.d"), "15 Apr 2024, passed", "Not begun", "2023-2027"),
    ]


@pytest.mark.parametrize(
    ("days", "is_told", "is_late"),
    [
        ({"opens_on": date(2024, 4, 21), "due_on": date(2024, 4, 22)}, False, False),
        ({"due_on": TODAY}, True, False),
        ({"due_on": date(2024, 4, 19)}, True, True),
        ({"closes_on": date(2024, 4, 19)}, False, False),
    ],
)
def test_report_is_expected_while_its_campaign_is_open(focal_point, mine, plan, days, is_told, is_late):
    ExpectationFactory(campaign=CampaignFactory(plan=plan, **days), organisation=mine)
    sections = desk_of(focal_point, on=TODAY).sections
    assert [one.rows[0].cells[0].is_late for one in sections] == ([is_late] if is_told else [])


# Late activities


def late(plan, **fields):
    days = {"original_starts_on": date(2024, 1, 1), "original_ends_on": date(2024, 3, 31)}
    activity = ActivityFactory(plan=plan, **days, **fields)
    period = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 31)}
    ProgressReportFactory(activity=activity, validated=True, **period)
    return activity


def test_secretariat_sees_late_activities_that_nobody_explains(secretariat, plan):
    late(plan, code="1.1.a", lead=OrganisationFactory(name_fr="Une"))
    late(plan, code="1.1.b", blocking_cause=DelayCause.FUNDING)
    ActivityFactory(plan=plan)
    assert section_of(secretariat, "without-cause") == [
        (
            "/plans/2023-2027/activities/1.1.a/edit/#id_blocking_cause",
            "late",
            "Une",
            "31 Mar 2024",
            "2023-2027",
        )
    ]


def test_focal_point_sees_theirs_with_their_cause(focal_point, mine, plan):
    late(plan, code="1.1.a", lead=mine, blocking_cause=DelayCause.FUNDING)
    late(plan, code="1.1.b")
    assert section_of(focal_point, "late-of-mine") == [
        ("/plans/2023-2027/activities/1.1.a/", "late", "Funding", "31 Mar 2024", "2023-2027")
    ]
    assert section_of(focal_point, "without-cause") == []


def test_what_was_late_in_a_plan_that_has_ended_awaits_nobody(secretariat):
    late(PlanFactory(published=True, starts_on=date(2018, 1, 1), ends_on=date(2024, 4, 19)))
    assert section_of(secretariat, "without-cause") == []


def test_long_section_shows_the_first_and_leads_to_the_others(client, secretariat, plan):
    for number in range(10):
        late(plan, code=f"1.1.x{number}")
    client.force_login(secretariat)
    page = client.get("/en/desk/")
    (section,) = page.context["report"].sections
    assert (section.total, len(section.rows), section.others) == (10, 6, 4)
    assert "Nobody has said why 10 activities are late" in page.text
    assert 'href="/en/plans/2023-2027/activities/?state=delayed&amp;cause=none"' in page.text
    listed = client.get(section.more[0].address)
    assert listed.context["report"].page.paginator.count == 10


# Publications, drafts, funding


def test_publication_awaits_somebody_else(secretariat, plan):
    here = "/plans/2023-2027/publication/#year-2024"
    PublicationFactory(plan=plan, of_figures=True, prepared_by=secretariat)
    PublicationFactory(plan=plan, of_figures=True, approved=True)
    PublicationFactory(plan=plan, of_figures=True, withdrawn=True)
    PublicationFactory(plan=plan)
    assert section_of(secretariat, "to-approve") == []
    assert section_of(secretariat, "awaiting-another") == [(here, "20 Apr 2024")]
    PublicationFactory(plan=plan, of_figures=True, prepared_by__full_name="Awa")
    assert section_of(secretariat, "to-approve") == [(here, "Awa", "20 Apr 2024")]


def test_figures_of_the_year_that_ended_are_to_be_prepared(secretariat, plan):
    days = {"starts_on": date(2023, 1, 1), "ends_on": date(2023, 12, 31)}
    indicator = IndicatorFactory(plan=plan, protected=True)
    MeasurementFactory(indicator=indicator, validated=True, **days)
    assert addresses(secretariat, "to-prepare") == ["/plans/2023-2027/publication/#year-2023"]
    PublicationFactory(plan=plan, of_figures=True, year=2023)
    assert addresses(secretariat, "to-prepare") == []


@pytest.mark.parametrize(
    ("who", "seen"),
    [("partner", ["s"]), ("focal_point", ["s"]), ("secretariat", ["d", "s"]), ("administrator", ["d", "s"])],
)
def test_drafts_are_for_those_who_may_read_them(request, plan, who, seen):
    PlanFactory(slug="d", starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31))
    PlanFactory(
        slug="s", is_shared_with_partners=True, starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31)
    )
    page = "matrix/" if who == "secretariat" else ""
    assert addresses(request.getfixturevalue(who), "drafts") == [f"/plans/{slug}/{page}" for slug in seen]


def test_partner_sees_what_their_organisation_funds(partner, plan):
    funder = partner.memberships.get().organisation
    activity = ActivityFactory(plan=plan, code="1.1.a")
    for year in (2024, 2025):
        funding = FundingFactory(activity=activity, funder=funder, year=year)
        FundingStepFactory(funding=funding, pledged=True, amount=1000)
        FundingStepFactory(funding=funding, disbursed=True, amount=300)
        FundingStepFactory(funding=funding, disbursed=True, amount=400, on=date(2024, 3, 1))
    FundingStepFactory(funding__activity__plan=plan)
    ((address, pledged, mobilised, disbursed),) = section_of(partner, "funded")
    assert address == "/plans/2023-2027/activities/1.1.a/"
    assert (pledged, mobilised, disbursed) == ("XOF 2,000", "", "XOF 800")


def test_partner_sees_what_is_late_of_what_they_fund(partner, plan):
    funder = partner.memberships.get().organisation
    FundingFactory(activity=late(plan, code="1.1.a"), funder=funder)
    late(plan, code="1.1.b")
    assert addresses(partner, "late-funded") == ["/plans/2023-2027/activities/1.1.a/"]


# Days to come


def test_days_to_come_are_told_in_their_order(focal_point, mine, plan):
    CampaignFactory(
        plan=plan, slug="t2", opens_on=TODAY, due_on=date(2024, 5, 15), closes_on=date(2024, 9, 1)
    )
    ends = {"original_starts_on": date(2024, 1, 1), "original_ends_on": date(2024, 5, 1)}
    ActivityFactory(plan=plan, code="1.1.a", lead=mine, **ends)
    ActivityFactory(plan=plan, code="1.1.b", **ends)
    WorkshopFactory(plan=plan, slug="atelier", starts_on=date(2024, 6, 1), ends_on=date(2024, 6, 2))
    WorkshopFactory(slug="secret", plan=PlanFactory(), starts_on=date(2024, 6, 1), ends_on=date(2024, 6, 2))
    with override("en"):
        told = [(one.on, one.address) for one in desk_of(focal_point, on=TODAY).deadlines]
    assert told == [
        (TODAY, "/en/plans/2023-2027/reporting/t2/"),
        (date(2024, 5, 1), "/en/plans/2023-2027/activities/1.1.a/"),
        (date(2024, 5, 15), "/en/plans/2023-2027/reporting/t2/"),
        (date(2024, 6, 1), "/en/workshops/atelier/"),
    ]


# Administrators


def test_administrator_sees_invitations_and_missing_second_factors(administrator):
    now = timezone.now()
    ended = InvitationFactory(email="ended@example.org", expires_at=now - timedelta(days=2),
                              invited_at=now - timedelta(days=16))  # fmt: skip
    InvitationFactory(expires_at=now - timedelta(days=40), invited_at=now - timedelta(days=54))
    InvitationFactory(withdrawn_at=now)
    pending = InvitationFactory(role=Role.SECRETARIAT, expires_at=now + timedelta(days=9))
    bare = MembershipFactory(user=UserFactory(full_name="Awa"), role=Role.SECRETARIAT).user
    MembershipFactory(user=UserFactory(is_active=False), role=Role.SECRETARIAT)
    MembershipFactory(user=UserFactory(email="a@demonstration.example"), role=Role.SECRETARIAT)
    base = "/admin/accounts"
    assert section_of(administrator, "invitations") == [
        (f"{base}/invitation/{ended.pk}/change/", "Focal point", "ended on 18 Apr 2024"),
        (f"{base}/invitation/{pending.pk}/change/", "Permanent secretariat", "until 29 Apr 2024"),
    ]
    assert section_of(administrator, "second-factors") == [
        (f"{base}/user/{bare.pk}/change/", bare.email, "Permanent secretariat")
    ]


def test_administrator_sees_the_roles_that_end(administrator):
    leaving = MembershipFactory(user=UserFactory(full_name="Awa"), ends_on=date(2024, 5, 1)).user
    MembershipFactory(ends_on=date(2024, 9, 1))
    MembershipFactory(user__email="a@demonstration.example", ends_on=date(2024, 5, 1))
    assert section_of(administrator, "roles-that-end") == [
        (f"/admin/accounts/user/{leaving.pk}/change/", leaving.email, "Focal point", "1 May 2024")
    ]


def test_demonstration_administrator_reads_no_real_address(plan):
    user = UserFactory(email="admin@demonstration.example")
    MembershipFactory(user=user, role=Role.ADMINISTRATOR)
    InvitationFactory()
    MembershipFactory(user=UserFactory(), role=Role.SECRETARIAT)
    fictitious = InvitationFactory(organisation__is_demonstration=True)
    assert addresses(user, "invitations") == [f"/admin/accounts/invitation/{fictitious.pk}/change/"]


# Whose desk


def planted(plan, organisation, funder):
    """One of everything that a desk tells, in a plan."""
    campaign = CampaignFactory(plan=plan)
    ExpectationFactory(campaign=campaign, organisation=organisation, activity=late(plan, lead=organisation))
    ProgressReportFactory(activity__plan=plan, submitted=True)
    PublicationFactory(plan=plan, of_figures=True)
    FundingStepFactory(funding__activity__plan=plan, funding__funder=funder)
    PlanFactory(is_shared_with_partners=True, is_demonstration=plan.is_demonstration)


ALL = {
    "partner": {"drafts", "funded"},
    "focal_point": {"expected", "late-of-mine", "drafts"},
    "secretariat": {
        "to-validate",
        "campaigns",
        "late-organisations",
        "without-cause",
        "to-approve",
        "drafts",
    },
    "administrator": {"drafts"},
}


@pytest.mark.parametrize("who", ALL)
def test_each_role_sees_its_own_sections(request, who, plan):
    user = request.getfixturevalue(who)
    organisation = user.memberships.get().organisation
    planted(plan, organisation, organisation)
    assert {one.key for one in desk_of(user, on=TODAY).sections} == ALL[who]


@pytest.mark.parametrize("who", ALL)
def test_nobody_real_is_told_of_the_demonstration(request, who):
    user = request.getfixturevalue(who)
    organisation = user.memberships.get().organisation
    planted(PlanFactory(published=True, is_demonstration=True), organisation, organisation)
    report = desk_of(user, on=TODAY)
    assert (report.sections, report.changes.total) == ((), 0)


def test_demonstration_account_is_told_of_the_demonstration_alone(client, plan):
    user = UserFactory(email="s@demonstration.example")
    organisation = MembershipFactory(user=user, role=Role.SECRETARIAT).organisation
    planted(plan, organisation, organisation)
    assert desk_of(user, on=TODAY).sections == ()
    planted(PlanFactory(published=True, is_demonstration=True), organisation, organisation)
    assert {one.key for one in desk_of(user, on=TODAY).sections} == ALL["secretariat"]
    client.force_login(user)
    assert "Cette page est fictive" in client.get("/desk/").text


def test_empty_desk_says_so(client, partner):
    client.force_login(partner)
    page = client.get("/en/desk/").text
    assert "Nothing awaits you today" in page
    assert "You are up to date" in page
    assert "Nothing has changed in the plans that you follow." in page


def test_desk_without_a_role_says_what_one_sees(client):
    client.force_login(UserFactory())
    assert "Your account has no role at present" in client.get("/en/desk/").text


def test_everybody_lands_on_their_desk(client, partner):
    client.force_login(partner)
    assert 'href="/desk/"' in client.get("/about/").text
    client.logout()
    assert 'href="/desk/"' not in client.get("/about/").text
    assert client.get("/desk/").url == "/accounts/login/?next=/desk/"


@pytest.mark.parametrize("who", ALL)
def test_queries_are_as_many_for_one_as_for_three(client, request, who, django_assert_num_queries):
    user = request.getfixturevalue(who)
    organisation = user.memberships.get().organisation
    for _plan in range(3):
        planted(PlanFactory(published=True), organisation, organisation)
        client.force_login(user)
        with django_assert_num_queries(5):  # the session, the account, its roles, the plans, all the rest
            assert client.get("/desk/").status_code == 200


def test_titles_of_others_cannot_be_markup(client, secretariat, plan):
    late(plan, title_fr="<script>alert(1)</script>")
    client.force_login(secretariat)
    assert "<script>alert" not in client.get("/desk/").text
