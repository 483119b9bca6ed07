from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.choices import Pillar, PlanProperty
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanPartnerFactory,
    PlanStatementFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db
LIST = "/en/plans/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 11, 21)):
        yield


def shown(client, address=LIST):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_list_says_when_nothing_is_published(client):
    PlanFactory(title_fr="Brouillon secret")
    page = shown(client)
    assert "No plan is published yet" in page
    assert "Brouillon secret" not in page


def test_list_tells_a_value_with_its_source(client):
    plan = PlanFactory(
        published=True,
        total_budget=2_992_000_000,
        budget_certainty="certain",
        launched_on=date(2023, 10, 19),
        launched_certainty="certain",
    )
    source = SourceFactory(title="ORTM, 19 octobre 2023", url="https://ortm.ml/node/4590")
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, sources=[source])
    french, english = shown(client, "/plans/"), shown(client)
    assert "2\u202f992\u202f000\u202f000\u00a0FCFA" in french
    assert "XOF\u00a02,992,000,000" in english
    assert "19\u00a0octobre 2023" in french
    assert "https://ortm.ml/node/4590" in french


def test_list_hatches_what_is_unknown_and_never_writes_zero(client):
    PlanFactory(published=True, status="in_force")
    page = shown(client)
    assert "list not published" in page
    assert "exact date not found" in page
    assert "cannot be computed" in page
    assert "XOF" not in page
    assert ">0%" not in page


def test_list_computes_the_time_from_adoption_to_launch(client):
    dates = {"adopted_certainty": "certain", "launched_certainty": "certain"}
    PlanFactory(
        published=True,
        adopted_on=date(2014, 12, 1),
        adopted_precision="month",
        launched_on=date(2016, 3, 15),
        **dates,
    )
    PlanFactory(published=True, adopted_on=date(2018, 6, 29), launched_on=date(2019, 2, 1), **dates)
    page = shown(client)
    assert "<b>about 15 months</b>" in page
    assert "<b>7 months</b>" in page


def test_list_puts_axes_under_their_pillar_with_their_doubt(client):
    plan = PlanFactory(published=True, slug="2018-2022")
    AxisFactory(
        plan=plan, position=2, pillar=Pillar.PROSECUTION, title_fr="Chaîne pénale", certainty="probable"
    )
    page = shown(client, "/plans/")
    assert 'href="/plans/2018-2022/axes/2/">Chaîne pénale</a>' in page
    assert "probable" in page


def test_list_shows_what_was_not_retained_and_why(client):
    plan = PlanFactory(published=True)
    PlanStatementFactory(plan=plan, refused=True, text_fr="Maliactu compte cinq axes.")
    page = shown(client)
    assert "Maliactu compte cinq axes." in page
    assert "Une seule source." in page


def test_list_keeps_fictitious_plans_out_of_the_comparison(client):
    PlanFactory(
        published=True,
        demonstration=True,
        title_fr="Plan fictif",
        slug="demo-2",
        total_budget=7,
        budget_certainty="certain",
    )
    page = shown(client)
    assert 'href="/en/plans/demo-2/"' in page
    assert "None of these figures describes Mali" in page
    assert "XOF" not in page


@pytest.mark.parametrize("demonstration", [False, True])
def test_list_leads_to_the_dashboard_and_the_matrix_of_each_plan(client, demonstration):
    PlanFactory(published=True, demonstration=demonstration, slug="2018-2022", title_fr="Plan")
    page = shown(client)
    for end, name in (("", "Dashboard"), ("matrix/", "Matrix"), ("activities/", "Activities")):
        assert f'<a href="/en/plans/2018-2022/{end}" aria-label="{name}: Plan">{name}</a>' in page


def test_draft_is_listed_and_marked_for_those_who_may_see_it(client, partner, secretariat):
    PlanFactory(shared=True, title_fr="Brouillon partagé")
    PlanFactory(title_fr="Brouillon réservé")
    client.force_login(partner)
    page = shown(client)
    assert "Brouillon partagé" in page
    assert "Brouillon réservé" not in page
    assert "draft, not published" in page
    client.force_login(secretariat)
    assert "Brouillon réservé" in shown(client)


def full_plan():
    plan = PlanFactory(published=True)
    for make in (AxisFactory, AnnualPlanFactory, PlanPartnerFactory, PlanStatementFactory):
        make(plan=plan, sources=[SourceFactory()])
    StrategicObjectiveFactory(plan=plan, axis=None, sources=[SourceFactory()])


def test_list_asks_as_much_for_three_plans_as_for_one(client):
    full_plan()
    with CaptureQueriesContext(
        connection,
    ) as one:
        shown(client)
    full_plan()
    full_plan()
    with CaptureQueriesContext(connection) as three:
        shown(client)
    assert len(one) == len(three) <= 8
