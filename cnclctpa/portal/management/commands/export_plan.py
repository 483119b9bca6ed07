from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.days import asked_day
from cnclctpa.portal.exports.audiences import AUDIENCES, somebody
from cnclctpa.portal.exports.files import FORMATS, whole, write_tables
from cnclctpa.portal.exports.workbook import SHEETS, plan_workbook
from plans.models import Plan

#: The formats of the report to be printed, which no command writes yet.
PRINTED = ("docx", "pdf")


class Command(BaseCommand):
    help = "Writes the report of a plan into a file, as an audience may read it on a day."

    def add_arguments(self, parser):
        parser.add_argument("plan", metavar="SLUG", help="the identifier of the plan, such as 2023-2027")
        parser.add_argument("--format", choices=(*FORMATS, *PRINTED), default="xlsx", dest="form")
        parser.add_argument(
            "--sheet", choices=SHEETS, default="matrix", help="the sheet that a csv file holds"
        )
        parser.add_argument("--on", metavar="DATE", default="", help="as 2021-06-30; today by default")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--as", choices=AUDIENCES, default="secretariat", dest="audience")
        parser.add_argument("--output", metavar="FILE", type=Path, help="by default, named after the plan")

    def handle(self, *, plan, form, sheet, on, language, audience, output, **options):
        with override(language or settings.LANGUAGE_CODE):
            if form in PRINTED:
                raise CommandError(
                    _("This program does not write reports in %(format)s: choose xlsx, csv or json.")
                    % {"format": form}
                )
            day, user = self.day(on), somebody(audience)
            found = self.plan(plan, user)
            path = output or Path(f"{found.slug}-{day.isoformat()}.{form}")
            about = {"plan": found.slug, "title": found.title, "on": day.isoformat(), "audience": audience}
            self.write(plan_workbook(found, on=day, user=user), path, form, sheet, about)
            self.tell(found, day, audience, path)

    def day(self, words: str) -> date:
        asked = asked_day({"on": words}, today=timezone.localdate())
        if asked.mistaken:
            raise CommandError(
                _("“%(words)s” is not a day: write it as 2021-06-30 or 30/06/2021.") % {"words": words}
            )
        return asked.on

    def plan(self, slug: str, user) -> Plan:
        if found := Plan.objects.visible_to(user).filter(slug=slug).first():
            return found
        if Plan.objects.filter(slug=slug).exists():
            raise CommandError(
                _("The plan %(slug)s is a draft, which this audience may not read.") % {"slug": slug}
            )
        known = ", ".join(Plan.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            _("No plan has the identifier %(slug)s. Known: %(known)s.")
            % {"slug": slug, "known": known or _("none")}
        )

    def write(self, tables, path: Path, form: str, sheet: str, about: dict[str, str]) -> None:
        try:
            with whole(path) as file:
                write_tables(tables, file, form=form, sheet=sheet, about=about)
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be written: %(reason)s. Nothing was changed.")
                % {"path": path, "reason": error.strerror}
            ) from error

    def tell(self, plan: Plan, day: date, audience: str, path: Path) -> None:
        size = path.stat().st_size
        self.stdout.write(
            _("%(plan)s as it stood on %(day)s, for %(audience)s: %(path)s (%(size)s bytes).")
            % {
                "plan": plan.slug,
                "day": typography.day(day, get_language()),
                "audience": audience,
                "path": path,
                "size": size,
            }
        )
