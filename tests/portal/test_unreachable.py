"""Nothing unpublished is reached by any way; nothing that was withdrawn either, at once."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from plans import services
from tests.portal.hidden import SECRET, WORD, Hidden, addresses, plan_of, told
from tests.trust import tried

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


def betrayals(client, among: list[str]) -> list[str]:
    """The addresses that tell something of the plan."""
    return [address for address in among if SECRET in told(client.get(address))]


def every_address(hidden, prefixes=("",)) -> list[str]:
    """``/en`` is the prefix of those in English."""
    plain = addresses(hidden)
    with override("fr"):
        asked = [reverse(name) + query for name in LISTS for query in ASKED]
    return [prefix + address for address in [*plain, *asked] for prefix in prefixes]


def test_every_kind_of_address_is_tried(hidden):
    known = addresses(hidden)
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
        assert reverse(name, args=arguments) in known, name
    assert len(known) > 100


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
    assert betrayals(client, every_address(hidden, ("", "/en"))) == []


@pytest.mark.parametrize("who", ["partner", "focal_point"])
def test_draft_is_reached_by_no_member_unless_shared(hidden, client, who, request, secretariat):
    client.force_login(request.getfixturevalue(who))
    every = every_address(hidden)
    assert betrayals(client, every) == []
    services.share_plan(plan_of(hidden), by=secretariat)
    assert SECRET in told(client.get(f"/plans/{hidden.plan.slug}/"))
    services.unshare_plan(plan_of(hidden), by=secretariat)
    assert betrayals(client, tried(every)) == []


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
    published = (
        f"/plans/{hidden.plan.slug}/",
        reverse("documents:document-detail", args=[hidden.documents[0].pk]),
    )
    every = [*published, *tried(every_address(hidden, ("", "/en")))]
    assert set(published) <= set(betrayals(client, every))
    services.unpublish_plan(plan_of(hidden), reason="Erreur", by=secretariat)
    assert betrayals(client, every) == []
    client.force_login(partner)
    assert betrayals(client, every) == []


def test_plan_published_again_is_there_again(hidden, client, secretariat):
    services.publish_plan(plan_of(hidden), by=secretariat)
    services.unpublish_plan(plan_of(hidden), reason="Erreur", by=secretariat)
    services.publish_plan(plan_of(hidden), by=secretariat)
    assert SECRET in told(client.get(f"/plans/{hidden.plan.slug}/"))
