from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from cnclctpa.accounts import leaving, services
from cnclctpa.accounts.models import Invitation, Membership, User
from cnclctpa.accounts.roles import Permission, Role
from cnclctpa.audit.models import Entry
from tests.factories.accounts import PASSWORD, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def written():
    """What the trail says of the last change: what was done, by whom, why."""
    entry = Entry.objects.latest()
    return entry.verb, entry.actor, entry.reason


def test_create_account(administrator):
    user = services.create_account(
        " Sira@Example.org ", full_name=" Sira Keïta ", language="en", password=PASSWORD, by=administrator
    )
    user.refresh_from_db()
    assert (user.email, user.full_name, user.language) == ("sira@example.org", "Sira Keïta", "en")
    assert user.check_password(PASSWORD)
    assert written() == ("account.created", administrator, "")


def test_create_account_without_a_password_opens_nothing():
    user = services.create_account("sira@example.org", full_name="Sira Keïta", by=None)
    assert not user.has_usable_password()


@pytest.mark.parametrize("password", ["short", "motdepasse", "123456789012", "sira.keita@example.org"])
def test_create_account_refuses_a_weak_password(password):
    with pytest.raises(ValidationError):
        services.create_account("sira.keita@example.org", full_name="Sira Keïta", password=password, by=None)
    assert not User.objects.exists()


def test_create_account_refuses_a_second_account_for_an_address():
    UserFactory(email="sira@example.org")
    with pytest.raises(ValidationError, match="Another account"):
        services.create_account("SIRA@example.org", full_name="Sira", by=None)


def test_grant_role(administrator):
    user, organisation = UserFactory(), OrganisationFactory()
    assert not user.may(Permission.REPORT_PROGRESS, within=organisation)
    membership = services.grant_role(user, role=Role.FOCAL_POINT, organisation=organisation, by=administrator)
    assert membership.starts_on == TODAY()
    assert user.may(Permission.REPORT_PROGRESS, within=organisation)
    assert written() == ("membership.granted", administrator, "")


def test_grant_role_refuses_the_same_role_twice(administrator):
    membership = MembershipFactory()
    with pytest.raises(ValidationError, match="already has this role"):
        services.grant_role(
            membership.user,
            role=membership.role,
            organisation=membership.organisation,
            by=administrator,
        )


def test_end_membership(administrator):
    membership = MembershipFactory(role=Role.SECRETARIAT)
    user = membership.user
    assert user.may(Permission.EDIT_PLANS)
    yesterday = TODAY() - timedelta(days=1)
    services.end_membership(membership, on=yesterday, reason="new post", by=administrator)
    assert not user.may(Permission.EDIT_PLANS)
    assert written() == ("membership.ended", administrator, "new post")


def test_coming_end_is_brought_nearer_never_put_off(administrator):
    membership = MembershipFactory(ends_on=TODAY() + timedelta(days=30))
    with pytest.raises(ValidationError, match="already been ended"):
        services.end_membership(membership, on=TODAY() + timedelta(days=40), by=administrator)
    services.end_membership(membership, on=TODAY() + timedelta(days=5), by=administrator)
    membership.refresh_from_db()
    assert membership.ends_on == TODAY() + timedelta(days=5)


def test_role_is_granted_from_a_day_to_another(administrator):
    user, tomorrow = UserFactory(), TODAY() + timedelta(days=1)
    dates = {"starts_on": tomorrow, "ends_on": tomorrow}
    services.grant_role(user, role=Role.SECRETARIAT, **dates, by=administrator)
    assert not user.may(Permission.EDIT_PLANS)
    assert list(User.objects.holding(Role.SECRETARIAT, on=tomorrow)) == [user]
    assert list(User.objects.holding(Role.SECRETARIAT, on=tomorrow + timedelta(days=1))) == []


def test_end_membership_refuses_a_second_end(administrator):
    membership = MembershipFactory(ends_on=TODAY())
    with pytest.raises(ValidationError, match="already been ended"):
        services.end_membership(membership, on=TODAY(), by=administrator)


