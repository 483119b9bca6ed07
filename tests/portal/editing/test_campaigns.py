"""Reporting campaigns: proposing them, what they expect, closing them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Campaign, Expectation
from tests.factories.activities import ActivityFactory
from tests.factories.plans import PlanFactory
from tests.factories.reports import CampaignFactory, ExpectationFactory, ProgressReportFactory
from tests.forms import save, typed


@pytest.fixture
def plan(db):
    return PlanFactory(published=True)


def new(plan):
    return reverse("portal:campaign-create", args=[plan.slug])


def address_of(campaign, role="update"):
    return reverse(f"portal:campaign-{role}", args=[campaign.plan.slug, campaign.slug])


def test_next_quarter_and_activities_to_report_are_proposed(editor, plan):
    CampaignFactory(plan=plan)
    asked = ActivityFactory(plan=plan, dated=True, with_lead=True)
    ActivityFactory(plan=plan, dated=True)

    response = save(editor, new(plan))

    assert response.status_code == 302
    campaign = Campaign.objects.get(slug="2024-t2")
    assert (campaign.starts_on, campaign.ends_on) == (date(2024, 4, 1), date(2024, 6, 30))
    assert campaign.opens_on == date(2024, 7, 1)
    expected = campaign.expectations.get()
    assert (expected.activity, expected.organisation) == (asked, asked.lead)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts_on": ""}, 'href="#id_starts_on"'),
        ({"starts_on": "31/02/2024"}, 'href="#id_starts_on"'),
        ({"starts_on": "01/01/2024"}, 'id="refusals"'),
        ({"due_on": "01/01/2030"}, 'id="refusals"'),
    ],
)
def test_campaign_is_refused_where_it_is_wrong(editor, plan, changes, said):
    CampaignFactory(plan=plan)

    sent = typed(editor.get(new(plan)), **changes)
    page = editor.post(new(plan), sent).content.decode()
    if 'name="agreed"' in page:
        page = editor.post(new(plan), typed(editor.post(new(plan), sent))).content.decode()

    assert said in page
    assert Campaign.objects.count() == 1


def test_report_expected_is_added_and_taken_away(editor, plan):
    gone = ExpectationFactory(campaign__plan=plan, activity__with_lead=True)
    added = ActivityFactory(plan=plan, with_lead=True)

    response = save(editor, address_of(gone.campaign), expected=[str(added.pk)])

    assert response.status_code == 302
    assert [one.activity for one in Expectation.objects.all()] == [added]


def test_report_already_written_stays_expected(editor, plan):
    expected = ExpectationFactory(campaign__plan=plan, activity__with_lead=True)
    other = ActivityFactory(plan=plan, with_lead=True)
    ProgressReportFactory(activity=expected.activity, campaign=expected.campaign)

    page = save(editor, address_of(expected.campaign), expected=[str(other.pk)]).content.decode()

    assert 'id="refusals"' in page
    assert Expectation.objects.get() == expected


def test_period_of_reports_stays_and_the_campaign_too(editor, plan):
    report = ProgressReportFactory(activity__plan=plan, of_campaign=True)
    campaign = report.campaign

    page = save(editor, address_of(campaign), starts_on="01/02/2024", agreed="")
    page = editor.post(address_of(campaign), typed(page)).content.decode()
    assert 'href="#id_starts_on"' in page
    removal = editor.get(address_of(campaign, "delete")).content.decode()
    assert 'name="reason"' not in removal


def test_campaign_is_closed_before_its_due_date(editor, plan):
    today = timezone.localdate()
    campaign = CampaignFactory(
        plan=plan,
        opens_on=today - timedelta(days=5),
        due_on=today + timedelta(days=5),
        closes_on=today + timedelta(days=9),
    )
    ExpectationFactory(campaign=campaign)
    address = reverse("portal:campaign-close", args=[plan.slug, campaign.slug])

    asked = save(editor, address)
    assert asked.status_code == 200
    assert editor.post(address, typed(asked)).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.due_on, campaign.closes_on) == (today, today)


def test_sent_twice_it_is_one_campaign(editor, plan):
    ActivityFactory(plan=plan, with_lead=True)
    sent = typed(editor.get(new(plan)), starts_on="01/01/2024", ends_on="31/03/2024", agreed="")
    asked = editor.post(new(plan), sent)
    accepted = typed(asked) if asked.status_code == 200 else sent

    assert [editor.post(new(plan), accepted).status_code for _ in range(2)] == [302, 302]
    assert Campaign.objects.count() == 1


def test_second_editor_sees_both_versions(editor, plan):
    campaign = CampaignFactory(plan=plan)
    shown = editor.get(address_of(campaign))
    campaign.closes_on = date(2024, 5, 15)
    campaign.save()

    response = editor.post(address_of(campaign), typed(shown, closes_on="20/05/2024"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "15/05/2024" in page
    assert "20/05/2024" in page
