from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from cnclctpa.backup.archive import Refusal
from cnclctpa.backup.progress import Progress, ending_tidily
from cnclctpa.backup.saving import save_all


class Command(BaseCommand):
    help = "Save the database and the attached files in one archive, read again before it takes its name."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the archive to write, cnclctpa.zip for instance")
        parser.add_argument("--overwrite", action="store_true", help="replace an archive of the same name")
        parser.add_argument(
            "--allow-missing",
            action="store_true",
            help="save the rest when attached files are lost or altered; the archive names them",
        )
        parser.add_argument("--dry-run", action="store_true", help="do all of it, but keep no archive")

    def handle(self, *, file, overwrite, allow_missing, dry_run, verbosity, **options):
        try:
            with ending_tidily():
                manifest = save_all(
                    file,
                    overwrite=overwrite,
                    allow_missing=allow_missing,
                    keep=not dry_run,
                    say=Progress(self.stdout.write, is_quiet=verbosity < 1),
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, DatabaseError) as error:
            raise CommandError(_("Nothing was saved: %(why)s") % {"why": error}) from error
        for name in manifest["missing"]:
            self.stderr.write(_("Missing, and not in the archive: %(name)s") % {"name": name})
        if verbosity:
            self.stdout.write(told(manifest, file, is_kept=not dry_run))


def told(manifest, file, *, is_kept):
    counts = {
        "path": file,
        "rows": sum(table["rows"] for table in manifest["tables"]),
        "tables": len(manifest["tables"]),
        "files": len(manifest["files"]),
        "digest": manifest["trail"]["digest"],
    }
    if not is_kept:
        return (
            _(
                "Nothing was kept; would be saved: "
                "%(tables)d tables (rows: %(rows)d) and attached files: %(files)d."
            )
            % counts
        )
    return (
        _(
            "%(path)s, read again: "
            "%(tables)d tables (rows: %(rows)d), attached files: %(files)d. Trail: %(digest)s"
        )
        % counts
    )
