"""One expected result: its level, its indicators, and the activities that lead to it."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import ReportedStatus
from plans.choices import ResultLevel
from tests.factories.activities import ActivityFactory, MilestoneFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import SourceFactory
from tests.factories.reports import CampaignFactory, ProgressReportFactory
from tests.portal.reading import shown

pytestmark = pytest.mark.django_db
PAGE = "/en/plans/p/results/1.1.1/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2024, 7, 1)):
        yield


@pytest.fixture
def result():
    plan = PlanFactory(published=True, slug="p")
    axis = AxisFactory(plan=plan, position=1, title_fr="Prévenir")
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Informer")
    return ResultFactory(
        objective=objective, code="1.1.1", title_fr="Chacun sait", level=ResultLevel.IMMEDIATE,
        description_fr="Partout.",
    )  # fmt: skip


def test_says_what_it_is_and_where_it_belongs(client, result):
    result.sources.add(SourceFactory(title="Cadre logique"))
    ResultFactory(objective=result.objective, code="1.1.2", title_fr="Chacun agit")
    page = shown(client, PAGE)
    for words in (
        "Expected result 1.1.1", "Chacun sait", "Partout.", "Informer", "Prévenir", "Immediate outcome",
        "What changes first", "Cadre logique", "1.1.2 Chacun agit",
    ):  # fmt: skip
        assert words in page


def test_activities_are_one_figure_that_says_what_it_counts(client, result):
    half = ActivityFactory(result=result, dated=True, title_fr="Moitié", weight=3)
    MilestoneFactory(activity=half, done=True)
    MilestoneFactory(activity=half)
    ActivityFactory(result=result, title_fr="Sans nouvelles")
    given_up = ActivityFactory(result=result, dated=True, title_fr="Abandonnée")
    ProgressReportFactory(activity=given_up, validated=True, status=ReportedStatus.CANCELLED)
    ActivityFactory(result=result, title_fr="Retirée", withdrawn_on=date(2024, 1, 1), withdrawn_reason="x")
    ActivityFactory(objective=result.objective, title_fr="D’un autre")
    page = shown(client, PAGE)
    assert "38% is done, 50% was expected" in page
    assert "2 activities counted." in page
    assert "1 of unknown progress, counted as zero." in page
    assert "1 without dates, left out of what is expected." in page
    assert "1 given up, left out." in page
    assert "Sans nouvelles" in page
    assert "Retirée" not in page
    assert "D’un autre" not in page


def test_indicators_are_told_through_the_door(client, result, secretariat):
    plain = IndicatorFactory(result=result, code="I1", counted=True)
    MeasurementFactory(indicator=plain, validated=True, value=Decimal(4321))
    protected = IndicatorFactory(result=result, code="I2", counted=True, protected=True)
    MeasurementFactory(indicator=protected, validated=True, value=Decimal(8765))
    page = shown(client, PAGE)
    assert "4,321" in page
    assert "8,765" not in page
    assert "not published" in page
    client.force_login(secretariat)
    assert "8,765" in shown(client, PAGE)


def test_a_result_of_which_nothing_is_entered_says_so(client, result):
    page = shown(client, "/plans/p/results/1.1.1/")
    assert "Aucune activité n’est encore saisie" in page
    assert "Aucun indicateur n’est saisi pour ce résultat" in page
    assert "0 %" not in page


def test_a_code_that_two_objectives_have_leads_to_the_first(client, result):
    other = StrategicObjectiveFactory(plan=result.objective.plan, code="2.1", position=9)
    ResultFactory(objective=other, code="1.1.1", title_fr="Un autre")
    page = shown(client, PAGE)
    assert "Chacun sait" in page
    assert "Un autre" not in page


def test_an_objective_without_axis(client, result):
    result.objective.axis = None
    result.objective.save()
    assert "Chacun sait" in shown(client, PAGE)


def test_a_day_keeps_its_links(client, result):
    ActivityFactory(result=result, code="1.1.1.1")
    assert "/activities/1.1.1.1/?on=2024-02-29" in client.get(PAGE + "?on=29/02/2024").content.decode()
    assert "was not understood as a date" in shown(client, PAGE + "?on=30/02/2024")


def test_results_of_a_draft_plan_do_not_exist_for_the_public(client, partner):
    ResultFactory(objective__plan=PlanFactory(slug="p"), code="1.1.1")
    assert client.get(PAGE).status_code == 404
    client.force_login(partner)
    assert client.get(PAGE).status_code == 404


def test_results_of_another_plan_do_not_exist_here(client, result):
    ResultFactory(objective__plan=PlanFactory(published=True), code="3.3.3")
    assert client.get("/plans/p/results/3.3.3/").status_code == 404


def test_as_many_queries_for_one_activity_as_for_many(client, result):
    def more():
        activity = ActivityFactory(result=result, dated=True, with_lead=True)
        MilestoneFactory(activity=activity)
        ProgressReportFactory(activity=activity, validated=True)
        MeasurementFactory(indicator=IndicatorFactory(result=result), validated=True)
        MeasurementFactory(indicator=IndicatorFactory(result=result, protected=True), validated=True)
        ResultFactory(objective=result.objective)
        CampaignFactory(plan=result.objective.plan)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown(client, PAGE)
        return len(captured)

    more()
    one = queries()
    more()
    more()
    assert queries() == one
    assert one <= 8
