import getpass
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from cnclctpa.accounts import services
from cnclctpa.accounts.models import Language
from cnclctpa.accounts.roles import Role
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.reference.models import Organisation


class Command(BaseCommand):
    help = (
        "Opens an account, the first administrator’s for instance: prints an invitation to open, "
        "or reads the password (never on the command line, which other users of the machine can read)."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", nargs="?", help="asked when missing")
        parser.add_argument("--name", help="full name; asked when missing")
        parser.add_argument("--role", choices=Role.values, default=Role.ADMINISTRATOR)
        parser.add_argument("--organisation", metavar="SLUG", help="required for a partner or a focal point")
        parser.add_argument("--language", choices=Language.values, default=Language.FRENCH)
        parser.add_argument(
            "--password",
            action="store_true",
            dest="with_password",
            help="ask for it, or read it from the input",
        )

    def handle(self, *, email, name, role, organisation, language, with_password, **options):
        email = email or self.ask(_("E-mail address"))
        name = name or self.ask(_("Full name"))
        offered = {"role": role, "organisation": self.organisation(organisation)}
        try:
            with because("", way=Way.COMMAND):
                if with_password:
                    self.open(email, name, language, self.read_password(), **offered)
                else:
                    self.invite(email, name, language, **offered)
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal

    @transaction.atomic
    def open(self, email, name, language, password, **offered):
        user = services.create_account(email, full_name=name, language=language, password=password, by=None)
        services.grant_role(user, **offered, by=None)
        self.stdout.write(_("The account of %(email)s is open.") % {"email": user.email})

    def invite(self, email, name, language, **offered):
        invitation, token = services.invite(email, full_name=name, language=language, **offered, by=None)
        self.stdout.write(_("To accept, %(email)s opens this address:") % {"email": invitation.email})
        self.stdout.write(services.invitation_address(invitation, token))

    def organisation(self, slug):
        if slug is None:
            return None
        try:
            return Organisation.objects.get(slug=slug)
        except Organisation.DoesNotExist:
            raise CommandError(_("No organisation has the identifier %(slug)s.") % {"slug": slug}) from None

    def ask(self, what):
        if not sys.stdin.isatty():
            raise CommandError(_("Missing: %(what)s.") % {"what": what})
        return input(f"{what}: ")

    def read_password(self):
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\r\n")
        password = getpass.getpass(_("Password") + ": ")
        if password != getpass.getpass(_("Password, once more") + ": "):
            raise CommandError(_("The two passwords are not the same."))
        return password
