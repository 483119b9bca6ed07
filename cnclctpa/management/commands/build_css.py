from django.conf import settings
from django.core.management.base import BaseCommand

from cnclctpa.stylesheet import build


class Command(BaseCommand):
    help = "Makes static/css/site.css from its sources in static/css/src."

    def handle(self, *args, **options):
        folder = settings.BASE_DIR / "static" / "css"
        text = build(folder)
        (folder / "site.css").write_text(text, encoding="utf-8")
        self.stdout.write(f"static/css/site.css: {len(text.encode())} bytes")
