"""An activity as one line of a table, and many of them as one figure."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import DelayCause
from activities.following import Standing
from activities.models import Activity
from activities.rollup import RollUp
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.portal.reporting.activities.words import told_number, told_share


@dataclass(frozen=True)
class ActivityLine:
    standing: Standing

    @property
    def activity(self) -> Activity:
        return self.standing.activity

    @cached_property
    def pillar(self) -> str:
        axis = self.activity.serves.axis
        return axis.pillar if axis else ""

    @property
    def cause(self) -> str:
        return str(DelayCause(self.standing.cause).label) if self.standing.cause else ""

    @property
    def slipped(self) -> str:
        """How far its end has moved from the original date."""
        days = self.standing.slippage or 0
        told = {"days": told_number(abs(days))}
        if days < 0:
            return ngettext("%(days)s day earlier", "%(days)s days earlier", -days) % told
        return ngettext("%(days)s day later", "%(days)s days later", days) % told

    @property
    def bar(self) -> Bar:
        return bar(self.standing.progress, self.standing.expected, pillar=self.pillar)


def together_title(figures: RollUp) -> str:
    """The finding on a group of activities: what is done of them, and what was expected."""
    told = {"done": told_share(figures.progress), "expected": told_share(figures.expected)}
    if not figures.total:
        return _("No activity is entered yet")
    if not figures.counted:
        return _("All its activities were given up")
    if figures.expected is None:
        return _("%(done)s is done; what was expected cannot be said") % told
    return _("%(done)s is done, %(expected)s was expected") % told


def together_counted(figures: RollUp) -> list[str]:
    """What the percentage counts and what it leaves out, a sentence each."""
    found = [
        ngettext("%(count)s activity counted.", "%(count)s activities counted.", figures.counted)
        % {"count": told_number(figures.counted)}
    ]
    if figures.unknown:
        found.append(
            ngettext(
                "%(count)s of unknown progress, counted as zero.",
                "%(count)s of unknown progress, counted as zero.",
                figures.unknown,
            )
            % {"count": told_number(figures.unknown)}
        )
    if figures.undated:
        found.append(
            _("%(count)s without dates, left out of what is expected.")
            % {"count": told_number(figures.undated)}
        )
    if figures.cancelled:
        found.append(
            ngettext("%(count)s given up, left out.", "%(count)s given up, left out.", figures.cancelled)
            % {"count": told_number(figures.cancelled)}
        )
    return found
