import json
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.days import asked_day
from cnclctpa.portal.reporting.quality.checking import Quality, quality_of
from cnclctpa.portal.reporting.quality.findings import Finding, Kind
from cnclctpa.portal.reporting.quality.page import filled_words
from plans.models import Plan


class Command(BaseCommand):
    help = (
        "Says what is missing, doubtful or contradictory in the data of the plans; changes nothing. "
        "Ends with 1 when something is contradictory, with 0 otherwise."
    )

    def add_arguments(self, parser):
        parser.add_argument("--plan", metavar="SLUG", default="", help="one plan only, such as 2023-2027")
        parser.add_argument("--on", metavar="DATE", default="", help="as 2021-06-30; today by default")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="what is found, for a machine"
        )

    def handle(self, *, plan, on, language, as_json, **options):
        with override(language or settings.LANGUAGE_CODE):
            day = self.day(on)
            found = [(one, quality_of(one, on=day)) for one in self.plans(plan)]
            if as_json:
                told = {"on": day.isoformat(), "plans": [in_json(one, quality) for one, quality in found]}
                self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            else:
                for one, quality in found:
                    self.tell(one, quality)
                self.summarise([quality for _plan, quality in found], day)
        if any(count_of(quality, Kind.CONTRADICTORY) for _plan, quality in found):
            raise SystemExit(1)

    def day(self, words: str) -> date:
        asked = asked_day({"on": words}, today=timezone.localdate())
        if asked.mistaken:
            raise CommandError(
                _("“%(words)s” is not a day: write it as 2021-06-30 or 30/06/2021.") % {"words": words}
            )
        return asked.on

    def plans(self, slug: str) -> list[Plan]:
        plans = Plan.objects.order_by("starts_on", "slug")
        if not slug:
            return list(plans)
        if found := plans.filter(slug=slug).first():
            return [found]
        known = ", ".join(Plan.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(
            _("No plan has the identifier %(slug)s. Known: %(known)s.")
            % {"slug": slug, "known": known or _("none")}
        )

    def tell(self, plan: Plan, quality: Quality) -> None:
        filled = filled_words(quality.whole)
        self.stdout.write(f"{plan.slug}: " + _("%(filled)s expected fields are filled") % {"filled": filled})
        for one in quality.findings:
            self.stdout.write(f"  [{one.kind.label}] {one.sentence} ({mender(quality, one)})  {one.mend_at}")

    def summarise(self, found: list[Quality], day: date) -> None:
        total = sum(len(quality.findings) for quality in found)
        words = ngettext("One thing to mend on %(day)s", "%(total)s things to mend on %(day)s", total)
        kinds = ", ".join(
            f"{sum(count_of(quality, kind) for quality in found)} {kind.label}" for kind in Kind
        )
        told = words % {"total": total, "day": typography.day(day, get_language())}
        self.stdout.write(f"{told} ({kinds})." if total else _("Nothing to report."))


def count_of(quality: Quality, kind: Kind) -> int:
    return sum(one.kind is kind for one in quality.findings)


def mender(quality: Quality, one: Finding) -> str:
    """By name: the secretariat, or the organisation that answers for the object."""
    known = quality.organisations.get(one.organisation) if one.organisation else None
    return known.title if known else _("the secretariat")


def in_json(plan: Plan, quality: Quality) -> dict:
    return {
        "plan": plan.slug,
        "counts": {kind: count_of(quality, kind) for kind in Kind},
        "completeness": {
            gauge.part: {"filled": gauge.filled, "total": gauge.total}
            for gauge in quality.gauges
            if gauge.part
        },
        "findings": [
            {
                "rule": one.rule,
                "kind": one.kind,
                "severity": one.severity.name.lower(),
                "code": one.code,
                "sentence": one.sentence,
                "mender": mender(quality, one),
                "address": one.mend_at,
            }
            for one in quality.findings
        ],
    }
