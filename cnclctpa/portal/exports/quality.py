"""What is found in the data of a plan, a row each."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.reporting.quality.page import Line


def quality_table(lines: Iterable[Line], request) -> Table:
    """The addresses are whole: a file is read far from the site."""
    columns = (
        Column(_("Kind"), lambda line: capfirst(str(line.finding.kind.label)), 14, name="kind"),
        Column(_("Importance"), lambda line: capfirst(str(line.finding.severity.label)), 16, name="severity"),
        Column(_("Axis"), lambda line: line.finding.axis, 8, Kind.NUMBER, name="axis"),
        Column(_("Code"), lambda line: line.finding.code, 12, Kind.CODE, name="code"),
        Column(_("Name"), lambda line: line.finding.name.title, 44, name="title"),
        Column(_("What is found"), lambda line: line.finding.sentence, 60, name="sentence"),
        Column(_("Who can mend it"), lambda line: line.mender or _("the secretariat"), 30, name="who"),
        Column(
            _("Where it is mended"), lambda line: request.build_absolute_uri(line.address), 50, name="address"
        ),
    )
    return Table(_("Data quality"), columns, lines, empty=_("Nothing to report"), frozen=4)
