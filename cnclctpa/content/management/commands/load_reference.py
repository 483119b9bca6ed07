from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cnclctpa.content.loading import load_reference
from cnclctpa.content.reading import ContentError
from cnclctpa.content.report import Fate, Report


class Command(BaseCommand):
    help = "Loads the sourced facts: plans, workshops, committee, law, figures, reports, regions."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="try everything and keep nothing")

    def handle(self, *, dry_run, verbosity, **options):
        try:
            report = load_reference(dry_run=dry_run)
        except ContentError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.tell(report, dry_run=dry_run)

    def tell(self, report: Report, *, dry_run: bool) -> None:
        for kind, counter in report.counts.items():
            if counter.total() > counter[Fate.UNCHANGED] + counter[Fate.TAKEN]:
                counts = {fate.value: counter[fate] for fate in Fate}
                self.stdout.write(
                    _(
                        "%(kind)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, "
                        "%(left)d left as edited, %(deleted)d left deleted, %(removed)d removed"
                    )
                    % {"kind": kind.model._meta.verbose_name_plural, **counts}
                )
        if taken := report.total(Fate.TAKEN):
            self.stdout.write(
                _(
                    "Not loaded, because the database already holds objects with the same identifiers that "
                    "these files did not make: %(count)d."
                )
                % {"count": taken}
            )
        if not report.changes:
            self.stdout.write(_("The reference content is up to date: nothing changed."))
        elif dry_run:
            self.stdout.write(_("This was a trial: nothing was kept."))
