"""Enrolling, signing in with a code, and what remains closed until then."""

import re
from urllib.parse import quote, unquote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from cnclctpa.accounts import second_factor as services
from cnclctpa.accounts.models import User
from cnclctpa.accounts.permissions import may_enter_administration
from cnclctpa.accounts.roles import Role
from tests.accounts.codes import code, give_code, give_password, is_signed_in, wrong
from tests.factories.accounts import PASSWORD, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db

ENROL = "/accounts/second-factor/enrol/"
CODES = "/accounts/second-factor/codes/"
PAGES = ["/", "/about/", "/accounts/profile/", "/accounts/password/change/", "/admin/", CODES]
GIVE_UP = "Give up my second factor"
OPENINGS = ["SECOND_FACTOR_REQUIRED", "MFA_TOTP_INSECURE_BYPASS_CODE", "MFA_TRUST_ENABLED"]


@pytest.fixture(params=[Role.SECRETARIAT, Role.ADMINISTRATOR])
def newcomer(request):
    """Somebody whose role requires a second factor, who has none yet."""
    return MembershipFactory(role=request.param, user=UserFactory()).user


def secret_of(page):
    return re.search(r'<p class="secret" translate="no">([A-Z2-7 ]+)</p>', page.text)[1].replace(" ", "")


# Enrolling first


def test_newcomer_is_led_from_sign_in_to_enrolment_then_works(client, newcomer):
    give_password(client, newcomer)
    page = client.get("/en/", follow=True)
    assert page.redirect_chain == [(f"/en{ENROL}", 302)]
    assert "Your role requires a second factor" in page.text
    answer = client.post(ENROL, {"code": code(secret_of(page))})
    assert answer.url == CODES
    assert client.get("/").status_code == client.get(CODES).status_code == 200


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete"])
@pytest.mark.parametrize(
    "address", ["/", "/about/", "/accounts/profile/", "/accounts/password/change/", "/admin/", CODES]
)
def test_newcomer_can_do_nothing_else(client, newcomer, address, method):
    client.force_login(newcomer)
    before = User.objects.filter(pk=newcomer.pk).values().get()
    answer = getattr(client, method)(address, {"full_name": "X", "language": "en", "password1": "x"})
    assert (answer.status_code, answer.url) == (302, ENROL)
    assert User.objects.filter(pk=newcomer.pk).values().get() == before


def test_newcomer_may_leave_or_change_the_language(client, newcomer):
    give_password(client, newcomer)
    assert client.get(f"/en{ENROL}").status_code == 200
    assert client.get("/en/about/").url == f"/en{ENROL}"
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_a_role_given_during_a_session_asks_at_the_next_page(client, partner):
    client.force_login(partner)
    assert client.get("/about/").status_code == 200
    MembershipFactory(role=Role.ADMINISTRATOR, user=partner)
    assert client.get("/about/").url == ENROL


def test_a_role_that_has_ended_asks_nothing(client):
    user = MembershipFactory(role=Role.SECRETARIAT, user=UserFactory(), ends_on="2020-01-01").user
    client.force_login(user)
    assert client.get("/about/").status_code == 200


def test_demonstration_asks_none_while_there_is_one(client, settings):
    user = MembershipFactory(role=Role.SECRETARIAT, user=UserFactory(email="a@demonstration.example")).user
    client.force_login(user)
    assert client.get("/about/").status_code == 200
    assert client.get(ENROL, follow=True).redirect_chain[-1][0].startswith("/accounts/again/")
    settings.DEMONSTRATION = False
    assert client.get("/accounts/profile/").url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    "name", ["SECOND_FACTOR_REQUIRED", "MFA_TOTP_INSECURE_BYPASS_CODE", "MFA_TRUST_ENABLED"]
)
def test_no_setting_lets_anybody_off(settings, name):
    assert not hasattr(settings, name)


