"""What is late, for how long, why, and until when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import DelayCause
from activities.following import standing
from activities.schedule import WANTS_A_CAUSE, Timeliness
from cnclctpa.charts.shares import Width, seen
from cnclctpa.portal.reporting.dashboard.gathering import Gathered, Known
from cnclctpa.portal.reporting.dashboard.words import Named, count, named
from cnclctpa.typography import MINUS

#: How many of the late activities the dashboard shows.
SHOWN = 5


@dataclass(frozen=True)
class Late:
    """A late activity; ``slippage`` is in days, and ``overdue`` those since its current end."""

    code: str
    name: Named
    pillar: str
    lead: Named | None
    timeliness: Timeliness
    ends_originally_on: date | None
    ends_on: date | None
    slippage: int | None
    overdue: int
    cause: str
    forecast_on: date | None

    @property
    def cause_words(self) -> str:
        return str(DelayCause(self.cause).label) if self.cause else ""

    @property
    def slippage_words(self) -> str:
        if not self.slippage:
            return "" if self.slippage is None else _("end never moved")
        words = ngettext("%(sign)s%(days)s day", "%(sign)s%(days)s days", abs(self.slippage))
        return words % {"sign": "+" if self.slippage > 0 else MINUS, "days": count(abs(self.slippage))}

    @property
    def overdue_words(self) -> str:
        if not self.overdue:
            return _("not due yet")
        return ngettext("%(days)s day", "%(days)s days", self.overdue) % {"days": count(self.overdue)}


@dataclass(frozen=True)
class Cause:
    """How many late activities a cause explains; without a cause, how many nobody explained."""

    cause: str
    count: int
    width: Width

    @property
    def label(self) -> str:
        return str(DelayCause(self.cause).label) if self.cause else _("not said")


@dataclass(frozen=True)
class Delays:
    total: int
    longest: tuple[Late, ...]
    causes: tuple[Cause, ...]

    @property
    def title(self) -> str:
        """The cause that explains most, when one does."""
        most = next((one for one in self.causes if one.cause), None)
        told = [one.count for one in self.causes if one.cause]
        if not self.total:
            return _("No activity is late")
        if most is None:
            return _("Nobody has said why")
        if told.count(most.count) > 1 and told[0] == told[1]:
            return _("No cause stands out")
        return _("The first cause of delay: %(cause)s, %(count)s out of %(total)s") % {
            "cause": most.label,
            "count": count(most.count),
            "total": count(self.total),
        }

    @property
    def longest_title(self) -> str:
        if len(self.longest) == self.total:
            return _("What is late, the longest delays first")
        words = ngettext(
            "The longest delay among %(total)s late activities",
            "The %(count)s longest delays among %(total)s late activities",
            len(self.longest),
        )
        return words % {"count": count(len(self.longest)), "total": count(self.total)}


def delays_of(known: Gathered) -> Delays:
    late = [one for one in known.present if one.assessed.timeliness in WANTS_A_CAUSE]
    told = [(one, standing(one.followed, on=known.on, last_closed=None)) for one in late]
    told.sort(key=_longest_first(known.on))
    causes = Counter(stand.cause for _one, stand in told)
    return Delays(
        total=len(late),
        longest=tuple(_late(known, one, stand) for one, stand in told[:SHOWN]),
        causes=tuple(_causes(causes)),
    )


def _longest_first(on: date):
    """By the days that the end has moved and those that have passed since, then by code."""

    def key(told: tuple[Known, Any]):
        one, stand = told
        return -(stand.slippage or 0) - _overdue(stand.ends_on, on), one.row.code

    return key


def _overdue(ends_on: date | None, on: date) -> int:
    return max((on - ends_on).days, 0) if ends_on else 0


def _late(known: Gathered, one: Known, stand: Any) -> Late:
    pillars = {axis.pk: axis.pillar for axis in known.axes}
    lead = known.leads.get(cast(int, one.row.lead_id))
    return Late(
        code=one.row.code,
        name=named(one.row.title_fr, one.row.title_en),
        pillar=pillars.get(cast(int, one.row.axis), ""),
        lead=named(lead.name_fr, lead.name_en) if lead else None,
        timeliness=stand.timeliness,
        ends_originally_on=one.row.original_ends_on,
        ends_on=stand.ends_on,
        slippage=stand.slippage,
        overdue=_overdue(stand.ends_on, known.on),
        cause=stand.cause,
        forecast_on=stand.forecast_on,
    )


def _causes(found: Counter) -> Sequence[Cause]:
    """The most frequent first, what nobody said at the end."""
    most = max(found.values(), default=0)
    ordered = sorted(found.items(), key=lambda one: (not one[0], -one[1], one[0]))
    return [Cause(cause, number, seen(number, most)) for cause, number in ordered]
