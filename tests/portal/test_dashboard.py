"""The dashboard of a plan that is followed: what it says, to whom, of which day; it is never stale."""

import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import DelayCause, OutcomeKind, OutcomeStatus, ReportedStatus
from activities.services.activities import mark_milestone_done, postpone, withdraw_activity
from activities.services.money import record_expense
from activities.services.reports import validate_report
from cnclctpa.portal.reporting import dashboard
from cnclctpa.remembering import CACHE
from plans.choices import Pillar
from plans.services import record_measurement, validate_measurement
from tests.audit.test_concurrency import in_a_thread
from tests.consistency.project import ROOT
from tests.factories.activities import (
    ActivityFactory,
    MilestoneFactory,
    OutcomeFactory,
    PostponementFactory,
    WorkshopFactory,
)
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import AxisFactory, PlanFactory, StrategicObjectiveFactory
from tests.factories.reference import RegionFactory
from tests.factories.reports import ProgressReportFactory
from tests.portal.reading import as_written

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 1)
PAGE = "/en/plans/followed/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def plan():
    """Two axes; of three activities of 2024, one is at 40 %, one has half of its steps, one says nothing."""
    former = PlanFactory(
        published=True, slug="former", starts_on=date(2018, 1, 1), ends_on=date(2022, 12, 31)
    )
    plan = PlanFactory(published=True, slug="followed", predecessor=former)
    first = AxisFactory(plan=plan, position=1, pillar=Pillar.PREVENTION)
    second = AxisFactory(plan=plan, position=2, pillar=Pillar.PROTECTION)
    here, there = (StrategicObjectiveFactory(plan=plan, axis=axis) for axis in (first, second))
    reported = ActivityFactory(dated=True, objective=here, code="1.1", title_fr="Former les magistrats")
    ProgressReportFactory(activity=reported, validated=True)
    stepped = ActivityFactory(dated=True, objective=there, code="2.1", title_fr="Ouvrir deux foyers")
    MilestoneFactory(activity=stepped, done=True, title_fr="Premier foyer")
    MilestoneFactory(activity=stepped)
    ActivityFactory(dated=True, objective=there, code="2.2", title_fr="Accompagner les victimes")
    return plan


def shown(client, address=PAGE, **query):
    """The page, every space of which is a plain one."""
    response = client.get(address, query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", as_written(response.content.decode()))


def figures(page) -> list[str]:
    """The five figures that lead, with their units."""
    return [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r'<div class="big">(.*?)</div>', page)]


def test_the_finding_opens_the_page_in_both_languages(client, plan):
    """Done: (40 + 50 + 0) ÷ 3 = 30 %; expected: 182 days of 366 are over."""
    page = shown(client)
    assert "<h1>The plan advances, but more slowly than expected</h1>" in page
    assert "30.0% of the plan is done, against 49.7% expected." in page
    page = shown(client, "/plans/followed/")
    assert "<h1>Le plan avance, mais moins vite que prévu</h1>" in page
    assert "30,0 % du plan est fait, contre 49,7 % attendus." in page


def test_each_percentage_says_what_it_counts(client, plan):
    ActivityFactory(plan=plan, withdrawn=True, withdrawn_on=date(2024, 2, 1))
    cancelled = ActivityFactory(plan=plan)
    ProgressReportFactory(activity=cancelled, validated=True, status=ReportedStatus.CANCELLED)

    page = shown(client)

    counted = "3 activities · 1 of unknown progress, counted as zero · 1 cancelled, left out"
    assert counted + " · 1 withdrawn, left out" in page
    assert "Among the 2 activities reported out of 3 (66.7%), progress is 45.0%." in page


def test_the_five_questions_come_in_their_order(client, plan):
    page = shown(client)
    titles = re.findall(r'<h2><a href="#\w+">(.*?)</a></h2>', page)
    assert titles == [
        "Is the plan advancing?", "Is it on time?", "Does it produce results?",
        "Does it have the money?", "Were the lessons kept?",
    ]  # fmt: skip
    assert figures(page)[:2] == ["30.0%", "0 of 3"]
    assert page.count("not recorded") >= 3


def test_money_is_missing_line_by_line(client, plan):
    one, other, _silent = plan.activities.order_by("code")
    BudgetLineFactory(activity=one, amount=10**12)
    FundingStepFactory(funding=FundingFactory(activity=one), amount=1_500_000_000_000)
    BudgetLineFactory(activity=other, amount=600_000_000_000)
    ExpenseFactory(activity=one, amount=10**12)

    page = shown(client)

    assert figures(page)[3] == "600 bn"
    assert "missing, in CFA francs, out of XOF 1,600 bn planned" in page
    assert "XOF 600 bn are missing, XOF 600 bn of which for one axis: Protection" in page
    assert "Spending runs more than ten points ahead of progress: Prevention." in page
    assert "the XOF 500 bn mobilised beyond what a line had planned" in page
    assert "1,600,000,000,000" in page


