"""One organisation in a plan: what it leads, what it partners, what is late, what it reported."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.choices import DelayCause, ReportState
from activities.following import Standing, followed, last_closed, standing
from activities.models import Activity, ActivityPartner, Expectation, ProgressReport
from cnclctpa.portal.reporting.organisations import SHOWN, Tally, tally
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.reference.models import Organisation
from cnclctpa.spelling import spelled
from cnclctpa.typography import number, percent
from plans.models import Indicator, Plan, PlanPartner
from plans.readers import Reader


@dataclass(frozen=True)
class Late:
    """A late activity; ``cause`` in words, empty when nobody has said it."""

    standing: Standing

    @property
    def cause(self) -> str:
        return str(DelayCause(self.standing.cause).label) if self.standing.cause else ""


@dataclass(frozen=True)
class Part:
    """An activity in which the organisation takes part, and what it does there."""

    standing: Standing
    role: str


@dataclass(frozen=True)
class Answers:
    """What a campaign asked of the organisation, and what it gave; ``waiting`` is not told to everybody."""

    slug: str
    starts_on: date
    ends_on: date
    closes_on: date
    expected: int
    validated: int
    waiting: int

    @property
    def missing(self) -> int:
        return self.expected - self.validated - self.waiting

    @property
    def period(self) -> str:
        return period_name(self.starts_on, self.ends_on)


@dataclass(frozen=True)
class OrganisationReport:
    organisation: Organisation
    tally: Tally
    led: tuple[Standing, ...]
    late: tuple[Late, ...]
    parts: tuple[Part, ...]
    answers: tuple[Answers, ...]
    indicators: tuple[Indicator, ...]
    sees_submitted: bool

    @property
    def finding(self) -> str:
        """What it leads, and how far that has come."""
        figures, language = self.tally.figures, get_language()
        if not figures.total:
            return _("It leads no activity of this plan.")
        if figures.progress is None or figures.expected is None:
            words = ngettext("It leads one activity.", "It leads %(total)s activities.", figures.total)
        else:
            words = ngettext(
                "It leads one activity: %(progress)s done, %(expected)s expected.",
                "It leads %(total)s activities: %(progress)s done, %(expected)s expected.",
                figures.total,
            )
        return words % {
            "total": spelled(figures.total, language),
            "progress": percent(figures.progress, language),
            "expected": percent(figures.expected, language),
        }

    @property
    def late_title(self) -> str:
        count = len(self.late)
        without = sum(not one.cause for one in self.late)
        if not without:
            words = ngettext("One activity is late", "%(count)s activities are late", count)
        else:
            words = ngettext(
                "One activity is late, and nobody has said why",
                "%(count)s activities are late, %(without)s of them without a known cause",
                count,
            )
        told = {"count": spelled(count, get_language()), "without": number(without, get_language())}
        return capfirst(words % told)

    @property
    def late_shown(self) -> tuple[Late, ...]:
        return self.late[:SHOWN]

    @property
    def late_others(self) -> int:
        return len(self.late) - len(self.late_shown)

    @property
    def parts_title(self) -> str:
        count = len(self.parts)
        words = ngettext("It takes part in one activity", "It takes part in %(count)s activities", count)
        return words % {"count": spelled(count, get_language())}

    @property
    def parts_shown(self) -> tuple[Part, ...]:
        return self.parts[:SHOWN]

    @property
    def parts_others(self) -> int:
        return len(self.parts) - len(self.parts_shown)

    @property
    def indicators_title(self) -> str:
        count = len(self.indicators)
        words = ngettext("It measures one indicator", "It measures %(count)s indicators", count)
        return words % {"count": spelled(count, get_language())}

    @property
    def answers_title(self) -> str:
        return _("Reports validated: %(validated)s of the %(expected)s expected") % {
            "validated": number(sum(one.validated for one in self.answers), get_language()),
            "expected": number(sum(one.expected for one in self.answers), get_language()),
        }


def organisations_to_show(plan: Plan) -> QuerySet[Organisation]:
    """Those with a part in a plan that the person may see: to lead, take part, measure or support."""
    return Organisation.objects.filter(
        Exists(Activity.objects.of(plan).filter(lead=OuterRef("pk")))
        | Exists(ActivityPartner.objects.filter(activity__plan=plan, organisation=OuterRef("pk")))
        | Exists(Indicator.objects.of(plan).filter(responsible=OuterRef("pk")))
        | Exists(PlanPartner.objects.filter(plan=plan, organisation=OuterRef("pk")))
    )


def organisation_report(
    plan: Plan, organisation: Organisation, *, on: date, reader: Reader
) -> OrganisationReport:
    """One organisation of a plan, both already read, in eight queries."""
    concerned = Activity.objects.of(plan).filter(
        Q(lead=organisation)
        | Exists(ActivityPartner.objects.filter(activity=OuterRef("pk"), organisation=organisation))
    )
    everything = followed(concerned.present(on).select_related("lead").in_order())
    campaign = last_closed(plan, on=on)
    standings = {one.activity.pk: standing(one, on=on, last_closed=campaign) for one in everything}
    led = [one for one in everything if one.activity.lead_id == organisation.pk]
    told = [standings[one.activity.pk] for one in led]
    late = sorted((one for one in told if one.wants_a_cause), key=lambda one: one.ends_on or date.max)
    roles = dict(
        ActivityPartner.objects.filter(organisation=organisation, activity__plan=plan).values_list(
            "activity", "role"
        )
    )
    return OrganisationReport(
        organisation=organisation,
        tally=tally(led, standings, on=on),
        led=tuple(told),
        late=tuple(Late(one) for one in late),
        parts=tuple(Part(found, roles[key]) for key, found in standings.items() if key in roles),
        answers=answers_of(plan, organisation, on=on, reader=reader),
        indicators=tuple(Indicator.objects.of(plan).present(on).filter(responsible=organisation).in_order()),
        sees_submitted=reader.sees_submitted,
    )


def answers_of(plan: Plan, organisation: Organisation, *, on: date, reader: Reader) -> tuple[Answers, ...]:
    """What each campaign opened by that day asked of the organisation, the latest first.

    A report that waits for its validation is read by those who may see it; to others it is missing yet.
    """
    report = ProgressReport.objects.filter(activity=OuterRef("activity"), campaign=OuterRef("campaign"))
    rows = (
        Expectation.objects.filter(campaign__plan=plan, campaign__opens_on__lte=on, organisation=organisation)
        .select_related("campaign")
        .annotate(state=Subquery(report.values("state")[:1]))
        .order_by("-campaign__ends_on", "campaign", "pk")
    )
    by_campaign: dict[Any, list[str | None]] = defaultdict(list)
    for row in rows:
        by_campaign[row.campaign].append(row.state)
    return tuple(
        Answers(
            slug=campaign.slug,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
            closes_on=campaign.closes_on,
            expected=len(states),
            validated=states.count(ReportState.VALIDATED),
            waiting=states.count(ReportState.SUBMITTED) if reader.sees_submitted else 0,
        )
        for campaign, states in by_campaign.items()
    )