def test_last_administrator_stays(administrator):
    UserFactory(administrator=True, is_active=False)
    UserFactory(administrator=True, membership__ends_on=TODAY())
    with pytest.raises(ValidationError, match="last administrator"):
        services.end_membership(administrator.memberships.get(), on=TODAY(), by=administrator)
    with pytest.raises(ValidationError, match="last administrator"):
        leaving.close_account(administrator, reason="leaving", by=None)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_administrator_leaves_when_another_remains(administrator):
    other = UserFactory(administrator=True)
    services.end_membership(administrator.memberships.get(), on=TODAY(), by=other)
    assert Membership.objects.get(user=administrator).ends_on == TODAY()


def test_invite(administrator):
    organisation = OrganisationFactory()
    invitation, token = services.invite(
        "Sira@example.org", role=Role.FOCAL_POINT, organisation=organisation, by=administrator
    )
    assert Invitation.objects.with_token(token).get() == invitation
    assert (invitation.email, invitation.invited_by) == ("sira@example.org", administrator)
    assert invitation.expires_at - invitation.invited_at == timedelta(days=14)
    assert written() == ("invitation.sent", administrator, "")


def test_invite_again_withdraws_the_first(administrator):
    offer = {"role": Role.PARTNER, "organisation": OrganisationFactory(), "by": administrator}
    first, _token = services.invite("sira@example.org", **offer)
    second, _token = services.invite("sira@example.org", **offer)
    other, _token = services.invite("awa@example.org", **offer)
    assert set(Invitation.objects.pending(at=timezone.now())) == {second, other}
    first.refresh_from_db()
    assert first.withdrawn_at is not None


def test_invite_refuses_a_role_already_held(administrator):
    membership = MembershipFactory()
    with pytest.raises(ValidationError, match="already has this role"):
        services.invite(
            membership.user.email,
            role=membership.role,
            organisation=membership.organisation,
            by=administrator,
        )


def test_invite_refuses_a_role_without_its_organisation(administrator):
    with pytest.raises(ValidationError, match="belongs to an organisation"):
        services.invite("sira@example.org", role=Role.PARTNER, by=administrator)


@pytest.mark.parametrize(("language", "prefix"), [("fr", ""), ("en", "/en")])
def test_invitation_is_sent_with_its_address_in_the_language_of_the_guest(language, prefix):
    organisation = OrganisationFactory(name_fr="L’Accueil & Cie")
    invitation, token = services.invite(
        "sira@example.org", role=Role.FOCAL_POINT, organisation=organisation, language=language, by=None
    )
    services.send_invitation(invitation, token)
    (message,) = mail.outbox
    assert message.to == ["sira@example.org"]
    assert f"{settings.SITE_URL}{prefix}/accounts/invitation/{token}/" in message.body
    assert "L’Accueil & Cie" in message.body


def test_invitation_without_an_organisation_is_sent_too():
    invitation, token = services.invite("sira@example.org", role=Role.ADMINISTRATOR, by=None)
    services.send_invitation(invitation, token)
    assert token in mail.outbox[0].body


def test_accept_invitation_opens_an_account_with_the_role():
    invitation = InvitationFactory(email="sira@example.org", language="en")
    user = services.accept_invitation(invitation, full_name="Sira Keïta", password=PASSWORD)
    assert (user.email, user.full_name, user.language) == ("sira@example.org", "Sira Keïta", "en")
    assert user.check_password(PASSWORD)
    assert user.may(Permission.REPORT_PROGRESS, within=invitation.organisation)
    invitation.refresh_from_db()
    assert invitation.accepted_by == user
    assert written() == ("invitation.accepted", user, "")


def test_accept_invitation_gives_the_role_to_an_account_that_exists(partner):
    invitation = InvitationFactory(email=partner.email)
    assert services.accept_invitation(invitation, by=partner) == partner
    assert set(partner.memberships.values_list("role", flat=True)) == {Role.PARTNER, Role.FOCAL_POINT}


@pytest.mark.parametrize("who", ["nobody", "somebody else"])
def test_accept_invitation_of_an_account_is_for_its_owner(who, partner, administrator):
    invitation = InvitationFactory(email=partner.email)
    with pytest.raises(ValidationError, match="sign in"):
        services.accept_invitation(
            invitation, full_name="X", password=PASSWORD, by=administrator if who == "somebody else" else None
        )
    assert partner.memberships.count() == 1


