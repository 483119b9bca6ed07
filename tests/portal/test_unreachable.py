"""Nothing unpublished is reached by any way; nothing that was withdrawn either, at once."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from plans import services
from tests.portal.hidden import SECRET, WORD, Hidden, addresses, plan_of, told

pytestmark = pytest.mark.django_db

ASKED = ("", f"?q={WORD}", "?plan=plan-x", "?on=2024-06-30", "?state=&axis=1&sort=-progress")
#: Addresses that answer questions: lists, search, and the pages that take a plan.
LISTS = (
    "portal:home",
    "portal:search",
    "plans:plan-list",
    "activities:workshop-list",
    "activities:outcome-list",
    "evaluation:recommendation-list",
    "portal:region-list",
    "portal:source-list",
    "portal:figure-list",
    "portal:committee",
)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def hidden(db) -> Hidden:
    return Hidden()


def betrayals(client, hidden, prefixes=("",)) -> list[str]:
    """The addresses that tell something of the plan; ``/en`` before those in English."""
    plain = addresses(hidden)
    with override("fr"):
        asked = [reverse(name) + query for name in LISTS for query in ASKED]
    every = [prefix + address for address in [*plain, *asked] for prefix in prefixes]
    return [address for address in every if SECRET in told(client.get(address))]


def test_every_kind_of_address_is_tried(hidden):
    tried = addresses(hidden)
    for name, *arguments in (
        ("portal:plan-dashboard", "plan-x"),
        ("portal:activity-detail", "plan-x", hidden.activity.code),
        ("portal:report-detail", "plan-x", hidden.activity.code, hidden.campaign.slug),
        ("portal:activity-history", "plan-x", hidden.activity.code),
        ("documents:document-file", hidden.documents[0].pk),
        ("evaluation:recommendation-detail", hidden.recommendation.reference),
        ("activities:workshop-list-export", "xlsx"),
        ("portal:search",),
    ):
        assert reverse(name, args=arguments) in tried, name
    assert len(tried) > 100


def test_secretariat_reads_it_everywhere(hidden, client, secretariat):
    """What the other tests look for is really there."""
    client.force_login(secretariat)
    for name, *arguments in (
        ("portal:plan-dashboard", "plan-x"),
        ("portal:plan-about", "plan-x"),
        ("portal:plan-matrix", "plan-x"),
        ("portal:axis-detail", "plan-x", hidden.axis.position),
        ("portal:objective-detail", "plan-x", hidden.objective.code),
        ("portal:result-detail", "plan-x", hidden.result.code),
        ("portal:indicator-detail", "plan-x", hidden.indicator.code),
        ("portal:activity-detail", "plan-x", hidden.activity.code),
        ("portal:activity-history", "plan-x", hidden.activity.code),
        ("portal:plan-history", "plan-x"),
        ("portal:report-detail", "plan-x", hidden.activity.code, hidden.campaign.slug),
        ("activities:workshop-detail", hidden.workshop.slug),
        ("evaluation:recommendation-detail", hidden.recommendation.reference),
        ("documents:document-detail", hidden.documents[0].pk),
        ("portal:search",),
        ("activities:workshop-list",),
        ("activities:outcome-list",),
        ("evaluation:recommendation-list",),
        ("plans:plan-list",),
    ):
        assert SECRET in told(client.get(reverse(name, args=arguments), {"q": WORD})), name


def test_draft_is_reached_by_no_stranger(hidden, client):
    assert betrayals(client, hidden, ("", "/en")) == []


@pytest.mark.parametrize("who", ["partner", "focal_point"])
def test_draft_is_reached_by_no_member_unless_shared(hidden, client, who, request, secretariat):
    client.force_login(request.getfixturevalue(who))
    assert betrayals(client, hidden) == []
    services.share_plan(plan_of(hidden), by=secretariat)
    assert SECRET in told(client.get(f"/plans/{hidden.plan.slug}/"))
    services.unshare_plan(plan_of(hidden), by=secretariat)
    assert betrayals(client, hidden) == []


def test_draft_answers_as_what_does_not_exist(hidden, client):
    """A page of the plan and its HEAD: 404, or the way to sign in; never another answer."""
    for address in addresses(hidden):
        if f"/{hidden.plan.slug}/" in address or address.startswith("/documents/"):
            answers = {client.get(address).status_code, client.head(address).status_code}
            assert answers in ({404}, {302}), address


def test_plan_withdrawn_is_gone_at_once(hidden, client, secretariat, partner):
    """Everything is read once while it is published: what pages remember of it must not be told again."""
    services.share_plan(plan_of(hidden), by=secretariat)
    services.publish_plan(plan_of(hidden), by=secretariat)
    read = betrayals(client, hidden)
    assert f"/plans/{hidden.plan.slug}/" in read
    assert reverse("documents:document-detail", args=[hidden.documents[0].pk]) in read
    services.unpublish_plan(plan_of(hidden), reason="Erreur", by=secretariat)
    assert betrayals(client, hidden, ("", "/en")) == []
    client.force_login(partner)
    assert betrayals(client, hidden) == []


def test_plan_published_again_is_there_again(hidden, client, secretariat):
    services.publish_plan(plan_of(hidden), by=secretariat)
    services.unpublish_plan(plan_of(hidden), reason="Erreur", by=secretariat)
    services.publish_plan(plan_of(hidden), by=secretariat)
    assert SECRET in told(client.get(f"/plans/{hidden.plan.slug}/"))
