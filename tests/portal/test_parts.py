"""The pages of an axis and of an objective, with what is followed of them."""

import pickle
from datetime import date

import pytest
from django.core.cache import cache, caches
from django.urls import reverse

from activities.choices import ReportedStatus
from cnclctpa.portal.reporting import part
from plans.choices import Pillar, ResultLevel
from plans.readers import PUBLIC
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reports import ProgressReportFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
AXIS, OBJECTIVE = "/plans/2023-2027/axes/1/", "/plans/2023-2027/objectives/1.1/"
MID_2024 = "?on=2024-06-30"


@pytest.fixture
def axis():
    plan = PlanFactory(slug="2023-2027", published=True)
    return AxisFactory(plan=plan, position=1, pillar=Pillar.PREVENTION, title_fr="Prévenir")


@pytest.fixture
def objective(axis):
    return StrategicObjectiveFactory(
        plan=axis.plan, axis=axis, code="1.1", title_fr="Les communes refusent la traite"
    )


@pytest.fixture
def result(objective):
    return ResultFactory(
        objective=objective, code="1.1.1", level=ResultLevel.IMMEDIATE, title_fr="Les relais savent"
    )


def reported(share, **fields):
    """An activity of 2024, reported at the end of March."""
    activity = ActivityFactory(dated=True, **fields)
    ProgressReportFactory(activity=activity, validated=True, percentage=share)
    return activity


# What is followed


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_progress_is_told_with_what_was_expected_and_what_it_counts(client, objective, address):
    reported(80, objective=objective, title_fr="Tenir des causeries")
    ActivityFactory(objective=objective, dated=True, title_fr="Former les relais")
    cancelled = ActivityFactory(objective=objective, dated=True)
    ProgressReportFactory(activity=cancelled, validated=True, status=ReportedStatus.CANCELLED)

    page = shown(client, address + MID_2024)

    assert "40 % est fait, 49 % était attendu" in page
    assert "2 activités comptées. 1 d’avancement inconnu, comptée pour zéro. 1 abandonnée, exclue." in page
    assert "Situation au 30 juin 2024" in page


def test_axis_tells_its_objectives_apart(client, axis, objective, result):
    other = StrategicObjectiveFactory(plan=axis.plan, axis=axis, code="1.2", title_fr="Les écoles enseignent")
    reported(80, result=result)
    reported(20, objective=other)
    reported(99, objective=StrategicObjectiveFactory(plan=axis.plan, axis__plan=axis.plan, code="2.1"))

    page = shown(client, AXIS + MID_2024)

    assert "1.1 Les communes refusent la traite 1 activité 80 % 49 % +30,5 points" in page
    assert "1.2 Les écoles enseignent 1 activité 20 % 49 % −29,5 points" in page
    assert "Tout l’axe 2 activités 50 % 49 % +0,5 point" in page


def test_objective_tells_its_results_apart_and_what_is_under_none(client, objective, result):
    reported(80, result=result)
    reported(20, objective=objective)

    page = shown(client, OBJECTIVE + MID_2024)

    assert "1.1.1 Les relais savent Effet immédiat · 1 activité 80 %" in page
    assert "Sous aucun de ses résultats 1 activité 20 %" in page
    assert "Tout l’objectif 2 activités 50 %" in page


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_results_lead_to_their_pages_on_the_same_day(client, result, address):
    reported(80, result=result)
    page = source(client, address + MID_2024)
    assert f'href="/plans/2023-2027/results/1.1.1/{MID_2024}"' in page
    assert "Effet immédiat" in page


@pytest.mark.parametrize(("address", "query"), [(AXIS, "?axis=1"), (OBJECTIVE, "?objective=1.1")])
def test_a_few_activities_are_listed_the_delayed_ones_first(client, monkeypatch, objective, address, query):
    monkeypatch.setattr(part, "SHOWN", 2)
    for number in range(3):
        reported(90, objective=objective, position=number, title_fr=f"Avance bien {number}")
    reported(10, objective=objective, position=9, title_fr="Traîne", with_lead=True)

    page, markup = shown(client, address + MID_2024), source(client, address + MID_2024)

    assert "2 des 4 activités, celles en retard d’abord" in page
    assert page.index("Traîne") < page.index("Avance bien 0")
    assert "Avance bien 1" not in page
    assert f'href="/plans/2023-2027/activities/{query}&amp;on=2024-06-30"' in markup.replace("&on", "&amp;on")
    assert "Sur 4 activités, une est en retard ou en deçà de l’attendu" in page


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_indicators_tell_what_they_reached(client, objective, result, address):
    indicator = IndicatorFactory(result=result, counted=True, code="I1", name_fr="Relais formés")
    TargetFactory(indicator=indicator, year=2024, value=40)
    MeasurementFactory(indicator=indicator, validated=True, value=30)
    IndicatorFactory(objective=objective, code="I2", name_fr="Jamais mesuré")

    page = shown(client, address + MID_2024)

    assert "I1 Relais formés" in page
    assert "50 % de la cible de 2024" in page
    assert "I2 Jamais mesuré" in page
    assert "jamais mesuré" in page
    assert "Sur 2 indicateurs, un seul ne dit encore rien" in page


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_small_numbers_stay_behind_their_door(client, secretariat, objective, address):
    indicator = IndicatorFactory(objective=objective, counted=True, protected=True, baseline=None)
    MeasurementFactory(indicator=indicator, validated=True, value=7)
    page = address + MID_2024
    assert "non publié" in shown(client, page)
    assert " 7 31 mars 2024" not in shown(client, page)
    client.force_login(secretariat)
    assert " 7 31 mars 2024" in shown(client, page)


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_money_is_told_year_by_year_with_what_is_missing(client, objective, address):
    activity = reported(40, objective=objective)
    BudgetLineFactory(activity=activity, year=2024, amount=12_000_000)
    BudgetLineFactory(activity=activity, year=2025, amount=3_000_000)
    FundingStepFactory(funding=FundingFactory(activity=activity, year=2024), amount=5_000_000)
    ExpenseFactory(activity=activity, year=2024, on=date(2024, 5, 2), amount=2_000_000)

    page = shown(client, address + MID_2024)

    assert "Il manque 10 M FCFA sur les 15 M FCFA prévus" in page
    assert "2024 12 M 5 M 2 M 7 M" in page
    assert "2025 3 M non renseigné non renseigné 3 M" in page


