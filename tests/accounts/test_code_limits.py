"""Five tries in five minutes on every path to sign in, whoever asks and however (bars: 7 × 4 × 20)."""

import itertools

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from cnclctpa.accounts.roles import Role
from tests.accounts.codes import code, give_code, give_password, is_signed_in, wrong
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db

TRIES = 20

DISGUISES = {
    "none": lambda n: {},
    "addresses": lambda n: {"REMOTE_ADDR": f"192.0.2.{n}"},
    "forwarded": lambda n: {"headers": {"x-forwarded-for": f"192.0.2.{n}", "x-real-ip": f"192.0.2.{n}"}},
    "hosts": lambda n: {"REMOTE_ADDR": f"192.0.2.{n}", "headers": {"host": f"testserver:{8000 + n}"}},
}


@pytest.fixture(params=DISGUISES, ids=str)
def disguise(request):
    return DISGUISES[request.param]


@pytest.fixture
def account():
    return UserFactory(secretariat=True, email="awa@example.org")


def by_login(prefix):
    def attempt(client, password, **more):
        return client.post(
            f"{prefix}/accounts/login/", {"login": "awa@example.org", "password": password}, **more
        )

    return attempt


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_password(account, disguise, prefix):
    attempt = by_login(prefix)
    for number in range(TRIES):
        attempt(Client(), f"wrong {number}", **disguise(number))
    client = Client()
    attempt(client, PASSWORD, **disguise(TRIES))
    assert "account_login" not in client.session
    assert client.get("/accounts/login/code/").url == "/accounts/login/"


def test_password_by_both_languages_is_one_path(account):
    attempts = itertools.cycle([by_login(""), by_login("/en")])
    for number in range(TRIES):
        next(attempts)(Client(), f"wrong {number}")
    client = Client()
    by_login("")(client, PASSWORD)
    assert client.get("/accounts/login/code/").url == "/accounts/login/"


def test_code(account, disguise):
    for number in range(TRIES):
        client = Client()
        give_password(client, account, **disguise(number))
        give_code(client, wrong(), **disguise(number))
    client = Client()
    give_password(client, account, **disguise(TRIES))
    give_code(client, code(), **disguise(TRIES))
    assert not is_signed_in(client)


def test_four_wrong_codes_do_not_close_the_door(client, account):
    give_password(client, account)
    for _try in range(4):
        give_code(client, wrong())
    give_code(client, code())
    assert is_signed_in(client)


def test_the_door_opens_again_after_five_minutes(client, account):
    with time_machine.travel("2026-01-01 08:00:00", tick=False) as clock:
        give_password(client, account)
        for _try in range(6):
            page = give_code(client, wrong())
        assert page.status_code == 200
        clock.shift(301)
        give_code(client, code())
        assert is_signed_in(client)


def test_code_again(account, disguise):
    """The reauthentication of an open session: somebody else’s computer, left open."""
    client = Client()
    client.force_login(account)
    address = "/accounts/again/code/?next=/accounts/second-factor/codes/"
    answers = [client.post(address, {"code": wrong()}, **disguise(n)).status_code for n in range(TRIES)]
    assert answers.count(200) == 5
    client.post(address, {"code": code()}, **disguise(TRIES))
    assert client.get("/accounts/second-factor/codes/").status_code == 302


@pytest.mark.parametrize("path", ["/accounts/again/", "/accounts/password/change/"])
def test_password_of_an_open_session(disguise, path):
    user = UserFactory(partner=True)
    client = Client()
    client.force_login(user)
    new = {"password1": "Baobab-caïlcédrat-2019", "password2": "Baobab-caïlcédrat-2019"}
    for number in range(TRIES):
        client.post(path, {"password": "wrong", "oldpassword": "wrong", **new}, **disguise(number))
    answer = client.post(path, {"password": PASSWORD, "oldpassword": PASSWORD, **new}, **disguise(TRIES))
    assert answer.status_code != 302
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_administration_has_no_door_of_its_own(disguise):
    UserFactory(administrator=True, email="awa@example.org")
    client = Client()
    typed = {"username": "awa@example.org", "password": PASSWORD, "this_is_the_login_form": "1"}
    answers = {client.post("/admin/login/", typed, **disguise(number)).status_code for number in range(TRIES)}
    assert answers <= {302, 405}
    assert not is_signed_in(client)
    assert client.get("/admin/login/").url.startswith("/accounts/login/")


def test_mails_to_choose_a_new_password(account, disguise):
    for number in range(TRIES):
        Client().post("/accounts/password/reset/", {"email": "awa@example.org"}, **disguise(number))
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("path", ["/accounts/password/reset/key/1-{}/", "/accounts/invitation/{}/"])
def test_links_are_not_guessed(account, disguise, path):
    """Their tokens are too long to be: no guess opens anything, nor says who has an account."""
    InvitationFactory(role=Role.PARTNER, email=account.email)
    pages = set()
    for number in range(TRIES):
        client = Client()
        answer = client.get(path.format(f"abc-{number:040}"), **disguise(number))
        pages.add(answer.status_code)
        assert not is_signed_in(client)
    assert len(pages) == 1


def test_known_and_unknown_addresses_are_answered_alike_to_the_last_try(account):
    def answers(email):
        cache.clear()
        tries = [
            Client().post("/accounts/login/", {"login": email, "password": f"wrong {n}"}) for n in range(7)
        ]
        resets = [Client().post("/accounts/password/reset/", {"email": email}) for n in range(7)]
        return [answer.status_code for answer in (*tries, *resets)]

    assert answers("awa@example.org") == answers("nobody@example.org")
