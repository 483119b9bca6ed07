"""A list as a file holds what its page shows to the same person: the same objects, in the same order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.consistency.surface import CAST
from tests.exports.reading import column, content, lines, sheets
from tests.factories.activities import (
    ActivityFactory,
    ActivityPartnerFactory,
    OutcomeFactory,
    WorkshopFactory,
)
from tests.factories.evaluation import AssessmentFactory, RecommendationFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.money import BudgetLineFactory
from tests.factories.plans import AnnualPlanFactory, AxisFactory, PlanFactory, StrategicObjectiveFactory
from tests.factories.reference import FigureFactory, RegionFactory, SourceFactory
from tests.factories.reports import CampaignFactory, ExpectationFactory, ProgressReportFactory
from tests.trust import tried

pytestmark = pytest.mark.django_db

SLUG = "2023-2027"
PLAN = f"/plans/{SLUG}"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 3, 1)):
        yield


@pytest.fixture
def signed(client, request):
    """The client of one of the cast."""

    def sign(who):
        if who != "anonymous":
            client.force_login(request.getfixturevalue(who))
        return client

    return sign


def a_plan(**traits):
    """A plan with something in each of its lists; more activities than one page shows."""
    fields = {"slug": SLUG, "starts_on": date(2023, 1, 1), "ends_on": date(2027, 12, 31)}
    plan = PlanFactory(**fields, **traits)
    AnnualPlanFactory(plan=plan, year=2024)
    campaign = CampaignFactory(plan=plan, slug="2024-t1")
    for position in (1, 2):
        axis = AxisFactory(plan=plan, position=position, title_fr=f"Axe {position}")
        objective = StrategicObjectiveFactory(plan=plan, axis=axis, code=f"{position}.1")
        IndicatorFactory(objective=objective, code=f"I{position}", counted=True)
        for number in range(16):
            one = ActivityFactory(
                objective=objective, code=f"{position}.1.{number + 1}", dated=True, with_lead=number < 3
            )
            if number < 3:
                state = {"validated": True} if number else {"submitted": True}
                ProgressReportFactory(activity=one, campaign=campaign, **state)
                ExpectationFactory(campaign=campaign, activity=one, organisation=one.lead)
                ActivityPartnerFactory(activity=one)
                BudgetLineFactory(activity=one)
    outcome = OutcomeFactory(workshop=WorkshopFactory(plan=plan))
    RecommendationFactory(outcome=outcome)
    return plan


def elsewhere():
    """What belongs to no plan."""
    OutcomeFactory(workshop=WorkshopFactory())
    RecommendationFactory(of_report=True)
    AssessmentFactory()
    FigureFactory()
    SourceFactory()
    RegionFactory()


@dataclass(frozen=True)
class Listed:
    """A list: its page, the column that names its rows, and the names of the rows that the page shows."""

    address: str
    heading: str
    shown: Callable[[Any], list]


def codes(standings) -> list[str]:
    return [one.activity.code for one in standings]


LISTS = [
    Listed("/plans", "Identifiant", lambda page: [one.plan.slug for one in page["report"].real]),
    Listed(
        f"{PLAN}/matrix",
        "Code",
        lambda page: codes(
            row
            for axis in page["report"].blocks
            for part in axis.objectives
            for block in part.blocks
            for row in block.rows
        ),
    ),
    Listed(f"{PLAN}/timeline", "Code", lambda page: codes(page["report"].standings)),
    Listed(f"{PLAN}/years/2024", "Code", lambda page: codes(page["report"].standings)),
    Listed(f"{PLAN}/funding", "Nom", lambda page: ["tout le plan", *funding_rows(page["report"])]),
    Listed(
        f"{PLAN}/organisations",
        "Structure",
        lambda page: [row.organisation.name for row in page["listed"].rows],
    ),
    Listed(f"{PLAN}/indicators", "Code", lambda page: [row.indicator.code for row in page["page"]]),
    Listed(f"{PLAN}/reporting", "Période", lambda page: [line.period for line in page["report"].lines]),
    Listed(
        f"{PLAN}/reporting/2024-t1",
        "Structure",
        lambda page: (
            [one.expectation.organisation.name for one in page["report"].reports]
            or [one.organisation.name for one in page["report"].organisations]
        ),
    ),
    Listed("/regions", "Région jusqu’en 2016", lambda page: [d.region.name for d in page["report"].descents]),
    Listed(
        "/about/figures", "Ce qui est mesuré", lambda page: [r.figure.measure for r in page["report"].rows]
    ),
    Listed("/about/sources", "Intitulé", lambda page: [c.source.title for c in page["report"].sources]),
    Listed("/workshops", "Atelier", lambda page: [line.workshop.title for line in page["report"].lines]),
    Listed("/outcomes", "Texte", lambda page: [one.text for one in page["report"].outcomes]),
    Listed(
        "/recommendations", "Référence", lambda page: [r.reference for r in page["report"].recommendations]
    ),
    Listed(
        "/assessments",
        "Année",
        lambda page: [str(x.assessment.year) for x in (*page["report"].tip, *page["report"].others)],
    ),
]


def funding_rows(report) -> list[str]:
    axes = [f"{row.axis.position}. {row.axis.title}" for row in report.axes]
    return [*axes, *(str(row.year) for row in report.years)]


def file_of(client, address: str) -> list[list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    return lines(content(response))


STATES = ["published", "is_shared_with_partners", "draft"]


@pytest.mark.parametrize(("who", "state"), tried(list(product(CAST, STATES)), at_least=15))
def test_each_list_holds_what_its_page_shows_to_the_same_person(who, state, signed):
    a_plan(**({} if state == "draft" else {state: True}))
    elsewhere()
    client = signed(who)
    different = []
    for listed in LISTS:
        page = client.get(f"{listed.address}/")
        answers = {ending: client.get(f"{listed.address}.{ending}") for ending in ("csv", "xlsx")}
        if page.status_code == 404:
            assert {answer.status_code for answer in answers.values()} == {404}
            continue
        held = column(lines(content(answers["csv"])), listed.heading)
        if held != listed.shown(page.context):
            different.append((listed.address, held, listed.shown(page.context)))
        (first, *_others) = sheets(content(answers["xlsx"]))
        headings = [cell.value for cell in first[1]]
        rank = headings.index(listed.heading)
        # An empty list says so in its first cell.
        told = [str(row[rank].value) for row in first.iter_rows(min_row=2)]
        assert told == held if held else len(told) == 1
    assert different == []


def test_all_pages_of_a_list_are_in_its_file(client):
    a_plan(published=True)
    held = column(file_of(client, f"{PLAN}/activities.csv?page=2"), "Code")
    pages = [client.get(f"{PLAN}/activities/?page={number}").context["report"] for number in (1, 2)]
    assert held == [line.activity.code for page in pages for line in page.lines]
    assert len(held) == 32


@pytest.mark.parametrize(
    "query", ["axis=2", "axis=2&sort=-code", "state=delayed", "lead=none", "q=nothing+at+all", "sort=title"]
)
def test_filters_and_order_are_those_of_the_page(query, client):
    a_plan(published=True)
    held = column(file_of(client, f"{PLAN}/activities.csv?{query}"), "Code")
    pages = [client.get(f"{PLAN}/activities/?{query}&page={number}").context["report"] for number in (1, 2)]
    shown = dict.fromkeys(line.activity.code for page in pages for line in page.lines)
    assert held == list(shown)


def test_the_day_asked_is_that_of_the_page(client):
    plan = a_plan(published=True)
    ActivityFactory(
        plan=plan, objective=plan.objectives.first(), code="9", added_on=date(2025, 6, 1), title_fr="Ajoutée"
    )
    before = column(file_of(client, f"{PLAN}/activities.csv?on=2025-05-31"), "Code")
    after = column(file_of(client, f"{PLAN}/activities.csv?on=2025-06-01"), "Code")
    assert set(after) - set(before) == {"9"}


def test_a_workbook_says_what_was_asked_of_the_list(client):
    a_plan(published=True)
    _list, note = sheets(content(client.get(f"{PLAN}/activities.xlsx?axis=2&on=2025-05-31")))
    said = {row[0].value: row[2].value for row in note.iter_rows(min_row=2)}
    assert "Axe 2" in said["filters"]
    assert said["day"].date() == date(2025, 5, 31)


def test_the_money_of_one_axis_is_a_row_an_activity(client):
    a_plan(published=True)
    held = file_of(client, f"{PLAN}/funding.csv?axis=1")
    assert column(held, "Code") == [*(f"1.1.{number}" for number in range(1, 17)), ""]
    assert column(held, "Activité")[-1] == "Toutes les activités"
    assert column(held, "Prévu (FCFA)")[-1] == "3000000"


def test_each_list_offers_its_files(client):
    a_plan(published=True)
    elsewhere()
    lacking = []
    for listed in [*LISTS, Listed(f"{PLAN}/activities", "", list), Listed("/about/committee", "", list)]:
        page = client.get(f"{listed.address}/?on=2025-05-31&page=1").content.decode()
        for ending in ("xlsx", "csv"):
            if f'href="{listed.address}.{ending}?on=2025-05-31"' not in page:
                lacking.append(f"{listed.address}.{ending}")
    assert lacking == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_english_file_is_in_english(ending, client):
    a_plan(published=True)
    data = content(client.get(f"/en{PLAN}/indicators.{ending}"))
    headings = lines(data, ",")[0] if ending == "csv" else [cell.value for cell in sheets(data)[0][1]]
    assert headings[:4] == ["Axis", "Objective", "Expected result", "Code"]


def test_an_address_with_another_ending_does_not_exist(client):
    a_plan(published=True)
    assert client.get(f"{PLAN}/activities.pdf").status_code == 404
    assert client.get(f"{PLAN}/activities.csv/").status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "secretariat"])
def test_a_file_costs_two_queries_more_than_its_page_at_most(who, signed):
    a_plan(published=True)
    elsewhere()
    client = signed(who)
    for address in [*(listed.address for listed in LISTS), f"{PLAN}/activities"]:
        client.get(f"{address}/")
        most = queries(client, f"{address}/") + 2
        for ending in ("csv", "xlsx"):
            assert queries(client, f"{address}.{ending}") <= most, f"{address}.{ending}"


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        content(client.get(address))
    return len(captured)
