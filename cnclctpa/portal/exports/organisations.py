"""Who answers for a plan: those who lead, those who take part."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.reporting.organisations import Listed
from plans.models import PlanPartner

LEAD_COLUMNS = (
    Column(_("Organisation"), lambda lead: lead.organisation.name, width=48, name="organisation"),
    Column(_("Activities led"), lambda lead: lead.total, 11, Kind.NUMBER, name="activities"),
    Column(_("Progress"), lambda lead: lead.tally.figures.progress, 13, Kind.PERCENT, name="progress"),
    Column(
        _("Expected progress"), lambda lead: lead.tally.figures.expected, 13, Kind.PERCENT, name="expected"
    ),
    Column(_("What is counted"), lambda lead: lead.tally.counted, width=36, name="counted"),
    Column(_("Late"), lambda lead: lead.tally.late, 9, Kind.NUMBER, name="late"),
    Column(_("Silent"), lambda lead: lead.tally.silent, 9, Kind.NUMBER, name="silent"),
    Column(_("Last period reported"), lambda lead: lead.tally.reported_on, 12, Kind.DATE, name="reported_on"),
    Column(
        _("Takes part in activities led by others"),
        lambda lead: lead.takes_part,
        14,
        Kind.NUMBER,
        name="takes_part",
    ),
)
PARTNER_COLUMNS = (
    Column(_("Organisation"), lambda partner: partner.organisation.name, width=48, name="organisation"),
    Column(
        _("Activities in which it takes part"),
        lambda partner: partner.activities,
        14,
        Kind.NUMBER,
        name="activities",
    ),
    Column(_("Late"), lambda partner: partner.late, 9, Kind.NUMBER, name="late"),
    Column(_("Activities led"), lambda partner: partner.leads, 11, Kind.NUMBER, name="leads"),
)
SUPPORTER_COLUMNS = (
    Column(_("Organisation"), lambda one: one.organisation.name, width=48, name="organisation"),
    Column(_("Support given"), lambda one: one.support, width=48, name="support"),
    Column(_("Certainty"), lambda one: one.get_certainty_display(), width=14, name="certainty"),
    Column(_("Sources"), lambda one: [str(source) for source in one.sources.all()], width=60, name="sources"),
)


def organisation_table(listed: Listed) -> Table:
    if listed.is_of_partners:
        empty = _("No organisation takes part in an activity led by another.")
        return Table(_("Partner organisations"), PARTNER_COLUMNS, listed.rows, empty=empty, frozen=1)
    empty = _("No activity of the plan has a lead organisation")
    return Table(_("Lead organisations"), LEAD_COLUMNS, listed.rows, empty=empty, frozen=1)


def supporter_table(supporters: Sequence[PlanPartner]) -> Table:
    """Those that sources name as having supported a plan whose activities are not known."""
    empty = _("No organisation is known to have supported the plan.")
    return Table(_("Partners of the plan"), SUPPORTER_COLUMNS, supporters, empty=empty, frozen=1)
