"""What a partner’s organisation funds, in the plans in force."""

from collections import defaultdict
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import FundingStage
from cnclctpa import typography
from cnclctpa.portal.reporting.dashboard.words import language, named
from cnclctpa.portal.reporting.desk.reading import Read, Who
from cnclctpa.portal.reporting.desk.told import Cell, Row, Section, pages_of, section

STAGES = (FundingStage.PLEDGED, FundingStage.MOBILISED, FundingStage.DISBURSED)


def funded_by_mine(who: Who, found: Read) -> Section:
    """Activities, those that have received least of what was pledged first; all years together."""
    amounts: dict[tuple, dict[str, Decimal]] = defaultdict(dict)
    for plan, code, stage, amount in found.get("funded", ()):
        stages = amounts[plan, code]
        stages[stage] = stages.get(stage, Decimal(0)) + Decimal(amount)
    activities = {tuple(row) for row in found.get("fundings", ())}
    rows = []
    for plan, code, title, title_en in sorted(activities, key=lambda row: (_left(amounts[row[:2]]), row[1])):
        told = who.plans[plan]
        cells = tuple(Cell(_money(amounts[plan, code].get(stage))) for stage in STAGES)
        address = reverse("portal:activity-detail", args=[told.slug, code])
        rows.append(Row(address, named(title, title_en), cells, code))
    total = len(rows)
    return section(
        "funded",
        total=total,
        label=ngettext("activity that you fund", "activities that you fund", total),
        title=ngettext(
            "Your organisation funds one activity", "Your organisation funds %(count)s activities", total
        ),
        headings=(_("Activity"), *(capfirst(str(stage.label)) for stage in STAGES)),
        rows=rows,
        more=pages_of((who.plans[row[0]] for row in activities), "portal:plan-funding"),
        is_of_figures=True,
    )


def _left(stages: dict[str, Decimal]) -> Decimal:
    """What was pledged and not disbursed, the largest first."""
    return stages.get(FundingStage.DISBURSED, Decimal(0)) - stages.get(FundingStage.PLEDGED, Decimal(0))


def _money(amount: Decimal | None) -> str:
    return "" if amount is None else typography.money(amount, language())
