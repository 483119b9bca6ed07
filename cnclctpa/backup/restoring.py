"""An archive put in the place of the database and of the evidence: all of it, or nothing."""

from pathlib import Path

from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from cnclctpa.audit import triggers
from cnclctpa.audit.chain import verify_chain
from cnclctpa.audit.models import Head

from .archive import Archive, Refusal, Sink, damaged
from .evidence import check_named, check_room, staged
from .saving import Say, applied_migrations
from .sequences import set_last_numbers
from .tables import Table, every_table, is_empty, left_out


def restore_all(path: Path, *, replace: bool = False, say: Say) -> dict:
    """Check the archive whole, then write, read again what was written, and only then commit.

    Returns the manifest. The former database and files are as they were if anything fails.
    """
    with open_archive(path) as stream:
        archive = Archive(stream)
        check_archive(archive, say=say)
        if not (replace or is_empty()):
            raise Refusal(
                _("This database is not empty: add --replace to put the archive in place of all it holds.")
            )
        check_room(archive)
        with staged(archive) as staging:
            try:
                with transaction.atomic(durable=True):
                    rewrite(archive, say=say)
                    staging.place()
            except DatabaseError as error:
                raise Refusal(
                    _("The database refused what the archive holds: %(why)s") % {"why": error}
                ) from error
        return archive.manifest


def check_only(path: Path, *, say: Say) -> dict:
    """Everything that can be known of an archive without writing."""
    with open_archive(path) as stream:
        archive = Archive(stream)
        check_archive(archive, say=say)
        check_room(archive)
        return archive.manifest


def open_archive(path: Path):
    try:
        return path.open("rb")
    except OSError as error:
        raise Refusal(
            _("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error


def check_archive(archive: Archive, *, say: Say) -> None:
    check_migrations(archive)
    say(_("checking the archive…"))
    archive.check()
    tables = {table.name: table for table in every_table()}
    for member, told in zip(archive.tables, archive.manifest["tables"], strict=True):
        table = tables.get(told["name"])
        if table is None or table.columns != told["columns"]:
            raise Refusal(
                _("The table %(name)s of this archive is not the one of this program.")
                % {"name": told["name"]}
            )
        if sum(1 for line in archive.lines(member) if table.row(line) is not None) != told["rows"]:
            raise damaged(member.name)
    if len(archive.tables) != len(tables):
        raise Refusal(_("This archive lacks some tables of this program."))


def check_migrations(archive: Archive) -> None:
    """Rows are read as the program that wrote them saw them: an archive never changes shape on the way."""
    theirs, ours = set(archive.manifest["migrations"]), set(applied_migrations())
    if theirs - ours:
        raise Refusal(
            _(
                "This database has not had the migrations %(names)s, which the archive supposes: bring the "
                "program to version %(version)s or later, then run manage.py migrate."
            )
            % {"names": ", ".join(sorted(theirs - ours)), "version": archive.manifest["program"]}
        )
    if ours - theirs:
        raise Refusal(
            _(
                "This archive was made by an earlier program (version %(version)s), before the migrations "
                "%(names)s: restore it with that program into an empty database, then bring the program up "
                "to date, which migrates it."
            )
            % {"names": ", ".join(sorted(ours - theirs)), "version": archive.manifest["program"]}
        )


def rewrite(archive: Archive, *, say: Say) -> None:
    tables = every_table()
    # Only here may the trail be written again: the archive holds its own, sealed entry by entry.
    triggers.drop(connection)
    empty(tables)
    fill(archive, tables, say=say)
    set_last_numbers(tables, archive.manifest["sequences"])
    connection.check_constraints()
    triggers.create(connection)
    say(_("reading the database again…"))
    verify(archive, tables)


def empty(tables: list[Table]) -> None:
    names = [table.name for table in tables] + [model._meta.db_table for model in left_out()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names, allow_cascade=True):
            cursor.execute(statement)


def fill(archive: Archive, tables: list[Table], *, say: Say) -> None:
    by_name = {table.name: table for table in tables}
    for member, told in zip(archive.tables, archive.manifest["tables"], strict=True):
        say(told["name"])
        by_name[told["name"]].insert(archive.lines(member))


def verify(archive: Archive, tables: list[Table]) -> None:
    """What the database now holds is what the archive says, its trail is whole and nobody can alter it."""
    told = {row["name"]: row for row in archive.manifest["tables"]}
    differing = [table.name for table in tables if table.write(Sink()) != told[table.name]]
    if differing:
        raise Refusal(
            _("Once written, these tables are not what the archive holds: %(names)s. Nothing was kept.")
            % {"names": ", ".join(differing)}
        )
    check_named(archive)
    faults = [fault.sentence for fault in verify_chain()]
    head = Head.objects.filter(pk=1).values("position", "digest").first()
    if faults or (head and head != archive.manifest["trail"]) or triggers.missing(connection):
        raise Refusal(_("The trail of this archive is not whole: %(faults)s") % {"faults": " ".join(faults)})
