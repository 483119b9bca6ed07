from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa.accounts.second_factor import renew_secrets


class Command(BaseCommand):
    help = (
        "Encrypts the secrets of second factors with the present SECRET_KEY, after which those of "
        "SECRET_KEY_FALLBACKS are no longer needed to read them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only count")

    @transaction.atomic
    def handle(self, *, dry_run, **options):
        renewed, unreadable = renew_secrets()
        transaction.set_rollback(dry_run)
        told = ngettext("%(count)d secret renewed.", "%(count)d secrets renewed.", renewed)
        self.stdout.write(told % {"count": renewed})
        if unreadable:
            told = _("Read by no known key: %(count)d. Give the former key, or reset these second factors.")
            self.stderr.write(told % {"count": unreadable})
        if dry_run:
            self.stdout.write(_("Nothing has been changed."))
