from datetime import date

import pytest
from django.utils.translation import override

from plans.choices import Pillar
from tests.factories.activities import WorkshopFactory
from tests.factories.evaluation import AssessmentFactory, RecommendationFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="2018-2022", published=True)


def page(client, address="/en/recommendations/"):
    with override("fr"):
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def sikasso(plan, **fields):
    recommendation = RecommendationFactory(
        text_fr="Renforcer la coordination",
        issued_on=date(2018, 3, 1),
        issued_precision="month",
        certainty="probable",
        note_fr="Formulation du résumé de l’ONUDC.",
        outcome__workshop__title_fr="Atelier de Sikasso",
        sources=[SourceFactory(title="GLO.ACT in Mali")],
        **fields,
    )
    recommendation.outcome.axes.add(AxisFactory(plan=plan, title_fr="Coordination et coopération"))
    return recommendation


def test_title_says_where_recommendations_come_from(client, plan):
    sikasso(plan)
    assert "A single recommendation, from a workshop" in page(client)
    RecommendationFactory()
    assert "Deux recommandations, toutes issues d’ateliers" in page(client, "/recommendations/")
    RecommendationFactory(of_report=True)
    assert "Three recommendations, two from workshops and the rest from international reports" in page(client)


def test_title_of_recommendations_of_reports_alone(client):
    RecommendationFactory(of_report=True)
    assert "A single recommendation, from an international report" in page(client)


def test_list_tells_each_recommendation_with_its_origin_its_axis_and_its_source(client, plan):
    recommendation = sikasso(plan)
    shown = page(client, "/recommendations/")
    for words in (
        "Renforcer la coordination",
        "Atelier de Sikasso",
        "Coordination et coopération",
        "GLO.ACT in Mali",
    ):
        assert words in shown
    assert recommendation.get_absolute_url() in shown
    assert "Destinataire non précisé" in shown


def test_list_says_what_was_not_found(client):
    RecommendationFactory(assessment=AssessmentFactory(), outcome=None)
    AssessmentFactory.create_batch(2)
    AssessmentFactory(upr=True)
    shown = page(client)
    assert "The evaluation report of 2018." in shown
    assert "2 reports make recommendations that were not read" in shown


def test_nothing_is_said_of_reports_when_none_is_recorded(client):
    assert "The recommendations of the TIP reports." not in page(client)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"of workshop", "of report"}),
        ("?pillar=protection", {"of report"}),
        ("?origin=workshop", {"of workshop"}),
        ("?origin=report", {"of report"}),
        ("?plan=2018-2022", {"of workshop"}),
        ("?plan=none", {"of report"}),
        ("?origin=nonsense", {"of workshop", "of report"}),
        ("?origin=workshop&pillar=protection", set()),
    ],
)
def test_recommendations_are_filtered(client, plan, query, expected):
    RecommendationFactory(text_fr="of workshop", outcome__workshop__plan=plan)
    RecommendationFactory(text_fr="of report", of_report=True, pillar=Pillar.PROTECTION)
    report = client.get(f"/recommendations/{query}").context["report"]
    assert {one.text for one in report.recommendations} == expected


def test_recommendations_of_drafts_and_of_demonstrations_are_left_out(client, secretariat):
    draft = RecommendationFactory(text_fr="Du brouillon", outcome__workshop__plan=PlanFactory())
    fictitious = RecommendationFactory(
        text_fr="Fictive", outcome__workshop=WorkshopFactory(demonstration=True)
    )
    shown = page(client)
    assert "Du brouillon" not in shown
    assert "Fictive" not in shown
    assert "Demonstration data." in page(client, "/en" + fictitious.get_absolute_url())
    assert client.get(draft.get_absolute_url()).status_code == 404

    client.force_login(secretariat)
    assert "Du brouillon" in page(client)
    assert "Du brouillon" in page(client, draft.get_absolute_url())


def test_page_tells_the_chain_and_every_doubt(client, plan):
    shown = page(client, sikasso(plan).get_absolute_url())
    for words in (
        "De l’atelier au plan qui a suivi",
        "Atelier de Sikasso",
        "Coordination et coopération",
        "mars 2018",
        "probable",
        "Formulation du résumé de l’ONUDC.",
        "GLO.ACT in Mali",
        "Aucune source ne dit ce que le Comité a répondu.",
    ):
        assert words in shown


def test_page_of_a_recommendation_without_date_nor_axis_says_so(client):
    shown = page(client, "/en" + RecommendationFactory(of_report=True).get_absolute_url())
    assert "no axis known" in shown
    assert "not recorded" in shown
    assert "TIP report" in shown


def test_axis_of_a_draft_plan_is_not_told(client, plan):
    recommendation = RecommendationFactory()
    recommendation.outcome.axes.add(AxisFactory(plan=PlanFactory(), title_fr="Axe encore secret"))
    assert "Axe encore secret" not in page(client, recommendation.get_absolute_url())
    assert "Axe encore secret" not in page(client)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_size(client, plan, count, django_assert_num_queries):
    for _ in range(count):
        sikasso(plan)
        RecommendationFactory(of_report=True)
    with django_assert_num_queries(5):
        client.get("/recommendations/")


def test_page_costs_three_queries(client, plan, django_assert_num_queries):
    recommendation = sikasso(plan)
    with django_assert_num_queries(3):
        client.get(recommendation.get_absolute_url())


def test_fictitious_recommendation_leads_to_its_outcome_among_those_of_its_plan(client):
    workshop = WorkshopFactory(demonstration=True, plan__slug="demo-1", plan__published=True)
    recommendation = RecommendationFactory(outcome__workshop=workshop)
    outcome = recommendation.outcome

    html = page(client, f"/en{recommendation.get_absolute_url()}")

    assert f'href="/en/outcomes/?plan=demo-1#{outcome.slug}"' in html
    assert f'id="{outcome.slug}"' in page(client, "/en/outcomes/?plan=demo-1")
