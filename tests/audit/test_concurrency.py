"""Two writers at once, each in its own transaction: one chain."""

import sqlite3
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from cnclctpa.audit.chain import verify_chain
from cnclctpa.audit.models import Entry
from tests.factories.audit import EntryFactory

WRITERS, EACH = 4, 10


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The database as several processes see it: with SQLite, a file rather than the memory of this one."""
    if connection.vendor != "sqlite":
        return connection.settings_dict["NAME"]
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    return str(path)


def in_a_thread(name, work):
    def run():
        connection.settings_dict = {**connection.settings_dict, "NAME": name}
        try:
            work()
        finally:
            connection.close()

    return Thread(target=run)


def test_entries_appended_at_once_make_one_chain(shared_database):
    EntryFactory.reset_sequence()
    start, outcome = Barrier(WRITERS), []

    def write():
        start.wait()
        for _ in range(EACH):
            with transaction.atomic():
                EntryFactory()

    def check():
        outcome.extend((Entry.objects.count(), verify_chain()))

    writers = [in_a_thread(shared_database, write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    checker = in_a_thread(shared_database, check)
    checker.start()
    checker.join()
    assert outcome == [WRITERS * EACH, []]
