from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cnclctpa.backup.archive import Refusal
from cnclctpa.backup.evidence import unnamed_files
from cnclctpa.backup.progress import Progress, ending_tidily
from cnclctpa.backup.restoring import check_only, restore_all
from cnclctpa.backup.tables import is_empty


class Command(BaseCommand):
    help = "Put an archive made by backup in the place of the database and of the attached files."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the archive to read")
        parser.add_argument(
            "--replace", action="store_true", help="even if the database holds something, which is lost"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing")
        parser.add_argument("--dry-run", action="store_true", help="only check the archive")

    def handle(self, *, file, replace, yes, dry_run, verbosity, **options):
        say = Progress(self.stdout.write, is_quiet=verbosity < 1)
        try:
            if replace and not (yes or dry_run or is_empty()):
                self.ask()
            with ending_tidily():
                manifest = (
                    check_only(file, say=say) if dry_run else restore_all(file, replace=replace, say=say)
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, DatabaseError) as error:
            raise CommandError(_("Nothing was restored: %(why)s") % {"why": error}) from error
        if verbosity:
            self.stdout.write(told(manifest, is_done=not dry_run))
            if not dry_run:
                self.tell_what_is_left(manifest)

    def ask(self):
        question = _("All that this database holds will be replaced. Write “replace” to go on: ")
        try:
            answer = input(question)
        except EOFError:
            answer = ""
        if answer.strip().casefold() not in {"replace", pgettext("typed to confirm", "replace")}:
            raise CommandError(_("Nothing was changed."))

    def tell_what_is_left(self, manifest):
        for name in manifest["missing"]:
            self.stdout.write(_("Missing since before the backup: %(name)s") % {"name": name})
        if left := unnamed_files():
            sentence = ngettext(
                "%(count)d file on disk is named by no document any more; it was kept: %(names)s",
                "%(count)d files on disk are named by no document any more; they were kept: %(names)s",
                len(left),
            )
            self.stdout.write(sentence % {"count": len(left), "names": ", ".join(left)})


def told(manifest, *, is_done):
    counts = {
        "created": manifest["created_at"],
        "rows": sum(table["rows"] for table in manifest["tables"]),
        "files": len(manifest["files"]),
        "digest": manifest["trail"]["digest"],
    }
    if not is_done:
        return (
            _(
                "This archive of %(created)s is whole. "
                "Rows: %(rows)d, attached files: %(files)d. Nothing was changed."
            )
            % counts
        )
    return (
        _(
            "Restored as of %(created)s, and read again. "
            "Rows: %(rows)d, attached files: %(files)d. Trail: %(digest)s"
        )
        % counts
    )
