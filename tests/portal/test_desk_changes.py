"""What changed since the visit before, on 20 April 2024."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from cnclctpa.accounts.models import User
from cnclctpa.portal.reporting.desk import desk_of
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.activities import ActivityFactory, MilestoneFactory, PostponementFactory
from tests.factories.indicators import MeasurementFactory
from tests.factories.money import FundingStepFactory
from tests.factories.plans import PlanFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reports import CampaignFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db

TODAY = date(2024, 4, 20)
LAST_VISIT = datetime(2024, 4, 10, 8, tzinfo=UTC)
BEFORE, SINCE, AFTER = date(2024, 4, 9), date(2024, 4, 12), date(2024, 4, 21)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(datetime(2024, 4, 20, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="2023-2027")


def at_ten(day):
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def changes(user):
    return [(one.on, one.what, one.address) for one in desk_of(user, on=TODAY).changes.latest]


def visited(user, at=LAST_VISIT):
    user.previous_visit_at = at
    user.save(update_fields=["previous_visit_at"])
    return User.objects.get(pk=user.pk)


FACTS = {
    "report": lambda activity, day: ProgressReportFactory(
        activity=activity, campaign=CampaignFactory(plan=activity.plan, slug="t1"), validated=True,
        decided_at=at_ten(day),
    ),
    "postponement": lambda activity, day: PostponementFactory(activity=activity, decided_on=day),
    "milestone": lambda activity, day: MilestoneFactory(activity=activity, done_on=day),
    "addition": lambda activity, day: ActivityFactory(plan=activity.plan, code="1.1.n", added_on=day),
    "withdrawal": lambda activity, day: ActivityFactory(
        plan=activity.plan, code="1.1.n", withdrawn_on=day, withdrawn_reason="Reprise."
    ),
    "measurement": lambda activity, day: MeasurementFactory(
        indicator__plan=activity.plan, indicator__code="I1", validated=True, validated_at=at_ten(day)
    ),
    "funding": lambda activity, day: FundingStepFactory(funding__activity=activity, on=day),
    "publication": lambda activity, day: PublicationFactory(
        plan=activity.plan, of_figures=True, content={"year": 2024, "figures": []},
        approved_by=UserFactory(), approved_at=at_ten(day),
    ),
    "plan": lambda activity, day: PlanFactory(slug="next", published_at=at_ten(day)),
}  # fmt: skip
TOLD = {
    "report": ("Report validated", "/activities/1.1.a/reports/t1/"),
    "postponement": ("Postponed", "/activities/1.1.a/"),
    "milestone": ("Milestone done", "/activities/1.1.a/"),
    "addition": ("Activity added", "/activities/1.1.n/"),
    "withdrawal": ("Activity withdrawn", "/activities/1.1.n/"),
    "measurement": ("Measurement validated", "/indicators/I1/"),
    "funding": ("Funding recorded", "/activities/1.1.a/"),
    "publication": ("Protected figures published", "/publication/"),
    "plan": ("Plan published", "next"),
}


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("day", [BEFORE, SINCE, AFTER])
def test_facts_are_told_from_the_last_visit_until_today(client, secretariat, plan, fact, day):
    FACTS[fact](ActivityFactory(plan=plan, code="1.1.a"), day)
    client.force_login(visited(secretariat))
    told = client.get("/en/desk/").context["report"].changes.latest
    what, end = TOLD[fact]
    address = "/en/plans/next/" if fact == "plan" else f"/en/plans/2023-2027{end}"
    expected = [(SINCE, what, address)] if day == SINCE else []
    assert [(one.on, one.what, one.address) for one in told] == expected
    for one in told:
        assert client.get(one.address).status_code == 200


def test_years_approved_on_one_day_are_one_fact(secretariat, plan):
    for year in (2024, 2023):
        PublicationFactory(
            plan=plan, of_figures=True, year=year, approved_by=UserFactory(), approved_at=at_ten(SINCE)
        )
    (told,) = desk_of(visited(secretariat), on=TODAY).changes.latest
    assert told.detail == "2023, 2024"


def test_latest_comes_first_and_the_others_are_counted(secretariat, plan):
    for number in range(15):
        MilestoneFactory(activity__plan=plan, done_on=date(2024, 4, 20) - timedelta(days=number % 5))
    report = desk_of(visited(secretariat), on=TODAY).changes
    days = [one.on for one in report.latest]
    assert (report.total, report.others, days) == (15, 3, sorted(days, reverse=True))


@pytest.mark.parametrize(
    ("visit", "since"),
    [
        (None, date(2024, 3, 21)),
        (LAST_VISIT, date(2024, 4, 10)),
        (at_ten(date(2020, 1, 1)), date(2024, 1, 21)),
    ],
)
def test_changes_are_told_over_a_month_at_first_and_three_at_most(secretariat, visit, since):
    assert desk_of(visited(secretariat, visit), on=TODAY).since == since


def test_focal_point_is_told_of_what_their_organisation_leads(focal_point, plan):
    mine = focal_point.memberships.get().organisation
    for lead in (mine, None):
        activity = ActivityFactory(plan=plan, code=f"1.1.{'m' if lead else 'o'}", lead=lead)
        MilestoneFactory(activity=activity, done_on=SINCE)
        FundingStepFactory(funding__activity=activity, on=SINCE)
        PostponementFactory(activity=activity, decided_on=SINCE)
        ProgressReportFactory(activity=activity, validated=True, decided_at=at_ten(SINCE))
        MeasurementFactory(indicator__plan=plan, indicator__responsible=lead, validated=True,
                           validated_at=at_ten(SINCE))  # fmt: skip
    told = changes(visited(focal_point))
    assert len(told) == 5
    assert not any("1.1.o" in address for _on, _what, address in told)


def test_what_may_not_be_read_did_not_happen(partner, plan):
    hidden = ActivityFactory()
    MilestoneFactory(activity=hidden, done_on=SINCE)
    ProgressReportFactory(activity__plan=plan, submitted=True)
    MeasurementFactory(indicator__plan=plan, indicator__protected=True, validated=True,
                       validated_at=at_ten(SINCE))  # fmt: skip
    MeasurementFactory(indicator__plan=plan)
    assert changes(visited(partner)) == []


def test_funders_are_named_to_those_who_may_know(plan):
    FundingStepFactory(funding__activity__plan=plan, on=SINCE)
    nobody = visited(UserFactory())
    assert changes(nobody) == []
    FundingStepFactory(funding__activity__plan=plan, funding__is_public=True, on=SINCE)
    assert len(changes(nobody)) == 1


def test_visit_of_the_day_before_is_the_last_one_all_day(client, partner, plan):
    MilestoneFactory(activity__plan=plan, done_on=SINCE)
    typed = {"login": partner.email, "password": PASSWORD}
    with time_machine.travel(LAST_VISIT, tick=False) as clock:
        assert client.post("/accounts/login/", typed).url == "/desk/"
        client.logout()
        for hours in (240, 2, 2):
            clock.shift(timedelta(hours=hours))
            client.post("/accounts/login/", typed)
            report = client.get("/en/desk/").context["report"]
            assert (report.since, report.is_first_visit) == (date(2024, 4, 10), False)
            assert report.changes.total == 1
            client.logout()


def test_reading_the_desk_changes_nothing(client, secretariat):
    client.force_login(secretariat)
    before = User.objects.filter(pk=secretariat.pk).values().get()
    client.get("/desk/")
    assert User.objects.filter(pk=secretariat.pk).values().get() == before
