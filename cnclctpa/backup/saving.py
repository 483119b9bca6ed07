"""One moment of the database, and the files it names, written to an archive."""

import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from cnclctpa.audit.chain import ORIGIN
from cnclctpa.audit.models import Head

from .archive import FORMAT, TABLES, Archive, Refusal, Writer
from .evidence import save_files
from .sequences import last_numbers
from .tables import every_table

Say = Callable[[str], None]


def save_all(
    path: Path, *, overwrite: bool = False, allow_missing: bool = False, keep: bool = True, say: Say
) -> dict:
    """Write the archive beside its place, read it again whole, and only then give it its name.

    Whatever stops it, nothing is left. Without ``keep``, all is done but the archive is not kept.
    """
    if path.exists() and not overwrite:
        raise Refusal(_("%(path)s exists already: choose another name, or add --overwrite.") % {"path": path})
    if not path.parent.is_dir():
        raise Refusal(_("There is no folder %(path)s.") % {"path": path.parent})
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
            manifest = write_archive(stream, allow_missing=allow_missing, say=say)
            say(_("reading the archive again…"))
            Archive(stream).check()
            stream.flush()
            os.fsync(stream.fileno())
        if keep:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def write_archive(stream: BinaryIO, *, allow_missing: bool, say: Say) -> dict:
    with Writer(stream) as writer:
        manifest = write_members(writer, allow_missing=allow_missing, say=say)
        writer.seal(manifest)
    return manifest


def write_members(writer: Writer, *, allow_missing: bool, say: Say) -> dict:
    with one_moment():
        manifest = about_the_database()
        manifest["tables"] = []
        for table in every_table():
            say(table.name)
            with writer.member(TABLES + table.name) as sink:
                manifest["tables"].append(table.write(sink))
        say(_("files…"))
        manifest["files"], manifest["missing"] = save_files(writer, allow_missing=allow_missing)
    return manifest


def about_the_database() -> dict:
    head = Head.objects.filter(pk=1).first()
    return {
        "format": FORMAT,
        "program": program_version(),
        "engine": connection.vendor,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "migrations": applied_migrations(),
        "trail": {"position": head.position, "digest": head.digest}
        if head
        else {"position": 0, "digest": ORIGIN},
        "sequences": last_numbers(every_table()),
    }


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside was all true at once, and nobody is kept from writing meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Ours begin by taking the right to write; this one only reads.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
            return
        with transaction.atomic(durable=True):
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def applied_migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def program_version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