def test_those_enrolled_pay_no_query_for_it(client, secretariat, django_assert_num_queries):
    client.force_login(secretariat)
    with django_assert_num_queries(2):  # the session and the account
        client.get("/accounts/password/change/")


def test_administration_is_for_administrators_with_a_second_factor(rf, administrator, secretariat, partner):
    def may_enter(user):
        request = rf.get("/admin/")
        request.user = User.objects.get(pk=user.pk)
        return may_enter_administration(request)

    bare = MembershipFactory(role=Role.ADMINISTRATOR, user=UserFactory()).user
    closed = UserFactory(administrator=True, is_active=False)
    answers = [may_enter(user) for user in (administrator, secretariat, partner, bare, closed)]
    assert answers == [True, False, False, False, False]


# The page of enrolment


def test_enrolment_shows_a_drawing_of_our_own_and_letters(client, partner):
    give_password(client, partner)
    page = client.get(ENROL)
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert f"otpauth://totp/{partner.email.replace('@', '%40')}?secret={secret_of(page)}" in page.text


def test_enrolment_keeps_its_secret_until_it_is_used_and_not_in_clear(client, partner):
    give_password(client, partner)
    page = client.get(ENROL)
    assert secret_of(page) == secret_of(client.get(f"/en{ENROL}"))
    assert secret_of(page) not in str(dict(client.session))


def test_enrolment_with_a_wrong_code_says_so(client, partner):
    give_password(client, partner)
    secret = secret_of(client.get(ENROL))
    page = client.post(f"/en{ENROL}", {"code": wrong(secret)})
    assert "This code is not the right one" in page.text
    assert secret_of(page) == secret
    assert not User.objects.get(pk=partner.pk).has_second_factor


def test_enrolment_ends_the_other_sessions_only(client, partner):
    other = Client()
    other.force_login(partner)
    give_password(client, partner)
    client.post(ENROL, {"code": code(secret_of(client.get(ENROL)))})
    assert client.get("/accounts/profile/").status_code == 200
    assert other.get("/accounts/profile/").url.startswith("/accounts/login/")


def test_an_old_session_is_asked_again_before_what_matters(client, partner):
    with time_machine.travel("2026-01-01 08:00:00", tick=False) as clock:
        again = f"/accounts/again/?next={quote(ENROL, safe='')}"
        give_password(client, partner)
        clock.shift(301)
        assert client.get(ENROL).url == again
        assert client.post(again, {"password": "wrong"}).status_code == 200
        assert client.post(again, {"password": PASSWORD}).url == ENROL
        assert client.get(ENROL).status_code == 200


def test_those_enrolled_are_asked_for_a_code_not_for_their_password(client, secretariat):
    client.force_login(secretariat)
    assert unquote(client.get(CODES).url) == f"/accounts/again/code/?next={CODES}"
    assert client.post(f"/accounts/again/?next={CODES}", {"password": PASSWORD}).url.startswith(
        "/accounts/again/code/"
    )
    assert client.post(f"/accounts/again/code/?next={CODES}", {"code": code()}).url == CODES
    assert client.get(CODES).status_code == 200


# Recovery codes


def enter(client, user):
    give_password(client, user)
    give_code(client, code())


def test_recovery_codes_are_read_downloaded_and_renewed(client, secretariat):
    enter(client, secretariat)
    codes = services.recovery_codes_of(secretariat)
    page, text = client.get(CODES), client.get("/accounts/second-factor/codes.txt")
    assert re.findall(r"<li>(\d{8})</li>", page.text) == codes
    assert re.findall(r"^\d{8}$", text.text, re.MULTILINE) == codes
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text["Content-Disposition"].startswith("attachment")
    assert client.post(f"{CODES}renew/").url == CODES
    assert services.recovery_codes_of(secretariat) != codes


def test_reading_recovery_codes_changes_nothing(client, secretariat):
    enter(client, secretariat)
    before = list(Authenticator.objects.order_by("pk").values())
    client.get(CODES)
    assert list(Authenticator.objects.order_by("pk").values()) == before


