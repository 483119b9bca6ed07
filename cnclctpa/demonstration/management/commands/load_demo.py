from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.demonstration import loading, people
from cnclctpa.demonstration.removing import remove


class Command(BaseCommand):
    help = "Loads fictitious plans, organisations and accounts; --remove takes them away."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="the day it is told on (today)"
        )
        parser.add_argument("--seed", type=int, default=1, help="another number gives other figures (1)")
        parser.add_argument("--scale", type=int, metavar="N", help="add demo-N, N times as large as demo-2")
        parser.add_argument("--remove", action="store_true", help="take the demonstration away")
        parser.add_argument("--dry-run", action="store_true", help="try everything and keep nothing")

    def handle(self, *, on, seed, scale, remove, dry_run, verbosity, **options):
        try:
            with transaction.atomic(), because("", way=Way.COMMAND):
                if remove:
                    self.remove()
                else:
                    self.load(on or timezone.localdate(), seed, scale, verbosity)
                transaction.set_rollback(dry_run)
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        if dry_run:
            self.stdout.write(_("Tried only: nothing was kept."))

    def load(self, on, seed, scale, verbosity):
        told = {"on": on, "seed": seed, "say": self.say if verbosity else loading.silent}
        is_new = loading.load(**told) if scale is None else loading.load_larger(scale, **told)
        if not is_new:
            self.stdout.write(
                _("The demonstration is already there, and left as it is: --remove takes it away.")
            )
        self.stdout.write(
            _("Demonstration accounts, all with the password %(password)s:") % {"password": people.PASSWORD}
        )
        for user in people.accounts():
            roles = ", ".join(membership.get_role_display() for membership in user.memberships.all())
            self.stdout.write(f"  {user.email}  ({roles})")

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def remove(self):
        gone, closed = remove()
        self.stdout.write(
            _(
                "Demonstration removed. Accounts erased: %(gone)d; closed, because the history names them: "
                "%(closed)d."
            )
            % {"gone": gone, "closed": closed}
        )
