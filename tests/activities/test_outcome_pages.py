import pytest
from django.utils.translation import override

from activities.choices import OutcomeKind, OutcomeStatus
from plans.choices import Pillar
from tests.factories.activities import OutcomeFactory, WorkshopFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="2018-2022", published=True)


def answered(plan, **fields):
    outcome = OutcomeFactory(sources=[SourceFactory()], **fields)
    outcome.axes.add(AxisFactory(plan=plan, title_fr="Prévention de la traite"))
    return outcome


def page(client, address="/en/outcomes/"):
    with override("fr"):
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_title_counts_the_outcomes_that_an_axis_answers(client, plan):
    first = answered(plan)
    assert "One outcome of a workshop finds an axis that answers it" in page(client)
    answered(plan, workshop=first.workshop)
    assert "Two outcomes of workshops each find an axis that answers them" in page(client)
    OutcomeFactory()
    assert "Two outcomes out of three find an axis that answers them" in page(client)
    assert "Deux conclusions sur trois trouvent un axe qui y répond" in page(client, "/outcomes/")


def test_title_says_when_no_axis_is_known_to_answer_them(client):
    OutcomeFactory.create_batch(2)
    assert "Two outcomes of workshops, and no axis known to answer them" in page(client)


def test_each_outcome_has_its_anchor_its_chain_and_its_sources(client, plan):
    outcome = answered(
        plan, slug="prevention-ciblee", text_fr="Une prévention ciblée", became_fr="Axe du plan."
    )
    shown = page(client, "/outcomes/")
    assert 'id="prevention-ciblee"' in shown
    assert "Une prévention ciblée" in shown
    assert "Prévention de la traite" in shown
    assert outcome.sources.get().title in shown
    assert outcome.workshop.get_absolute_url() in shown
    assert "Axe qui y répond (rapprochement de ce site)" in shown


def test_an_outcome_without_follow_up_says_so(client):
    OutcomeFactory()
    assert "what became of it was not found" in page(client)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"finding", "decision"}),
        ("?kind=decision", {"decision"}),
        ("?pillar=protection", {"decision"}),
        ("?status=open", {"finding"}),
        ("?kind=decision&status=open", set()),
        ("?plan=2018-2022", {"decision"}),
        ("?kind=nonsense", {"finding", "decision"}),
    ],
)
def test_outcomes_are_filtered(client, plan, query, expected):
    OutcomeFactory(text_fr="finding", status=OutcomeStatus.OPEN)
    OutcomeFactory(
        text_fr="decision", kind=OutcomeKind.DECISION, pillar=Pillar.PROTECTION, workshop__plan=plan
    )
    report = client.get(f"/outcomes/{query}").context["report"]
    assert {outcome.text for outcome in report.outcomes} == expected


def test_empty_list_says_what_to_do(client):
    assert "No outcome matches" in page(client)


def test_outcomes_of_drafts_and_of_demonstrations_are_left_out(client, secretariat):
    OutcomeFactory(workshop__plan=PlanFactory(), text_fr="Décision du brouillon")
    fictitious = OutcomeFactory(workshop=WorkshopFactory(demonstration=True), text_fr="Décision fictive")
    shown = page(client)
    assert "Décision du brouillon" not in shown
    assert "Décision fictive" not in shown
    assert "Décision fictive" in page(client, f"/outcomes/?plan={fictitious.workshop.plan.slug}")

    client.force_login(secretariat)
    assert "Décision du brouillon" in page(client)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_size(client, plan, count, django_assert_num_queries):
    for _ in range(count):
        answered(plan)
    with django_assert_num_queries(4):
        client.get("/outcomes/")
