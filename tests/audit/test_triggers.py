"""The database refuses by itself, whatever the program asks."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cnclctpa.audit import triggers
from cnclctpa.audit.models import Entry, Head
from tests.factories.audit import EntryFactory

pytestmark = pytest.mark.django_db


def refused(statement):
    EntryFactory()
    before = list(Entry.objects.in_order().values())
    connection.check_constraints()  # PostgreSQL answers nothing else while foreign keys wait to be checked
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    return list(Entry.objects.in_order().values()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'another'",
        "DELETE FROM audit_entry",
        "UPDATE audit_head SET position = 0",
        "UPDATE audit_head SET digest = 'x'",
        "DELETE FROM audit_head",
    ],
)
def test_database_refuses(statement):
    assert refused(statement)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["audit_entry", "audit_head"])
def test_database_refuses_to_truncate(table):
    assert refused(f"TRUNCATE {table}")


def test_models_are_refused_as_well():
    entry = EntryFactory()
    for forbidden in (entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(reason="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    assert Entry.objects.get().reason == ""


def test_migrations_leave_every_trigger_in_place():
    assert triggers.missing(connection) == set()


def test_triggers_dropped_are_missing_and_can_be_created_again():
    triggers.drop(connection)
    assert triggers.missing(connection) == set(
        triggers.SQLITE if connection.vendor == "sqlite" else triggers.POSTGRESQL
    )
    triggers.create(connection)
    triggers.create(connection)
    assert triggers.missing(connection) == set()
    assert refused("DELETE FROM audit_entry")
    assert Head.objects.get(pk=1).position == 1
