import re

import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

from tests.consistency.project import LAYERS


def our_migrations():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [migration for (label, _), migration in loader.disk_migrations.items() if label in LAYERS]


def test_no_migration_is_missing(db, capsys):
    call_command("makemigrations", check=True, dry_run=True)
    assert capsys.readouterr().out.strip() == "No changes detected"


def test_migrations_have_names_that_speak():
    unnamed = [str(migration) for migration in our_migrations() if re.search(r"_auto_\d", migration.name)]
    assert unnamed == []


def test_data_migrations_can_be_undone():
    one_way = [
        str(migration)
        for migration in our_migrations()
        for operation in migration.operations
        if isinstance(operation, migrations.RunPython | migrations.RunSQL) and not operation.reversible
    ]
    assert one_way == []


@pytest.mark.django_db
def test_every_migration_is_applied():
    assert (
        MigrationLoader(connection).applied_migrations.keys()
        == MigrationLoader(connection).disk_migrations.keys()
    )
