from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from cnclctpa.portal.reporting.home import demonstration_plan, latest_figures, plan_in_force, plans_told
from plans.choices import Pillar, PlanProperty
from tests.factories.plans import AxisFactory, PlanFactory, PlanPartnerFactory, PlanStatementFactory
from tests.factories.reference import FigureFactory, FigurePartFactory
from tests.portal.reading import as_written

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def in_force():
    plan = PlanFactory(
        published=True,
        title_fr="Plan national 2023-2027",
        launched_on=date(2023, 10, 19),
        launched_certainty="certain",
    )
    AxisFactory(plan=plan, position=1, pillar=Pillar.PREVENTION)
    return plan


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


def shown(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    return as_written(response.content.decode())


def test_home_tells_the_plan_in_force_and_never_a_percentage(client, in_force):
    page = shown(client)
    assert "Plan national 2023-2027" in page
    assert "19\u00a0octobre 2023" in page
    assert "Quatrième année sur cinq" in page
    assert "0\u202f%" not in page


def test_home_says_what_is_not_known_of_the_budget_until_it_is(client, in_force):
    assert "FCFA" not in shown(client)
    in_force.total_budget, in_force.budget_certainty = 2_992_000_000, "certain"
    in_force.save()
    assert "2\u202f992\u202f000\u202f000\u00a0FCFA" in shown(client)


def test_home_keeps_the_axes_that_a_source_counts_otherwise(client, in_force):
    PlanStatementFactory(
        plan=in_force, about=PlanProperty.AXES, refused=True, text_fr="Maliactu compte cinq axes."
    )
    assert "Maliactu compte cinq axes." in shown(client)


def test_home_speaks_english_under_its_own_address(client, in_force):
    page = shown(client, "/en/")
    assert "Fourth year out of five" in page
    assert '<span lang="fr">Plan national 2023-2027</span>' in page


def test_home_between_two_plans_says_that_none_is_in_force(client):
    PlanFactory(
        published=True, starts_on=date(2015, 1, 1), ends_on=date(2017, 12, 31), title_fr="Ancien plan"
    )
    page = shown(client)
    assert "Aucun plan en vigueur" in page
    assert "2015-2017" in page


def test_home_of_an_empty_site_opens(client):
    assert "Aucun plan en vigueur" in shown(client)


def test_a_draft_is_the_plan_in_force_of_nobody(client, secretariat):
    PlanFactory(title_fr="Plan en préparation")
    assert plan_in_force(plans_told(secretariat), on=TODAY) is None
    client.force_login(secretariat)
    assert "Plan en préparation" not in shown(client)


def test_the_demonstration_plan_is_a_door_and_never_the_plan_in_force(client, in_force):
    fictitious = PlanFactory(published=True, demonstration=True, starts_on=date(2024, 1, 1), slug="demo-2")
    page = shown(client)
    assert 'href="/plans/demo-2/"' in page
    assert demonstration_plan(plans_told(AnonymousUser())) == fictitious
    assert "Plan national 2023-2027" in page


def test_latest_figures_are_those_of_the_last_whole_year(client):
    FigureFactory(
        period_from=date(2025, 2, 1), period_to=date(2025, 2, 28), measure_fr="Arrestations", value=477
    )
    FigureFactory(measure_fr="Condamnations", value=8, slug="condamnations")
    FigureFactory(measure_fr="Formées", value=5, period_from=date(2023, 1, 1), period_to=date(2023, 12, 31))
    latest = latest_figures()
    assert latest.year == 2024
    assert [answer.figure.measure for answer in latest.totals] == ["Condamnations"]


def test_a_figure_keeps_what_is_not_broken_down_and_what_others_write(client):
    kept = FigureFactory(measure_fr="Personnes enquêtées", value=430, question="enquetes")
    FigurePartFactory(figure=kept, label_fr="hommes", value=291)
    FigurePartFactory(figure=kept, label_fr="femmes", value=113)
    FigureFactory(measure_fr="Enquêtes ouvertes", value=430, question="enquetes", refused=True)
    page = shown(client)
    assert "430 personnes enquêtées, en majorité des hommes" in page
    assert "26\u00a0" in page
    assert "Confusion de presse." in page


def test_two_definitions_of_a_series_do_not_compare(client):
    FigureFactory(
        series="victims",
        measure_fr="Victimes identifiées et assistées",
        value=5461,
        period_from=date(2023, 1, 1),
        period_to=date(2023, 12, 31),
    )
    FigureFactory(series="victims", value=629)
    assert "De 5\u202f461 à 629" in shown(client)


def test_a_series_with_one_definition_is_not_broken():
    FigureFactory(series="victims", value=5461, period_from=date(2023, 1, 1), period_to=date(2023, 12, 31))
    FigureFactory(series="victims", value=629)
    assert latest_figures().broken == ()


def test_home_asks_the_database_the_same_for_one_plan_or_many(
    client, in_force, django_assert_max_num_queries
):
    for position in range(2, 5):
        AxisFactory(plan=in_force, position=position)
        PlanPartnerFactory(plan=in_force)
        PlanStatementFactory(plan=in_force, about=PlanProperty.AXES)
        FigurePartFactory(figure=FigureFactory())
        PlanFactory(
            published=True, starts_on=date(2000 + position, 1, 1), ends_on=date(2000 + position, 12, 31)
        )
    with django_assert_max_num_queries(13):
        shown(client)
