"""Late activities of the plans in force: those that nobody explains, and those that one leads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities.choices import DelayCause
from activities.following import Standing, follow, standing
from activities.models import Activity
from cnclctpa import typography
from cnclctpa.portal.activity_filter import DELAYED, NONE
from cnclctpa.portal.reporting.dashboard import rows
from cnclctpa.portal.reporting.dashboard.words import Named, language, named
from cnclctpa.portal.reporting.desk.reading import Read, Who
from cnclctpa.portal.reporting.desk.told import Cell, More, Row, Section, pages_of, section
from cnclctpa.templatetags.states import LOOKS

#: An activity on the day, with the name of its lead.
Late = tuple[Standing, Named]
#: Where the form of an activity asks why it is late.
CAUSE = "#id_blocking_cause"


def late_without_a_cause(who: Who, found: Read) -> Section:
    late = [told for told in _late(who, found) if not told[0].cause]
    total = len(late)
    rows_of = [
        _row(stand, Cell(lead.title), _ends(stand), Cell(stand.activity.plan.period), field=CAUSE)
        for stand, lead in late
    ]
    return section(
        "without-cause",
        total=total,
        label=ngettext("late activity without a cause", "late activities without a cause", total),
        title=ngettext(
            "Nobody has said why one activity is late",
            "Nobody has said why %(count)s activities are late",
            total,
        ),
        headings=(_("Activity"), _state(), _("Lead organisation"), _("Current end"), _("Plan")),
        rows=rows_of,
        more=_lists(late, state=DELAYED, cause=NONE),
    )


def late_of_mine(who: Who, found: Read) -> Section:
    late = [told for told in _late(who, found) if told[0].activity.lead_id in who.organisations]
    total = len(late)
    rows_of = [
        _row(stand, _why(stand), _ends(stand), Cell(stand.activity.plan.period)) for stand, _lead in late
    ]
    return section(
        "late-of-mine",
        total=total,
        label=ngettext("late activity that you lead", "late activities that you lead", total),
        title=ngettext(
            "One activity that you lead is late", "%(count)s activities that you lead are late", total
        ),
        headings=(_("Activity"), _state(), _("Cause"), _("Current end"), _("Plan")),
        rows=rows_of,
        more=_lists(late, state=DELAYED),
    )


def late_of_funded(who: Who, found: Read) -> Section:
    """Those that a partner’s organisation funds."""
    mine = {(plan, code) for plan, code, *_title in found.get("fundings", ())}
    late = [told for told in _late(who, found) if _key(told[0]) in mine]
    total = len(late)
    rows_of = [_row(stand, Cell(lead.title), _why(stand), _ends(stand)) for stand, lead in late]
    return section(
        "late-funded",
        total=total,
        label=ngettext("late activity that you fund", "late activities that you fund", total),
        title=ngettext(
            "One activity that you fund is late", "%(count)s activities that you fund are late", total
        ),
        headings=(_("Activity"), _state(), _("Lead organisation"), _("Cause"), _("Current end")),
        rows=rows_of,
        more=_lists(late, state=DELAYED),
    )


def _key(stand: Standing) -> tuple[int, str]:
    activity: Any = stand.activity
    return activity.plan.pk, activity.code


def _state() -> str:
    return pgettext("activity", "State")


def _late(who: Who, found: Read) -> list[Late]:
    """Those that want a cause, the earliest end first."""
    late = [told for told in standings(who, found) if told[0].wants_a_cause]
    return sorted(late, key=lambda told: (told[0].ends_on or date.max, told[0].activity.code))


def standings(who: Who, found: Read) -> Iterator[Late]:
    milestones = _by_activity(rows.typed(rows.MilestoneRow, map(list, found["milestones"])))
    postponements = _by_activity(rows.typed(rows.PostponementRow, map(list, found["postponements"])))
    reports = _by_activity(rows.typed(rows.ReportRow, map(list, found["reports"])))
    for plan, lead, lead_en, *values in found["activities"]:
        (activity,) = rows.typed(rows.ActivityRow, [values], who.plans[plan])
        followed = follow(
            cast(Activity, activity),
            milestones=milestones[activity.pk],
            postponements=sorted(postponements[activity.pk], key=lambda one: one.decided_on),
            reports=sorted(reports[activity.pk], key=lambda one: (one.ends_on, one.pk)),
        )
        yield standing(followed, on=who.on, last_closed=None), named(lead or "", lead_en)


def _by_activity(found: Iterable) -> dict[int, list[Any]]:
    by_activity: dict[int, list[Any]] = defaultdict(list)
    for one in found:
        by_activity[one.activity_id].append(one)
    return by_activity


def _row(stand: Standing, *cells: Cell, field: str = "") -> Row:
    """Leads to its page, or to a field of its form."""
    activity: Any = stand.activity
    page = "portal:activity-update" if field else "portal:activity-detail"
    address = reverse(page, args=[activity.plan.slug, activity.code]) + field
    state = Cell(str(LOOKS[stand.timeliness].word), is_late=True)
    return Row(address, named(activity.title_fr, activity.title_en), (state, *cells), activity.code)


def _why(stand: Standing) -> Cell:
    return Cell(capfirst(str(DelayCause(stand.cause).label)) if stand.cause else "")


def _ends(stand: Standing) -> Cell:
    return Cell(typography.day(stand.ends_on, language(), short=True) if stand.ends_on else "")


def _lists(late: Iterable[Late], **query: str) -> tuple[More, ...]:
    plans = (stand.activity.plan for stand, _lead in late)
    return pages_of(plans, "portal:activity-list", "?" + urlencode(query))
