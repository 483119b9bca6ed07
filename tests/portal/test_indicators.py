"""The measurement framework of a plan, and the page of one indicator."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.choices import Basis, Direction, OverTime
from plans.models import Plan
from tests.factories.indicators import (
    CategoryFactory,
    DefinitionFactory,
    DimensionFactory,
    IndicatorFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    TargetFactory,
)
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory, RegionFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
LIST = "/plans/2023-2027/indicators/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2025, 6, 30)):
        yield


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(published=True, slug="2023-2027")


@pytest.fixture
def objective(plan):
    axis = AxisFactory(plan=plan, position=1, title_fr="Prévenir la traite")
    return StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Informer la population")


@pytest.fixture
def indicator(objective):
    """From 20 to 60 in 2025 and 120 in 2027; at 30, then at 50."""
    one = IndicatorFactory(
        objective=objective,
        code="I1",
        name_fr="Communes touchées",
        unit_fr="communes",
        baseline=20,
        baseline_on=date(2022, 12, 31),
        means_of_verification_fr="Rapports des préfectures",
        responsible=OrganisationFactory(name_fr="Direction de la communication"),
        is_headline=True,
    )
    TargetFactory(indicator=one, year=2025, value=60)
    TargetFactory(indicator=one, year=2027, value=120)
    measured(one, 2023, value=30)
    measured(one, 2024, value=50)
    return one


def measured(indicator, year, **fields):
    period = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    return MeasurementFactory(indicator=indicator, **{"validated": True, **period, **fields})


def test_the_framework_says_where_each_indicator_stands(client, indicator):
    page = shown(client, LIST)
    assert "Le seul indicateur du plan est renseigné" in page
    assert "1.1 Informer la population" in page
    assert (
        "20 2022 60 2025 120 2027 50 31 déc. 2024 75 % de la cible de 2025 30 % de la cible de 2027" in page
    )
    assert "Rapports des préfectures chaque année · Direction de la communication" in page


def test_the_framework_is_read_in_english(client, indicator):
    assert "75% of the target of 2025" in shown(client, f"/en{LIST}")


def test_an_earlier_day_counts_what_was_measured_by_then(client, indicator):
    page = shown(client, f"{LIST}?on=2024-06-30")
    assert "30 31 déc. 2023" in page
    assert "pas de cible pour 2024" in page


def test_what_says_nothing_is_counted(client, objective, indicator):
    IndicatorFactory(objective=objective)
    page = shown(client, LIST)
    assert "Sur 2 indicateurs, un ne dit rien encore" in page
    assert "1 sur 2" in page
    assert "1 jamais mesuré" in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=communes", True),
        ("q=écoles", False),
        ("axis=1", True),
        ("axis=2", True),  # no such axis: the question is not understood
        ("mark=headline", True),
        ("mark=protected", False),
        ("state=measured", True),
        ("state=never", False),
        ("direction=decrease", False),
        ("sort=rate", True),
        ("sort=nothing&page=99&q=%00", True),
    ],
)
def test_the_list_is_filtered(client, indicator, query, is_found):
    assert ("Communes touchées" in shown(client, f"{LIST}?{query}")) is is_found


def test_the_least_advanced_come_first_when_asked(client, objective, indicator):
    behind = IndicatorFactory(objective=objective, code="I2", name_fr="Radios partenaires", baseline=0)
    TargetFactory(indicator=behind, year=2025, value=100)
    measured(behind, 2024, value=10)
    page = shown(client, f"{LIST}?sort=rate")
    assert page.index("Radios partenaires") < page.index("Communes touchées")


def test_a_target_on_the_wrong_side_is_said(client, objective):
    wrong = IndicatorFactory(objective=objective, code="I9", baseline=80, direction=Direction.INCREASE)
    TargetFactory(indicator=wrong, year=2025, value=40)
    measured(wrong, 2024, value=60)
    assert "La cible de l’indicateur I9 est du mauvais côté" in shown(client, LIST)
    assert "Cible à vérifier" in shown(client, f"{LIST}I9/")


def test_a_plan_without_indicators_says_what_is_known(client, plan, objective):
    page = shown(client, LIST)
    assert "Aucun indicateur n’est encore saisi" in page
    assert "Prévenir la traite" in page


@pytest.mark.parametrize("address", [LIST, f"{LIST}I1/"])
def test_a_draft_is_for_those_who_edit_it(client, indicator, secretariat, address):
    Plan.objects.update(published_at=None)
    assert client.get(address).status_code == 404
    client.force_login(secretariat)
    assert client.get(address).status_code == 200


def test_the_list_costs_the_same_whatever_its_length(client, objective, indicator):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        return len(queries)

    cost()
    with_one = cost()
    for number in range(3):
        one = IndicatorFactory(result=ResultFactory(objective=objective), code=f"J{number}", protected=True)
        TargetFactory(indicator=one)
        measured(one, 2024)
    assert cost() == with_one <= 10


def test_the_sheet_says_what_it_counts_and_how_far_it_is(client, indicator):
    page = shown(client, f"{LIST}I1/")
    assert "75 % du chemin vers la cible de 2025 est fait" in page
    assert "dernière valeur, pour une période achevée le 31 décembre 2024 · communes" in page
    assert "Valeur de référence : 20 (31 décembre 2022)" in page
    assert "30 % Dernière cible, 2027" in page
    assert "Direction de la communication" in page


def test_a_corrected_value_stays_with_its_reason(client, indicator):
    former = measured(indicator, 2022, value=7)
    measured(indicator, 2022, value=9, supersedes=former, correction_reason="Une commune comptée deux fois.")
    page = shown(client, f"{LIST}I1/")
    assert "Corrigée : c’était 7. Une commune comptée deux fois." in page


def test_what_awaits_validation_is_for_partners(client, indicator, partner):
    measured(indicator, 2022, value=13, validated=False)
    assert "en attente de validation" not in shown(client, f"{LIST}I1/")
    client.force_login(partner)
    assert "en attente de validation" in shown(client, f"{LIST}I1/")


def test_a_change_of_definition_cuts_the_series(client, indicator):
    DefinitionFactory(indicator=indicator, from_year=2024, text_fr="Au moins une séance publique.")
    page = shown(client, f"{LIST}I1/")
    assert "À partir de 2024 rupture de série Au moins une séance publique." in page
    assert "définition changée" in page


def test_a_breakdown_says_what_is_not_broken_down(client, indicator):
    sex = DimensionFactory(slug="sex", name_fr="sexe")
    row = measured(indicator, 2025, ends_on=date(2025, 3, 31), value=30, region=RegionFactory(name="Kayes"))
    measured(indicator, 2025, ends_on=date(2025, 3, 31), value=25, region=RegionFactory(name="Gao"))
    for slug, value in (("femmes", 12), ("hommes", 10)):
        category = CategoryFactory(dimension=sex, slug=slug, name_fr=slug)
        MeasurementPartFactory(measurement=row, category=category, value=value)
    page = shown(client, f"{LIST}I1/")
    assert "Femmes 12 Hommes 10 non ventilés 33 Total 55" in page
    assert "Kayes 30 Gao 25 Total 55" in page


def test_yearly_targets_are_read_apart_and_together(client, objective):
    """Three years at 100; 90 then 80 done: 80 %, 85 %, 57 %, as in the method."""
    one = IndicatorFactory(
        objective=objective, code="I3", over_time=OverTime.SUM, target_basis=Basis.OF_THE_YEAR
    )
    for year in (2024, 2025, 2026):
        TargetFactory(indicator=one, year=year, value=100)
    measured(one, 2024, value=90)
    measured(one, 2025, value=80)
    page = shown(client, f"{LIST}I3/?on=2025-12-31")
    assert "80 % Cible de 2025" in page
    assert "85 % Cibles à ce jour" in page
    assert "57 % Toutes les cibles" in page
    assert "85 % de ce qui était attendu jusqu’à 2025 est fait" in page


def test_an_indicator_in_words_is_told_in_words(client, objective):
    one = IndicatorFactory(objective=objective, code="T", in_words=True)
    measured(one, 2024, value=None, words="La loi est promulguée.")
    assert "La loi est promulguée." in shown(client, LIST)
    assert "La loi est promulguée." in shown(client, f"{LIST}T/")


def test_a_ratio_says_what_it_counts(client, objective):
    one = IndicatorFactory(objective=objective, code="R", percentage=True)
    measured(one, 2024, value=None, numerator=30, denominator=40)
    assert "75,0 % 30 sur 40" in shown(client, f"{LIST}R/")


def test_an_indicator_leads_to_the_former_plan_that_the_reader_sees(client, indicator, secretariat):
    former = IndicatorFactory(name_fr="Ancien indicateur")
    indicator.continues = former
    indicator.save()
    assert "Ancien indicateur" not in shown(client, f"{LIST}I1/")
    client.force_login(secretariat)
    assert former.get_absolute_url() in source(client, f"{LIST}I1/")


@pytest.mark.parametrize("number", [0, 1])
def test_the_sheet_of_what_lacks_everything_is_a_page(client, objective, number):
    one = IndicatorFactory(objective=objective, code="V", name_fr="x" * 300, definition_fr="mot " * 7_500)
    for year in range(2025, 2025 + number):
        TargetFactory(indicator=one, year=year, value=10**12)
        measured(one, year - 1, value=10**12)
    assert "x" * 300 in shown(client, f"{LIST}V/")


def test_the_sheet_costs_the_same_whatever_was_measured(client, indicator):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}I1/")
        return len(queries)

    cost()
    with_two = cost()
    for year in range(2015, 2020):
        measured(indicator, year, region=RegionFactory())
    assert cost() == with_two <= 8