def test_late_activities_are_told_with_their_cause_and_their_forecast(client, plan):
    late = ActivityFactory(
        plan=plan, code="9.9", title_fr="Équiper les postes", forecast_on=date(2024, 11, 5),
        original_starts_on=date(2023, 1, 1), original_ends_on=date(2024, 3, 31),
    )  # fmt: skip
    PostponementFactory(
        activity=late, decided_on=date(2024, 3, 1), ends_on=date(2024, 5, 31), cause=DelayCause.SECURITY
    )
    page = shown(client)
    assert "The first cause of delay: security, 1 out of 1" in page
    row = page[page.index("9.9 ") :]
    assert re.findall(r"\+61 days|31 days|Security|Nov 2024", row)[:4] == [
        "+61 days", "31 days", "Security", "Nov 2024",
    ]  # fmt: skip


def test_indicators_are_measured_against_the_target_of_the_year(client, plan):
    indicator = IndicatorFactory(
        plan=plan, counted=True, headline=True, code="I1", name_fr="Communes touchées"
    )
    TargetFactory(indicator=indicator, year=2024, value=40)
    MeasurementFactory(indicator=indicator, validated=True, value=30)
    IndicatorFactory(plan=plan)

    page = shown(client)

    assert figures(page)[2] == "50%"
    assert "1 of 2 indicators can be computed · 1 never measured" in page
    assert "Out of 2 indicators, one says nothing yet" in page
    assert "Communes touchées" in page


def test_a_protected_count_is_read_by_the_secretariat_only(client, plan, secretariat, partner):
    indicator = IndicatorFactory(plan=plan, counted=True, headline=True, protected=True)
    TargetFactory(indicator=indicator, year=2024, value=40)
    MeasurementFactory(indicator=indicator, validated=True, value=33)

    public = shown(client)
    client.force_login(secretariat)
    theirs = shown(client)
    client.force_login(partner)
    partners = shown(client)

    assert "<b>33</b>" in theirs
    assert "<b>33</b>" not in public + partners
    assert figures(theirs)[2] == "65%"
    assert "No rate of an indicator can be computed yet." in public
    assert "One counts people who could be recognised" in public


def test_lessons_are_those_of_the_former_plan(client, plan):
    workshop = WorkshopFactory(plan=plan.predecessor)
    taken = OutcomeFactory(workshop=workshop, kind=OutcomeKind.RECOMMENDATION)
    taken.axes.set([plan.axes.first()])
    OutcomeFactory(
        workshop=workshop, kind=OutcomeKind.DECISION, status=OutcomeStatus.DONE, became_fr="Faite."
    )
    OutcomeFactory(workshop=workshop, kind=OutcomeKind.DECISION)
    OutcomeFactory(workshop=workshop, kind=OutcomeKind.FINDING)

    page = shown(client)

    assert figures(page)[4] == "2 of 3"
    assert "One thing asked at the end of the former plan still waits" in page
    assert "/en/outcomes/?plan=former" in page


def test_a_draft_former_plan_is_not_told(client, plan):
    OutcomeFactory(workshop__plan=plan.predecessor, kind=OutcomeKind.DECISION)
    plan.predecessor.published_at = None
    plan.predecessor.save()
    assert "It follows no other plan." in shown(client)


def test_what_changed_is_made_of_dated_facts(client, plan):
    one = plan.activities.order_by("code").first()
    PostponementFactory(activity=one, decided_on=date(2024, 6, 20), ends_on=date(2025, 3, 31))
    PostponementFactory(activity=one, decided_on=date(2024, 7, 2))
    page = shown(client)
    changes = page[page.index("What changed since") :]
    assert "Postponed" in changes
    assert "to 31 March 2025; cause: funding" in changes
    assert "Premier foyer" in changes
    assert "2 July 2024" not in changes


def test_regions_count_an_activity_once_in_each(client, plan):
    here, there = RegionFactory(name="Kayes"), RegionFactory(name="Gao")
    one, other, _third = plan.activities.order_by("code")
    one.regions.set([here, there])
    other.regions.set([here])
    page = shown(client)
    places = page[page.index("Activities by region") :]
    assert re.findall(r">(Kayes|Gao)</a>.*?<b>(?:<a[^>]*>)?(\d+)", places) == [("Kayes", "2"), ("Gao", "1")]
    assert "One activity has no region" in places


