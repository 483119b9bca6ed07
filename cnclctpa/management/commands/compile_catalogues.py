"""Catalogues compiled without the gettext tools, which a bare machine does not have."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every catalogue of locale/ (.po) into what the program reads (.mo)."

    def handle(self, *args, **options):
        sources = [
            path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")
        ]
        for source in sorted(sources):
            catalogue = polib.pofile(str(source))
            catalogue.save_as_mofile(str(source.with_suffix(".mo")))
            language = source.parent.parent.name
            self.stdout.write(f"{language}: {len(catalogue.translated_entries())} entries compiled.")
