"""What administrators see to: invitations, and accounts that their password alone would open."""

from datetime import timedelta

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cnclctpa import typography
from cnclctpa.accounts.roles import Role
from cnclctpa.portal.reporting.dashboard.changes import day_of
from cnclctpa.portal.reporting.dashboard.words import language
from cnclctpa.portal.reporting.desk.reading import Read, Who
from cnclctpa.portal.reporting.desk.told import Cell, Row, Section, ours, section
from cnclctpa.reading import as_day

#: An invitation that ends within so many days is told as ending.
SOON = timedelta(days=3)


def invitations(who: Who, found: Read) -> Section:
    """Those that nobody has accepted, the first to end first."""
    rows = []
    for key, email, role, expires_at in sorted(found["invitations"], key=lambda row: (row[3], row[1])):
        ends_on = day_of(expires_at)
        told = {"day": typography.day(ends_on, language(), short=True)}
        words = _("ended on %(day)s") if ends_on < who.on else _("until %(day)s")
        cells = (Cell(_role(role)), Cell(words % told, is_late=ends_on < who.on + SOON))
        rows.append(Row(reverse("admin:accounts_invitation_change", args=[key]), ours(email), cells))
    total = len(rows)
    return section(
        "invitations",
        total=total,
        label=ngettext("invitation without an answer", "invitations without an answer", total),
        title=ngettext(
            "One invitation has not been accepted", "%(count)s invitations have not been accepted", total
        ),
        headings=(_("E-mail address"), _("Role"), _("Can be accepted")),
        rows=rows,
    )


def without_a_second_factor(who: Who, found: Read) -> Section:
    """Those whose role requires one: they can do nothing here before they enrol."""
    accounts = {(name, key, email): role for key, name, email, role in found["bare"]}
    rows = [
        Row(reverse("admin:accounts_user_change", args=[key]), ours(name), (Cell(email), Cell(_role(role))))
        for (name, key, email), role in sorted(accounts.items())
    ]
    total = len(rows)
    return section(
        "second-factors",
        total=total,
        label=ngettext("second factor missing", "second factors missing", total),
        title=ngettext(
            "One account still lacks its second factor",
            "%(count)s accounts still lack their second factor",
            total,
        ),
        headings=(_("Name"), _("E-mail address"), _("Role")),
        rows=rows,
    )


def roles_that_end(who: Who, found: Read) -> Section:
    """Those that end in the weeks ahead: to be renewed, or left to end with the account closed."""
    ending = sorted(found["ending"], key=lambda row: (row[4], row[1], row[0]))
    rows = [
        Row(
            reverse("admin:accounts_user_change", args=[key]),
            ours(name),
            (Cell(email), Cell(_role(role)), Cell(typography.day(as_day(ends_on), language(), short=True))),
        )
        for key, name, email, role, ends_on in ending
    ]
    total = len(rows)
    return section(
        "roles-that-end",
        total=total,
        label=ngettext("role that ends soon", "roles that end soon", total),
        title=ngettext("One role ends soon", "%(count)s roles end soon", total),
        headings=(_("Name"), _("E-mail address"), _("Role"), _("Last day")),
        rows=rows,
    )


def _role(role: str) -> str:
    return capfirst(str(Role(role).label))
