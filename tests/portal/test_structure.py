"""The pages that show a whole plan: its matrix, its chronogram, its years."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.cache import cache

from activities.choices import ReportedStatus
from cnclctpa.portal.reporting import structure
from plans.choices import Basis, OverTime, Pillar, ResultLevel
from tests.factories.activities import ActivityFactory, MilestoneFactory, PostponementFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.money import BudgetLineFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import RegionFactory
from tests.factories.reports import ProgressReportFactory
from tests.portal.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory(slug="2023-2027", published=True)


@pytest.fixture
def objective(plan):
    axis = AxisFactory(plan=plan, position=1, pillar=Pillar.PREVENTION, title_fr="Prévenir")
    return StrategicObjectiveFactory(
        plan=plan, axis=axis, code="1.1", title_fr="Les communes refusent la traite"
    )


def half_done(objective, **fields):
    """An activity of 2024, reported at 40 % at the end of March."""
    activity = ActivityFactory(objective=objective, dated=True, **fields)
    ProgressReportFactory(activity=activity, validated=True, percentage=40)
    return activity


def test_matrix_of_a_plan_without_activities_says_so_and_shows_what_is_known(client, objective):
    page = shown(client, "/plans/2023-2027/matrix/")
    assert "aucune activité" in page.casefold()
    assert "Les communes refusent la traite" in page
    assert "0 %" not in page


def test_matrix_shows_each_activity_under_its_objective_and_its_result(client, plan, objective):
    result = ResultFactory(
        objective=objective, code="1.1.1", level=ResultLevel.OUTPUT, title_fr="Des relais formés"
    )
    direct = half_done(objective, code="1.1.a1", title_fr="Tenir des causeries")
    under = half_done(None, result=result, code="1.1.1.1", title_fr="Former les relais")
    under.regions.add(RegionFactory(name="Ségou"))
    BudgetLineFactory(activity=direct, year=2024, amount=12_000_000)
    step = FundingStepFactory(funding=FundingFactory(activity=direct, year=2024), amount=5_000_000)
    indicator = IndicatorFactory(result=result, counted=True, code="I1.1.1.1", name_fr="Relais formés")
    MeasurementFactory(indicator=indicator, validated=True, value=30)

    page = shown(client, f"/plans/2023-2027/matrix/?on={step.on.replace(month=4)}")

    order = [page.index(words) for words in ("Tenir des causeries", "Des relais formés", "Former les relais")]
    assert order == sorted(order)
    assert "2 activités, réalisées à 40 %" in page
    assert "Ségou" in page
    assert "30 pour une cible de 60 en 2027" in page
    assert "12 M 7 M" in page  # planned, missing


def test_what_adds_up_over_years_reads_beside_all_its_targets(client, plan, objective):
    result = ResultFactory(objective=objective, code="1.1.1", level=ResultLevel.OUTPUT)
    indicator = IndicatorFactory(
        result=result,
        code="I1.1.1.1",
        target_basis=Basis.OF_THE_YEAR,
        over_time=OverTime.SUM,
        is_headline=True,
    )
    for year, value in ((2023, 100), (2024, 120), (2027, 180)):
        TargetFactory(indicator=indicator, year=year, value=value)
    MeasurementFactory(indicator=indicator, validated=True, value=150)

    assert "150 au total pour 400 attendus jusqu’en 2027" in shown(
        client, "/plans/2023-2027/matrix/?on=2024-12-31"
    )
    assert "400 au total, jusqu’en 2027" in shown(client, "/plans/2023-2027/results/1.1.1/?on=2024-12-31")
    dashboard = shown(client, "/plans/2023-2027/?on=2024-12-31")
    assert "150 au total 220 au total 400 au total" in dashboard  # 100 + 120, then 180 more
    assert "68 %" in dashboard  # 150 ÷ 220


@pytest.mark.parametrize("page", ["about/", "timeline/", ""])
def test_annual_plans_are_reached_without_typing_their_address(client, plan, page):
    shown(client, f"/plans/2023-2027/{page}")
    content = client.get(f"/plans/2023-2027/{page}?on=2024-06-30").content.decode()
    assert 'href="/plans/2023-2027/years/2025/?on=2024-06-30"' in content


def test_one_completed_activity_is_told_in_the_singular(client, objective):
    done = half_done(objective)
    MilestoneFactory(activity=done, done=True)
    half_done(objective)
    assert "2024 : 1 activité achevée sur 2" in shown(client, "/plans/2023-2027/years/2024/?on=2024-12-31")


def test_matrix_says_what_its_percentage_counts(client, objective):
    half_done(objective)
    ActivityFactory(objective=objective, dated=True)
    page = shown(client, "/plans/2023-2027/matrix/?on=2024-06-30")
    assert "2 activités, réalisées à 20 %" in page
    assert "2 activités comptées. 1 d’avancement inconnu, comptée pour zéro." in page


def test_matrix_lists_objectives_without_an_axis_after_the_others(client, plan, objective):
    StrategicObjectiveFactory(plan=plan, axis=None, code="OS-9", title_fr="Sans axe connu")
    page = shown(client, "/plans/2023-2027/matrix/")
    assert "1 axe, 2 objectifs Tableau de bord" in page
    assert (
        page.index("Les communes refusent")
        < page.index("aucune source ne rattache")
        < page.index("Sans axe connu")
    )


@pytest.mark.parametrize("page", ["matrix", "timeline"])
def test_one_axis_alone_can_be_shown(client, plan, objective, page):
    half_done(objective, title_fr="Tenir des causeries")
    other = StrategicObjectiveFactory(plan=plan, axis=AxisFactory(plan=plan, position=2), code="2.1")
    half_done(other, title_fr="Ouvrir un accueil")

    whole = shown(client, f"/plans/2023-2027/{page}/?axis=nowhere")
    alone = shown(client, f"/plans/2023-2027/{page}/?axis=2")

    assert "Tenir des causeries" in whole
    assert "Ouvrir un accueil" in whole
    assert "Tenir des causeries" not in alone
    assert "Ouvrir un accueil" in alone


@pytest.mark.parametrize("page", ["matrix", "timeline"])
def test_long_plan_is_shown_one_axis_at_a_time(client, monkeypatch, objective, page):
    monkeypatch.setattr(structure, "MANY", 1)
    half_done(objective, title_fr="Tenir des causeries")
    half_done(objective, title_fr="Former les relais")
    other = StrategicObjectiveFactory(
        plan=objective.plan, axis=AxisFactory(plan=objective.plan, position=2), code="2.1"
    )
    half_done(other, title_fr="Ouvrir un accueil")
    page = shown(client, f"/plans/2023-2027/{page}/")
    assert "un axe à la fois" in page
    assert "Tenir des causeries" in page
    assert "Ouvrir un accueil" not in page


def test_chronogram_counts_what_ends_later_than_first_decided(client, objective):
    late = half_done(objective, code="1.1.1", title_fr="Émissions de radio")
    PostponementFactory(activity=late, decided_on=date(2024, 10, 1), ends_on=date(2025, 3, 31))
    MilestoneFactory(
        activity=late, title_fr="Premier jalon", due_on=date(2024, 2, 1), done_on=date(2024, 2, 3)
    )
    ActivityFactory(objective=objective, code="1.1.2", title_fr="Sans aucune date")

    before = shown(client, "/plans/2023-2027/timeline/?on=2024-09-30")
    after = shown(client, "/plans/2023-2027/timeline/?on=2024-10-01")

    assert "Aucune activité ne finit plus tard" in before
    assert "Une activité sur 2 finit plus tard" in after
    assert "90 jours" in after
    assert "dates non renseignées" in after


def test_chronogram_of_a_plan_without_activities_shows_its_years(client, plan):
    page = shown(client, "/plans/2023-2027/timeline/")
    assert "aucune activité n’est encore saisie" in page.casefold()
    assert "2025" in page


def test_year_lists_the_activities_of_its_annual_plan_and_the_year_before(client, plan, objective):
    annual = AnnualPlanFactory(plan=plan, year=2024, budget=35_000_000)
    listed = half_done(objective, title_fr="Inscrite au plan annuel")
    listed.annual_plans.add(annual)
    half_done(objective, title_fr="Non inscrite")
    BudgetLineFactory(activity=listed, year=2024, amount=12_000_000)
    BudgetLineFactory(activity=listed, year=2023, amount=7_000_000)

    page = shown(client, "/plans/2023-2027/years/2024/?on=2024-06-30")

    assert "Inscrite au plan annuel" in page
    assert "Non inscrite" not in page
    assert "35 000 000 FCFA" in page  # the budget adopted
    assert "12 000 000 FCFA" in page
    assert "7 000 000 FCFA" in page


def test_year_without_an_annual_plan_lists_what_its_dates_touch(client, objective):
    half_done(objective, title_fr="De deux mille vingt-quatre")
    ActivityFactory(
        objective=objective,
        title_fr="De deux mille vingt-six",
        original_starts_on=date(2026, 1, 1),
        original_ends_on=date(2026, 6, 30),
    )
    page = shown(client, "/plans/2023-2027/years/2024/")
    assert "De deux mille vingt-quatre" in page
    assert "De deux mille vingt-six" not in page


def test_past_year_is_told_as_it_stood_on_its_last_day(client, objective):
    activity = half_done(objective)
    ProgressReportFactory(
        activity=activity,
        validated=True,
        status=ReportedStatus.COMPLETED,
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 3, 31),
    )
    page = shown(client, "/plans/2023-2027/years/2024/?on=2025-06-30")
    assert "Situation au 31 décembre 2024" in page
    assert "la seule activité n’est pas achevée" in page


def test_year_of_a_plan_without_anything_says_so(client, plan):
    page = shown(client, "/plans/2023-2027/years/2025/")
    assert "aucune activité n’est encore saisie" in page
    assert "0 %" not in page


@pytest.mark.parametrize("year", [2022, 2028, 99999])
def test_year_outside_the_plan_does_not_exist(client, plan, year):
    assert client.get(f"/plans/2023-2027/years/{year}/").status_code == 404


@pytest.mark.parametrize("page", ["matrix", "timeline", "years/2024"])
def test_pages_ask_as_many_queries_whatever_the_plan_holds(
    client, django_assert_num_queries, django_assert_max_num_queries, objective, page
):
    def fill():
        activity = half_done(objective)
        MilestoneFactory(activity=activity)
        BudgetLineFactory(activity=activity)
        activity.regions.add(RegionFactory())
        MeasurementFactory(indicator=IndicatorFactory(objective=objective), validated=True)

    fill()
    address = f"/plans/2023-2027/{page}/"
    client.get(address)
    with django_assert_max_num_queries(15) as asked:
        client.get(address)
    fill()
    fill()
    cache.clear()
    with django_assert_num_queries(len(asked)):
        client.get(address)


@pytest.mark.parametrize("page", ["matrix", "timeline", "years/2024"])
def test_pages_bear_what_is_absurd(client, plan, objective, page):
    endless = half_done(objective, title_fr="É" * 400, description_fr="mot " * 7_500, weight=0)
    PostponementFactory(
        activity=endless, starts_on=None, ends_on=date(2000, 1, 1), decided_on=date(2024, 1, 1)
    )
    BudgetLineFactory(activity=endless, amount=Decimal(10) ** 12)
    AxisFactory(plan=plan, position=2, title_fr="Axe vide")
    page = shown(client, f"/plans/2023-2027/{page}/?on=2024-06-30")
    assert "É" * 400 in page


@pytest.mark.parametrize("page", ["matrix", "timeline", "years/2024"])
def test_plan_of_one_day_has_its_pages(client, page):
    day = date(2024, 5, 1)
    plan = PlanFactory(
        slug="un-jour", starts_on=day, ends_on=day, published_at=datetime(2024, 5, 1, tzinfo=UTC)
    )
    ActivityFactory(plan=plan, original_starts_on=day, original_ends_on=day, title_fr="D’un seul jour")
    assert "D’un seul jour" in shown(client, f"/plans/un-jour/{page}/")


def test_year_calls_late_what_every_page_calls_so(client, objective):
    half_done(objective, code="1.1.1", title_fr="Émissions de radio")
    assert "No activity of the year is late" in shown(client, "/en/plans/2023-2027/years/2024/?on=2024-04-10")
    assert "One activity of the year is late" in shown(
        client, "/en/plans/2023-2027/years/2024/?on=2024-09-01"
    )
