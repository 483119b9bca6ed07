"""What is done to several rows at once, and to accounts: by services, row by row, with a reason."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from activities.models import Activity
from cnclctpa.accounts.models import Invitation, Membership, User
from cnclctpa.accounts.roles import Role
from cnclctpa.audit.models import Entry
from cnclctpa.documents.models import Document
from tests.admin.typing import address, change_of, sent
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.activities import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.reference import OrganisationFactory, SourceFactory


def on_many(client, rows, act: str, **typed):
    data = {"action": act, "_selected_action": [row.pk for row in rows], "index": 0}
    if typed:
        data |= {"carry_out": "yes", "reason": "Décision du comité."} | typed
    return client.post(address(rows[0], "changelist"), data, follow=True)


def on_one(client, row, act: str, **typed):
    data = {"carry_out": "yes", "reason": "Décision du comité."} | typed
    return client.post(address(row, "act", row.pk, act), data, follow=True)


def said(response) -> str:
    return " ".join(map(str, response.context["messages"]))


def test_activities_are_withdrawn_row_by_row(admin, administrator):
    rows = [ActivityFactory(), ActivityFactory(withdrawn=True), ActivityFactory()]
    asked = on_many(admin, rows, "withdraw")
    assert [str(row) for row in asked.context["rows"]] == [str(row) for row in rows]
    response = on_many(admin, rows, "withdraw", on="01/06/2024")
    assert Activity.objects.filter(withdrawn_on=date(2024, 6, 1)).count() == 2
    entries = Entry.objects.filter(verb="activity.withdrawn")
    assert {(one.way, one.reason, one.actor_id) for one in entries} == {
        ("admin", "Décision du comité.", administrator.pk)
    }
    assert entries.count() == 2
    assert rows[1].code in said(response)


def test_activities_are_given_to_a_lead(admin):
    rows, lead = [ActivityFactory(), ActivityFactory()], OrganisationFactory()
    on_many(admin, rows, "lead", lead=lead.pk)
    assert set(Activity.objects.values_list("lead", flat=True)) == {lead.pk}


def test_too_many_rows_are_refused(admin, monkeypatch):
    monkeypatch.setattr("cnclctpa.audit.admin.acts.MOST", 1)
    rows = [ActivityFactory(), ActivityFactory()]
    on_many(admin, rows, "withdraw", on="01/06/2024")
    assert not Activity.objects.filter(withdrawn_on__isnull=False).exists()


def test_act_on_all_rows_of_a_search(admin):
    kept, gone = SourceFactory(title="Décret"), SourceFactory(title="Communiqué")
    data = {
        "action": "delete",
        "select_across": "1",
        "_selected_action": gone.pk,
        "index": 0,
        "carry_out": "yes",
        "reason": "Doublon.",
    }
    admin.post(address(gone, "changelist") + "?q=communique", data)
    assert list(type(kept).objects.all()) == [kept]


def test_indicator_is_withdrawn(admin):
    indicator = IndicatorFactory()
    on_one(admin, indicator, "withdraw", on="01/06/2024")
    indicator.refresh_from_db()
    assert indicator.withdrawn_on == date(2024, 6, 1)
    assert Entry.objects.order_by("-position").first().verb == "indicator.withdrawn"
    assert admin.get(address(indicator, "act", indicator.pk, "withdraw")).status_code == 403


def test_documents_are_shown_to_others(admin):
    rows = [DocumentFactory(), DocumentFactory()]
    response = on_many(admin, rows, "audience", audience="organisation")
    assert set(Document.objects.values_list("audience", flat=True)) == {"secretariat"}
    assert rows[0].title in said(response)
    on_many(admin, rows, "audience", audience="public")
    assert set(Document.objects.values_list("audience", flat=True)) == {"public"}


@pytest.mark.parametrize("act", ["nothing", "delete"])
def test_act_that_is_not_offered_does_not_exist(act, admin):
    activity = ActivityFactory()
    assert on_one(admin, activity, act).status_code == 404


def test_account_is_closed_then_opened_again(admin, administrator):
    user = UserFactory()
    on_one(admin, user, "close", on="01/06/2024")
    user.refresh_from_db()
    assert (user.is_active, user.closed_on) == (False, date(2024, 6, 1))
    on_one(admin, user, "reopen")
    user.refresh_from_db()
    assert user.is_active
    verbs = (
        Entry.objects.filter(actor=administrator).order_by("position").values_list("verb", "way", "reason")
    )
    assert list(verbs) == [
        ("account.closed", "admin", "Décision du comité."),
        ("account.reopened", "admin", "Décision du comité."),
    ]


def test_several_accounts_are_closed_but_ones_own(admin, administrator):
    users = [MembershipFactory().user, administrator]
    response = on_many(admin, users, "close", on="01/06/2024")
    assert list(User.objects.active()) == [administrator]
    assert users[0].memberships.get().ends_on == date(2024, 6, 1)
    assert str(administrator) in said(response)


def test_account_is_closed_neither_before_nor_without_a_day(admin):
    user = UserFactory()
    for day in ("", "32/13/2024", str(timezone.localdate() + timedelta(days=1))):
        on_one(admin, user, "close", on=day)
    user.refresh_from_db()
    assert user.is_active


def test_account_is_opened_again_with_its_roles(admin):
    membership = MembershipFactory()
    on_one(admin, membership.user, "close", on="01/06/2024")
    assert admin.get(address(User, "act", membership.user_id, "grant")).status_code == 403
    on_one(admin, membership.user, "reopen", gives_roles_back="on")
    assert [one.ends_on for one in membership.user.memberships.order_by("pk")] == [date(2024, 6, 1), None]


def test_role_is_given_from_the_page_of_the_person(admin):
    user, organisation = UserFactory(), OrganisationFactory()
    page = admin.get(change_of(user)).text
    assert address(User, "act", user.pk, "grant") in page
    typed = {"role": Role.PARTNER, "organisation": organisation.pk}
    on_one(admin, user, "grant", **typed, starts_on="01/01/2024", ends_on="31/12/2024")
    granted = user.memberships.get()
    assert (granted.starts_on, granted.ends_on) == (date(2024, 1, 1), date(2024, 12, 31))
    latest = Entry.objects.order_by("-position").first()
    assert (latest.verb, latest.reason) == ("membership.granted", "Décision du comité.")


@pytest.mark.parametrize(
    "typed", [{"role": "king"}, {"role": Role.PARTNER}, {"starts_on": "02/01/2024", "ends_on": "01/01/2024"}]
)
def test_role_that_cannot_be_is_not_given(typed, admin):
    user = UserFactory()
    on_one(admin, user, "grant", **{"role": Role.SECRETARIAT, "starts_on": "01/01/2024"} | typed)
    assert not user.memberships.exists()


def test_role_to_come_is_removed_and_one_that_began_is_not(admin):
    tomorrow = timezone.localdate() + timedelta(days=1)
    begun, coming = MembershipFactory(), MembershipFactory(starts_on=tomorrow)
    for one in (begun, coming):
        admin.post(address(one, "delete", one.pk), {"post": "yes", "reason": "Erreur."})
    assert list(Membership.objects.filter(pk__in=[begun.pk, coming.pk])) == [begun]
    assert address(Membership, "act", begun.pk, "end") in admin.get(change_of(begun)).text


def test_last_administrator_stays(admin, administrator):
    on_one(admin, administrator, "close", on="01/06/2024")
    on_one(admin, administrator.memberships.get(), "end", on="01/06/2024")
    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.memberships.get().ends_on is None


def test_second_factor_is_reset(admin):
    user = UserFactory(second_factor_at=timezone.now())
    on_one(admin, user, "reset-second-factor")
    user.refresh_from_db()
    assert not user.has_second_factor


def test_account_shows_neither_password_nor_digest(admin):
    user, invitation = UserFactory(), InvitationFactory()
    for page in (change_of(user), address(User, "export", "csv"), address(user, "history", user.pk)):
        response = admin.get(page)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert user.password.encode() not in content
    for page in (change_of(invitation), address(Invitation, "export", "csv")):
        response = admin.get(page)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert invitation.token_digest.encode() not in content


def test_password_is_not_set_here(admin):
    user = UserFactory()
    before = user.password
    sent(admin, change_of(user), full_name="Awa Diarra", password="x", is_active="")
    user.refresh_from_db()
    assert (user.full_name, user.password, user.is_active) == ("Awa Diarra", before, True)


def test_role_is_granted_and_ended(admin):
    user, organisation = UserFactory(), OrganisationFactory()
    typed = {
        "user": user.pk,
        "role": Role.FOCAL_POINT,
        "organisation": organisation.pk,
        "starts_on": "01/01/2024",
    }
    assert sent(admin, address(Membership, "add"), **typed).status_code == 302
    membership = user.memberships.get()
    assert Entry.objects.order_by("-position").first().verb == "membership.granted"
    on_one(admin, membership, "end", on="30/06/2024")
    membership.refresh_from_db()
    assert membership.ends_on == date(2024, 6, 30)


def test_role_without_its_organisation_is_refused(admin):
    user = UserFactory()
    response = sent(
        admin, address(Membership, "add"), user=user.pk, role=Role.PARTNER, starts_on="01/01/2024"
    )
    assert (response.status_code, user.memberships.count()) == (200, 0)


def test_invitation_is_sent(admin, administrator, django_capture_on_commit_callbacks):
    typed = {"email": "awa@example.org", "role": Role.SECRETARIAT, "language": "fr"}
    with django_capture_on_commit_callbacks(execute=True):
        assert sent(admin, address(Invitation, "add"), **typed).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.invited_by, mail.outbox[0].to) == (administrator, ["awa@example.org"])
    [link] = re.findall(r"/accounts/invitation/\S+", mail.outbox[0].body)
    assert admin.get(link).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_invitation_whose_mail_fails_shows_its_link_once(transactional_db, admin, settings):
    settings.EMAIL_BACKEND = "tests.admin.mail.Refusing"
    typed = {"email": "awa@example.org", "role": Role.SECRETARIAT, "language": "fr"}
    sent(admin, address(Invitation, "add"), **typed)
    first, second = (admin.get(address(Invitation, "changelist")).content.decode() for _time in range(2))
    link = settings.SITE_URL + "/accounts/invitation/"
    assert link in first
    assert link not in second


def test_invitation_is_sent_again_or_withdrawn(admin):
    invitation = InvitationFactory()
    on_one(admin, invitation, "resend")
    invitation.refresh_from_db()
    assert invitation.withdrawn_at
    [another] = Invitation.objects.pending(at=timezone.now())
    assert len(mail.outbox) == 1
    on_many(admin, [another], "withdraw", on="")
    assert not Invitation.objects.pending(at=timezone.now() + timedelta(days=1)).exists()


def test_accounts_are_neither_added_nor_removed(admin):
    user = UserFactory()
    assert admin.get(address(User, "changelist") + "add/").status_code == 404
    assert admin.get(change_of(user).replace("/change/", "/delete/")).status_code == 404


def test_list_of_accounts_tells_roles_and_second_factor(admin):
    MembershipFactory(user__full_name="Awa Diarra", role=Role.PARTNER)
    page = admin.get(address(User, "changelist"), {"q": "diarra"}).content.decode()
    assert "partenaire" in page


def test_new_address_is_told_to_the_person_at_both(admin, django_capture_on_commit_callbacks):
    user = UserFactory(email="old@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        sent(admin, change_of(user), email="New@example.org")
    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert sorted(to for message in mail.outbox for to in message.to) == [
        "new@example.org",
        "old@example.org",
    ]
