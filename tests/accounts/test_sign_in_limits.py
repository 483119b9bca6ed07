"""Five tries in five minutes, whoever asks and however."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command

from cnclctpa import settings as ours
from tests.factories.accounts import PASSWORD, UserFactory


@pytest.fixture
def account(db):
    return UserFactory(email="awa@example.org")


def sign_in(client, password="wrong", email="awa@example.org", **request):
    return client.post("/accounts/login/", {"login": email, "password": password}, **request)


def without_values(response):
    """The page without what was typed nor the token against forgery, which Django masks anew each time."""
    return re.sub(r'value="[^"]*"', "", response.text)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_five_failures_close_the_door_even_to_the_right_password(client, account):
    for _try in range(5):
        sign_in(client)
    sign_in(client, PASSWORD)
    assert not is_signed_in(client)


def test_four_failures_do_not(client, account):
    for _try in range(4):
        sign_in(client)
    sign_in(client, PASSWORD)
    assert is_signed_in(client)


def test_the_door_opens_again_after_five_minutes(client, account):
    with time_machine.travel("2026-01-01 08:00:00", tick=False) as clock:
        for _try in range(5):
            sign_in(client)
        clock.shift(301)
        sign_in(client, PASSWORD)
        assert is_signed_in(client)


@pytest.mark.parametrize(
    "disguise",
    [
        lambda n: {"REMOTE_ADDR": f"192.0.2.{n}"},
        lambda n: {"headers": {"x-forwarded-for": f"192.0.2.{n}"}},
        lambda n: {"headers": {"host": f"testserver:{8000 + n}"}},
        lambda n: {"email": "awa@example.org".upper() if n % 2 else " Awa@Example.org "},
    ],
    ids=["address", "forwarded", "host", "case"],
)
def test_no_disguise_gives_fresh_tries(client, account, disguise):
    for number in range(1, 6):
        sign_in(client, **disguise(number))
    sign_in(client, PASSWORD, **disguise(9))
    assert not is_signed_in(client)


def test_an_unknown_address_is_answered_like_a_known_one(client, account):
    known, unknown = sign_in(client), sign_in(client, email="nobody@example.org")
    cache.clear()
    assert known.status_code == unknown.status_code == 200
    assert without_values(known) == without_values(unknown)


def test_names_by_the_hundred_do_not_have_the_failures_under_another_forgotten(client, account, settings):
    settings.CACHES = ours.CACHES
    call_command("createcachetable", verbosity=0)
    for _try in range(5):
        sign_in(client)
    for number in range(450):
        cache.add(f"~{number}", 1)  # room is made among the first in the order of keys, which these are not
    sign_in(client, PASSWORD)
    assert not is_signed_in(client)


@pytest.mark.parametrize(("prefix", "words"), [("", "Trop de demandes"), ("/en", "Too many requests")])
def test_too_many_requests_are_told_so_in_the_language_of_the_reader(client, db, prefix, words):
    answers = [client.post(f"{prefix}/accounts/login/", {"login": f"{n}@example.org"}) for n in range(31)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert words in answers[-1].text
