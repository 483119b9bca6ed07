"""The command: what it prints, what it refuses, what it keeps."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cnclctpa.accounts.models import Invitation, User
from cnclctpa.accounts.roles import Role
from cnclctpa.audit.choices import Way
from cnclctpa.audit.models import Entry
from cnclctpa.demonstration import people
from cnclctpa.demonstration.removing import remove
from cnclctpa.reference.models import Organisation, Region
from plans.models import Plan
from tests.factories.accounts import InvitationFactory


def run(*arguments, **options):
    output = StringIO()
    call_command("load_demo", *arguments, **options, stdout=output)
    return output.getvalue()


def test_it_shows_an_account_for_each_role(loaded):
    output = run()
    accounts = people.accounts()
    assert {user.memberships.get().role for user in accounts} == set(Role)
    assert all(user.check_password(people.PASSWORD) for user in accounts)
    assert people.PASSWORD in output
    assert all(user.email in output for user in accounts)


def test_it_says_that_everything_is_already_there(loaded):
    before = Entry.objects.count()
    assert "déjà" in run()
    assert Entry.objects.count() == before


def test_it_puts_right_the_accounts_that_visitors_changed(loaded):
    user = people.accounts()[0]
    user.set_password("something-else-2026")
    user.full_name = "Somebody"
    user.save()
    run()
    user.refresh_from_db()
    assert user.check_password(people.PASSWORD)
    assert user.full_name == people.ACCOUNTS[0].full_name


def test_it_is_refused_on_a_site_that_is_really_used(loaded, settings):
    settings.DEMONSTRATION = False
    remove()
    with pytest.raises(CommandError, match="réellement utilisé"):
        run()
    assert not Organisation.objects.filter(is_demonstration=True).exists()


def test_it_asks_for_the_reference_first(loaded):
    with transaction.atomic():
        remove()
        Region.objects.all()._raw_delete("default")
        with pytest.raises(CommandError, match="load_reference"):
            run()
        assert not Organisation.objects.filter(is_demonstration=True).exists()
        transaction.set_rollback(True)


def test_it_removes_even_where_it_may_no_longer_load(loaded, settings):
    InvitationFactory(organisation=Organisation.objects.get(slug="demo-protection"))
    settings.DEMONSTRATION = False
    assert "retirée" in run("--remove")
    assert not Plan.objects.filter(is_demonstration=True).exists()
    assert not Organisation.objects.filter(is_demonstration=True).exists()
    assert not Invitation.objects.exists()
    assert Entry.objects.latest().way == Way.COMMAND


def test_it_keeps_nothing_of_what_it_only_tries(loaded):
    assert "rien n’a été conservé" in run("--remove", "--dry-run")
    assert Plan.objects.filter(is_demonstration=True).count() == 2
    run("--scale=3", "--dry-run")
    assert not Plan.objects.filter(slug="demo-3").exists()


def test_it_says_why_a_scale_is_refused(loaded):
    with pytest.raises(CommandError, match="3"):
        run("--scale=1")


def test_accounts_that_the_trail_names_stay_closed(loaded):
    author = User.objects.get(email=people.SECRETARY.email)
    remove()
    author.refresh_from_db()
    assert (author.is_active, author.has_usable_password()) == (False, False)
    assert not author.memberships.exists()
