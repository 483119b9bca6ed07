"""The opinion of the secretariat, from the button of an axis or an objective to what each reader is shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.models import Confidence
from tests.factories.activities import ActivityFactory
from tests.factories.plans import AxisFactory, ConfidenceFactory, PlanFactory, StrategicObjectiveFactory
from tests.forms import save

pytestmark = pytest.mark.django_db

SENTENCE = "Les radios tiennent leur grille."


@pytest.fixture
def axis():
    return AxisFactory(plan__published=True, position=1)


def asked(axis):
    return reverse("portal:axis-confidence-create", args=[axis.plan.slug, axis.position])


def shown(client, axis, user=None):
    if user:
        client.force_login(user)
    return client.get(axis.get_absolute_url()).content.decode()


def test_the_secretariat_gives_an_opinion_from_the_page_of_an_axis(client, axis, secretariat):
    assert asked(axis) in shown(client, axis, secretariat)
    answer = save(client, asked(axis), level="worried", sentence_fr=SENTENCE)
    assert answer.url == f"{axis.get_absolute_url()}#confidence"
    opinion = Confidence.objects.get()
    assert (opinion.level, opinion.rated_by, opinion.rated_on) == (
        "worried",
        secretariat,
        timezone.localdate(),
    )
    page = shown(client, axis)
    assert SENTENCE in page
    assert "Inquiet" in page


def test_an_objective_has_opinions_of_its_own(client, axis, secretariat):
    objective = StrategicObjectiveFactory(plan=axis.plan, axis=axis, code="1.1")
    client.force_login(secretariat)
    address = reverse("portal:objective-confidence-create", args=[axis.plan.slug, "1.1"])
    save(client, address, level="sure", sentence_fr=SENTENCE)
    assert SENTENCE in client.get(objective.get_absolute_url()).content.decode()
    page = shown(client, axis)
    assert "Confiant" in page
    assert SENTENCE not in page


def test_a_level_and_a_sentence_are_asked_and_no_day_to_come(client, axis, secretariat):
    client.force_login(secretariat)
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = save(client, asked(axis), rated_on=tomorrow.strftime("%d/%m/%Y"))
    errors = answer.context["sheet"].form.errors
    assert set(errors) == {"level", "sentence_fr", "rated_on"}
    assert not Confidence.objects.exists()


def test_who_reads_an_opinion(client, axis, partner, focal_point):
    ConfidenceFactory(axis=axis, sentence_fr=SENTENCE)
    assert SENTENCE not in shown(client, axis)
    assert SENTENCE in shown(client, axis, partner)
    assert SENTENCE in shown(client, axis, focal_point)
    client.logout()
    ConfidenceFactory(axis=axis, sentence_fr="Publique", public=True)
    page = shown(client, axis)
    assert "Publique" in page
    assert SENTENCE not in page


def test_hostile_text_is_shown_as_text(client, axis, secretariat):
    hostile = "<script>alert(1)</script> {{ x }} ' \" \u202e"
    client.force_login(secretariat)
    save(client, asked(axis), level="sure", sentence_fr=hostile)
    page = shown(client, axis)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("with_activities", [True, False])
def test_the_dashboard_shows_it_beside_the_figures_to_those_who_read_it(client, partner, with_activities):
    plan = PlanFactory(published=True)
    axis = AxisFactory(plan=plan, position=1)
    if with_activities:
        ActivityFactory(plan=plan, objective=StrategicObjectiveFactory(plan=plan, axis=axis))
    ConfidenceFactory(axis=axis)
    address = plan.get_absolute_url()
    assert "Vigilant" not in client.get(address).content.decode()
    client.force_login(partner)
    page = client.get(address).content.decode()
    assert "Vigilant" in page
    assert "avis du secrétariat, le 3\xa0mars 2024" in page