def test_a_past_day_shows_the_facts_of_that_day(client, plan):
    page = shown(client, on="2024-03-01")
    assert figures(page)[0] == "16.7%"
    assert "Situation on 1 March 2024, from what is known today" in page
    assert "/en/plans/followed/about/?on=2024-03-01" in page
    assert "Back to today" in page


def test_a_day_to_come_shows_what_is_planned(client, plan):
    page = shown(client, on="31/12/2027")
    assert "Situation on 31 December 2027, a day to come" in page
    assert "against 100.0% expected" in page


@pytest.mark.parametrize("words", ["hier", "2024-02-30", "<b>", "9" * 500])
def test_what_is_not_a_day_shows_today_and_says_so(client, plan, words):
    page = shown(client, on=words)
    assert "was not understood as a date: the page shows today." in page
    assert figures(page)[0] == "30.0%"
    assert "<b></b>" not in page


def test_on_a_day_before_any_activity_nothing_is_said_in_figures(client, plan):
    for activity in plan.activities.all():
        activity.added_on = date(2024, 2, 1)
        activity.save()
    page = shown(client, on="2024-01-15")
    assert "<h1>No activity of the plan has been entered by this day</h1>" in page
    assert "No activity is entered by this day" in page
    assert figures(page)[0] == "not recorded"


def test_a_plan_of_indicators_alone_has_its_page(client):
    plan = PlanFactory(published=True, slug="followed")
    IndicatorFactory(plan=plan)
    page = shown(client)
    assert "No activity has been entered yet." in page
    assert "None of the 1 indicators says anything yet" in page


def test_a_plan_without_activity_keeps_its_facts_and_takes_a_day(client):
    PlanFactory(published=True, slug="followed")
    page = shown(client, on="2021-01-01")
    assert "No activity has been entered yet" in page
    assert "The plan in a few facts" in page
    assert "Situation on 1 January 2021" in page


def test_a_draft_is_seen_by_editors_only(client, plan, secretariat):
    plan.published_at = None
    plan.save()
    assert client.get(PAGE).status_code == 404
    client.force_login(secretariat)
    assert "draft, not published" in shown(client)


def test_a_demonstration_says_that_it_is_one(client, plan):
    assert "Demonstration data" not in shown(client)
    plan.is_demonstration = True
    plan.save()
    assert "Demonstration data" in shown(client)


# Awkward plans


def test_awkward_values_make_a_right_page(client):
    day = date(2024, 6, 30)
    plan = PlanFactory(published=True, slug="followed", starts_on=day, ends_on=day)
    AxisFactory(plan=plan, position=1)
    activity = ActivityFactory(
        plan=plan, weight=0, original_starts_on=day, original_ends_on=day, title_fr="É" * 400,
        description_fr="x" * 30_000, blocking_note="y" * 30_000,
    )  # fmt: skip
    PostponementFactory(activity=activity, decided_on=day, ends_on=date(2024, 1, 1), note="z" * 30_000)
    ProgressReportFactory(activity=activity, validated=True, percentage=0, narrative="n" * 30_000)
    BudgetLineFactory(activity=activity, amount=10**15)
    text = IndicatorFactory(plan=plan, in_words=True, headline=True, name_fr="Î" * 300)
    MeasurementFactory(indicator=text, validated=True, told=True, words="w" * 30_000)
    level = IndicatorFactory(plan=plan, counted=True, headline=True, baseline=60)
    TargetFactory(indicator=level, year=2024, value=60)
    MeasurementFactory(indicator=level, validated=True, value=60)
    for on in ("2024-06-30", "2024-07-01", "2000-01-01", "2100-12-31"):
        page = shown(client, on=on)
        assert len(page) < 200_000
    assert "The plan is over: 0.0% of it was done" in page


# What it costs


