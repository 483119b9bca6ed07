"""The page of a decision shows the report itself, beside what was said last time."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from activities.choices import ReportedStatus
from cnclctpa.documents.choices import Audience
from tests.factories.activities import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.reports import (
    CampaignFactory,
    IndicatorAnswerFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)

pytestmark = pytest.mark.django_db

FIRST = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 31)}
SECOND = {"starts_on": date(2024, 4, 1), "ends_on": date(2024, 6, 30)}


@pytest.fixture
def activity():
    return ActivityFactory(plan__published=True, code="1.1.1", with_lead=True)


@pytest.fixture
def indicator(activity):
    return IndicatorFactory(plan=activity.plan, name_fr="Juges formés")


@pytest.fixture
def last(activity, indicator):
    campaign = CampaignFactory(plan=activity.plan, slug="t1", **FIRST)
    fields = {"status": ReportedStatus.UNDER_WAY, "percentage": 20, "narrative": "Salle réservée."}
    report = ProgressReportFactory(activity=activity, campaign=campaign, validated=True, **FIRST, **fields)
    IndicatorAnswerFactory(report=report, indicator=indicator, value=Decimal(12))
    return report


@pytest.fixture
def sent(activity, indicator):
    campaign = CampaignFactory(plan=activity.plan, slug="t2", **SECOND)
    fields = {"status": ReportedStatus.UNDER_WAY, "percentage": 35, "narrative": "Trente juges formés."}
    report = ProgressReportFactory(activity=activity, campaign=campaign, submitted=True, **SECOND, **fields)
    IndicatorAnswerFactory(report=report, indicator=indicator, value=Decimal(30))
    PeopleReachedFactory(report=report, count=30)
    return report


def shown(client, report):
    activity = report.activity
    address = reverse("portal:report-decide", args=[activity.plan.slug, activity.code, report.campaign.slug])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def as_secretariat(client, secretariat):
    client.force_login(secretariat)
    return client


def test_decision_shows_the_report_and_the_last_one(as_secretariat, last, sent):
    page = shown(as_secretariat, sent)
    for words in ("Trente juges formés.", "Salle réservée.", "Juges formés", ">30<", ">12<", "35", "20"):
        assert words in page, words
    assert 'value="validate"' in page


def test_decision_on_a_first_report_says_that_there_is_none_before(as_secretariat, sent):
    assert "aucun rapport avant celui-ci" in shown(as_secretariat, sent)


def test_decision_leads_to_the_proofs(as_secretariat, sent, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = DocumentFactory(title_fr="Liste signée", audience=Audience.SECRETARIAT)
    sent.documents.add(document)
    page = shown(as_secretariat, sent)
    assert document.get_absolute_url() in page
    assert "Aucune preuve" not in page


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"percentage": 10}, "moins d’avancement"),
        ({"percentage": 90}, "fait un bond"),
        ({"narrative": " "}, "ne dit pas ce qui a été fait"),
        ({"status": ReportedStatus.SUSPENDED, "happened_on": date(2024, 5, 1)}, "aucune cause"),
        ({}, "Aucune preuve"),
    ],
)
def test_what_is_worth_a_second_look_is_said(as_secretariat, last, sent, fields, doubt):
    type(sent).objects.filter(pk=sent.pk).update(**fields)
    assert doubt in shown(as_secretariat, sent)


def test_page_costs_the_same_with_many_answers(as_secretariat, last, sent, django_assert_max_num_queries):
    for _ in range(3):
        one = IndicatorFactory(plan=sent.activity.plan)
        IndicatorAnswerFactory(report=sent, indicator=one, value=1)
    with django_assert_max_num_queries(24):
        shown(as_secretariat, sent)
