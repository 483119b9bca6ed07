"""The page where the secretariat says who sees a plan."""

from datetime import date

import pytest
from django.urls import reverse

from activities.choices import ActivityKind
from cnclctpa.audit.models import Entry
from plans.choices import PlanStatus
from plans.models import Plan, Publication
from tests.factories.accounts import UserFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import SourceFactory
from tests.factories.reports import PeopleReachedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_secretariat(client, secretariat):
    client.force_login(secretariat)
    return client


def address(plan):
    return reverse("portal:plan-publication", args=[plan.slug])


def do(client, plan, deed, **answers):
    return client.post(address(plan), {"deed": deed, **answers}, follow=True)


def go(client, plan, step, **answers):
    """A step on which nobody comes back, agreed to."""
    return do(client, plan, step, **{f"{step}-is_sure": "on"}, **answers)


def ready(**given) -> Plan:
    plan = PlanFactory(sources=[SourceFactory()], **given)
    AxisFactory(plan=plan)
    return plan


def test_plan_goes_all_the_way(as_secretariat, secretariat):
    plan = ready()
    for deed in ("share", "publish"):
        assert do(as_secretariat, plan, deed).status_code == 200
    for step in ("adopt", "enforce"):
        assert go(as_secretariat, plan, step).status_code == 200
    go(as_secretariat, plan, "close", **{"close-on": "31/12/2027", "close-certainty": "certain"})
    go(as_secretariat, plan, "evaluate")
    do(as_secretariat, plan, "withdraw", **{"withdraw-reason": "Erreur dans la matrice"})
    plan.refresh_from_db()
    assert (plan.status, plan.closed_on, plan.is_published) == (
        PlanStatus.EVALUATED,
        date(2027, 12, 31),
        False,
    )
    entries = Entry.objects.filter(object_pk=str(plan.pk), content_type__model="plan").in_order()
    assert list(entries.values_list("verb", "reason", "way"))[-7:] == [
        ("plan.shared", "", "page"),
        ("plan.published", "", "page"),
        ("plan.adopted", "", "page"),
        ("plan.in_force", "", "page"),
        ("plan.closed", "", "page"),
        ("plan.evaluated", "", "page"),
        ("plan.withdrawn", "Erreur dans la matrice", "page"),
    ]
    assert {entry.actor for entry in entries[1:]} <= {secretariat, None}


def test_page_tells_who_sees_the_plan(as_secretariat):
    plan = ready()
    titles = []
    for deed in (None, "share", "publish"):
        if deed:
            do(as_secretariat, plan, deed)
        titles.append(as_secretariat.get(address(plan)).context["report"].title)
    assert len(set(titles)) == 3


def test_only_what_makes_sense_is_offered(as_secretariat):
    def offered(plan):
        return [one.deed.name for one in as_secretariat.get(address(plan)).context["deeds"] if one.form]

    assert offered(ready()) == ["share", "publish", "adopt"]
    assert offered(ready(is_shared_with_partners=True)) == ["unshare", "publish", "adopt"]
    assert offered(ready(published=True, status=PlanStatus.IN_FORCE)) == ["close", "withdraw"]
    assert offered(ready(published=True, status=PlanStatus.EVALUATED)) == ["withdraw"]


def test_what_is_missing_is_listed_before_publishing(as_secretariat):
    response = as_secretariat.get(address(PlanFactory()))
    addresses = [one.address for one in response.context["report"].missing]
    assert addresses
    for missing in addresses:
        assert as_secretariat.get(missing.partition("#")[0]).status_code == 200, missing


@pytest.mark.parametrize(("deed", "field"), [("publish", "/edit/#div_id_sources"), ("adopt", "/axes/new/")])
def test_what_is_refused_has_no_button_and_leads_to_its_field(as_secretariat, deed, field):
    plan = PlanFactory()
    response = as_secretariat.get(address(plan))
    (offered,) = [one for one in response.context["deeds"] if one.deed.name == deed]
    assert offered.form is None
    assert offered.obstacle.address == f"/plans/{plan.slug}{field}"
    page = response.content.decode()
    assert f'value="{deed}"' not in page
    assert offered.obstacle.address in page
    if identifier := field.partition("#")[2]:
        edit = as_secretariat.get(offered.obstacle.address.partition("#")[0]).content.decode()
        assert f'id="{identifier}"' in edit


