from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa.audit import triggers
from cnclctpa.audit.chain import verify_chain
from cnclctpa.audit.models import Head


class Command(BaseCommand):
    help = "Reads the whole audit trail and says whether an entry was altered or removed."

    def handle(self, **options):
        sentences = [fault.sentence for fault in verify_chain()]
        if triggers.missing(connection):
            sentences.append(
                _("The database no longer refuses changes to the trail: its triggers are missing.")
            )
        if sentences:
            raise CommandError("\n".join(sentences))
        head = Head.objects.filter(pk=1).first() or Head()
        entries = ngettext(
            "%(count)d entry, none altered.", "%(count)d entries, none altered.", head.position
        )
        self.stdout.write(entries % {"count": head.position})
        # Kept elsewhere, on paper for instance, it betrays a trail that was written again from its start.
        self.stdout.write(_("Digest of the last entry: %(digest)s") % {"digest": head.digest})
