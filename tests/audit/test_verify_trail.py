from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cnclctpa.audit import triggers
from tests.factories.audit import EntryFactory

pytestmark = pytest.mark.django_db


def run():
    output = StringIO()
    call_command("verify_trail", stdout=output)
    return output.getvalue()


def test_verify_trail_of_an_empty_trail():
    assert run().startswith("0 ")


def test_verify_trail_counts_entries_and_gives_the_last_digest():
    _first, last = EntryFactory.create_batch(2)
    assert run().startswith("2 ")
    assert last.digest in run()


def test_verify_trail_fails_when_an_entry_was_altered():
    EntryFactory()
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = 'another'")
    triggers.create(connection)
    with pytest.raises(CommandError, match="1"):
        run()


def test_verify_trail_fails_when_triggers_are_missing():
    triggers.drop(connection)
    with pytest.raises(CommandError):
        run()
    triggers.create(connection)
