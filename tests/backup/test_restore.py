import json
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from cnclctpa.audit import triggers
from cnclctpa.audit.chain import verify_chain
from cnclctpa.audit.models import Entry
from cnclctpa.backup import evidence, restoring
from cnclctpa.backup.archive import Sink, Writer
from cnclctpa.backup.sequences import last_numbers
from cnclctpa.backup.tables import as_line, every_table
from cnclctpa.documents.models import Document
from cnclctpa.reference.models import Source
from plans.models import Plan
from tests.backup.machines import connected_to, run
from tests.factories.accounts import UserFactory
from tests.factories.activities import ActivityFactory
from tests.factories.reference import SourceFactory


def state() -> dict:
    """The digest of each table, and of each file."""
    tables = {table.name: table.write(Sink())["sha256"] for table in every_table()}
    root = settings.MEDIA_ROOT
    files = {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return tables | files


def change_everything():
    """What people did since the backup."""
    Plan.objects.update(title_fr="Autre")
    SourceFactory.create_batch(3)
    Document.objects.all().delete()
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    UserSession.objects.create(session_key="k", user=UserFactory(), ip="0.0.0.0", user_agent="Firefox/Linux")


def rewritten(archive: Path, **changes) -> Path:
    """The same archive with another manifest, sealed as it should be."""
    path = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(archive) as former, path.open("w+b") as stream, Writer(stream) as writer:
        manifest = json.loads(former.read("manifest.json"))
        for name in former.namelist():
            if name != "manifest.json":
                with writer.member(name) as sink:
                    sink.write(former.read(name))
        writer.seal(manifest | {key: change(manifest[key]) for key, change in changes.items()})
    return path


def with_row(archive: Path, table: str, alter) -> Path:
    """The same archive with other rows in a table, told truly by its manifest."""
    path = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(archive) as former, path.open("w+b") as stream, Writer(stream) as writer:
        manifest = json.loads(former.read("manifest.json"))
        told = {f"tables/{row['name']}": row for row in manifest["tables"]}
        for name in former.namelist()[:-1]:
            content = former.read(name)
            if name == f"tables/{table}":
                rows = [json.loads(line) for line in content.splitlines()]
                columns = told[name]["columns"]
                rows = alter([dict(zip(columns, row, strict=True)) for row in rows])
                content = b"".join(as_line(row.values()) for row in rows)
            with writer.member(name) as sink:
                sink.write(content)
            if name in told:
                told[name] |= {"size": sink.size, "sha256": sink.digest, "rows": content.count(b"\n")}
        writer.seal(manifest)
    return path


def refused(archive, match, *options):
    before = state()
    with pytest.raises(CommandError, match=match):
        run("restore", archive, "--replace", "--yes", *options)
    assert state() == before
    assert not list(settings.MEDIA_ROOT.glob(f"{evidence.STAGING}*"))
    assert triggers.missing(connection) == set()


def test_restore_brings_everything_back(archive):
    before = state()
    change_everything()
    shutil.rmtree(settings.MEDIA_ROOT)
    output = run("restore", archive, "--replace", "--yes")
    assert state() == before
    assert Entry.objects.latest().digest in output
    assert verify_chain() == []
    assert triggers.missing(connection) == set()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_restore_into_an_empty_database(archive):
    before = state()
    empty_the_database()
    run("restore", archive)
    assert state() == before


@transaction.atomic
def empty_the_database():
    triggers.drop(connection)
    restoring.empty([table for table in every_table() if not table.name.startswith(("django_", "auth_"))])
    triggers.create(connection)


def test_restored_site_goes_on(archive):
    """Numbers that were given are not given again, even those of rows deleted since; the chain goes on."""
    plan, used = Plan.objects.get(), Entry.objects.get(verb="activity.deleted").object_id
    run("restore", archive, "--replace", "--yes")
    assert ActivityFactory(plan=plan).pk > used
    SourceFactory()
    assert verify_chain() == []


def test_restore_of_a_table_that_never_had_a_row(archive):
    """PostgreSQL does not go back between two tests: the number expected is the one of the archive."""
    expected = last_numbers(every_table())["reference_source"] + 1
    SourceFactory.create_batch(2)
    run("restore", archive, "--replace", "--yes")
    assert SourceFactory().pk == expected


def test_restore_writes_nothing_of_its_own_to_the_trail(archive):
    before = Entry.objects.count()
    run("restore", archive, "--replace", "--yes")
    assert Entry.objects.count() == before


def test_database_that_holds_something_is_kept(archive):
    SourceFactory()
    with pytest.raises(CommandError, match="not empty"):
        run("restore", archive)
    assert Source.objects.exists()


@pytest.mark.parametrize(
    ("answer", "is_done"), [("replace", True), ("yes", False), ("", False), (None, False)]
)
def test_replacing_is_asked_in_words(archive, monkeypatch, answer, is_done):
    def ask(_question):
        if answer is None:
            raise EOFError
        return answer

    SourceFactory()
    monkeypatch.setattr("builtins.input", ask)
    if is_done:
        run("restore", archive, "--replace")
    else:
        with pytest.raises(CommandError, match="Nothing was changed"):
            run("restore", archive, "--replace")
    assert Source.objects.exists() is not is_done


def test_dry_run_checks_and_changes_nothing(archive):
    change_everything()
    before = state()
    assert "is whole" in run("restore", archive, "--dry-run")
    assert state() == before


def test_dry_run_refuses_a_damaged_archive(archive):
    archive.write_bytes(archive.read_bytes()[:-1])
    with pytest.raises(CommandError, match="damaged"):
        run("restore", archive, "--dry-run")


def test_no_archive_is_said(database, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run("restore", tmp_path / "nothing.zip")


def test_damaged_archive_is_refused(archive):
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    refused(archive, "damaged")


def test_archive_of_a_later_program_is_refused(archive):
    refused(rewritten(archive, migrations=lambda names: [*names, "plans.9999_later"]), "plans.9999_later")


def test_archive_of_an_earlier_program_is_refused(archive):
    refused(rewritten(archive, migrations=lambda names: names[:-1]), "earlier program")


def test_table_with_other_columns_is_refused(archive):
    def rename(tables):
        return [{**row, "columns": ["x", *row["columns"][1:]]} for row in tables]

    refused(rewritten(archive, tables=rename), "not the one of this program")


def test_count_of_rows_that_is_not_true_is_refused(archive):
    refused(
        rewritten(archive, tables=lambda tables: [{**row, "rows": row["rows"] + 1} for row in tables]),
        "damaged",
    )


@pytest.mark.parametrize("row", [[{}], [{"id": 1}], [{"id": "x"}], [{"id": None}]])
def test_rows_that_are_not_rows_are_refused(archive, row):
    refused(with_row(archive, "reference_source", lambda _rows: row), "damaged")


def test_rows_that_break_a_constraint_are_refused(archive):
    def end_before_it_starts(rows):
        return [{**row, "ends_on": "1990-01-01"} for row in rows]

    refused(with_row(archive, "plans_plan", end_before_it_starts), "refused what the archive holds")


def test_rows_that_refer_to_nothing_are_refused(archive):
    refused(with_row(archive, "plans_plan", lambda _rows: []), "refused what the archive holds")


def test_trail_that_was_altered_is_refused(archive):
    def alter(rows):
        return [{**row, "reason": "autre"} for row in rows]

    refused(with_row(archive, "audit_entry", alter), "trail of this archive is not whole")


def test_trail_cut_short_is_refused(archive):
    refused(with_row(archive, "audit_entry", lambda rows: rows[:-1]), "trail of this archive is not whole")


def test_files_that_documents_do_not_name_are_refused(archive):
    def forget(rows):
        return [{**row, "digest": "0" * 64} for row in rows]

    refused(with_row(archive, "documents_document", forget), "not those that its documents name")


def test_archive_larger_than_the_disk_is_refused(archive, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
    refused(archive, "are free")


@pytest.mark.parametrize("step", ["empty", "fill", "set_last_numbers", "verify"])
@pytest.mark.parametrize("failure", [KeyboardInterrupt(), MemoryError()])
def test_failure_at_any_step_leaves_what_was(archive, monkeypatch, step, failure):
    change_everything()
    before, expected = state(), Source.objects.latest("pk").pk + 1

    def fail(*_arguments, **_options):
        former(*_arguments, **_options)
        raise failure

    former = getattr(restoring, step)
    monkeypatch.setattr(restoring, step, fail)
    with pytest.raises(type(failure)):
        run("restore", archive, "--replace", "--yes")
    assert state() == before
    assert triggers.missing(connection) == set()
    assert SourceFactory().pk == expected


def test_failure_once_files_are_in_place_takes_them_away(archive, monkeypatch, filled):
    file = settings.MEDIA_ROOT / filled.file.name
    file.write_bytes(b"altered")
    before = state()
    place = evidence.Staging.place

    def fail(staging):
        place(staging)
        assert file.read_bytes() != b"altered"
        raise KeyboardInterrupt

    monkeypatch.setattr(evidence.Staging, "place", fail)
    with pytest.raises(KeyboardInterrupt):
        run("restore", archive, "--replace", "--yes")
    assert state() == before


KILLED = """
import os, signal, django
django.setup()
from django.core.management import call_command
from cnclctpa.backup import evidence
place = evidence.Staging.place
def die(staging):
    place(staging)
    os.kill(os.getpid(), signal.SIGKILL)
evidence.Staging.place = die
call_command("restore", {archive!r}, replace=True, yes=True)
"""


def test_restore_killed_at_the_last_moment_leaves_what_was(archive):
    change_everything()
    before = state()
    address = connection.settings_dict
    url = f"sqlite:///{address['NAME']}"
    if connection.vendor != "sqlite":
        url = f"postgres://{address['USER']}@{address['HOST']}:{address['PORT']}/{address['NAME']}"
    environment = {
        "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "cnclctpa.settings",
        "ENV_FILE": "/dev/null",
        "VAR_DIR": str(settings.MEDIA_ROOT.parent),
        "DATABASE_URL": url,
    }
    connection.close()
    script = KILLED.format(archive=str(archive))
    ended = subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, env=environment)
    assert ended.returncode == -signal.SIGKILL
    tables = {name for name in before if not name.startswith("/")}
    assert {name: digest for name, digest in state().items() if name in tables} == {
        name: before[name] for name in tables
    }
    assert triggers.missing(connection) == set()


def test_files_of_the_former_state_are_kept_and_named(archive):
    later = settings.MEDIA_ROOT / "documents" / "later.pdf"
    later.write_bytes(b"%PDF")
    assert "documents/later.pdf" in run("restore", archive, "--replace", "--yes")
    assert later.exists()


def test_backup_without_lost_files_is_restored(filled, tmp_path):
    (settings.MEDIA_ROOT / filled.file.name).unlink()
    run("backup", tmp_path / "site.zip", "--allow-missing")
    assert f"Missing since before the backup: {filled.file.name}" in run(
        "restore", tmp_path / "site.zip", "--replace", "--yes"
    )


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="tries both ways between the engines")
def test_archive_goes_from_one_engine_to_the_other_and_back(archive, tmp_path):
    before = state()
    sqlite = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "other.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA foreign_keys=ON;"},
    }
    with on_engine(sqlite):
        call_command("migrate", verbosity=0)
        run("restore", archive)
        assert state() == before
        run("backup", tmp_path / "back.zip")
    change_everything()
    run("restore", tmp_path / "back.zip", "--replace", "--yes")
    assert state() == before


def on_engine(address):
    connections.settings["other"] = {**connections.settings["default"], **address}
    return connected_to(alias="other")


def test_another_transaction_may_not_be_open(archive):
    """An archive is committed at once, or not at all."""
    with pytest.raises(RuntimeError), transaction.atomic():
        run("restore", archive, "--replace", "--yes")
