"""Whoever owns an account is told by mail of what somebody else has done to it."""

from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command

from cnclctpa.accounts import letters, services
from cnclctpa.accounts.second_factor import reset_second_factor
from cnclctpa.audit.models import Entry
from tests.accounts.test_services import ClosedMailServer
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

CLOSED = f"{ClosedMailServer.__module__}.{ClosedMailServer.__name__}"


@pytest.fixture
def kept(django_capture_on_commit_callbacks):
    """What leaves once a change is kept."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def received():
    return {to: message for message in mail.outbox for to in message.to}


def test_new_address_is_told_at_both(kept, administrator):
    user = UserFactory(email="old@example.org", full_name="L’Ami & Cie", language="en")
    user.email = "New@Example.org"
    with kept():
        services.correct_account(user, by=administrator)
    assert received().keys() == {"old@example.org", "new@example.org"}
    assert "sign in with new@example.org" in received()["new@example.org"].body
    assert "old@example.org no longer signs in" in received()["old@example.org"].body
    assert "new@example.org" not in received()["old@example.org"].body
    for message in mail.outbox:
        assert "Hello L’Ami & Cie," in message.body
        assert "\n" not in message.subject
    assert Entry.objects.latest().verb == "account.email_changed"


def test_another_name_is_told_to_nobody(kept, administrator):
    user = UserFactory()
    user.full_name = "Awa Diarra"
    with kept():
        services.correct_account(user, by=administrator)
    assert mail.outbox == []
    assert Entry.objects.latest().verb == "account.profile_changed"


def test_address_of_another_account_is_refused_and_told_to_nobody(kept, administrator):
    user = UserFactory()
    user.email = administrator.email.upper()
    with kept(), pytest.raises(ValidationError, match="Another account"):
        services.correct_account(user, by=administrator)
    assert mail.outbox == []


def test_reset_second_factor_is_told_to_its_owner(kept, administrator, settings):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    user = UserFactory(secretariat=True, language="en")
    with kept():
        reset_second_factor(user, reason="telephone stolen", by=administrator)
    [message] = mail.outbox
    assert message.to == [user.email]
    assert "write to secretariat@example.org at once" in message.body
    assert "telephone stolen" not in message.body


def test_reset_by_the_command_line_is_told_too(kept):
    user = UserFactory(administrator=True)
    with kept():
        call_command("reset_second_factor", user.email, "--reason=lost", stdout=StringIO())
    assert received().keys() == {user.email}


def test_refused_reset_is_told_to_nobody(kept, administrator):
    with kept(), pytest.raises(ValidationError):
        reset_second_factor(administrator, reason="lost", by=administrator)
    assert mail.outbox == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("letter", ["email_changed", "email_changed_before", "second_factor_reset"])
def test_letters_are_whole_in_each_language(letter, language):
    told = {"full_name": "Awa", "email": "awa@example.org", "contact": ""}
    assert letters.send(letter, "awa@example.org", language=language, **told)
    [message] = mail.outbox
    assert message.subject
    assert len(message.body.strip().split("\n\n")) == 4


def test_mail_that_does_not_leave_stops_nothing(kept, administrator, settings, caplog):
    settings.EMAIL_BACKEND = CLOSED
    user = UserFactory(email="old@example.org")
    user.email = "new@example.org"
    with kept():
        services.correct_account(user, by=administrator)
    assert type(user).objects.get(pk=user.pk).email == "new@example.org"
    assert "did not leave" in caplog.text
    assert "example.org" not in caplog.text
