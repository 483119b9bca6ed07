"""The workbook of a plan: its sheets, in both languages, for each reader, hostile texts included."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cnclctpa.portal.exports.workbook import SHEETS
from plans.models import Plan
from tests.exports.hostile import FORMULAS
from tests.exports.reading import cells, computed, content, sheets
from tests.factories.accounts import UserFactory
from tests.factories.activities import (
    ActivityFactory,
    ActivityPartnerFactory,
    OutcomeFactory,
    PostponementFactory,
    WorkshopFactory,
)
from tests.factories.evaluation import RecommendationFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reports import ProgressReportFactory

pytestmark = pytest.mark.django_db

FRENCH = [
    "Plan", "Matrice", "Cadre de mesure", "Chronogramme", "Financement", "Rapports", "Ateliers",
    "Participation", "Recommandations", "Lisez-moi",
]  # fmt: skip
ENGLISH = [
    "Plan", "Matrix", "Measurement framework", "Timeline", "Funding", "Reports", "Workshops",
    "Participation", "Recommendations", "Read me",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 3, 1)):
        yield


@pytest.fixture
def secretary(client, secretariat) -> Client:
    client.force_login(secretariat)
    return client


def a_plan(words="Former", **more) -> Plan:
    """A plan with a row in each of its sheets, whose texts all begin with ``words``."""
    fields = {"slug": "essai", "starts_on": date(2024, 1, 1), "ends_on": date(2026, 12, 31)}
    plan = PlanFactory(published=True, **{**fields, "title_fr": f"{words} plan", **more})
    axis = AxisFactory(plan=plan, position=1, title_fr=f"{words} axe", pillar="protection")
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr=f"{words} objectif")
    result = ResultFactory(objective=objective, code="1.1.1", title_fr=f"{words} résultat")
    an_activity(result, "1.1.1.1", words)
    indicator = IndicatorFactory(
        result=result, code="I1", name_fr=f"{words} indicateur", unit_fr=words[:50], baseline=20
    )
    TargetFactory(indicator=indicator, year=2026, value=60)
    period = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}
    MeasurementFactory(indicator=indicator, value=30, validated=True, **period)
    workshop = WorkshopFactory(plan=plan, title_fr=f"{words} atelier")
    RecommendationFactory(text_fr=f"{words} recommandation", outcome=OutcomeFactory(workshop=workshop))
    return plan


def an_activity(result, code: str, words="Former"):
    activity = ActivityFactory(
        result=result,
        code=code,
        title_fr=f"{words} activité",
        description_fr=words,
        with_lead=True,
        original_starts_on=date(2024, 1, 1),
        original_ends_on=date(2024, 9, 30),
    )
    PostponementFactory(activity=activity, ends_on=date(2025, 3, 31), decided_on=date(2024, 10, 1))
    ActivityPartnerFactory(activity=activity)
    BudgetLineFactory(activity=activity, year=2024, amount=1_000_000)
    FundingStepFactory(
        funding=FundingFactory(activity=activity, year=2024, reference=words[:100]), amount=600_000
    )
    ExpenseFactory(activity=activity, reference=words[:100])
    ProgressReportFactory(activity=activity, validated=True, narrative=words, difficulties=words)
    return activity


def book(client, address="/plans/essai/report.xlsx"):
    response = client.get(address)
    assert response.status_code == 200
    return {sheet.title: sheet for sheet in sheets(content(response))}


def records(sheet) -> list[dict]:
    """The rows by the technical names of their columns."""
    names = [cell.value for cell in sheet[2]]
    return [dict(zip(names, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=4)]


def test_sheets_are_named_in_the_language_of_the_file(secretary):
    a_plan()
    assert list(book(secretary)) == [*FRENCH, "Listes"]
    assert list(book(secretary, "/en/plans/essai/report.xlsx")) == [*ENGLISH, "Lists"]
    assert len(SHEETS) == len(FRENCH)


def test_technical_names_are_the_same_in_both_languages(secretary):
    a_plan()
    french = [sorted(cell.value for cell in sheet[2]) for sheet in list(book(secretary).values())[:-1]]
    english = list(book(secretary, "/en/plans/essai/report.xlsx").values())[:-1]
    assert [sorted(cell.value for cell in sheet[2]) for sheet in english] == french
    assert all("" not in names and None not in names and len(names) == len(set(names)) for names in french)


def test_every_sheet_is_ready_to_be_read_and_printed(secretary):
    a_plan()
    for name in FRENCH:
        sheet = book(secretary)[name]
        assert sheet.row_dimensions[2].hidden
        assert sheet.freeze_panes.endswith("4")
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.page_setup.orientation == "landscape"
        first = next(cell.value for cell in sheet[1] if cell.value)
        assert first.startswith(f"{name} · Former plan · situation au 1er\u00a0mars 2026")


def test_a_row_of_the_matrix_is_an_activity_with_all_that_it_serves(secretary):
    plan = a_plan()
    activity = plan.activities.get()
    (row,) = records(book(secretary)["Matrice"])
    expected = {
        "id": activity.pk,
        "axis_position": 1,
        "code": "1.1.1.1",
        "title_fr": "Former activité",
        "axis_fr": "Former axe",
        "pillar": "Protection",
        "objective_code": "1.1",
        "result_code": "1.1.1",
        "lead": activity.lead.name,
        "partners": activity.partners.get().organisation.name,
        "original_ends_on": "2024-09-30",
        "ends_on": "2025-03-31",
        "slippage": 182,
        "budget_2024": 1_000_000,
        "budget_2025": None,
        "total_mobilised": 600_000,
        "total_spent": 250_000,
        "total_gap": 400_000,
        "progress": 0.4,
        "state": "En retard",
    }
    told = {
        name: row[name].date().isoformat() if hasattr(row[name], "date") else row[name] for name in expected
    }
    assert told == expected


def test_the_pillar_has_its_colour_and_its_word(secretary):
    a_plan()
    sheet = book(secretary)["Matrice"]
    names = [cell.value for cell in sheet[2]]
    assert sheet[4][names.index("axis_position")].fill.start_color.rgb == "FF19675B"
    assert sheet[4][names.index("pillar")].value == "Protection"


def test_a_quarter_is_told_by_a_sign_and_by_a_colour(secretary):
    a_plan()
    sheet = book(secretary)["Chronogramme"]
    names = [cell.value for cell in sheet[2]]
    told = {name: sheet[4][names.index(name)] for name in names if "_q" in name}
    signs = "".join(str(cell.value or ".") for cell in told.values())
    assert signs == "■■■■■!!!!..."
    assert told["2024_q1"].fill.start_color.rgb == "FF19675B"
    assert told["2025_q2"].fill.start_color.rgb == "FFFBEDE3"
    assert [sheet[3][names.index(name)].value for name in ("2024_q1", "2026_q4")] == ["T1 2024", "T4 2026"]


def test_an_indicator_has_its_sheet_its_targets_and_its_values(secretary):
    a_plan()
    (row,) = records(book(secretary)["Cadre de mesure"])
    told = {name: row[name] for name in ("code", "baseline", "target_2026", "actual_2024", "is_protected")}
    assert told == {
        "code": "I1", "baseline": 20, "target_2026": 60, "actual_2024": 30, "is_protected": "non"
    }  # fmt: skip
    assert "actual_2027" not in row


def test_words_that_may_be_typed_are_offered(secretary):
    a_plan()
    found = book(secretary)
    offered = {
        name: {str(rule.sqref) for rule in found[name].data_validations.dataValidation} for name in FRENCH
    }
    assert {name for name, cells_ in offered.items() if cells_} >= {
        "Matrice",
        "Cadre de mesure",
        "Financement",
    }
    listed = {cell.value for row in found["Listes"].iter_rows() for cell in row}
    assert {"Protection", "formation", "engagement", "oui"} <= listed


def test_the_secretariat_may_take_its_workbook_back_and_nobody_else(secretary):
    a_plan()
    assert "can_come_back" in {row["name"] for row in records(book(secretary)["Lisez-moi"])}
    for role in ("partner", "focal_point", "administrator"):
        client = Client()
        client.force_login(UserFactory(**{role: True}))
        assert "is_for_reading" in {row["name"] for row in records(book(client)["Lisez-moi"])}


def test_a_plan_without_activities_says_so_and_keeps_what_is_known(client):
    plan = PlanFactory(published=True, slug="essai", title_fr="Plan")
    AxisFactory(plan=plan, position=1, title_fr="Prévenir")
    found = book(client)
    assert found["Matrice"]["C1"].value or found["Matrice"]["B1"].value
    (row,) = records(found["Matrice"])
    assert (row["axis_fr"], row["code"], row["title_fr"]) == ("Prévenir", None, None)
    for name, words in (
        ("Cadre de mesure", "aucun indicateur n’est encore saisi"),
        ("Chronogramme", "aucune activité n’est encore saisie"),
        ("Financement", "aucun montant n’est encore saisi"),
        ("Rapports", "aucun rapport n’est encore là"),
    ):
        assert next(cell.value for cell in found[name][1] if cell.value).endswith(words)


def test_demonstration_data_say_so_on_every_sheet(client):
    a_plan(is_demonstration=True)
    for name in FRENCH:
        assert "DONNÉES DE DÉMONSTRATION" in next(cell.value for cell in book(client)[name][1] if cell.value)


@pytest.mark.parametrize("rank", range(0, len(FORMULAS), 79))
def test_no_text_of_a_plan_becomes_a_formula(rank, secretary):
    a_plan(FORMULAS[rank] + " x")
    data = content(secretary.get("/plans/essai/report.xlsx"))
    assert computed(data) == []
    assert {cell.data_type for cell in cells(data)} <= {"s", "n", "d"}


def test_a_workbook_costs_the_same_queries_whatever_the_size_of_the_plan(secretary):
    plan = a_plan()
    book(secretary)
    with CaptureQueriesContext(connection) as one:
        book(secretary)
    for number in (2, 3):
        an_activity(plan.activities.first().result, f"1.1.1.{number}")
    with CaptureQueriesContext(connection) as three:
        assert len(records(book(secretary)["Matrice"])) == 3
    assert len(three) == len(one)


def test_the_day_asked_is_that_of_every_sheet(secretary):
    a_plan()
    found = book(secretary, "/plans/essai/report.xlsx?on=2024-02-01")
    (row,) = records(found["Matrice"])
    assert row["ends_on"].date() == date(2024, 9, 30)
    assert row["progress"] != Decimal("0.4")
    assert records(found["Rapports"]) == []
