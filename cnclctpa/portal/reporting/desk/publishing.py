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
from plans.choices import PublicationKind
from plans.models import Plan


def to_approve(who: Who, found: Read) -> Section:
    """What somebody else prepared: nobody approves their own."""
    waiting = [row for row in found["publications"] if row[4] != who.user.pk]
    rows = [
        Row(
            reverse("portal:plan-about", args=[who.plans[plan].slug]),
            publication_name(who.plans[plan], kind, year),
            (Cell(prepared_by), Cell(typography.day(day_of(prepared_at), language(), short=True))),
        )
        for plan, kind, year, prepared_at, _key, prepared_by in sorted(waiting, key=lambda row: row[3])
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


def drafts(who: Who) -> Section:
    """Plans that the public does not see, for those who edit them and those with whom they are shared."""
    unpublished = [plan for plan in who.plans.values() if not plan.is_published]
    rows = [
        Row(
            plan.get_absolute_url(),
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


def publication_name(plan: Plan, kind: str, year: int | None) -> Named:
    told = {"period": plan.period, "year": year}
    if kind == PublicationKind.PLAN:
        return ours(_("Plan %(period)s") % told)
    return ours(_("Protected figures of %(year)s, plan %(period)s") % told)


def _shared(plan: Plan) -> str:
    if plan.is_shared_with_partners:
        return _("Partners and focal points too")
    return _("The secretariat and the administrators")