def test_recovery_codes_all_used_say_so(client, secretariat):
    enter(client, secretariat)
    for digits in services.recovery_codes_of(secretariat):
        services.authenticator_accepting(secretariat, digits)
    assert "No code is left" in client.get(f"/en{CODES}").text


def test_without_a_second_factor_there_are_no_codes(client, partner):
    give_password(client, partner)
    for address in (CODES, "/accounts/second-factor/codes.txt", "/accounts/second-factor/remove/"):
        assert client.get(address).url == "/accounts/profile/"
    assert client.post(f"{CODES}renew/").url == "/accounts/profile/"


# Giving it up


def test_partner_gives_a_second_factor_up(client):
    user = UserFactory(partner=True, enrolled=True)
    enter(client, user)
    assert GIVE_UP in client.get("/en/accounts/profile/").text
    assert client.get("/accounts/second-factor/remove/").status_code == 200
    assert client.post("/accounts/second-factor/remove/").url == "/accounts/profile/"
    assert "Your password alone signs you in." in client.get("/en/accounts/profile/").text


def test_secretariat_may_not(client, secretariat):
    enter(client, secretariat)
    assert GIVE_UP not in client.get("/en/accounts/profile/").text
    assert client.get("/accounts/second-factor/remove/").status_code == 403
    assert client.post("/accounts/second-factor/remove/").status_code == 403
    assert User.objects.get(pk=secretariat.pk).has_second_factor


def test_reset_ends_sessions_and_leads_to_enrolment(client, administrator, secretariat):
    client.force_login(secretariat)
    services.reset_second_factor(secretariat, reason="lost", by=administrator)
    assert client.get("/accounts/profile/").url.startswith("/accounts/login/")
    give_password(client, secretariat)
    assert client.get("/").url == ENROL


# The step that asks for the code


def test_password_alone_does_not_sign_in(client, secretariat):
    assert give_password(client, secretariat).url == "/accounts/login/code/"
    assert not is_signed_in(client)
    assert client.get("/accounts/profile/").url.startswith("/accounts/login/")


def test_nor_does_a_new_password_nor_an_invitation(client, secretariat):
    invitation = InvitationFactory(email=secretariat.email, role=Role.PARTNER)
    client.post(f"/accounts/invitation/{invitation.token}/")
    assert not is_signed_in(client)


def test_secrets_that_were_lost_do_not_open_the_account(client, secretariat):
    Authenticator.objects.filter(user=secretariat).delete()
    give_password(client, secretariat)
    give_code(client, code())
    assert not is_signed_in(client)


def test_code_signs_in_where_one_was_going(client, secretariat):
    client.post("/accounts/login/", {"login": secretariat.email, "password": PASSWORD, "next": "/about/"})
    assert client.get("/accounts/login/code/").status_code == 200
    assert give_code(client, code()).url == "/about/"
    assert is_signed_in(client)


def test_recovery_code_signs_in(client, secretariat):
    give_password(client, secretariat)
    give_code(client, services.recovery_codes_of(secretariat)[0])
    assert is_signed_in(client)


def test_code_step_without_a_password_leads_back(client):
    assert client.get("/accounts/login/code/").url == "/accounts/login/"


def test_code_is_not_replayed_in_another_browser(client, secretariat):
    enter(client, secretariat)
    thief = Client()
    give_password(thief, secretariat)
    cache.clear()
    give_code(thief, code())
    assert not is_signed_in(thief)


def test_newcomer_invited_to_the_secretariat_enrols_after_the_first_sign_in(client):
    PlanFactory(published=True)
    invitation = InvitationFactory(role=Role.SECRETARIAT, organisation=None)
    choice = {"full_name": "Awa Traoré", "password1": PASSWORD, "password2": PASSWORD}
    client.post(f"/accounts/invitation/{invitation.token}/", choice)
    give_password(client, User.objects.get(email=invitation.email))
    assert client.get("/plans/").url == ENROL
