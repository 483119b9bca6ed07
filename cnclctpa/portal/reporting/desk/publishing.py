"""Publications that await another person, and plans that the public does not see."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa import typography
from cnclctpa.accounts.roles import Permission
from cnclctpa.portal.reporting.dashboard.changes import day_of
from cnclctpa.portal.reporting.dashboard.words import Named, language, title_of
from cnclctpa.portal.reporting.desk.reading import Read, Who
from cnclctpa.portal.reporting.desk.told import Cell, Row, Section, ours, section
from plans.models import Plan


def to_approve(who: Who, found: Read) -> Section:
    """What somebody else prepared: nobody approves their own."""
    waiting = [row for row in found["publications"] if row[3] != who.user.pk]
    rows = [
        Row(
            publication_address(who.plans[plan], year),
            publication_name(who.plans[plan], year),
            (Cell(prepared_by), Cell(_on(prepared_at))),
        )
        for plan, year, prepared_at, _key, prepared_by in sorted(waiting, key=lambda row: row[2])
    ]
    total = len(rows)
    return section(
        "to-approve",
        total=total,
        label=ngettext("publication to approve", "publications to approve", total),
        title=ngettext(
            "One publication awaits your approval", "%(count)s publications await your approval", total
        ),
        headings=(_("Publication"), _("Prepared by"), _("Prepared on")),
        rows=rows,
    )


def awaiting_another(who: Who, found: Read) -> Section:
    """What the person prepared: they may withdraw it, and ask somebody else to read it."""
    mine = [row for row in found["publications"] if row[3] == who.user.pk]
    rows = [
        Row(
            publication_address(who.plans[plan], year),
            publication_name(who.plans[plan], year),
            (Cell(_on(prepared_at)),),
        )
        for plan, year, prepared_at, *_by in sorted(mine, key=lambda row: row[2])
    ]
    total = len(rows)
    return section(
        "awaiting-another",
        total=total,
        label=ngettext("publication that you prepared", "publications that you prepared", total),
        title=ngettext(
            "One publication that you prepared awaits another person",
            "%(count)s publications that you prepared await another person",
            total,
        ),
        headings=(_("Publication"), _("Prepared on")),
        rows=rows,
    )


def to_prepare(who: Who, found: Read) -> Section:
    """The protected figures of the year that ended, which the public does not read yet."""
    year = who.on.year - 1
    prepared = {plan for (plan,) in found["prepared"]}
    counted = sorted({plan for (plan,) in found["protected"]} - prepared)
    plans = [who.plans[plan] for plan in counted if who.plans[plan].is_published]
    rows = [
        Row(publication_address(plan, year), publication_name(plan, year), (Cell(_("not published")),))
        for plan in plans
    ]
    total = len(rows)
    return section(
        "to-prepare",
        total=total,
        label=ngettext("publication to prepare", "publications to prepare", total),
        title=_("The protected figures of %(year)s are not prepared for the public") % {"year": year},
        headings=(_("Publication"), _("What the public reads today")),
        rows=rows,
    )


def drafts(who: Who) -> Section:
    """Plans that the public does not see, for those who edit them and those with whom they are shared."""
    unpublished = [plan for plan in who.plans.values() if not plan.is_published]
    rows = [
        Row(
            reverse("portal:plan-matrix", args=[plan.slug])
            if who.may(Permission.EDIT_PLANS)
            else plan.get_absolute_url(),
            title_of(plan),
            (Cell(capfirst(plan.get_status_display())), Cell(_shared(plan)), Cell(plan.period)),
        )
        for plan in sorted(unpublished, key=lambda plan: (plan.starts_on, plan.slug))
    ]
    total = len(rows)
    if who.may(Permission.EDIT_PLANS):
        title = ngettext("One plan is not published", "%(count)s plans are not published", total)
    else:
        title = ngettext(
            "One draft plan may be read by you", "%(count)s draft plans may be read by you", total
        )
    return section(
        "drafts",
        total=total,
        label=ngettext("plan not published", "plans not published", total),
        title=title,
        headings=(_("Plan"), _("Status"), _("Who reads it"), _("Period")),
        rows=rows,
    )  # fmt: skip


def publication_name(plan: Plan, year: int) -> Named:
    return ours(_("Protected figures of %(year)s, plan %(period)s") % {"period": plan.period, "year": year})


def publication_address(plan: Plan, year: int) -> str:
    return f"{reverse('portal:plan-publication', args=[plan.slug])}#year-{year}"


def _on(instant: str) -> str:
    return typography.day(day_of(instant), language(), short=True)


def _shared(plan: Plan) -> str:
    if plan.is_shared_with_partners:
        return _("Partners and focal points too")
    return _("The secretariat and the administrators")