def test_money_of_another_axis_is_not_counted(client, axis, objective):
    reported(40, objective=objective)
    other = reported(40, objective=StrategicObjectiveFactory(plan=axis.plan, axis__plan=axis.plan))
    BudgetLineFactory(activity=other, year=2024, amount=12_000_000)
    assert "Le budget des activités n’est pas renseigné" in shown(client, AXIS)


def test_too_many_objectives_are_shown_by_the_furthest_behind(client, monkeypatch, axis, objective):
    monkeypatch.setattr(part, "ROWS", 2)
    reported(90, objective=objective)
    for code, share in (("1.2", 10), ("1.3", 50)):
        reported(
            share,
            objective=StrategicObjectiveFactory(
                plan=axis.plan, axis=axis, code=code, title_fr=f"Objectif {code}"
            ),
        )

    page = shown(client, AXIS + MID_2024)

    assert "2 lignes sur 3, les plus en deçà de l’attendu d’abord." in page
    assert page.index("1.2 Objectif 1.2") < page.index("1.3 Objectif 1.3") < page.index("Tout l’axe")
    assert "1.1 Les communes refusent la traite" not in page.partition("Tout l’axe")[0]
    assert "3 activités" in page


# What is not known


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (AXIS, "Aucune activité n’est encore saisie pour cet axe"),
        (OBJECTIVE, "Aucune activité n’est encore saisie pour cet objectif"),
    ],
)
def test_part_without_anything_followed_says_so_once(client, objective, address, title):
    page = shown(client, address)
    assert page.count(title) == 1
    assert "0 %" not in page
    assert "Indicateurs</h2>" not in source(client, address)


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_part_with_indicators_alone_tells_them(client, objective, address):
    IndicatorFactory(objective=objective, counted=True, name_fr="Relais formés")
    page = shown(client, address)
    assert "Aucune activité n’est encore saisie" in page
    assert "Relais formés" in page


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_day_that_is_not_understood_shows_today(client, objective, address):
    reported(80, objective=objective)
    assert "n’a pas été compris comme une date" in shown(client, f"{address}?on=hier")


def test_objective_without_an_axis_is_followed_too(client, axis):
    alone = StrategicObjectiveFactory(plan=axis.plan, axis=None, code="1.1")
    reported(80, objective=alone)
    IndicatorFactory(objective=alone)
    page = source(client, OBJECTIVE + MID_2024)
    assert "80 % est fait" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert f'href="{reverse("portal:indicator-list", args=["2023-2027"])}{MID_2024}"' in page


def test_contradictory_facts_still_give_a_page(client, objective):
    activity = ActivityFactory(
        objective=objective, weight=0, title_fr="é" * 400, description_fr="x" * 30_000,
        original_starts_on=date(2024, 1, 1), original_ends_on=date(2024, 1, 1),
    )  # fmt: skip
    BudgetLineFactory(activity=activity, year=2024, amount=10**12)
    for address in (AXIS, OBJECTIVE):
        assert "é" * 400 in shown(client, address)


# What it costs


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_pages_ask_as_many_queries_whatever_the_part_holds(
    client, django_assert_num_queries, django_assert_max_num_queries, objective, address
):
    def fill():
        result = ResultFactory(objective=objective)
        for fields in ({"objective": objective}, {"result": result}):
            activity = reported(40, with_lead=True, **fields)
            BudgetLineFactory(activity=activity, year=2024)
            MeasurementFactory(indicator=IndicatorFactory(counted=True, **fields), validated=True)

    fill()
    with django_assert_max_num_queries(10) as first:
        client.get(address)
    fill()
    fill()
    cache.clear()
    caches["reports"].clear()
    with django_assert_num_queries(len(first)):
        client.get(address)


@pytest.mark.parametrize("address", [AXIS, OBJECTIVE])
def test_what_is_followed_is_read_again_only_when_something_changed(client, objective, address):
    reported(80, objective=objective)
    assert "80 % est fait" in shown(client, address + MID_2024)
    reported(20, objective=objective)
    assert "50 % est fait" in shown(client, address + MID_2024)


def test_report_is_made_of_plain_values(objective, result):
    activity = reported(80, result=result, with_lead=True)
    BudgetLineFactory(activity=activity, year=2024)
    MeasurementFactory(indicator=IndicatorFactory(objective=objective, counted=True), validated=True)
    for found in (
        part.of_axis(objective.axis, on=date(2024, 6, 30), reader=PUBLIC),
        part.of_objective(objective, on=date(2024, 6, 30), reader=PUBLIC),
    ):
        written = pickle.dumps(found)
        assert pickle.loads(written) == found
        assert b"django.db.models.base" not in written
