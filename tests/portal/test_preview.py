"""A plan as the public will read it, before it is published."""

import pytest
from django.urls import resolve, reverse

from activities.choices import ReportState
from cnclctpa.audit.models import Entry
from cnclctpa.portal.previewing import IN_SESSION
from plans.models import Plan
from tests.factories.activities import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import ProgressReportFactory
from tests.portal.hidden import Hidden, addresses

pytestmark = pytest.mark.django_db
BAND = '<aside class="band preview"'


@pytest.fixture
def plan():
    plan = PlanFactory(slug="2028-2032")
    AxisFactory(plan=plan, title_fr="Prévention")
    return plan


@pytest.fixture
def previewing(client, secretariat, plan):
    client.force_login(secretariat)
    began = client.post(reverse("portal:plan-preview", args=[plan.slug]), {"preview": "begin"})
    assert began["Location"] == plan.get_absolute_url()
    return client


def page(client, name, *arguments):
    response = client.get(reverse(f"portal:{name}", args=arguments))
    assert response.status_code == 200, name
    return response


def test_preview_is_read_as_by_a_visitor_and_says_so(previewing, plan):
    response = page(previewing, "plan-dashboard", plan.slug)
    shown = response.content.decode()
    assert BAND in shown
    assert "Prévention" in shown
    assert reverse("portal:plan-update", args=[plan.slug]) not in shown
    assert reverse("account_logout") not in shown
    assert 'class="tag tag-doubtful"' not in shown.split("plan-nav")[0]
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_preview_hides_what_the_public_does_not_read(previewing, plan, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    activity = ActivityFactory(plan=plan, lead=OrganisationFactory(name_fr="Une"))
    ProgressReportFactory(activity=activity, state=ReportState.DRAFT, narrative="Phrase réservée")
    document = DocumentFactory(title_fr="Note interne")
    plan.documents.add(document)
    indicator = IndicatorFactory(plan=plan, protected=True)
    MeasurementFactory(indicator=indicator, value=47, validated=True)
    assert (
        "Phrase réservée"
        not in page(previewing, "activity-detail", plan.slug, activity.code).content.decode()
    )
    assert "Note interne" not in page(previewing, "plan-about", plan.slug).content.decode()
    assert ">47<" not in page(previewing, "indicator-detail", plan.slug, indicator.code).content.decode()


def test_preview_is_what_everybody_reads_once_it_is_published(previewing, plan, client):
    from django.test import Client

    hidden = ActivityFactory(plan=plan)
    before = page(previewing, "activity-detail", plan.slug, hidden.code).content.decode()
    Plan.objects.update(published_at="2028-01-01T00:00:00Z")
    after = page(Client(), "activity-detail", plan.slug, hidden.code).content.decode()
    assert body(before) == body(after)


def body(shown: str) -> str:
    return shown.partition('<main id="content"')[2].partition("</main>")[0]


def test_preview_shows_no_other_plan(previewing, plan):
    other = PlanFactory(slug="autre")
    response = page(previewing, "plan-dashboard", other.slug)
    assert BAND not in response.content.decode()
    assert reverse("portal:plan-update", args=[other.slug]) in response.content.decode()


def test_preview_opens_nothing_to_anybody_else(previewing, plan, client):
    from django.test import Client

    stranger = Client()
    page(previewing, "plan-dashboard", plan.slug)
    assert stranger.get(plan.get_absolute_url()).status_code == 404
    assert stranger.get(reverse("portal:plan-matrix", args=[plan.slug])).status_code == 404


def test_pages_of_editing_stay_those_of_the_person(previewing, plan):
    assert page(previewing, "plan-publication", plan.slug).context["user"].is_authenticated
    assert page(previewing, "plan-update", plan.slug).context["user"].is_authenticated


def test_preview_ends(previewing, plan):
    ended = previewing.post(reverse("portal:plan-preview", args=[plan.slug]), {"preview": "end"})
    assert ended["Location"] == reverse("portal:plan-publication", args=[plan.slug])
    assert BAND not in page(previewing, "plan-dashboard", plan.slug).content.decode()


def test_preview_ends_with_the_role(previewing, secretariat, plan):
    secretariat.memberships.all().delete()
    assert previewing.get(plan.get_absolute_url()).status_code == 404


def test_preview_writes_nothing(previewing, plan):
    before = Entry.objects.count(), Plan.objects.get().revision
    page(previewing, "plan-dashboard", plan.slug)
    assert (Entry.objects.count(), Plan.objects.get().revision) == before
    assert not Plan.objects.get().is_published


@pytest.mark.parametrize("who", ["partner", "focal_point", "administrator"])
def test_only_those_who_publish_preview(client, request, who, plan):
    Plan.objects.update(is_shared_with_partners=True)
    client.force_login(request.getfixturevalue(who))
    address = reverse("portal:plan-preview", args=[plan.slug])
    assert client.post(address, {"preview": "begin"}).status_code == 403
    assert IN_SESSION not in client.session


def test_session_of_somebody_else_previews_nothing(client, partner, plan):
    """A key put in the session by whatever way is asked again at each page."""
    client.force_login(partner)
    session = client.session
    session[IN_SESSION] = plan.pk
    session.save()
    assert client.get(plan.get_absolute_url()).status_code == 404


def is_public(address: str) -> bool:
    return not getattr(resolve(address).func, "login_required", True)


def test_every_public_page_of_a_plan_is_previewed(client, secretariat, settings, tmp_path):
    """None fails, none shows what only the person may do."""
    settings.MEDIA_ROOT = tmp_path
    hidden = Hidden()
    client.force_login(secretariat)
    client.post(reverse("portal:plan-preview", args=[hidden.plan.slug]), {"preview": "begin"})
    inside = f"/plans/{hidden.plan.slug}/"
    tried = [one for one in addresses(hidden) if one.startswith(inside) and is_public(one)]
    assert len(tried) > 20
    statuses = {}
    for address in tried:
        response = client.get(address)
        statuses[address] = response.status_code
        if response.headers["Content-Type"].startswith("text/html") and BAND in response.content.decode():
            assert "/admin/" not in response.content.decode(), address
    assert not [address for address, status in statuses.items() if status >= 500]