def test_plan_without_a_source_is_not_published(as_secretariat):
    plan = PlanFactory()
    response = do(as_secretariat, plan, "publish")
    assert 'role="alert"' in response.content.decode()
    plan.refresh_from_db()
    assert not plan.is_published


def test_second_publish_is_answered_kindly(as_secretariat):
    plan, key = ready(), "5f0b1c3e-0000-4000-8000-000000000001"
    first = do(as_secretariat, plan, "publish", form_key=key)
    again = do(as_secretariat, plan, "publish", form_key=key)
    assert first.redirect_chain == again.redirect_chain
    assert 'role="alert"' not in again.content.decode()
    other_tab = do(as_secretariat, plan, "publish")
    assert other_tab.status_code == 200
    assert 'role="alert"' in other_tab.content.decode()
    assert Entry.objects.filter(verb="plan.published").count() == 1


def test_each_form_has_a_key_of_its_own(as_secretariat):
    content = as_secretariat.get(address(ready())).content.decode()
    keys = [part[:36] for part in content.split('name="form_key" value="')[1:]]
    assert len(set(keys)) == len(keys) >= 3


def test_withdrawal_says_why(as_secretariat):
    plan = ready(published=True)
    response = do(as_secretariat, plan, "withdraw", **{"withdraw-reason": "  "})
    assert response.context["deeds"][-1].form.errors
    plan.refresh_from_db()
    assert plan.is_published


def test_one_click_does_not_adopt_a_plan(as_secretariat):
    plan = ready()
    response = do(as_secretariat, plan, "adopt")
    assert "is_sure" in form_of(response, "adopt").errors
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT


def test_adoption_and_launch_say_their_day(as_secretariat):
    plan = ready(launched_on=date(2023, 3, 1), launched_certainty="probable", launched_precision="month")
    ahead = go(as_secretariat, plan, "adopt", **{"adopt-on": "01/01/2099"})
    assert "on" in form_of(ahead, "adopt").errors
    go(as_secretariat, plan, "adopt", **{"adopt-on": "15 février 2023", "adopt-certainty": "certain"})
    shown = form_of(as_secretariat.get(address(plan)), "enforce")
    assert shown.initial == {"on": date(2023, 3, 1), "certainty": "probable"}
    go(as_secretariat, plan, "enforce", **{"enforce-on": "01/03/2023", "enforce-certainty": "certain"})
    plan.refresh_from_db()
    assert plan.status == PlanStatus.IN_FORCE
    assert (plan.adopted_on, plan.adopted_certainty) == (date(2023, 2, 15), "certain")
    # The same day is no more precise than it was.
    assert (plan.launched_certainty, plan.launched_precision) == ("certain", "month")


def form_of(response, name):
    return next(one.form for one in response.context["deeds"] if one.deed.name == name)


def test_what_was_typed_comes_back_with_a_refusal(as_secretariat):
    plan = ready(status=PlanStatus.IN_FORCE)
    response = go(as_secretariat, plan, "close", **{"close-on": "1er janvier 1999"})
    assert 'role="alert"' in response.content.decode()
    assert "1999" in response.content.decode()
    plan.refresh_from_db()
    assert plan.status == PlanStatus.IN_FORCE


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"deed": "x"},
        {"deed": "approve"},
        {"deed": "approve", "number": "x"},
        {"deed": "prepare", "number": "9" * 30},
        {"deed": "prepare", "number": "1999"},
        {"deed": "prepare", "number": "2026"},
        {"deed": "x", "number": "1"},
        {"deed": "publish\x00"},
        {"deed": "close", "close-on": "x" * 1_000_000},
        {"deed": "withdraw", "withdraw-reason": "<script>" * 1000},
    ],
)
def test_hostile_form_changes_nothing(as_secretariat, sent):
    plan = ready()
    response = as_secretariat.post(address(plan), sent)
    assert response.status_code in {200, 404}
    former = Plan.objects.get(pk=plan.pk)
    assert (former.status, former.published_at) == (PlanStatus.DRAFT, None)
    assert not Publication.objects.exists()