def cost(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        shown(client)
    return len(queries)


@pytest.mark.parametrize("who", ["anonymous", "secretariat", "focal_point", "partner"])
def test_few_queries_made_anew_or_remembered_whatever_the_plan_holds(client, plan, request, who):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    shown(client)
    caches[CACHE].clear()
    anew, remembered = cost(client), cost(client)
    for code in ("8.1", "8.2", "8.3"):
        activity = ActivityFactory(plan=plan, code=code, dated=True, with_lead=True)
        ProgressReportFactory(activity=activity, validated=True)
        BudgetLineFactory(activity=activity)
        FundingStepFactory(funding=FundingFactory(activity=activity))
        activity.regions.add(RegionFactory())
        indicator = IndicatorFactory(plan=plan, counted=True, headline=True)
        MeasurementFactory(indicator=indicator, validated=True)
    assert (cost(client), cost(client)) == (anew, remembered)
    assert remembered <= anew <= 8
    # Those who edit the plan are also told how complete it is.
    assert remembered == anew - (3 if who == "secretariat" else 2)


def test_a_report_is_made_once_while_nothing_changes(client, plan, monkeypatch):
    made = []
    gather = dashboard.gather
    monkeypatch.setattr(
        dashboard, "gather", lambda *args, **options: made.append(1) or gather(*args, **options)
    )
    first, second = shown(client), shown(client)
    assert (first == second, len(made)) == (True, 1)


# Never stale


def test_the_first_page_after_a_change_shows_it(client, plan, secretariat):
    one, other, third = plan.activities.order_by("code")
    indicator = IndicatorFactory(plan=plan, counted=True, headline=True)
    TargetFactory(indicator=indicator, year=2024, value=40)
    BudgetLineFactory(activity=one)
    report = ProgressReportFactory(activity=third, submitted=True)
    measurement = None

    def measure():
        nonlocal measurement
        measurement = record_measurement(MeasurementFactory.build(indicator=indicator), by=secretariat)

    seen = [shown(client)]
    for change in (
        lambda: mark_milestone_done(other.milestones.get(done_on=None), on=date(2024, 6, 1), by=secretariat),
        lambda: validate_report(report, by=secretariat),
        lambda: postpone(
            one, ends_on=date(2025, 3, 31), cause=DelayCause.FUNDING, decided_on=TODAY, by=secretariat
        ),
        measure,
        lambda: validate_measurement(measurement, by=secretariat),
        lambda: record_expense(one, on=TODAY, year=2024, amount=Decimal(9), by=secretariat),
        lambda: withdraw_activity(one, on=date(2024, 6, 30), reason="Reprise.", by=secretariat),
    ):
        change()
        seen.append(shown(client))
    told = [page for page, before in zip(seen[1:], seen, strict=False) if page != before]
    # A measurement that nobody validated is told to nobody.
    assert len(told) == len(seen) - 2


def test_midnight_makes_activities_late_without_a_write(client, plan):
    ActivityFactory(plan=plan, original_starts_on=date(2024, 1, 1), original_ends_on=TODAY)
    assert figures(shown(client))[1] == "0 of 4"
    with time_machine.travel(date(2024, 7, 2)):
        assert figures(shown(client))[1] == "1 of 4"


def test_the_end_of_the_plan_changes_the_page_without_a_write(client, plan):
    with time_machine.travel(date(2027, 12, 31)):
        assert "The plan is over" not in shown(client)
    with time_machine.travel(date(2028, 1, 1)):
        assert "The plan is over: 30.0% of it was done" in shown(client)


WORKER = """
import re, sys, django
django.setup()
from django.test import Client
client = Client()
for _line in sys.stdin:
    page = client.get("/en/plans/followed/?on=2024-07-01").content.decode()
    print(re.search(r'<div class="big">([^<]*)', page)[1], flush=True)
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other process opens a file")
def test_another_worker_shows_a_change_at_once(transactional_db, client, tmp_path, plan, secretariat):
    path = tmp_path / "db.sqlite3"
    milestone = plan.activities.get(code="2.1").milestones.get(done_on=None)
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    environment = {
        **os.environ, "ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "cnclctpa.settings", "DEBUG": "True", "ALLOWED_HOSTS": "testserver",
    }  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip

    def asked() -> str:
        worker.stdin.write("\n")
        worker.stdin.flush()
        return worker.stdout.readline().strip()

    change = in_a_thread(
        str(path), lambda: mark_milestone_done(milestone, on=date(2024, 6, 1), by=secretariat)
    )
    try:
        before = [asked(), asked()]
        change.start()
        change.join()
        assert (before, asked()) == (["30.0", "30.0"], "46.7")
    finally:
        worker.stdin.close()
        worker.wait(timeout=30)
        worker.stdout.close()


def test_when_a_plan_is_over_what_was_not_achieved_is_counted(client, plan):
    page = shown(client, on="2028-01-01")
    assert figures(page)[1] == "3 of 3"
    assert "activities were not achieved when the plan ended" in page
    assert "Out of 3 activities, 0 completed and 3 not achieved" in page
    assert "what is to come." not in page
