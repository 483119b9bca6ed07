import json
import zipfile
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection, transaction
from django.db.models import AutoField

from cnclctpa.audit.chain import ORIGIN
from cnclctpa.audit.models import Head
from cnclctpa.backup import saving
from cnclctpa.backup.tables import every_table
from cnclctpa.reference.models import Source
from plans.models import Plan
from tests.backup.machines import connected_to, run
from tests.factories.reference import SourceFactory


def manifest_of(path) -> dict:
    with zipfile.ZipFile(path) as opened:
        return json.loads(opened.read("manifest.json"))


def rows_of(path, table) -> list[dict]:
    columns = next(one["columns"] for one in manifest_of(path)["tables"] if one["name"] == table)
    with zipfile.ZipFile(path) as opened:
        lines = opened.read(f"tables/{table}").splitlines()
    return [dict(zip(columns, json.loads(line), strict=True)) for line in lines]


def test_backup_says_what_it_saved(filled, tmp_path):
    output = run("backup", tmp_path / "site.zip")
    manifest = manifest_of(tmp_path / "site.zip")
    head = Head.objects.get()
    assert manifest["trail"] == {"position": head.position, "digest": head.digest}
    assert manifest["engine"] == connection.vendor
    assert "plans.0001_initial" in manifest["migrations"]
    assert f"rows: {sum(one['rows'] for one in manifest['tables'])}" in output
    assert "attached files: 1" in output
    assert head.digest in output


def test_backup_of_an_empty_database(database, tmp_path):
    run("backup", tmp_path / "site.zip")
    assert manifest_of(tmp_path / "site.zip")["trail"] == {"position": 0, "digest": ORIGIN}


def test_backup_keeps_exact_values(archive):
    (row,) = rows_of(archive, "plans_measurement")
    assert (row["value"], row["ends_on"]) == ("0.1000", "2024-03-31")
    assert rows_of(archive, "activities_budgetline")[0]["amount"] == "123456789012"
    moment = Plan.objects.get().published_at
    assert rows_of(archive, "plans_plan")[0]["published_at"] == moment.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")
    assert isinstance(rows_of(archive, "audit_entry")[0]["changes"], dict)


def test_backup_holds_every_table_but_sessions(archive):
    saved = {one["name"] for one in manifest_of(archive)["tables"]}
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    passing = {"django_session", "usersessions_usersession", "work_lastaction"}
    assert present - saved == {"django_migrations", *passing}


def test_tables_are_in_the_same_order_on_both_engines():
    """A key of letters would be sorted by the rules of a language."""
    others = [table.name for table in every_table() if not isinstance(table.model._meta.pk, AutoField)]
    assert others == []


def test_archive_is_for_its_owner_only(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


def test_two_backups_of_one_state_have_the_same_digests(archive, tmp_path):
    run("backup", tmp_path / "again.zip")
    first, second = manifest_of(archive), manifest_of(tmp_path / "again.zip")
    assert first["tables"] == second["tables"]
    assert first["files"] == second["files"]


def test_backup_keeps_an_archive_of_the_same_name(archive):
    with pytest.raises(CommandError, match="exists already"):
        run("backup", archive)
    before = archive.read_bytes()
    SourceFactory()
    run("backup", archive, "--overwrite")
    assert archive.read_bytes() != before


def test_dry_run_keeps_nothing(filled, tmp_path):
    assert "would be saved" in run("backup", tmp_path / "site.zip", "--dry-run")
    assert list(tmp_path.glob("*.zip*")) == list(tmp_path.glob(".*.part")) == []


def test_quiet_backup_says_nothing(filled, tmp_path):
    assert run("backup", tmp_path / "site.zip", verbosity=0) == ""


def test_backup_into_no_folder_is_refused(database, tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        run("backup", tmp_path / "nowhere" / "site.zip")


@pytest.mark.parametrize(
    "failure", [OSError("No space left on device"), KeyboardInterrupt(), SystemExit(143)]
)
def test_failed_backup_leaves_nothing(filled, tmp_path, monkeypatch, failure):
    def fail(*_arguments, **_options):
        raise failure

    monkeypatch.setattr(saving, "save_files", fail)
    with pytest.raises((CommandError, KeyboardInterrupt, SystemExit)):
        run("backup", tmp_path / "site.zip")
    assert [path.name for path in tmp_path.iterdir() if "site" in path.name] == []


def test_lost_evidence_is_named(filled, tmp_path):
    (settings.MEDIA_ROOT / filled.file.name).unlink()
    with pytest.raises(CommandError, match=filled.file.name):
        run("backup", tmp_path / "site.zip")
    assert f"not in the archive: {filled.file.name}" in run(
        "backup", tmp_path / "site.zip", "--allow-missing"
    )
    assert manifest_of(tmp_path / "site.zip")["missing"] == [filled.file.name]


def test_altered_evidence_is_named(filled, tmp_path):
    (settings.MEDIA_ROOT / filled.file.name).write_bytes(b"other")
    with pytest.raises(CommandError, match=filled.file.name):
        run("backup", tmp_path / "site.zip")


def test_backup_while_people_write_is_one_moment(filled, tmp_path, monkeypatch):
    """A thread writes rows and what the trail tells of them, all along: each archive has as many of both."""
    stop, name = Event(), connection.settings_dict["NAME"]
    written = []

    def write():
        with connected_to(NAME=name):
            while not stop.is_set():
                with transaction.atomic():
                    SourceFactory(title=f"Essai {len(written)}")
                written.append(1)

    monkeypatch.setattr("cnclctpa.backup.tables.BATCH", 2)
    writer = Thread(target=write)
    writer.start()
    counts = []
    try:
        for rank in range(5):
            before = len(written)
            path = tmp_path / f"{rank}.zip"
            run("backup", path)
            assert len(written) > before, "nobody could write during the backup"
            counts.append(check_one_moment(path))
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts)
    assert Source.objects.filter(title__startswith="Essai").count() == len(written)


def check_one_moment(path) -> int:
    manifest, entries = manifest_of(path), rows_of(path, "audit_entry")
    head = manifest["trail"]
    last = max(entries, key=lambda row: row["position"])
    assert (last["position"], last["digest"]) == (head["position"], head["digest"])
    assert len(entries) == head["position"]
    sources = {row["id"] for row in rows_of(path, "reference_source")}
    told = {row["object_id"] for row in entries if row["verb"] == "source.created"}
    assert sources == told
    return len(sources)
