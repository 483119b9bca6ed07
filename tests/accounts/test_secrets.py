"""The key of the site changes: nobody enrols anew, and the former key can then go."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from cnclctpa.accounts import second_factor as services
from tests.accounts.codes import code, give_code, give_password, is_signed_in
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def another_key(settings):
    """The person enrolled with the former key, now a fallback."""
    user = UserFactory(enrolled=True)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    return user


def renew(*arguments):
    told = StringIO()
    call_command("renew_secrets", *arguments, stdout=told, stderr=told)
    return told.getvalue()


def test_codes_of_the_former_key_still_sign_in(client, another_key):
    give_password(client, another_key)
    give_code(client, code())
    assert is_signed_in(client)


def test_session_of_the_former_key_goes_on(client, settings):
    user = UserFactory(enrolled=True)
    client.force_login(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert client.get("/accounts/profile/").status_code == 200


def test_renewed_secrets_need_no_former_key(another_key, settings):
    papers = services.recovery_codes_of(another_key)
    assert renew()
    settings.SECRET_KEY_FALLBACKS = []
    assert services.recovery_codes_of(another_key) == papers
    assert services.authenticator_accepting(another_key, papers[0]) is not None
    assert services.authenticator_accepting(another_key, code()) is not None


def test_trial_changes_nothing(another_key):
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    renew("--dry-run")
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


def test_secrets_of_an_unknown_key_are_told_and_left(another_key, settings):
    settings.SECRET_KEY_FALLBACKS = []
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    assert "2" in renew()
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before
