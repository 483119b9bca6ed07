"""A person leaves, and may come back: what ends, what is kept, what is given back."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from cnclctpa.accounts import leaving, services
from cnclctpa.accounts.models import Invitation, Membership, User
from cnclctpa.accounts.roles import Permission, Role
from cnclctpa.audit.causes import because
from cnclctpa.audit.history import changes_of
from cnclctpa.audit.models import Entry
from tests.factories.accounts import LONG_AGO, PASSWORD, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NEW_PASSWORD = "Un-baobab-centenaire"


@pytest.fixture
def today():
    return timezone.localdate()


def dates_of(user):
    return [(one.starts_on, one.ends_on) for one in user.memberships.order_by("pk")]


def close(user, by, **options):
    return leaving.close_account(user, **{"reason": "left the embassy"} | options, by=by)


def told(verb):
    return list(Entry.objects.filter(verb=verb).values_list("actor_email", "reason"))


def test_close_account_and_reopen_it(administrator, partner, today):
    close(partner, administrator)
    assert not partner.may(Permission.SEE_SHARED_DRAFTS)
    assert (partner.is_active, partner.closed_on) == (False, today)
    assert told("account.closed") == [(administrator.email, "left the embassy")]

    leaving.reopen_account(partner, reason="came back", by=administrator)
    partner = User.objects.get(pk=partner.pk)
    assert (partner.is_active, partner.closed_on) == (True, None)
    assert told("account.reopened") == [(administrator.email, "came back")]


def test_closing_ends_every_role_on_the_last_day(administrator, today):
    user, last = UserFactory(), today - 10 * DAY
    begun = MembershipFactory(user=user)
    ending = MembershipFactory(user=user, ends_on=today + 30 * DAY)
    ended = MembershipFactory(user=user, ends_on=last - DAY)
    ended_since = MembershipFactory(user=user, ends_on=today - DAY)
    recent = MembershipFactory(user=user, starts_on=today - 3 * DAY)
    coming = MembershipFactory(user=user, starts_on=today + DAY)
    close(user, administrator, on=last)
    assert dates_of(user) == [
        (LONG_AGO, last),
        (LONG_AGO, last),
        (LONG_AGO, last - DAY),
        (LONG_AGO, today - DAY),
        (today - 3 * DAY, today - 3 * DAY),
    ]
    assert [one.pk for one in user.memberships.order_by("pk")] == [
        one.pk for one in (begun, ending, ended, ended_since, recent)
    ]
    assert not Membership.objects.filter(pk=coming.pk).exists()
    assert told("membership.ended") == 3 * [(administrator.email, "left the embassy")]
    assert told("membership.withdrawn") == [(administrator.email, "left the embassy")]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_closing_asks_why(reason, administrator, partner):
    with pytest.raises(ValidationError, match="why"):
        close(partner, administrator, reason=reason)
    leaving.close_account(partner, reason="left", by=administrator)
    with pytest.raises(ValidationError, match="why"):
        leaving.reopen_account(partner, reason=reason, by=administrator)


def test_account_is_closed_or_opened_once(administrator, partner):
    with pytest.raises(ValidationError, match="already open"):
        leaving.reopen_account(partner, reason="", by=administrator)
    close(partner, administrator)
    with pytest.raises(ValidationError, match="already closed"):
        close(partner, administrator)


def test_account_is_not_closed_ahead(administrator, partner, today):
    with pytest.raises(ValidationError, match="since a day past"):
        close(partner, administrator, on=today + DAY)
    assert User.objects.get(pk=partner.pk).is_active
    assert dates_of(partner) == [(LONG_AGO, None)]


def test_nobody_closes_oneself(administrator):
    UserFactory(administrator=True)
    with pytest.raises(ValidationError, match="another administrator"):
        close(administrator, administrator)


def test_last_administrator_is_not_closed(administrator):
    other = UserFactory(administrator=True, is_active=False)
    with pytest.raises(ValidationError, match="last administrator"):
        close(administrator, other)
    assert dates_of(administrator) == [(LONG_AGO, None)]


def test_administrator_is_closed_when_another_remains(administrator, today):
    other = UserFactory(administrator=True)
    close(other, administrator, on=today - 100 * DAY)
    assert not User.objects.get(pk=other.pk).is_active


def test_closing_withdraws_the_invitations_that_wait_for_the_person(administrator, partner):
    waiting, other = InvitationFactory(email=partner.email), InvitationFactory(email="x@example.org")
    close(partner, administrator)
    pending = Invitation.objects.pending(at=timezone.now())
    assert (waiting in pending, other in pending) == (False, True)


@pytest.mark.parametrize("is_asked", [False, True])
def test_closing_withdraws_those_that_the_person_sent_when_asked(is_asked, administrator):
    leaver = UserFactory(administrator=True)
    sent, accepted = InvitationFactory(invited_by=leaver), InvitationFactory(invited_by=leaver)
    services.accept_invitation(accepted, full_name="Sira Keïta", password=PASSWORD)
    close(leaver, administrator, withdraws_invitations=is_asked)
    sent.refresh_from_db()
    accepted.refresh_from_db()
    assert (sent.withdrawn_at is not None, accepted.withdrawn_at) == (is_asked, None)


def test_closing_ends_the_sessions_and_closes_the_door(client, administrator, partner):
    typed = {"login": partner.email, "password": PASSWORD}
    client.post("/accounts/login/", typed)
    assert UserSession.objects.filter(user=partner).exists()
    key = client.session.session_key
    close(partner, administrator)
    assert not UserSession.objects.filter(user=partner).exists()
    assert not client.session.exists(key)
    assert client.get("/accounts/profile/").url.startswith("/accounts/login/")
    assert client.post("/accounts/login/", typed).status_code == 200


def test_link_to_a_new_password_opens_nothing_once_the_account_is_closed(client, administrator, partner):
    client.post("/accounts/password/reset/", {"email": partner.email})
    address = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body)[0]
    page = client.get(address, follow=True)
    close(partner, administrator)
    for answer in (
        client.get(address, follow=True),
        client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}),
    ):
        assert answer.context["token_fail"]
    partner.refresh_from_db()
    assert partner.check_password(PASSWORD)


def test_history_keeps_the_name_of_whoever_left(administrator):
    leaver = UserFactory(administrator=True, full_name="Sira Keïta")
    with because("source.created", by=leaver):
        source = SourceFactory()
    close(leaver, administrator)
    assert [change.who for change in changes_of(source)] == ["Sira Keïta"]


def test_closed_account_is_offered_nothing(administrator, partner):
    close(partner, administrator)
    with pytest.raises(ValidationError, match="closed"):
        services.grant_role(partner, role=Role.SECRETARIAT, by=administrator)
    with pytest.raises(ValidationError, match="closed"):
        services.invite(partner.email, role=Role.SECRETARIAT, by=administrator)


def test_closing_is_undone_the_same_day(administrator, today):
    user = UserFactory()
    ended = MembershipFactory(user=user, ends_on=today - 40 * DAY)
    MembershipFactory(user=user)
    close(user, administrator)
    leaving.reopen_account(user, gives_roles_back=True, reason="mistake", by=administrator)
    assert dates_of(user) == [(LONG_AGO, ended.ends_on), (LONG_AGO, None)]
    assert told("membership.resumed") == [(administrator.email, "mistake")]


def test_roles_given_back_later_begin_anew(administrator, today):
    user, last = UserFactory(), today - 10 * DAY
    kept = MembershipFactory(user=user)
    MembershipFactory(user=user, ends_on=last - DAY)
    close(user, administrator, on=last)
    leaving.reopen_account(user, gives_roles_back=True, reason="came back", by=administrator)
    assert dates_of(user) == [(LONG_AGO, last), (LONG_AGO, last - DAY), (today, None)]
    assert user.memberships.current(on=today).get().organisation == kept.organisation


def test_account_closed_without_a_day_has_no_role_to_give_back(administrator):
    user = UserFactory(is_active=False)
    MembershipFactory(user=user, ends_on=LONG_AGO)
    leaving.reopen_account(user, gives_roles_back=True, reason="came back", by=administrator)
    assert dates_of(user) == [(LONG_AGO, LONG_AGO)]


def test_open_account_has_no_last_day(partner, today):
    """accounts_user_open_account_has_no_last_day"""
    partner.closed_on = today
    with pytest.raises(ValidationError, match="has no last day"):
        partner.full_clean()
    with pytest.raises(IntegrityError):
        partner.save()
