from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cnclctpa.accounts import demonstration
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way


class Command(BaseCommand):
    help = "Loads fictitious organisations and one account for each role; --remove takes them away."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="take the demonstration away")

    def handle(self, *, remove, **options):
        with because("", way=Way.COMMAND):
            self.remove() if remove else self.load()

    def load(self):
        try:
            accounts = demonstration.load()
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write(
            _("Demonstration accounts, all with the password %(password)s:")
            % {"password": demonstration.PASSWORD}
        )
        for user in accounts:
            roles = ", ".join(membership.get_role_display() for membership in user.memberships.all())
            self.stdout.write(f"  {user.email}  ({roles})")

    def remove(self):
        gone, closed = demonstration.remove()
        self.stdout.write(
            _(
                "Demonstration removed. Accounts erased: %(gone)d; closed, because the history names them: "
                "%(closed)d."
            )
            % {"gone": gone, "closed": closed}
        )