def test_accept_invitation_only_once():
    invitation = InvitationFactory()
    services.accept_invitation(invitation, full_name="Sira", password=PASSWORD)
    with pytest.raises(ValidationError, match="no longer valid"):
        services.accept_invitation(invitation, full_name="Sira", password=PASSWORD)
    assert User.objects.count() == 1


def test_accept_invitation_refuses_one_that_is_withdrawn_or_expired(administrator):
    withdrawn = InvitationFactory()
    services.withdraw_invitation(withdrawn, by=administrator)
    assert written() == ("invitation.withdrawn", administrator, "")
    past = timezone.now() - timedelta(days=20)
    expired = InvitationFactory(invited_at=past, expires_at=past + timedelta(days=14))
    for invitation in (withdrawn, expired):
        with pytest.raises(ValidationError, match="no longer valid"):
            services.accept_invitation(invitation, full_name="Sira", password=PASSWORD)


def test_accept_invitation_with_a_weak_password_changes_nothing():
    invitation = InvitationFactory()
    with pytest.raises(ValidationError):
        services.accept_invitation(invitation, full_name="Sira", password="short")
    assert not User.objects.exists()
    assert list(Invitation.objects.pending(at=timezone.now())) == [invitation]


def test_withdraw_invitation_only_once(administrator):
    invitation = InvitationFactory()
    services.withdraw_invitation(invitation, by=administrator)
    with pytest.raises(ValidationError, match="already been accepted or withdrawn"):
        services.withdraw_invitation(invitation, by=administrator)


def test_withdraw_invitation_refuses_one_that_was_accepted(administrator):
    invitation = InvitationFactory()
    services.accept_invitation(invitation, full_name="Sira", password=PASSWORD)
    invitation.refresh_from_db()
    with pytest.raises(ValidationError, match="already been accepted or withdrawn"):
        services.withdraw_invitation(invitation, by=administrator)


def test_change_profile(partner):
    services.change_profile(partner, full_name=" Awa Traoré ", language="en", by=partner)
    partner.refresh_from_db()
    assert (partner.full_name, partner.language) == ("Awa Traoré", "en")
    assert written() == ("account.profile_changed", partner, "")


def test_change_password(partner):
    services.change_password(partner, "Une-mangue-de-plus", by=partner)
    partner.refresh_from_db()
    assert partner.check_password("Une-mangue-de-plus")
    assert written() == ("account.password_changed", partner, "")
    assert Entry.objects.latest().changes == {"password": ["•••", "•••"]}


class ClosedMailServer(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_invitation_says_whether_its_mail_left(settings, administrator):
    invitation, token = services.invite("sira@example.org", role=Role.SECRETARIAT, by=administrator)
    assert services.send_invitation(invitation, token) is True
    settings.EMAIL_BACKEND = f"{__name__}.ClosedMailServer"
    assert services.send_invitation(invitation, token) is False
    assert Invitation.objects.pending(at=timezone.now()).get() == invitation


@pytest.mark.parametrize(
    ("hours", "is_another"), [(None, False), (1, False), (11, False), (13, True), (24 * 90, True)]
)
def test_visit_begins_when_the_last_sign_in_was_not_today(hours, is_another):
    signed_in = None if hours is None else timezone.now() - timedelta(hours=hours)
    user = services.begin_visit(UserFactory(last_login=signed_in))
    entries = Entry.objects.count()
    assert User.objects.get(pk=user.pk).previous_visit_at == (signed_in if is_another else None)
    services.begin_visit(user)
    assert Entry.objects.count() == entries


def test_nobody_gives_a_role_to_themselves(administrator):
    before = administrator.memberships.count()
    with pytest.raises(ValidationError, match="themselves"), translation.override("en"):
        services.grant_role(administrator, role=Role.SECRETARIAT, by=administrator)
    with pytest.raises(ValidationError, match="themselves"), translation.override("en"):
        services.invite(administrator.email.upper(), role=Role.SECRETARIAT, by=administrator)
    assert administrator.memberships.count() == before
