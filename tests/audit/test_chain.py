"""One byte changed, one entry removed, in the database itself and without its triggers: found."""

import pytest
from django.db import connection

from cnclctpa.audit import triggers
from cnclctpa.audit.chain import ORIGIN, SEALED_FIELDS, digest, verify_chain
from cnclctpa.audit.models import Entry, Head
from tests.factories.accounts import UserFactory
from tests.factories.audit import EntryFactory


@pytest.fixture
def tampering(db):
    """Somebody who can do anything to the database."""
    triggers.drop(connection)

    def execute(statement, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    yield execute
    triggers.create(connection)


def sentences():
    return [fault.sentence for fault in verify_chain()]


def test_chain_without_entries_is_whole(db):
    assert verify_chain() == []


def test_chain_untouched_is_whole(db):
    UserFactory(secretariat=True)
    EntryFactory.create_batch(3)
    assert verify_chain() == []


def test_every_field_of_an_entry_is_sealed():
    stored = {field.attname for field in Entry._meta.concrete_fields}
    assert stored - set(SEALED_FIELDS) == {"id", "digest", "timestamp"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "plan.removed"),
        ("reason", "another"),
        ("way", "api"),
        ("action", 2),
        ("object_pk", "12"),
        ("object_id", 12),
        ("object_repr", "Objet"),
        ("changes", '{"name": ["old", "nev"]}'),
        ("additional_data", '{"a": "b"}'),
        ("actor_email", "other@example.org"),
        ("cid", "x"),
        ("timestamp", "2020-02-29 12:00:00+00:00"),
        ("digest", "f" * 64),
    ],
)
def test_entry_altered_is_found(tampering, column, value):
    _before, altered, _after = EntryFactory.create_batch(3)
    tampering(f"UPDATE audit_entry SET {column} = %s WHERE position = 2", value)
    faults = verify_chain()
    assert faults[0].position == altered.position
    assert "Entry 2 has been altered." in [fault.sentence for fault in faults]


def test_author_altered_is_found(tampering):
    UserFactory()
    EntryFactory()
    tampering("UPDATE audit_entry SET actor_id = (SELECT id FROM accounts_user) WHERE position = 2")
    assert sentences() == ["Entry 2 has been altered."]


@pytest.mark.parametrize(
    ("removed", "sentence"),
    [
        ("= 1", "Entry 1 has been removed."),
        ("= 2", "Entry 2 has been removed."),
        ("IN (2, 3)", "Entries 2 to 3 have been removed."),
        ("= 5", "Entry 5 has been removed."),
        ("> 3", "Entries 4 to 5 have been removed."),
        (">= 1", "Entries 1 to 5 have been removed."),
    ],
)
def test_entry_removed_is_found(tampering, removed, sentence):
    EntryFactory.create_batch(5)
    tampering(f"DELETE FROM audit_entry WHERE position {removed}")
    assert sentences() == [sentence]


def test_entry_removed_from_the_end_is_found_after_others_were_added(tampering):
    EntryFactory.create_batch(3)
    tampering("DELETE FROM audit_entry WHERE position = 3")
    EntryFactory()
    assert sentences() == ["Entry 3 has been removed."]


def test_entry_rewritten_with_its_digest_breaks_the_next(tampering):
    forged, _next = EntryFactory.create_batch(2)
    forged.reason = "another"
    tampering("UPDATE audit_entry SET reason = 'another', digest = %s WHERE position = 1", digest(forged))
    assert sentences() == ["Entry 2 does not follow the one before it."]


def test_last_entry_rewritten_with_its_digest_is_found(tampering):
    forged = EntryFactory()
    forged.reason = "another"
    tampering("UPDATE audit_entry SET reason = 'another', digest = %s WHERE position = 1", digest(forged))
    assert sentences() == ["The end of the trail is not the one that was recorded."]


def test_head_removed_with_the_entries_remaining_is_found(tampering):
    EntryFactory()
    tampering("DELETE FROM audit_head")
    assert sentences() == ["The end of the trail is not the one that was recorded."]


def test_origin_is_the_digest_of_nothing():
    assert ORIGIN == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert Head().digest == ORIGIN
