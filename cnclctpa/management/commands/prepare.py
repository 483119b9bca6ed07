"""Everything between an installed program and one that can serve; repeatable."""

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils.translation import gettext_noop

from cnclctpa.languages import in_both_languages

UNREACHABLE = gettext_noop("The database does not answer: check DATABASE_URL and that its server is running.")


class Command(BaseCommand):
    help = "Bring the database, the static files and the reference content up to date."

    def add_arguments(self, parser):
        parser.add_argument("--demonstration", action="store_true", help="load the demonstration content too")

    def handle(self, *args, demonstration, verbosity, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            raise CommandError(in_both_languages(UNREACHABLE)) from error
        quiet = max(verbosity - 1, 0)
        call_command("migrate", verbosity=quiet, interactive=False)
        call_command("createcachetable", verbosity=quiet)
        call_command("collectstatic", verbosity=quiet, interactive=False)
        call_command("load_reference", verbosity=verbosity)
        if demonstration:
            call_command("load_demo", verbosity=verbosity)
