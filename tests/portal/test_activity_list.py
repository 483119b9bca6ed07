"""The activities of a plan: who sees them, filters, order, pages, and every bad value."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import ActivityKind, DelayCause, ReportedStatus
from activities.following import followed, last_closed, standing
from activities.models import Activity
from activities.schedule import WANTS_A_CAUSE, Timeliness
from cnclctpa.portal.activity_filter import phrases
from plans.choices import Pillar
from tests.factories.activities import (
    ActivityFactory,
    MilestoneFactory,
    PostponementFactory,
)
from tests.factories.money import BudgetLineFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import OrganisationFactory, RegionFactory, SourceFactory
from tests.factories.reports import CampaignFactory, ProgressReportFactory
from tests.portal.reading import as_written, plain, shown, source

pytestmark = pytest.mark.django_db
LIST = "/en/plans/p/activities/"
CODE = re.compile(r'<td data-l="Code" class="code">([^<]*)</td>')


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2025, 7, 1)):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="p")


@pytest.fixture
def varied(plan):
    """One activity for each filter: codes a to f."""
    first = AxisFactory(plan=plan, position=1, title_fr="Prévenir", pillar=Pillar.PREVENTION)
    second = AxisFactory(plan=plan, position=2, title_fr="Protéger", pillar=Pillar.PROTECTION)
    one = StrategicObjectiveFactory(plan=plan, axis=first, code="1.1", position=1)
    two = StrategicObjectiveFactory(plan=plan, axis=second, code="2.1", position=1)
    none = StrategicObjectiveFactory(plan=plan, axis=None, code="9.9", position=9)
    police = OrganisationFactory(slug="police", name_fr="Police nationale")
    late = ActivityFactory(
        objective=one, code="1.1.1", position=1, title_fr="Former les éducateurs", lead=police, dated=True,
        kind=ActivityKind.TRAINING,
    )  # fmt: skip
    ProgressReportFactory(
        activity=late, validated=True, percentage=Decimal(40), cause=DelayCause.SECURITY,
        starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31),
    )  # fmt: skip
    result = ResultFactory(objective=two, code="2.1.1", position=1)
    done = ActivityFactory(result=result, code="2.1.1.1", title_fr="Équiper le centre", dated=True)
    MilestoneFactory(activity=done, done_on=date(2024, 6, 1))
    done.regions.add(RegionFactory(slug="kayes", name="Kayes"))
    undated = ActivityFactory(objective=none, code="9.9.1", title_fr="Zèle sans date")
    undated.annual_plans.add(AnnualPlanFactory(plan=plan, year=2025))
    moved = ActivityFactory(
        objective=two, code="2.1.a1", position=2, title_fr="Recenser", dated=True, description_fr="Enquête"
    )
    PostponementFactory(activity=moved, ends_on=date(2026, 12, 31))
    BudgetLineFactory(activity=moved, amount=1000)
    funding = FundingFactory(activity=late, year=2024)
    BudgetLineFactory(activity=late, year=2024, amount=500)
    FundingStepFactory(funding=funding, amount=500)
    return plan


def codes(client, query=""):
    return CODE.findall(source(client, LIST + query))


def title(client, query=""):
    return plain(re.search(r"<h1>(.*?)</h1>", source(client, LIST + query), re.DOTALL)[1])


# What is listed


def test_lists_the_activities_in_the_order_of_the_plan(client, varied):
    assert codes(client) == ["1.1.1", "2.1.a1", "2.1.1.1", "9.9.1"]
    page = shown(client, LIST)
    assert "4 activities, 1 delayed" in page
    assert "Activities 1 to 4 of 4." in page
    assert "40% done, 100% expected" in page
    assert "cause: security" in page
    assert "not reported" in page
    assert "730 days later" in page


def test_says_in_french_what_it_lists(client, varied):
    page = shown(client, "/plans/p/activities/")
    assert "4 activités, dont 1 en retard ou en deçà de l’attendu" in page
    assert "40 % fait, 100 % attendu" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?axis=1", ["1.1.1"]),
        ("?axis=none", ["9.9.1"]),
        ("?pillar=protection", ["2.1.a1", "2.1.1.1"]),
        ("?objective=2.1", ["2.1.a1", "2.1.1.1"]),
        ("?lead=police", ["1.1.1"]),
        ("?lead=none", ["2.1.a1", "2.1.1.1", "9.9.1"]),
        ("?region=2012/kayes", ["2.1.1.1"]),
        ("?state=completed", ["2.1.1.1"]),
        ("?state=delayed", ["1.1.1"]),
        ("?state=undated", ["9.9.1"]),
        ("?kind=training", ["1.1.1"]),
        ("?cause=security", ["1.1.1"]),
        ("?cause=none", ["2.1.1.1", "9.9.1"]),
        ("?year=2025", ["9.9.1"]),
        ("?gap=yes", ["2.1.a1"]),
        ("?q=EDUCATEUR", ["1.1.1"]),
        ("?q=equiper+centres", ["2.1.1.1"]),
        ("?q=enquete", ["2.1.a1"]),
        ("?q=2.1.a1", ["2.1.a1"]),
        ("?q=zzz", []),
        ("?pillar=protection&state=completed", ["2.1.1.1"]),
    ],
)
def test_filters(client, varied, query, found):
    assert codes(client, query) == found


def test_silent_activities_are_those_the_last_closed_campaign_heard_nothing_of(client, plan):
    campaign = CampaignFactory(plan=plan)
    silent, told = ActivityFactory.create_batch(2, plan=plan, dated=True)
    for one in (silent, told):
        MilestoneFactory(activity=one, done_on=date(2024, 2, 1))
        MilestoneFactory(activity=one)
    ProgressReportFactory(activity=told, campaign=campaign, validated=True)
    assert codes(client, "?silent=yes") == [silent.code]
    assert "silent since the last campaign" in shown(client, LIST)


def test_says_what_answers_and_offers_to_remove_each_filter(client, varied):
    page = source(client, LIST + "?pillar=protection&state=completed&sort=-end")
    assert title(client, "?pillar=protection&state=completed") == "1 activity out of 4 answers"
    assert 'href="/en/plans/p/activities/?pillar=protection&amp;sort=-end"' in page
    assert 'href="/en/plans/p/activities/?state=completed&amp;sort=-end"' in page


def test_states_are_counted_whatever_the_state_asked(client, varied):
    page = shown(client, LIST + "?state=completed")
    assert "Late 1" in page
    assert "Undated 1" in page
    assert "Completed 1" in page


def test_says_when_nothing_answers(client, varied):
    page = shown(client, LIST + "?q=zzz")
    assert "No activity answers, out of 4" in page
    assert "Remove a filter" in page


# The order


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("code", "1.1.1", "9.9.1"),
        ("-code", "9.9.1", "1.1.1"),
        ("title", "2.1.1.1", "9.9.1"),
        ("-title", "9.9.1", "2.1.1.1"),
        ("lead", "1.1.1", None),
        ("end", "1.1.1", "9.9.1"),
        ("-end", "2.1.a1", "9.9.1"),
        ("progress", "1.1.1", None),
        ("-progress", "2.1.1.1", None),
        ("-slippage", "2.1.a1", "9.9.1"),
        ("state", "2.1.1.1", None),
    ],
)
def test_sorts_both_ways_with_what_is_unknown_last(client, varied, sort, first, last):
    found = codes(client, f"?sort={sort}")
    assert found[0] == first
    assert last is None or found[-1] == last


def test_headings_say_the_order_and_turn_it(client, varied):
    page = source(client, LIST + "?sort=end&axis=2")
    assert 'aria-sort="ascending"><a href="/en/plans/p/activities/?axis=2&amp;sort=-end">End' in page
    assert page.count("aria-sort") == 1
    assert 'aria-sort="descending"><a href="/en/plans/p/activities/?sort=end">End' in source(
        client, LIST + "?sort=-end"
    )


def test_the_form_offers_the_orders_too(client, varied):
    """On a telephone nobody sees the headings."""
    page = source(client, LIST + "?sort=-end&on=2025-01-01")
    assert '<option value="-end" selected>End, descending</option>' in page
    assert page.count('name="sort"') == 1
    assert page.count(" selected>") == 1 + page.count('<option value="" selected>')


# Pages


def test_long_lists_come_in_pages_that_keep_what_is_asked(client, plan):
    ActivityFactory.create_batch(30, plan=plan, title_fr="Former")
    page = source(client, LIST + "?q=former&sort=-title&page=2")
    assert len(CODE.findall(page)) == 5
    assert "Activities 26 to 30 of 30." in page
    assert 'rel="prev" href="?q=former&amp;sort=-title&amp;page=1"' in page
    both = codes(client, "?sort=title") + codes(client, "?sort=title&page=2")
    assert len(set(both)) == 30


# Bad values


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?axis=99", "Strategic axis: “99” is not one of the choices"),
        ("?state=lost", "State: “lost”"),
        ("?lead=%27%3B--", "Lead organisation: “';--”"),
        ("?sort=weight", "Order: “weight”"),
        ("?year=1e9", "Annual plan: “1e9”"),
        ("?q=%00", "Search: “"),
        ("?region=x%2Fy", "Region: “x/y”"),
    ],
)
def test_what_is_not_understood_is_left_out_with_a_word(client, varied, query, words):
    assert words in shown(client, LIST + query)
    assert len(codes(client, query)) == 4


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-1",
        "?page=99999999999999999999",
        "?page=abc",
        "?on=2025-13-45",
        "?on=hier",
        "?on=9999-12-31",
        "?sort=--end",
        "?sort=",
        pytest.param("?q=" + "a" * 5000, id="long"),
        "?q=%F0%9F%98%80+%ED%A0%80",
        "?axis=1&axis=2",
        "?axis=%00",
        "?silent=no&gap=maybe",
        "?state=DELAYED",
    ],
)
def test_no_value_breaks_the_page(client, varied, query):
    assert client.get(LIST + query).status_code == 200


def test_a_day_that_is_no_day_is_said(client, varied):
    assert "“hier” was not understood as a date" in shown(client, LIST + "?on=hier")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("2.2.1", [" 2 2 1"]), ("L’État", [" l etat"]), ("  ", []), ("-- ,", []), ("ÉCOLES", [" ecole"])],
)
def test_phrases_of_a_search(typed, found):
    assert phrases(typed) == found


# The day


def test_an_activity_is_listed_from_the_day_it_is_added_until_it_is_withdrawn(client, plan):
    ActivityFactory(plan=plan, code="old", withdrawn=True)
    ActivityFactory(plan=plan, code="new", added_on=date(2025, 1, 1))
    assert codes(client) == ["new"]
    assert "One activity, withdrawn from the plan, is not listed." in shown(client, LIST)
    assert codes(client, "?on=2024-12-31") == ["old"]


def test_links_keep_the_day(client, varied):
    page = source(client, LIST + "?on=2024-03-01")
    assert 'href="/en/plans/p/activities/1.1.1/?on=2024-03-01"' in page
    assert '<input type="hidden" name="on" value="2024-03-01">' in page
    assert "?on=2024-03-01&amp;sort=title" in page


# A plan without activities


def test_a_plan_without_activities_says_what_is_known(client, plan):
    axis = AxisFactory(plan=plan, title_fr="Prévention (sensibilisation)")
    axis.sources.add(SourceFactory(title="Discours du président"))
    StrategicObjectiveFactory(plan=plan, axis=axis, title_fr="Collecte des données")
    annual = AnnualPlanFactory(plan=plan, year=2024, number_of_activities_fr="une centaine")
    annual.sources.add(SourceFactory(title="Communiqué du comité"))
    page = shown(client, "/plans/p/activities/")
    assert "Aucune activité n’est encore saisie" in page
    assert "Prévention (sensibilisation)" in page
    assert "Discours du président" in page
    assert "Collecte des données" in page
    assert "Activités : une centaine" in page
    assert "Communiqué du comité" in page
    assert "0 %" not in page
    assert "<form" not in page.partition("Filtrer les activités")[2]


def test_a_plan_of_which_nothing_is_known_still_has_a_page(client, plan):
    plan.status = "in_force"
    plan.save()
    page = shown(client, LIST)
    assert "No activity is entered yet" in page
    assert "no annual plan found" in page


# Who sees it


def test_activities_of_a_draft_plan_do_not_exist_for_the_public(client, partner, secretariat):
    plan = PlanFactory(slug="p")
    ActivityFactory(plan=plan, title_fr="Secret")
    assert client.get(LIST).status_code == 404
    client.force_login(partner)
    assert client.get(LIST).status_code == 404
    client.force_login(secretariat)
    assert "Secret" in shown(client, LIST)


def test_activities_of_another_plan_are_not_listed(client, plan):
    ActivityFactory(plan=PlanFactory(published=True), title_fr="Ailleurs", with_lead=True)
    page = shown(client, LIST)
    assert "Ailleurs" not in page


def test_a_demonstration_says_so(client):
    ActivityFactory(plan=PlanFactory(published=True, demonstration=True, slug="p"))
    assert "Demonstration data" in as_written(client.get(LIST).content.decode())


# Its cost, and its agreement with the arithmetic


def queries(client, query=""):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(LIST + query).status_code == 200
    return len(captured)


def test_as_many_queries_for_one_activity_as_for_sixty(client, plan):
    def more(count):
        for activity in ActivityFactory.create_batch(count, plan=plan, with_lead=True, dated=True):
            MilestoneFactory(activity=activity)
            ProgressReportFactory(activity=activity, validated=True)
            activity.regions.add(RegionFactory())

    more(1)
    one = queries(client, "?sort=-progress")
    more(59)
    assert queries(client, "?sort=-progress") == one
    assert queries(client, "?sort=-progress&state=late&gap=yes&q=activite") <= one
    assert one <= 10


def test_counts_by_state_are_those_of_the_arithmetic(client, plan, varied):
    on = date(2025, 7, 1)
    closed = last_closed(plan, on=on)
    states = [
        standing(one, on=on, last_closed=closed).timeliness for one in followed(Activity.objects.of(plan))
    ]
    for state in Timeliness:
        assert len(codes(client, f"?state={state}")) == states.count(state)
    assert len(codes(client, "?state=delayed")) == sum(state in WANTS_A_CAUSE for state in states)


# Texts of every size


def test_a_very_long_text_is_listed_and_offered_shortened(client, plan):
    words = "Très long titre " * 25
    organisation = OrganisationFactory(name_fr="Organisation " * 15)
    ActivityFactory(plan=plan, title_fr=words[:400], lead=organisation, description_fr="mot " * 7500)
    page = source(client, LIST)
    assert "Très long titre" in page
    assert "mot mot" not in page
    assert re.search(r"<option[^>]*>Organisation [^<]{60,70}…</option>", page)


def test_markup_in_a_title_is_text(client, plan):
    ActivityFactory(plan=plan, title_fr="<script>alert(1)</script>")
    page = source(client, LIST)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_reports_not_validated_change_nothing(client, plan):
    activity = ActivityFactory(plan=plan, dated=True)
    ProgressReportFactory(activity=activity, submitted=True, percentage=Decimal(77))
    ProgressReportFactory(
        activity=activity, status=ReportedStatus.COMPLETED, starts_on=date(2024, 4, 1),
        ends_on=date(2024, 6, 30),
    )  # fmt: skip
    page = shown(client, LIST)
    assert "77%" not in page
    assert "not reported, 100% expected" in page