def test_figures_of_another_plan_are_not_approved_here(as_secretariat):
    from tests.factories.publications import PublicationFactory

    publication = PublicationFactory(of_figures=True)
    sent = {"deed": "approve", "number": publication.pk}
    assert as_secretariat.post(address(ready()), sent).status_code == 404
    publication.refresh_from_db()
    assert publication.approved_at is None


@pytest.fixture
def counted(db):
    """A published plan whose protected counts of 2024 are validated."""
    plan = ready(published=True)
    indicator = IndicatorFactory(plan=plan, protected=True, name_fr="Victimes accueillies")
    MeasurementFactory(indicator=indicator, value=47, validated=True)
    PeopleReachedFactory(
        report__activity__plan=plan,
        report__activity__kind=ActivityKind.VICTIM_CARE,
        report__validated=True,
        count=38,
    )
    return plan


def test_figures_are_published_in_two_hands(as_secretariat, secretariat, client, counted):
    do(as_secretariat, counted, "prepare", number=2024)
    publication = Publication.objects.get()
    assert publication.prepared_by == secretariat
    own = as_secretariat.get(address(counted)).content.decode()
    assert 'value="approve"' not in own
    assert "Victimes accueillies" in own
    refused = do(as_secretariat, counted, "approve", number=publication.pk)
    assert 'role="alert"' in refused.content.decode()

    client.force_login(UserFactory(secretariat=True))
    assert 'value="approve"' in client.get(address(counted)).content.decode()
    do(client, counted, "approve", number=publication.pk)
    publication.refresh_from_db()
    assert publication.approved_at is not None

    assert 'role="alert"' in do(client, counted, "withdraw-figures", number=publication.pk).content.decode()
    do(client, counted, "withdraw-figures", number=publication.pk, reason="Double compte")
    publication.refresh_from_db()
    assert publication.withdrawn_reason == "Double compte"


def test_figures_await_one_approval_at_a_time(as_secretariat, counted):
    do(as_secretariat, counted, "prepare", number=2024)
    assert 'role="alert"' in do(as_secretariat, counted, "prepare", number=2024).content.decode()
    assert Publication.objects.count() == 1


def test_year_without_protected_counts_is_not_prepared(as_secretariat):
    assert 'role="alert"' in do(as_secretariat, ready(), "prepare", number=2024).content.decode()


def test_page_of_a_plan_leads_to_its_publication(as_secretariat, client):
    plan = ready(published=True)
    assert (
        address(plan) in as_secretariat.get(reverse("portal:plan-about", args=[plan.slug])).content.decode()
    )
    client.logout()
    about = client.get(reverse("portal:plan-about", args=[plan.slug]))
    assert address(plan) not in about.content.decode()


def test_withdrawal_is_one_screen_from_the_page_of_the_plan(as_secretariat):
    """The link leads to where the reason is asked; the button is beside it."""
    plan = ready(published=True)
    shown = as_secretariat.get(reverse("portal:plan-about", args=[plan.slug])).content.decode()
    assert f'href="{address(plan)}#withdraw"' in shown
    page = as_secretariat.get(address(plan)).content.decode()
    deed = page.partition('<li id="withdraw">')[2].partition("</li>")[0]
    assert 'name="withdraw-reason"' in deed
    assert 'value="withdraw"' in deed
    do(as_secretariat, plan, "withdraw", **{"withdraw-reason": "Erreur"})
    draft = as_secretariat.get(reverse("portal:plan-about", args=[plan.slug])).content.decode()
    assert "#withdraw" not in draft
