"""Reports that await a validation, those that are expected, and the organisations that owe them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities.choices import ReportState
from cnclctpa import typography
from cnclctpa.portal.reporting.activities.deciding import LEAP
from cnclctpa.portal.reporting.dashboard.changes import day_of
from cnclctpa.portal.reporting.dashboard.words import language, named
from cnclctpa.portal.reporting.desk.reading import Read, Who
from cnclctpa.portal.reporting.desk.told import Cell, More, Row, Section, ours, pages_of, section
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.reading import as_day
from plans.models import Plan

#: As much of a reason as a cell shows; the report says it whole.
LONGEST = 160


def report_address(plan: Plan, code: str, campaign: str | None) -> str:
    """The page of a report; that of its activity when no campaign asked for it."""
    if campaign is None:
        return reverse("portal:activity-detail", args=[plan.slug, code])
    return reverse("portal:report-detail", args=[plan.slug, code, campaign])


def decision_address(plan: Plan, code: str, campaign: str | None) -> str:
    """Where a report is validated or sent back, which shows it."""
    if campaign is None:
        return report_address(plan, code, campaign)
    return reverse("portal:report-decide", args=[plan.slug, code, campaign])


def to_validate(who: Who, found: Read) -> Section:
    """The one that has waited longest first."""
    waiting = sorted(found["submitted"], key=lambda row: (row[-1] or "", row[1]))
    total = len(waiting)
    rows = []
    for plan, code, title, title_en, campaign, lead, lead_en, *told, submitted_at in waiting:
        cells = (
            Cell(named(lead or "", lead_en).title),
            Cell(typography.day(day_of(submitted_at), language(), short=True) if submitted_at else ""),
            *_compared(*told),
        )
        address = decision_address(who.plans[plan], code, campaign)
        rows.append(Row(address, named(title, title_en), cells, code))
    return section(
        "to-validate",
        total=total,
        label=ngettext("report to validate", "reports to validate", total),
        title=ngettext("One report awaits your validation", "%(count)s reports await your validation", total),
        headings=(
            _("Activity"),
            _("Lead organisation"),
            _("Submitted on"),
            _("Since the last report"),
            _("Worth a look"),
        ),
        rows=rows,
        more=_pages(who, waiting),
    )


def _compared(told: str | None, former: str | None, has_proof: bool) -> tuple[Cell, Cell]:
    """The progress since the last report, in points, and what is worth a look before validating."""
    points = None if told is None or former is None else Decimal(told) - Decimal(former)
    if points is None:
        words = ""
    else:
        sign = "+" if points > 0 else ""
        words = _("%(points)s points") % {"points": sign + typography.number(points, language(), decimals=0)}
    doubts = [] if has_proof else [_("no proof")]
    if points is not None and points < 0:
        doubts.append(_("goes back"))
    elif points is not None and points > LEAP * 100:
        doubts.append(_("unusual leap"))
    return Cell(words), Cell(capfirst(", ".join(doubts)) if doubts else _("nothing"), bool(doubts))


def campaigns(who: Who, found: Read) -> Section:
    """Those that are open: how many of their reports have come."""
    rows = []
    for plan, slug, starts_on, ends_on, due_on, total, arrived in sorted(
        found["campaigns"], key=lambda row: (row[4], row[1])
    ):
        told = {
            "arrived": typography.number(arrived or 0, language()),
            "total": typography.number(total or 0, language()),
        }
        is_late = _is_past(due_on, who.on) and (arrived or 0) < (total or 0)
        cells = (
            Cell(_("%(arrived)s out of %(total)s") % told, is_late),
            Cell(typography.day(as_day(due_on), language(), short=True)),
            Cell(who.plans[plan].period),
        )
        address = reverse("portal:campaign-detail", args=[who.plans[plan].slug, slug])
        name = ours(capfirst(period_name(date.fromisoformat(starts_on), date.fromisoformat(ends_on))))
        rows.append(Row(address, name, cells))
    total = len(rows)
    return section(
        "campaigns",
        total=total,
        label=ngettext("campaign open", "campaigns open", total),
        title=ngettext("One campaign is open", "%(count)s campaigns are open", total),
        headings=(_("Campaign"), _("Reports received"), _("Due on"), _("Plan")),
        rows=rows,
    )


def late_organisations(who: Who, found: Read) -> Section:
    """Of each campaign whose last day has passed, those who owe the most first."""
    owed: Counter = Counter()
    for plan, _code, _title, _title_en, slug, due_on, _key, organisation, name, name_en, *_state in found[
        "expected"
    ]:
        if _is_past(due_on, who.on):
            owed[plan, slug, due_on, organisation, name, name_en] += 1
    rows = []
    for (plan, slug, due_on, _organisation, name, name_en), missing in owed.most_common():
        words = ngettext("%(count)s report missing", "%(count)s reports missing", missing)
        cells = (
            Cell(words % {"count": typography.number(missing, language())}, is_late=True),
            Cell(typography.day(as_day(due_on), language(), short=True)),
            Cell(who.plans[plan].period),
        )
        address = reverse("portal:campaign-detail", args=[who.plans[plan].slug, slug])
        rows.append(Row(address, named(name, name_en), cells))
    total = len(rows)
    return section(
        "late-organisations",
        total=total,
        label=ngettext("organisation late to report", "organisations late to report", total),
        title=ngettext(
            "One organisation is late with its reports",
            "%(count)s organisations are late with their reports",
            total,
        ),
        headings=(_("Organisation"), _("Reports"), _("Due on"), _("Plan")),
        rows=rows,
        more=_pages(who, owed),
    )


def expected_of_mine(who: Who, found: Read) -> Section:
    """What the person’s organisations still have to submit, the most urgent first; why it was returned."""
    mine = [row for row in found["expected"] if row[6] in who.organisations]
    rows = []
    for row in sorted(mine, key=lambda row: (row[5], row[1])):
        plan, code, title, title_en, slug, due_on, *_organisation, state, reason = row
        told = who.plans[plan]
        is_late = _is_past(due_on, who.on)
        day = typography.day(as_day(due_on), language(), short=True)
        words = _("%(day)s, passed") % {"day": day} if is_late else day
        cells = (Cell(words, is_late), Cell(*_state_of(state, reason or "")), Cell(told.period))
        address = reverse("portal:report-update", args=[told.slug, code, slug])
        rows.append(Row(address, named(title, title_en), cells, code))
    total = len(rows)
    return section(
        "expected",
        total=total,
        label=ngettext("report expected of you", "reports expected of you", total),
        title=ngettext("One report is expected of you", "%(count)s reports are expected of you", total),
        headings=(_("Activity"), _("Due on"), _("Where it stands"), _("Plan")),
        rows=rows,
        more=_pages(who, mine),
    )


def _state_of(state: str | None, reason: str) -> tuple[str, bool]:
    """In words, and whether it must be seen to."""
    if state is None:
        return pgettext("report", "Not begun"), False
    if state == ReportState.RETURNED:
        told = typography.typeset(Truncator(reason).chars(LONGEST), language())
        return _("Returned: %(reason)s") % {"reason": told}, True
    return capfirst(str(ReportState(state).label)), False


def _is_past(due_on: str, on: date) -> bool:
    """Due today is not late."""
    day = as_day(due_on)
    return day is not None and day < on


def _pages(who: Who, rows: Iterable) -> tuple[More, ...]:
    """The reporting of the plans of these rows, whose first value is a plan."""
    return pages_of((who.plans[row[0]] for row in rows), "portal:reporting")
