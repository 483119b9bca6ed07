"""Every kind of indicator can be answered in a report."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import ProgressReport
from plans.choices import IndicatorKind
from tests.factories.indicators import IndicatorFactory
from tests.factories.reports import ExpectationFactory
from tests.forms import typed

ANSWERS = {
    IndicatorKind.NUMBER: {"value": "12"},
    IndicatorKind.PERCENTAGE: {"numerator": "3", "denominator": "4"},
    IndicatorKind.YES_NO: {"value": "1"},
    IndicatorKind.SCALE: {"value": "3"},
    IndicatorKind.TEXT: {"words": "Adopté"},
}


@pytest.fixture
def expected(db):
    today = timezone.localdate()
    return ExpectationFactory(
        campaign__plan__published=True,
        campaign__starts_on=date(2024, 4, 1),
        campaign__ends_on=date(2024, 6, 30),
        campaign__opens_on=today - timedelta(days=9),
        campaign__due_on=today,
        campaign__closes_on=today + timedelta(days=9),
        activity__with_lead=True,
    )


@pytest.mark.parametrize("kind", IndicatorKind)
def test_each_kind_is_asked_and_kept(editor, kind, expected):
    activity = expected.activity
    indicator = IndicatorFactory(
        plan=activity.plan, objective=activity.objective, kind=kind, unit="", counting_unit=""
    )
    where = [activity.plan.slug, activity.code, expected.campaign.slug]
    address = reverse("portal:report-update", args=where)
    told = {f"answers-{indicator.pk}-{name}": value for name, value in ANSWERS[kind].items()}

    response = editor.post(address, typed(editor.get(address), status="under_way") | told)

    assert response.status_code == 302
    assert ProgressReport.objects.get().answers.get().indicator == indicator
