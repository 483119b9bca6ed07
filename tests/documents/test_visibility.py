"""Who sees what: each audience, of one’s own organisation, of another and of none, for each role."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cnclctpa.accounts.models import User
from cnclctpa.accounts.roles import Role
from cnclctpa.documents.choices import Audience
from cnclctpa.documents.models import Document
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.documents import DocumentFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db

PUBLIC = {"public own", "public other", "public none"}
FOR_PARTNERS = {"partners own", "partners other", "partners none"}
OF_OWN = {"public own", "partners own", "organisation own"}
EVERYTHING = {
    *PUBLIC,
    *FOR_PARTNERS,
    "organisation own",
    "organisation other",
    "secretariat own",
    "secretariat other",
    "secretariat none",
}


@pytest.fixture
def own():
    return OrganisationFactory()


@pytest.fixture(autouse=True)
def _documents(own):
    owners = {"own": own, "other": OrganisationFactory(), "none": None}
    for audience in Audience:
        for name, organisation in owners.items():
            if audience != Audience.ORGANISATION or organisation:
                title = f"{audience.value} {name}"
                DocumentFactory(title_fr=title, audience=audience, organisation=organisation)


def seen_by(user):
    return set(Document.objects.visible_to(user).values_list("title_fr", flat=True))


@pytest.mark.parametrize("nobody", [None, AnonymousUser()], ids=["none", "anonymous"])
def test_visitors_see_what_is_public(nobody):
    assert seen_by(nobody) == PUBLIC


def test_account_without_a_role_sees_what_is_public():
    assert seen_by(UserFactory()) == PUBLIC


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.PARTNER, PUBLIC | FOR_PARTNERS),
        (Role.FOCAL_POINT, PUBLIC | OF_OWN),
        (Role.SECRETARIAT, EVERYTHING),
        (Role.ADMINISTRATOR, EVERYTHING),
    ],
)
def test_role_sees(role, expected, own):
    assert seen_by(MembershipFactory(role=role, organisation=own).user) == expected


@pytest.mark.parametrize("role", Role)
def test_role_that_has_ended_or_not_begun_shows_what_is_public(role, own):
    today = timezone.localdate()
    ended = MembershipFactory(role=role, organisation=own, ends_on=today - timedelta(days=1))
    coming = MembershipFactory(role=role, organisation=own, starts_on=today + timedelta(days=1))
    assert seen_by(ended.user) == seen_by(coming.user) == PUBLIC


@pytest.mark.parametrize("role", Role)
def test_closed_account_sees_what_is_public(role, own):
    membership = MembershipFactory(role=role, organisation=own, user__is_active=False)
    assert seen_by(membership.user) == PUBLIC


def test_several_roles_see_what_each_sees(own):
    membership = MembershipFactory(role=Role.FOCAL_POINT, organisation=own)
    MembershipFactory(user=membership.user, role=Role.PARTNER)
    assert seen_by(User.objects.get(pk=membership.user.pk)) == PUBLIC | FOR_PARTNERS | OF_OWN


def test_focal_point_of_two_organisations_sees_both():
    user = UserFactory()
    for document in Document.objects.filter(audience=Audience.ORGANISATION):
        MembershipFactory(user=user, organisation=document.organisation)
    assert seen_by(user) == EVERYTHING - {
        "partners none",
        "secretariat own",
        "secretariat other",
        "secretariat none",
    }
