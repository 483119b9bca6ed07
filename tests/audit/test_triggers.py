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


ROW = {
    "id": "1000",
    "position": "1000",
    "verb": "'forged'",
    "reason": "''",
    "way": "'page'",
    "previous_digest": "'p'",
    "digest": "'d'",
}


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL replaces by an update, refused as such"
)
@pytest.mark.parametrize("in_the_way", ["id", "position", "previous_digest"])
def test_database_refuses_to_replace_an_entry(in_the_way):
    columns = [field.column for field in Entry._meta.concrete_fields]
    values = {column: ROW.get(column, column) for column in columns} | {in_the_way: in_the_way}
    assert refused(
        f"INSERT OR REPLACE INTO audit_entry ({', '.join(columns)})"
        f" SELECT {', '.join(values[column] for column in columns)} FROM audit_entry"
    )


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL replaces by an update, refused as such"
)
def test_database_refuses_to_replace_the_head():
    assert refused("REPLACE INTO audit_head (id, position, digest) VALUES (1, 0, 'x')")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's way is tried above")
@pytest.mark.parametrize("key", ["id", "position", "previous_digest"])
def test_database_refuses_to_update_what_is_in_the_way(key):
    assert refused(
        "INSERT INTO audit_entry SELECT * FROM audit_entry"
        f" ON CONFLICT ({key}) DO UPDATE SET reason = 'another'"
    )


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


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="each database is blunted in its own way")
@pytest.mark.parametrize("name", triggers.SQLITE)
def test_sqlite_trigger_that_refuses_nothing_any_more_is_missing(name):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
        event = triggers.SQLITE[name].partition(" WHEN ")[0]
        cursor.execute(f"CREATE TRIGGER {name} {event} WHEN 0 BEGIN SELECT 1; END")
    assert triggers.missing(connection) == {name}


HEAD_FORWARDS = "CREATE OR REPLACE TRIGGER audit_head_only_forwards BEFORE UPDATE ON audit_head FOR EACH ROW"
ENTRY_NO_CHANGE = "CREATE OR REPLACE TRIGGER audit_entry_no_change BEFORE {} ON audit_entry FOR EACH ROW"
LETS_PASS = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
BLUNTED = {
    "function": (f"CREATE OR REPLACE FUNCTION audit_refuse() {LETS_PASS}", set(triggers.POSTGRESQL)),
    "disabled": ("ALTER TABLE audit_head DISABLE TRIGGER audit_head_no_delete", {"audit_head_no_delete"}),
    "condition": (
        f"{HEAD_FORWARDS} WHEN (false) EXECUTE FUNCTION audit_refuse()",
        {"audit_head_only_forwards"},
    ),
    "event": (
        f"{ENTRY_NO_CHANGE.format('DELETE')} EXECUTE FUNCTION audit_refuse()",
        {"audit_entry_no_change"},
    ),
    "another function": (
        f"{ENTRY_NO_CHANGE.format('UPDATE')} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        {"audit_entry_no_change"},
    ),
}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="each database is blunted in its own way")
@pytest.mark.parametrize("way", BLUNTED)
def test_postgresql_trigger_that_refuses_nothing_any_more_is_missing(way):
    statement, expected = BLUNTED[way]
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert triggers.missing(connection) == expected
