"""Who answers for a plan: what each organisation leads, what is late, and when it last reported."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.following import Followed, Standing, followed, last_closed, standing
from activities.models import Activity, ActivityPartner
from activities.rollup import RollUp, roll_up
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.portal.reporting.named import Body, Entry
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Organisation
from cnclctpa.spelling import spelled
from cnclctpa.typography import number
from plans.models import Plan, PlanPartner

#: Activities listed where a page says the most urgent ones and counts the rest.
SHOWN = 20
NONE = Decimal(0)


@dataclass(frozen=True)
class Tally:
    """What a group of activities amounts to; ``late`` want a cause, ``silent`` owe a report."""

    figures: RollUp
    late: int
    silent: int
    reported_on: date | None

    @property
    def bar(self) -> Bar:
        return bar(self.figures.progress, self.figures.expected, self.unknown)

    @property
    def unknown(self) -> Decimal | None:
        """The share of the weights that no report tells of."""
        told, known = self.figures.progress, self.figures.among_known
        if told is None or known is None:
            return None
        return 1 - told / known if known else 1 - (self.figures.share_known or NONE)

    @property
    def counted(self) -> str:
        """What the percentage counts: « 12 activités · 3 sans rapport · 1 abandonnée exclue »."""
        told = [
            (
                self.figures.counted,
                ngettext("%(count)s activity", "%(count)s activities", self.figures.counted),
            ),
            (
                self.figures.unknown,
                ngettext(
                    "%(count)s of unknown progress", "%(count)s of unknown progress", self.figures.unknown
                ),
            ),
            (self.figures.undated, ngettext("%(count)s undated", "%(count)s undated", self.figures.undated)),
            (
                self.figures.cancelled,
                ngettext(
                    "%(count)s cancelled, left out", "%(count)s cancelled, left out", self.figures.cancelled
                ),
            ),
        ]
        language = get_language()
        said = [words % {"count": number(count, language)} for count, words in told if count]
        return " · ".join(said) or _("no activity")


@dataclass(frozen=True)
class Lead:
    """An organisation that leads activities of a plan."""

    organisation: Body
    tally: Tally
    takes_part: int

    @property
    def total(self) -> int:
        return self.tally.figures.total


@dataclass(frozen=True)
class Partner:
    """An organisation that takes part in activities led by others."""

    organisation: Body
    activities: int
    late: int
    leads: int


@dataclass(frozen=True)
class OrganisationsReport:
    """The organisations of a plan on a day, by name; of those without a lead, the first of the matrix."""

    whole: RollUp
    leads: tuple[Lead, ...]
    partners: tuple[Partner, ...]
    leaderless: tuple[Entry, ...]
    leaderless_count: int

    @property
    def title(self) -> str:
        """The finding: who has most of what is late."""
        if not self.whole.total:
            return _("No activity has been entered yet: nobody is known to lead one")
        if not self.leads:
            return _("No activity of the plan has a lead organisation")
        most = max(self.leads, key=lambda one: one.tally.late)
        if not most.tally.late:
            return _("No lead organisation has a late activity")
        language = get_language()
        if sum(one.tally.late == most.tally.late for one in self.leads) == 1:
            words = _("%(organisation)s has the most late activities: %(late)s out of %(total)s")
            told = {"late": number(most.tally.late, language), "total": number(most.total, language)}
            return words % {"organisation": most.organisation.name, **told}
        late = sum(one.tally.late > 0 for one in self.leads)
        words = _("Of %(total)s lead organisations, %(late)s have late activities")
        return words % {"late": number(late, language), "total": number(len(self.leads), language)}

    @property
    def lead(self) -> str:
        """How many activities have a lead, and how many organisations answer for them."""
        if not self.leads:
            return ""
        language = get_language()
        words = ngettext(
            "One organisation answers for %(led)s of the plan’s activities, out of %(total)s.",
            "%(organisations)s organisations answer for %(led)s of the plan’s activities, out of %(total)s.",
            len(self.leads),
        )
        told = {
            "organisations": spelled(len(self.leads), language),
            "led": number(self.whole.total - self.leaderless_count, language),
            "total": number(self.whole.total, language),
        }
        return capfirst(words % told)

    @property
    def leaderless_title(self) -> str:
        return capfirst(
            ngettext(
                "One activity has no lead organisation",
                "%(count)s activities have no lead organisation",
                self.leaderless_count,
            )
            % {"count": spelled(self.leaderless_count, get_language())}
        )

    @property
    def leaderless_others(self) -> int:
        return self.leaderless_count - len(self.leaderless)


#: How each list may be sorted, the usual way first, each so as to show first what matters.
LEADS_BY: dict[str, Callable[[Any], Any]] = {
    "late": lambda one: (-one.tally.late, -one.tally.silent),
    "silent": lambda one: -one.tally.silent,
    "progress": lambda one: _ahead(one.tally.figures),
    "reported": lambda one: one.tally.reported_on or date.min,
    "partner": lambda one: -one.takes_part,
    "name": lambda one: 0,
}
PARTNERS_BY: dict[str, Callable[[Any], Any]] = {
    "activities": lambda one: -one.activities,
    "late": lambda one: -one.late,
    "leads": lambda one: -one.leads,
    "name": lambda one: 0,
}


@dataclass(frozen=True)
class Listed:
    """The organisations of one list in the order asked; an order that does not exist is the usual one."""

    is_of_partners: bool
    sort: str
    rows: tuple[Lead, ...] | tuple[Partner, ...]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the day carries on."""
        return [("role", "partners")] * self.is_of_partners + [("sort", self.sort)]


