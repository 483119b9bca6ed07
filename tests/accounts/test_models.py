from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cnclctpa.accounts.models import Invitation, Membership, User, digest_of, new_token
from cnclctpa.accounts.roles import Role
from tests.factories.accounts import LONG_AGO, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.reference import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


def refused(model, name, target):
    """Whether the database itself refuses the row, and the form with the sentence of the constraint."""
    constraint = next(constraint for constraint in model._meta.constraints if constraint.name == name)
    with pytest.raises(ValidationError) as refusal:
        target.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        target.save()
    return str(constraint.violation_error_message) in refusal.value.messages


def test_email_is_unique():
    UserFactory(email="sira@example.org")
    twin = UserFactory.build(email="sira@example.org")
    assert refused(User, "accounts_user_email_is_unique", twin)


def test_email_is_unique_whatever_the_case():
    UserFactory(email="sira@example.org")
    twin = UserFactory.build(email="Sira@Example.org")
    with pytest.raises(ValidationError, match="Another account has this e-mail address"):
        twin.full_clean()
    twin.email = "Sira@Example.org"
    assert refused(User, "accounts_user_email_is_in_lower_case", twin)


def test_person_has_a_name():
    assert refused(User, "accounts_user_has_a_name", UserFactory.build(full_name=""))


def test_person_is_found_by_address_whatever_the_case():
    user = UserFactory(email="sira@example.org")
    assert User.objects.get_by_natural_key(" Sira@example.ORG") == user


def test_person_reads_as_their_name():
    assert str(UserFactory.build(full_name="Sira Keïta")) == "Sira Keïta"


def test_person_with_a_role_cannot_be_deleted(partner):
    with pytest.raises(ProtectedError):
        partner.delete()


def test_demonstration_accounts_are_those_of_a_domain_that_cannot_exist():
    real = UserFactory(email="sira@demonstration.example.org")
    fictitious = UserFactory(email="sira@demonstration.example")
    assert list(User.objects.demonstration()) == [fictitious]
    assert fictitious.is_demonstration
    assert not real.is_demonstration


def test_holders_of_a_role_are_those_who_can_use_it():
    today = date(2026, 3, 1)
    holder = UserFactory(secretariat=True)
    MembershipFactory(user=holder, role=Role.SECRETARIAT)
    UserFactory(secretariat=True, is_active=False)
    UserFactory(secretariat=True, membership__ends_on=today - timedelta(days=1))
    UserFactory(partner=True)
    assert list(User.objects.holding(Role.SECRETARIAT, on=today)) == [holder]


@pytest.mark.parametrize("role", [Role.PARTNER, Role.FOCAL_POINT])
@pytest.mark.parametrize(
    ("model", "factory", "name"),
    [
        (Membership, MembershipFactory, "accounts_membership_has_an_organisation"),
        (Invitation, InvitationFactory, "accounts_invitation_has_an_organisation"),
    ],
)
def test_partner_or_focal_point_has_an_organisation(role, model, factory, name):
    target = factory()
    target.role, target.organisation = role, None
    assert refused(model, name, target)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.SECRETARIAT, Role.ADMINISTRATOR])
@pytest.mark.parametrize(
    ("model", "factory", "name"),
    [
        (Membership, MembershipFactory, "accounts_membership_region_is_for_focal_points"),
        (Invitation, InvitationFactory, "accounts_invitation_region_is_for_focal_points"),
    ],
)
def test_region_is_for_focal_points(role, model, factory, name):
    target = factory(role=Role.FOCAL_POINT, region=RegionFactory())
    target.role = role
    assert refused(model, name, target)


def test_membership_starts_before_it_ends():
    membership = MembershipFactory(starts_on=LONG_AGO)
    membership.ends_on = LONG_AGO - timedelta(days=1)
    assert refused(Membership, "accounts_membership_starts_before_it_ends", membership)


# Only a focal point has a region, and always an organisation.
@pytest.mark.parametrize(("with_organisation", "with_region"), [(False, False), (True, False), (True, True)])
def test_membership_is_open_once(with_organisation, with_region):
    same = {
        "user": UserFactory(),
        "role": Role.FOCAL_POINT if with_organisation else Role.ADMINISTRATOR,
        "organisation": OrganisationFactory() if with_organisation else None,
        "region": RegionFactory() if with_region else None,
    }
    first = MembershipFactory(**same)
    twin = MembershipFactory.build(**same)
    assert refused(Membership, "accounts_membership_is_open_once", twin)

    first.ends_on = first.starts_on
    first.save()
    twin.full_clean()
    twin.save()
    assert Membership.objects.count() == 2


def test_membership_may_be_held_for_two_organisations_and_two_regions():
    first = MembershipFactory(region=RegionFactory())
    MembershipFactory(user=first.user)
    MembershipFactory(user=first.user, organisation=first.organisation, region=RegionFactory())
    MembershipFactory(user=first.user, organisation=first.organisation)
    assert first.user.memberships.count() == 4


def test_membership_reads_as_person_and_role():
    membership = MembershipFactory.build(user__full_name="Sira Keïta", role=Role.PARTNER)
    assert str(membership).startswith("Sira Keïta, ")


def test_memberships_past_are_those_that_have_ended():
    today = date(2026, 3, 1)
    ended = MembershipFactory(ends_on=today - timedelta(days=1))
    MembershipFactory(ends_on=today)
    MembershipFactory()
    assert list(Membership.objects.past(on=today)) == [ended]


def test_token_of_an_invitation_is_unique():
    invitation = InvitationFactory()
    twin = InvitationFactory()
    twin.token_digest = invitation.token_digest
    assert refused(Invitation, "accounts_invitation_token_is_unique", twin)


def test_invitation_email_is_in_lower_case():
    invitation = InvitationFactory()
    invitation.email = "Sira@example.org"
    assert refused(Invitation, "accounts_invitation_email_is_in_lower_case", invitation)


def test_invitation_expires_after_it_is_sent():
    invitation = InvitationFactory()
    invitation.expires_at = invitation.invited_at
    assert refused(Invitation, "accounts_invitation_expires_after_it_is_sent", invitation)


def test_invitation_is_accepted_by_somebody():
    invitation = InvitationFactory()
    invitation.accepted_at = invitation.invited_at
    assert refused(Invitation, "accounts_invitation_is_accepted_by_somebody", invitation)


def test_invitation_accepted_cannot_be_withdrawn():
    invitation = InvitationFactory()
    invitation.accepted_at = invitation.withdrawn_at = invitation.invited_at
    invitation.accepted_by = UserFactory()
    assert refused(Invitation, "accounts_invitation_is_accepted_by_somebody", invitation)


def test_invitation_is_pending_until_it_expires():
    invitation = InvitationFactory()
    last = invitation.expires_at
    assert list(Invitation.objects.pending(at=last - timedelta(seconds=1))) == [invitation]
    assert not Invitation.objects.pending(at=last)


def test_invitation_is_recognised_by_its_token_which_is_not_kept():
    invitation = InvitationFactory()
    InvitationFactory()
    assert list(Invitation.objects.with_token(invitation.token)) == [invitation]
    row = Invitation.objects.values().get(pk=invitation.pk)
    assert row["token_digest"] == digest_of(invitation.token)
    assert invitation.token not in row.values()


def test_invitation_reads_as_address_and_role():
    assert str(InvitationFactory(email="sira@example.org")).startswith("sira@example.org, ")


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43
