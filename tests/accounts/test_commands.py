import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cnclctpa.accounts.models import Invitation, User
from cnclctpa.accounts.roles import Role
from cnclctpa.audit.choices import Way
from cnclctpa.audit.models import Entry
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    output = StringIO()
    call_command(*arguments, **options, stdout=output)
    return output.getvalue()


@pytest.fixture
def typed(monkeypatch):
    """What the installer types, or sends to the input of the command."""

    def answer(*answers, terminal=True):
        stdin = io.StringIO("\n".join(answers) + "\n")
        stdin.isatty = lambda: terminal
        monkeypatch.setattr("sys.stdin", stdin)
        monkeypatch.setattr("getpass.getpass", lambda prompt: stdin.readline().rstrip("\n"))
        monkeypatch.setattr("builtins.input", lambda prompt: stdin.readline().rstrip("\n"))

    return answer


def test_create_account_prints_an_invitation_for_the_first_administrator():
    output = run("create_account", "Sira@example.org", name="Sira Keïta")
    invitation = Invitation.objects.get()
    token = output.strip().split("/")[-2]
    assert Invitation.objects.with_token(token).get() == invitation
    assert (invitation.email, invitation.full_name, invitation.role) == (
        "sira@example.org",
        "Sira Keïta",
        Role.ADMINISTRATOR,
    )
    assert Entry.objects.latest().way == Way.COMMAND


def test_create_account_reads_the_password_from_its_input(typed):
    typed(PASSWORD, terminal=False)
    run("create_account", "sira@example.org", "--name=Sira Keïta", "--password")
    user = User.objects.get()
    assert user.check_password(PASSWORD)
    assert user.memberships.get().role == Role.ADMINISTRATOR


def test_create_account_asks_at_a_terminal_for_what_is_missing(typed):
    typed("sira@example.org", "Sira Keïta", PASSWORD, PASSWORD)
    run("create_account", "--password")
    assert User.objects.get().full_name == "Sira Keïta"


def test_create_account_refuses_two_different_passwords(typed):
    typed(PASSWORD, PASSWORD + "x")
    with pytest.raises(CommandError):
        run("create_account", "sira@example.org", "--name=Sira", "--password")
    assert not User.objects.exists()


def test_create_account_does_not_wait_for_an_answer_without_a_terminal(typed):
    typed(terminal=False)
    with pytest.raises(CommandError):
        run("create_account")


def test_create_account_for_an_organisation():
    organisation = OrganisationFactory(slug="accueil")
    run("create_account", "sira@example.org", "--name=Sira", "--role=focal_point", "--organisation=accueil")
    assert Invitation.objects.get().organisation == organisation


@pytest.mark.parametrize(
    "arguments",
    [
        ["--role=focal_point"],
        ["--role=focal_point", "--organisation=nowhere"],
        ["--password"],
    ],
    ids=["no organisation", "unknown organisation", "weak password"],
)
def test_create_account_refuses_and_writes_nothing(arguments, typed):
    typed("short", terminal=False)
    with pytest.raises(CommandError):
        run("create_account", "sira@example.org", "--name=Sira", *arguments)
    assert not User.objects.exists()
    assert not Invitation.objects.exists()


def test_reset_second_factor_by_the_command_line_when_nobody_else_can():
    user = UserFactory(administrator=True, email="sira@example.org")
    output = run("reset_second_factor", "Sira@example.org", "--reason=telephone lost")
    user.refresh_from_db()
    entry = Entry.objects.latest()
    assert not user.has_second_factor
    assert (entry.verb, entry.actor, entry.reason) == ("account.second_factor_reset", None, "telephone lost")
    assert entry.way == Way.COMMAND
    assert "sira@example.org" in output


@pytest.mark.parametrize(
    ("email", "reason"),
    [("nobody@example.org", "lost"), ("sira@example.org", "lost"), ("awa@example.org", " ")],
)
def test_reset_second_factor_refuses_and_writes_nothing(email, reason):
    UserFactory(email="sira@example.org")
    enrolled = UserFactory(email="awa@example.org", enrolled=True)
    with pytest.raises(CommandError):
        run("reset_second_factor", email, f"--reason={reason}")
    enrolled.refresh_from_db()
    assert enrolled.has_second_factor
