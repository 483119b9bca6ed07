from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cnclctpa.accounts.models import User
from cnclctpa.accounts.second_factor import reset_second_factor
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way


class Command(BaseCommand):
    help = (
        "Forgets the second factor of an account whose telephone and recovery codes are lost, when no other "
        "administrator can: the person enrols anew at sign-in."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="written in the history")

    def handle(self, *, email, reason, **options):
        try:
            user = User.objects.get_by_natural_key(email)
            with because("", way=Way.COMMAND):
                reset_second_factor(user, reason=reason, by=None)
        except User.DoesNotExist:
            raise CommandError(_("No account has the address %(email)s.") % {"email": email}) from None
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        self.stdout.write(_("The second factor of %(email)s has been reset.") % {"email": user.email})
