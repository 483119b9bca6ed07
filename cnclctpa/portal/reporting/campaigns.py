"""Reporting campaigns: what each expects, who has answered, who is late; and one report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.choices import ReportState
from activities.models import Campaign, Expectation, ProgressReport
from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.charts.progress import Bar, bar
from cnclctpa.portal.reporting.activities.words import told_day, told_number
from cnclctpa.portal.reporting.periods import period_name
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reading import read_together
from cnclctpa.reference.models import Organisation
from plans.models import Axis, Plan

#: Reports on one page of a campaign.
A_PAGE = 50
#: Reports on the only page of a whole campaign.
WHOLE = 1_000_000


class Phase(StrEnum):
    """Where a campaign stands on a day; its last day is still open, due today is not late."""

    TO_COME = "to_come"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


def phase_of(campaign: Campaign, *, on: date) -> Phase:
    if on < campaign.opens_on:
        return Phase.TO_COME
    if on <= campaign.due_on:
        return Phase.OPEN
    return Phase.OVERDUE if on <= campaign.closes_on else Phase.CLOSED


class Sight(StrEnum):
    """How far a reader sees into reports that are not validated."""

    VALIDATED = "validated"
    SUBMITTED = "submitted"
    EVERYTHING = "everything"


def sight_of(user) -> Sight:
    if may(user, Permission.REPORT_PROGRESS):
        return Sight.EVERYTHING
    return Sight.SUBMITTED if may(user, Permission.SEE_SHARED_DRAFTS) else Sight.VALIDATED


@dataclass(frozen=True)
class Answers:
    """Expected reports by their state, as far as the reader sees; what is not seen is awaited."""

    sight: Sight
    states: Mapping[str | None, int] = field(default_factory=dict)

    @property
    def expected(self) -> int:
        return sum(self.states.values())

    @property
    def validated(self) -> int:
        return self.states.get(ReportState.VALIDATED, 0)

    @property
    def sees_submitted(self) -> bool:
        return self.sight is not Sight.VALIDATED

    @property
    def sees_everything(self) -> bool:
        return self.sight is Sight.EVERYTHING

    @property
    def submitted(self) -> int:
        return self.states.get(ReportState.SUBMITTED, 0) if self.sees_submitted else 0

    @property
    def returned(self) -> int:
        return self.states.get(ReportState.RETURNED, 0) if self.sees_everything else 0

    @property
    def drafts(self) -> int:
        return self.states.get(ReportState.DRAFT, 0) if self.sees_everything else 0

    @property
    def awaited(self) -> int:
        """Not submitted, or not validated for those who see no more; drafts and returned ones included."""
        return self.expected - self.validated - self.submitted

    @property
    def share(self) -> Decimal | None:
        """Validated over expected."""
        return Decimal(self.validated) / self.expected if self.expected else None

    @property
    def bar(self) -> Bar:
        return bar(self.share)


@dataclass(frozen=True)
class CampaignLine:
    """A campaign on a day, with what came of it."""

    campaign: Campaign
    answers: Answers
    on: date

    @property
    def phase(self) -> Phase:
        return phase_of(self.campaign, on=self.on)

    @property
    def is_past_due(self) -> bool:
        return self.on > self.campaign.due_on

    @property
    def tells_late(self) -> bool:
        """Whether what is awaited is late; who sees no submitted report cannot say so."""
        return self.is_past_due and self.answers.sees_submitted

    @property
    def name(self) -> str:
        """The period, as the middle of a sentence writes it."""
        return period_name(self.campaign.starts_on, self.campaign.ends_on)

    @property
    def period(self) -> str:
        return capfirst(self.name)


@dataclass(frozen=True)
class OrganisationLine:
    organisation: Organisation
    answers: Answers


@dataclass(frozen=True)
class ReportingPage:
    """Campaigns opened by the day, the latest first; ``organisations`` answer for the first of them."""

    plan: Plan
    on: date
    axes: tuple[Axis, ...]
    lines: tuple[CampaignLine, ...]
    to_come: tuple[CampaignLine, ...]
    organisations: tuple[OrganisationLine, ...]

    @property
    def last(self) -> CampaignLine | None:
        return self.lines[0] if self.lines else None

    @property
    def title(self) -> str:
        """The finding: how many reports of the last campaign opened are there."""
        if self.last is not None:
            return answers_title(self.last)
        if self.to_come:
            return _("No reporting campaign has opened yet")
        return _("No reporting campaign has been opened for this plan")


@dataclass(frozen=True)
class ExpectedReport:
    """What a campaign expects on one activity, and the report when the reader sees it."""

    expectation: Expectation
    report: ProgressReport | None
    is_late: bool


@dataclass(frozen=True)
class CampaignPage:
    """``page`` is None for those who read counts only."""

    plan: Plan
    line: CampaignLine
    axes: tuple[Axis, ...]
    organisations: tuple[OrganisationLine, ...]
    page: Page | None
    reports: tuple[ExpectedReport, ...]

    @property
    def campaign(self) -> Campaign:
        return self.line.campaign

    @property
    def title(self) -> str:
        return answers_title(self.line)


def answers_title(line: CampaignLine) -> str:
    """The finding on a campaign: validated out of expected, and late or awaited."""
    answers = line.answers
    told = {
        "period": line.period,
        "validated": told_number(answers.validated),
        "expected": told_number(answers.expected),
        "awaited": told_number(answers.awaited),
        "day": told_day(line.campaign.due_on),
    }
    if not answers.expected:
        return _("%(period)s: no report is expected") % told
    if answers.validated == answers.expected:
        return _("%(period)s: all the reports expected are validated") % told
    if line.tells_late and answers.awaited:
        return _("%(period)s: %(validated)s of %(expected)s reports validated, %(awaited)s late") % told
    if line.is_past_due:
        return _("%(period)s: %(validated)s of %(expected)s reports validated, %(awaited)s awaited") % told
    return _("%(period)s: %(validated)s of %(expected)s reports validated, due on %(day)s") % told


def reporting_on(plan: Plan, *, on: date, user) -> ReportingPage:
    """The campaigns of a plan that the person may see; four queries."""
    axes, campaigns = read_together(plan.axes.all(), plan.campaigns.all())
    given(plan, axes, campaigns)
    sight = sight_of(user)
    states = _states(Expectation.objects.filter(campaign__plan=plan), "campaign")
    lines = [
        CampaignLine(one, Answers(sight, states.get(one.pk, {})), on)
        for one in sorted(campaigns, key=lambda one: (one.ends_on, one.opens_on, one.pk), reverse=True)
    ]
    opened = [line for line in lines if line.phase is not Phase.TO_COME]
    return ReportingPage(
        plan=plan,
        on=on,
        axes=tuple(axes),
        lines=tuple(opened),
        to_come=tuple(reversed([line for line in lines if line.phase is Phase.TO_COME])),
        organisations=tuple(_by_organisation(opened[0].campaign, sight)) if opened else (),
    )


def campaign_report(
    campaign: Campaign, *, on: date, user, page: str = "", size: int = A_PAGE
) -> CampaignPage:
    """One campaign of a plan that the person may see; at most seven queries."""
    sight = sight_of(user)
    organisations = _by_organisation(campaign, sight)
    together: Counter = Counter()
    for one in organisations:
        together.update(one.answers.states)
    line = CampaignLine(campaign, Answers(sight, together), on)
    shown = _page(campaign, page, size) if sight is not Sight.VALIDATED else None
    (axes,) = read_together(campaign.plan.axes.all())
    given(campaign.plan, axes)
    return CampaignPage(
        plan=campaign.plan,
        line=line,
        axes=tuple(axes),
        organisations=tuple(organisations),
        page=shown,
        reports=tuple(_expected(shown.object_list, line, user)) if shown else (),
    )


def _states(expectations: QuerySet[Expectation], key: str) -> dict[int, dict[str | None, int]]:
    """How many reports are expected, by ``key`` and by state; None is the state of what is not begun."""
    state = ProgressReport.objects.filter(activity=OuterRef("activity"), campaign=OuterRef("campaign"))
    rows = (
        expectations.annotate(report_state=Subquery(state.values("state")[:1]))
        .order_by()
        .values_list(key, "report_state")
        .annotate(Count("pk"))
    )
    found: dict[int, dict[str | None, int]] = defaultdict(dict)
    for value, told, count in rows:
        found[value][told] = count
    return found


def _by_organisation(campaign: Campaign, sight: Sight) -> list[OrganisationLine]:
    """Those who owe the most first."""
    states = _states(campaign.expectations.all(), "organisation")
    organisations = Organisation.objects.in_bulk(states)
    lines = [OrganisationLine(organisations[key], Answers(sight, states[key])) for key in states]
    return sorted(lines, key=lambda one: (-one.answers.awaited, one.organisation.sort_text))


def _page(campaign: Campaign, page: str, size: int) -> Page:
    expected = campaign.expectations.select_related("activity", "organisation")
    in_order = expected.order_by("organisation__sort_text", "activity__code", "pk")
    return Paginator(in_order, size).get_page(page)


def _expected(expectations: Iterable[Expectation], line: CampaignLine, user) -> list[ExpectedReport]:
    rows: Sequence[Expectation] = list(expectations)
    visible = ProgressReport.objects.visible_to(user).filter(
        campaign=line.campaign, activity__in=[one.activity_id for one in rows]
    )
    reports = {one.activity_id: one for one in visible.order_by("pk")}
    for one in rows:
        one.activity.plan = line.campaign.plan
    return [
        ExpectedReport(one, report, is_late=line.tells_late and not _is_given(report))
        for one in rows
        for report in [reports.get(one.activity_id)]
    ]


def _is_given(report: ProgressReport | None) -> bool:
    return report is not None and report.state in (ReportState.SUBMITTED, ReportState.VALIDATED)
