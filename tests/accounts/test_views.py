import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cnclctpa.accounts import leaving, services
from cnclctpa.accounts.models import Membership, User
from cnclctpa.accounts.roles import Role
from cnclctpa.typography import day
from tests.factories.accounts import LONG_AGO, PASSWORD, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.reference import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "Un-baobab-centenaire"


def is_signed_in(client):
    return "_auth_user_id" in client.session


def sign_in(client, user, password=PASSWORD, **data):
    return client.post("/accounts/login/", {"login": user.email, "password": password, **data})


# Signing in


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_sign_in_leads_to_the_desk_in_the_language_of_the_address(client, prefix):
    user = UserFactory(language="fr" if prefix else "en")
    typed = {"login": user.email, "password": PASSWORD}
    assert client.post(f"{prefix}/accounts/login/", typed).url == f"{prefix}/desk/"
    assert is_signed_in(client)


def test_sign_in_leads_to_the_page_that_asked_for_it(client):
    assert client.get("/accounts/profile/").url == "/accounts/login/?next=/accounts/profile/"
    assert sign_in(client, UserFactory(language="en"), next="/accounts/password/change/").url == (
        "/accounts/password/change/"
    )


def test_sign_in_does_not_lead_to_another_site(client):
    assert sign_in(client, UserFactory(), next="https://example.org/").url == "/desk/"


def test_sign_in_ignores_the_case_of_the_address(client):
    user = UserFactory(email="sira@example.org")
    client.post("/accounts/login/", {"login": " Sira@Example.ORG ", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_sign_in_ends_with_the_browser(client):
    sign_in(client, UserFactory())
    assert client.session.get_expire_at_browser_close()


def words_of(response):
    """What a page says, without the token that changes at each answer nor what the visitor typed."""
    return re.sub(r'value="[^"]*"', "", response.text)


def test_sign_in_says_the_same_of_every_failure(client, settings):
    settings.DEMONSTRATION = False
    UserFactory(email="sira@example.org")
    UserFactory(email="closed@example.org", is_active=False)
    UserFactory(email="demo@demonstration.example")
    answers = {
        words_of(client.post("/accounts/login/", {"login": email, "password": password}))
        for email, password in [
            ("sira@example.org", "wrong"),
            ("nobody@example.org", PASSWORD),
            ("closed@example.org", PASSWORD),
            ("closed@example.org", "wrong"),
            ("demo@demonstration.example", PASSWORD),
        ]
    }
    assert len(answers) == 1
    assert not is_signed_in(client)


def test_sign_in_to_a_demonstration_account_where_demonstration_is_allowed(client):
    sign_in(client, UserFactory(email="demo@demonstration.example"))
    assert is_signed_in(client)


def test_demonstration_session_ends_once_demonstration_is_over(client, settings):
    sign_in(client, UserFactory(email="demo@demonstration.example"))
    assert "demo@demonstration.example" in client.get("/accounts/profile/").text
    settings.DEMONSTRATION = False
    assert client.get("/accounts/profile/").url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    "address", ["http://testserver/help/", "http://localhost:9000/", "//testserver/help/"]
)
def test_sign_in_leads_to_addresses_of_this_site_only(client, address):
    assert sign_in(client, UserFactory(), next=address).url == "/desk/"


def test_closed_account_is_signed_out_at_the_next_page(client, administrator, partner):
    client.force_login(partner)
    leaving.close_account(partner, reason="left", by=administrator)
    assert client.get("/accounts/profile/").url == "/accounts/login/?next=/accounts/profile/"
    assert partner.full_name not in client.get("/").text


def test_sign_in_page_answers_in_html_whatever_the_headers_say(client):
    response = client.post("/accounts/login/", {}, headers={"x-requested-with": "XMLHttpRequest"})
    assert response["Content-Type"].startswith("text/html")


def test_sign_out_asks_first_then_takes_a_post(client, partner):
    client.force_login(partner)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/accounts/logout/").status_code == 302
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_set_password", "account_inactive", "mfa_index"],
)
def test_pages_of_allauth_that_are_not_used_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "address", ["signup/", "email/", "confirm-email/", "inactive/", "3rdparty/", "social/signup/"]
)
def test_usual_addresses_of_allauth_lead_nowhere(client, address):
    assert client.get(f"/accounts/{address}").status_code == 404


# Passwords


def test_password_is_changed(client, partner):
    client.force_login(partner)
    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    partner.refresh_from_db()
    assert response.url == "/accounts/profile/"
    assert partner.check_password(NEW_PASSWORD)
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "typed",
    [
        {"oldpassword": "wrong"},
        {"password2": "another-password"},
        {"password1": "short", "password2": "short"},
    ],
)
def test_password_is_not_changed(client, partner, typed):
    client.force_login(partner)
    right = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    response = client.post("/accounts/password/change/", right | typed)
    partner.refresh_from_db()
    assert response.status_code == 200
    assert "is-invalid" in response.text
    assert partner.check_password(PASSWORD)