def listed(report: OrganisationsReport, role: str, sort: str) -> Listed:
    """The partners when ``role`` is ``partners``, else the leads; equals stay by name."""
    is_of_partners = role == "partners"
    orders = PARTNERS_BY if is_of_partners else LEADS_BY
    rows: tuple = report.partners if is_of_partners else report.leads
    asked = sort if sort in orders else next(iter(orders))
    return Listed(is_of_partners, asked, tuple(sorted(rows, key=orders[asked])))


def _ahead(figures: RollUp) -> Decimal:
    """Points ahead of what is expected; what nothing can be said of comes last."""
    if figures.progress is None:
        return Decimal(2)
    return figures.progress - (figures.expected or NONE)


def organisations_report(plan: Plan, *, on: date) -> OrganisationsReport:
    """The organisations of a plan, in six queries whatever its size."""
    everything = followed(Activity.objects.of(plan).present(on).select_related("lead").in_order())
    campaign = last_closed(plan, on=on)
    standings = {one.activity.pk: standing(one, on=on, last_closed=campaign) for one in everything}
    led: dict[Organisation, list[Followed]] = defaultdict(list)
    for one in everything:
        if one.activity.lead:
            led[one.activity.lead].append(one)
    partnered = partners_of(plan, standings)
    leaderless = [one for one in standings.values() if one.activity.lead_id is None]
    return OrganisationsReport(
        whole=roll_up([one.weighed for one in everything], on=on),
        leads=tuple(
            Lead(Body.of(one), tally(led[one], standings, on=on), len(partnered.get(one, ())))
            for one in by_name(led)
        ),
        partners=tuple(
            Partner(
                Body.of(one),
                activities=len(partnered[one]),
                late=sum(found.wants_a_cause for found in partnered[one]),
                leads=len(led.get(one, ())),
            )
            for one in by_name(partnered)
        ),
        leaderless=tuple(Entry.of(one.activity, one.timeliness) for one in leaderless[:SHOWN]),
        leaderless_count=len(leaderless),
    )


def tally(group: Sequence[Followed], standings: Mapping[int, Standing], *, on: date) -> Tally:
    """The figures of activities that are all among ``standings``."""
    found = [standings[one.activity.pk] for one in group]
    return Tally(
        figures=roll_up([one.weighed for one in group], on=on),
        late=sum(one.wants_a_cause for one in found),
        silent=sum(one.is_silent for one in found),
        reported_on=max((one.reported_on for one in found if one.reported_on), default=None),
    )


def partners_of(plan: Plan, standings: Mapping[int, Standing]) -> dict[Organisation, list[Standing]]:
    """The activities in which each organisation takes part, among those given."""
    found: dict[Organisation, list[Standing]] = defaultdict(list)
    rows = ActivityPartner.objects.filter(activity__plan=plan).select_related("organisation").order_by()
    for row in rows:
        if row.activity_id in standings:
            found[row.organisation].append(standings[row.activity_id])
    return found


def supporters_of(plan: Plan) -> tuple[PlanPartner, ...]:
    """Those that sources name as having supported the plan, with these sources."""
    found = list(plan.partners.select_related("organisation"))
    with_sources(found)
    return tuple(found)


def by_name(organisations: Iterable[Organisation]) -> list[Organisation]:
    return sorted(organisations, key=lambda one: (one.sort_text, one.pk))