def ask_for_a_link(client, email):
    response = client.post("/accounts/password/reset/", {"email": email})
    return response, mail.outbox[-1]


def test_forgotten_password_is_chosen_again_through_a_mail(client, settings):
    user = UserFactory(email="sira@example.org")
    _response, message = ask_for_a_link(client, "Sira@example.org")
    assert message.to == ["sira@example.org"] or message.to == ["Sira@example.org"]
    (address,) = re.findall(rf"{settings.SITE_URL}(/accounts/password/reset/key/\S+)", message.body)

    page = client.get(address, follow=True)
    assert page.status_code == 200
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)

    assert client.get(address, follow=True).context["token_fail"]


def test_link_to_a_new_password_ignores_the_host_of_the_request(client, settings):
    UserFactory(email="sira@example.org")
    client.post("/accounts/password/reset/", {"email": "sira@example.org"}, headers={"host": "localhost:99"})
    assert "localhost:99" not in mail.outbox[-1].body
    assert settings.SITE_URL in mail.outbox[-1].body


def test_new_password_lets_in_at_once_after_failed_attempts(client):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user, "wrong")
    _response, message = ask_for_a_link(client, user.email)
    address = re.search(r"/accounts/password/reset/key/\S+", message.body)[0]
    page = client.get(address, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    sign_in(client, user, NEW_PASSWORD)
    assert is_signed_in(client)


def test_forgotten_password_answers_the_same_for_an_unknown_address(client):
    user = UserFactory()
    UserFactory(email="closed@example.org", is_active=False)
    answers = [
        ask_for_a_link(client, email) for email in (user.email, "nobody@example.org", "closed@example.org")
    ]
    assert {response.url for response, _message in answers} == {"/accounts/password/reset/done/"}
    assert [message.to for _response, message in answers] == [
        [user.email],
        ["nobody@example.org"],
        ["closed@example.org"],
    ]
    assert ["/reset/key/" in message.body for _response, message in answers] == [True, False, False]


def test_link_that_nobody_sent_says_that_it_no_longer_works(client):
    response = client.get("/accounts/password/reset/key/1-abc-def/")
    assert response.context["token_fail"]
    assert "/accounts/password/reset/" in response.text


# The profile


def test_profile_is_for_those_who_are_signed_in(client):
    assert client.get("/accounts/profile/").url.startswith("/accounts/login/")


def test_profile_tells_roles_with_their_dates_and_what_they_grant(client):
    user = UserFactory(full_name="Sira Keïta")
    organisation = OrganisationFactory(name_fr="Ministère des Essais", name_en="Ministry of Trials")
    MembershipFactory(user=user, organisation=organisation, region=RegionFactory(name="Ségou"))
    MembershipFactory(user=user, role=Role.PARTNER, ends_on=timezone.localdate().replace(year=2020, day=1))
    client.force_login(user)
    page = client.get("/en/accounts/profile/").text
    for words in ("Sira Keïta", user.email, "Ministry of Trials", "Ségou", day(LONG_AGO, "en"), "2020"):
        assert words in page
    assert "Report on the progress of activities" in page
    assert "for one’s own organisation" in page
    assert "Manage accounts" not in page


@pytest.mark.parametrize("ends", [None, 60])
def test_profile_tells_the_roles_to_come_as_such(client, ends):
    user, today = UserFactory(), timezone.localdate()
    dates = [today + timedelta(days=one) for one in (30, ends) if one]
    MembershipFactory(user=user, **dict(zip(("starts_on", "ends_on"), dates, strict=False)))
    client.force_login(user)
    page = client.get("/en/accounts/profile/").text
    assert "You have no role at present" in page
    assert "since" not in page
    assert f"from {day(dates[0], 'en')}" in page


def test_profile_without_a_role_says_what_one_sees(client):
    client.force_login(UserFactory())
    assert "You have no role at present" in client.get("/en/accounts/profile/").text


@pytest.mark.parametrize("domain", ["demonstration.example", "example.org"])
def test_profile_of_a_fictitious_person_says_so(client, domain):
    client.force_login(UserFactory(email=f"sira@{domain}"))
    page = client.get("/accounts/profile/").content.decode()
    assert ("Compte de démonstration." in page) is (domain == "demonstration.example")
    assert "Cette page est fictive" not in page


def test_profile_changes_name_and_language(client, partner):
    client.force_login(partner)
    response = client.post("/accounts/profile/", {"full_name": "Awa Traoré", "language": "en"})
    partner.refresh_from_db()
    assert (partner.full_name, partner.language) == ("Awa Traoré", "en")
    assert response.url == "/en/accounts/profile/"


def test_profile_changes_nothing_else(client, partner):
    client.force_login(partner)
    before = User.objects.filter(pk=partner.pk).values("email", "is_active", "password", "created_at").get()
    typed = {"full_name": "Awa", "language": "fr", "email": "x@example.org", "is_active": "", "password": "x"}
    client.post("/accounts/profile/", typed | {"role": "administrator", "memberships": "1"})
    assert User.objects.filter(pk=partner.pk).values(*before).get() == before
    assert set(partner.memberships.values_list("role", flat=True)) == {Role.PARTNER}


@pytest.mark.parametrize("typed", [{"full_name": " "}, {"language": "de"}])
def test_profile_refuses_and_keeps_what_was_typed(client, partner, typed):
    client.force_login(partner)
    response = client.post("/accounts/profile/", {"full_name": "Awa", "language": "fr"} | typed)
    assert response.status_code == 200
    assert "is-invalid" in response.text
    assert partner.full_name in response.text
    assert User.objects.get(pk=partner.pk).full_name == partner.full_name


# Invitations


def address_of(invitation):
    return f"/accounts/invitation/{invitation.token}/"


CHOICE = {"full_name": "Sira Keïta", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def test_invitation_shows_what_is_offered(client):
    invitation = InvitationFactory(full_name="Sira Keïta", region=RegionFactory(name="Ségou"))
    page = client.get(address_of(invitation)).text
    for words in (invitation.email, str(invitation.organisation), "Ségou", "Sira Keïta"):
        assert words in page


def test_invitation_accepted_opens_an_account(client):
    invitation = InvitationFactory()
    assert client.post(address_of(invitation), CHOICE).url == "/accounts/login/"
    user = User.objects.get(email=invitation.email)
    assert user.memberships.get().organisation == invitation.organisation
    sign_in(client, user, NEW_PASSWORD)
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "typed",
    [
        {"full_name": ""},
        {"full_name": " "},
        {"password2": "another-password"},
        {"password1": "short", "password2": "short"},
        {"password1": ""},
    ],
)
def test_invitation_refuses_a_bad_choice(client, typed):
    invitation = InvitationFactory()
    response = client.post(address_of(invitation), CHOICE | typed)
    assert response.status_code == 200
    assert "is-invalid" in response.text
    assert not User.objects.exists()


def test_invitation_to_an_address_that_is_not_one_is_refused_in_words(client):
    invitation = InvitationFactory(email="not an address")
    response = client.post(address_of(invitation), CHOICE)
    assert response.status_code == 200
    assert len(response.context["form"].non_field_errors()) == 1
    assert not User.objects.exists()


def test_invitation_cannot_be_bent(client):
    invitation = InvitationFactory()
    client.post(address_of(invitation), CHOICE | {"email": "x@example.org", "role": "administrator"})
    assert User.objects.get().email == invitation.email
    assert Membership.objects.get().role == invitation.role


def test_invitation_that_does_not_exist(client):
    invitation = InvitationFactory()
    response = client.get("/accounts/invitation/another/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.text
    assert invitation.email not in response.text


def test_invitation_that_no_longer_works_says_so(client, administrator):
    withdrawn, accepted = InvitationFactory.create_batch(2)
    services.withdraw_invitation(withdrawn, by=administrator)
    services.accept_invitation(accepted, full_name="Sira", password=PASSWORD)
    for method in (client.get, client.post):
        assert [method(address_of(invitation)).status_code for invitation in (withdrawn, accepted)] == [
            410,
            410,
        ]


def test_invitation_for_an_account_that_exists_asks_to_sign_in(client, partner):
    invitation = InvitationFactory(email=partner.email)
    page = client.get(address_of(invitation))
    assert f"/accounts/login/?next={address_of(invitation)}" in page.text
    assert client.post(address_of(invitation), CHOICE).status_code == 403
    assert partner.memberships.count() == 1


def test_invitation_for_somebody_else_is_not_accepted(client, partner, secretariat):
    invitation = InvitationFactory(email=partner.email)
    client.force_login(secretariat)
    assert secretariat.email in client.get(address_of(invitation)).text
    assert client.post(address_of(invitation)).status_code == 403
    assert [user.memberships.count() for user in (partner, secretariat)] == [1, 1]


def test_invitation_is_accepted_by_its_guest_who_has_an_account(client, partner):
    invitation = InvitationFactory(email=partner.email)
    client.force_login(partner)
    assert client.get(address_of(invitation)).status_code == 200
    assert client.post(address_of(invitation)).url == "/accounts/profile/"
    assert partner.memberships.count() == 2


def test_invitation_to_a_role_already_held_is_refused_in_words(client, partner):
    invitation = InvitationFactory(email=partner.email)
    MembershipFactory(user=partner, organisation=invitation.organisation)
    client.force_login(partner)
    response = client.post(address_of(invitation), follow=True)
    assert partner.memberships.count() == 2
    assert response.status_code == 200
    assert "alert-error" in response.text
