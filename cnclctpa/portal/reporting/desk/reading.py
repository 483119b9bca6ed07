"""All that the desk tells, read by one query, whatever the roles and however many plans there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone

from activities.choices import ReportState
from activities.ledger import last_steps
from activities.models import (
    Activity,
    Campaign,
    Expectation,
    Funding,
    FundingStep,
    Milestone,
    Postponement,
    ProgressReport,
    Workshop,
)
from cnclctpa.accounts.models import Invitation, Membership, User
from cnclctpa.accounts.roles import WITH_SECOND_FACTOR, Permission, Role
from cnclctpa.portal.reporting.dashboard import rows
from cnclctpa.portal.reporting.structure import AXIS
from cnclctpa.reading import read_rows
from plans.choices import PublicationKind
from plans.models import Measurement, Plan, Publication

#: What changed is told over this long at a first visit, and over that long at most.
AT_FIRST = timedelta(days=30)
AT_MOST = timedelta(days=90)
#: Deadlines are told this long before.
AHEAD = timedelta(days=60)
#: An invitation that nobody accepted is still told, this long after it expired.
STILL_TOLD = timedelta(days=30)

Selection = tuple[QuerySet, Sequence[Any]]
Read = Mapping[str, list[list]]

ACTIVITY = ["activity__plan", "activity__code", "activity__title_fr", "activity__title_en"]
FOLLOWED = [name if name != "axis" else "on_axis" for name in rows.ActivityRow._fields[:-1]]
UNANSWERED = Q(report_state=None) | Q(report_state__in=[ReportState.DRAFT, ReportState.RETURNED])


@dataclass(frozen=True)
class Who:
    """A person on a day, with the plans that their desk tells, by primary key."""

    user: User
    plans: Mapping[int, Plan]
    on: date

    def may(self, permission: Permission) -> bool:
        return self.user.may(permission)

    def holds(self, role: Role) -> bool:
        return any(membership.role == role for membership in self.user.current_memberships)

    @cached_property
    def organisations(self) -> frozenset[int]:
        """Those that the person reports for."""
        return frozenset(one.pk for one in self.user.organisations_where(Permission.REPORT_PROGRESS))

    @cached_property
    def funders(self) -> frozenset[int]:
        """Those that the person is a partner for."""
        held = [one for one in self.user.current_memberships if one.role == Role.PARTNER]
        return frozenset(one.organisation_id for one in held if one.organisation_id)

    @property
    def visible(self) -> list[int]:
        return list(self.plans)

    @property
    def in_force(self) -> list[int]:
        """The plans whose period holds the day: what is late in one that has ended is for its evaluation."""
        return [key for key, plan in self.plans.items() if plan.starts_on <= self.on <= plan.ends_on]

    @property
    def sees_all(self) -> bool:
        """Whether what changed in every organisation is told: a focal point is told of their own."""
        return not self.organisations or self.may(Permission.REPORT_PROGRESS) or self.holds(Role.PARTNER)


def since(who: Who) -> date:
    """The day from which changes are told."""
    visited = who.user.previous_visit_at
    if visited is None:
        return who.on - AT_FIRST
    return max(timezone.localdate(visited), who.on - AT_MOST)


def read(who: Who) -> Read:
    chosen = dict(_selections(who))
    return dict(zip(chosen, read_rows(*chosen.values()), strict=True))


def _selections(who: Who) -> Iterator[tuple[str, Selection]]:
    yield from _changes(who)
    yield from _deadlines(who)
    if who.may(Permission.VALIDATE_REPORTS):
        yield "submitted", _submitted(who)
        yield "campaigns", _campaigns(who)
    if who.may(Permission.VALIDATE_REPORTS) or who.organisations:
        yield "expected", _expected(who)
    if who.may(Permission.EDIT_PLANS) or who.organisations or who.funders:
        yield from _followed(who)
    if who.may(Permission.APPROVE_PUBLICATIONS):
        yield "publications", _unapproved(who)
        yield from _of_last_year(who)
    if who.funders:
        yield from _funded(who)
    if who.may(Permission.ADMINISTER):
        yield from _accounts(who)


def _submitted(who: Who) -> Selection:
    """With the progress that the last validated report gave, and whether a proof is attached."""
    waiting = ProgressReport.objects.filter(state=ReportState.SUBMITTED, activity__plan__in=who.visible)
    former = ProgressReport.objects.validated().filter(
        activity=OuterRef("activity"), ends_on__lt=OuterRef("starts_on")
    )
    proofs = ProgressReport.documents.through.objects.filter(progressreport=OuterRef("pk"))
    compared = waiting.annotate(
        former=Cast(Subquery(former.order_by("-ends_on", "-pk").values("percentage")[:1]), CharField()),
        told=Cast("percentage", CharField()),
        has_proof=Exists(proofs),
    )
    lead = ["activity__lead__name_fr", "activity__lead__name_en"]
    return compared, [*ACTIVITY, "campaign__slug", *lead, "told", "former", "has_proof", "submitted_at"]


def _campaigns(who: Who) -> Selection:
    """Those open on the day, with how many reports they expect and how many have come."""
    open_now = Campaign.objects.filter(opens_on__lte=who.on, closes_on__gte=who.on, plan__in=who.visible)
    sent = ProgressReport.objects.filter(
        campaign=OuterRef("campaign"),
        activity=OuterRef("activity"),
        state__in=[ReportState.SUBMITTED, ReportState.VALIDATED],
    )
    expected = Expectation.objects.filter(campaign=OuterRef("pk")).order_by().values("campaign")
    counted = open_now.annotate(
        total=Subquery(expected.annotate(count=Count("pk")).values("count")),
        arrived=Subquery(expected.filter(Exists(sent)).annotate(count=Count("pk")).values("count")),
    )
    return counted, ["plan", "slug", "starts_on", "ends_on", "due_on", "total", "arrived"]


def _deadlines(who: Who) -> Iterator[tuple[str, Selection]]:
    """What comes in the weeks ahead: the days of campaigns, workshops."""
    last = who.on + AHEAD
    campaigns = Campaign.objects.filter(plan__in=who.visible, opens_on__lte=last, closes_on__gte=who.on)
    days = ["plan", "slug", "starts_on", "ends_on", "opens_on", "due_on", "closes_on"]
    yield "days of campaigns", (campaigns, days)
    ahead = Workshop.objects.filter(plan__in=who.visible, starts_on__range=(who.on, last))
    yield "workshops", (ahead, ["slug", "title_fr", "title_en", "starts_on"])


def _expected(who: Who) -> Selection:
    """What campaigns open on the day still expect, of the person’s organisations or of all."""
    report = ProgressReport.objects.filter(activity=OuterRef("activity"), campaign=OuterRef("campaign"))
    open_now = Q(campaign__opens_on__lte=who.on, campaign__closes_on__gte=who.on)
    expected = Expectation.objects.filter(open_now, campaign__plan__in=who.visible)
    if not who.may(Permission.VALIDATE_REPORTS):
        expected = expected.filter(organisation__in=who.organisations)
    states = expected.annotate(
        report_state=Subquery(report.values("state")[:1]),
        reason=Subquery(report.values("return_reason")[:1]),
    )
    campaign = ["campaign__slug", "campaign__due_on"]
    organisation = ["organisation", "organisation__slug", "organisation__name_fr", "organisation__name_en"]
    return states.filter(UNANSWERED), [*ACTIVITY, *campaign, *organisation, "report_state", "reason"]


def _followed(who: Who) -> Iterator[tuple[str, Selection]]:
    """The activities of plans in force, with the facts that say where each of them stands."""
    activities = Activity.objects.filter(plan__in=who.in_force).present(who.on)
    if not who.may(Permission.EDIT_PLANS):
        theirs = Funding.objects.filter(funder__in=who.funders).values("activity")
        activities = activities.filter(Q(lead__in=who.organisations) | Q(pk__in=theirs))
    lead = ["lead__name_fr", "lead__name_en"]
    yield "activities", (activities.annotate(on_axis=AXIS), ["plan", *lead, *FOLLOWED])
    chosen = activities.order_by().values("pk")
    yield "milestones", (Milestone.objects.filter(activity__in=chosen), rows.MilestoneRow._fields)
    yield "postponements", (Postponement.objects.filter(activity__in=chosen), rows.PostponementRow._fields)
    validated = ProgressReport.objects.validated().filter(activity__in=chosen)
    names = [name if name != "campaign" else "campaign__slug" for name in rows.ReportRow._fields]
    yield "reports", (validated, names)


def _figures(who: Who) -> QuerySet[Publication]:
    """What a plan says when it is published awaits nobody: protected figures do."""
    return Publication.objects.filter(kind=PublicationKind.PROTECTED_FIGURES, plan__in=who.visible)


def _unapproved(who: Who) -> Selection:
    waiting = _figures(who).filter(approved_at__isnull=True, withdrawn_at__isnull=True)
    return waiting, ["plan", "year", "prepared_at", "prepared_by", "prepared_by__full_name"]


def _of_last_year(who: Who) -> Iterator[tuple[str, Selection]]:
    """The figures of the year that ended: of which plans they are prepared, and which have any."""
    year = who.on.year - 1
    prepared = _figures(who).filter(year=year, withdrawn_at__isnull=True)
    yield "prepared", (prepared, ["plan"])
    measured = Measurement.objects.current().validated().filter(
        indicator__plan__in=who.visible, indicator__is_protected=True, ends_on__year=year
    )  # fmt: skip
    yield "protected", (measured.order_by().values("indicator__plan").distinct(), ["indicator__plan"])


def _funded(who: Who) -> Iterator[tuple[str, Selection]]:
    fundings = Funding.objects.filter(funder__in=who.funders, activity__plan__in=who.in_force)
    yield "fundings", (fundings, ACTIVITY)
    steps = last_steps(who.on).filter(funding__in=fundings.order_by().values("pk"))
    yield "funded", (steps, ["funding__activity__plan", "funding__activity__code", "stage", "amount"])


def _accounts(who: Who) -> Iterator[tuple[str, Selection]]:
    limit = timezone.now() - STILL_TOLD
    offered = Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=limit
    )
    fictitious = Q(organisation__is_demonstration=True)
    mine = offered.filter(fictitious) if who.user.is_demonstration else offered.exclude(fictitious)
    yield "invitations", (mine, ["pk", "email", "role", "expires_at"])
    lacking = Membership.objects.current(on=who.on).filter(
        role__in=WITH_SECOND_FACTOR, user__is_active=True, user__second_factor_at__isnull=True
    )
    real = lacking.exclude(user__in=User.objects.demonstration())
    yield "bare", (real, ["user", "user__full_name", "user__email", "role"])
    ending = Membership.objects.current(on=who.on).filter(ends_on__lte=who.on + AHEAD, user__is_active=True)
    own = User.objects.demonstration()
    theirs = ending.filter(user__in=own) if who.user.is_demonstration else ending.exclude(user__in=own)
    yield "ending", (theirs, ["user", "user__full_name", "user__email", "role", "ends_on"])


def _changes(who: Who) -> Iterator[tuple[str, Selection]]:
    """The dated facts from the day since which the desk tells, to that of the desk."""
    first, last = since(who), who.on
    instants = (
        timezone.make_aware(datetime.combine(first, time.min)),
        timezone.make_aware(datetime.combine(last, time.max)),
    )
    mine = {} if who.sees_all else {"activity__lead__in": who.organisations}
    of_plans = {"activity__plan__in": who.visible, **mine}
    validated = ProgressReport.objects.validated().filter(decided_at__range=instants, **of_plans)
    facts = ["campaign__slug", "status", "percentage", "ends_on", "decided_at"]
    yield "changed reports", (validated, [*ACTIVITY, *facts])
    decided = Postponement.objects.filter(decided_on__range=(first, last), **of_plans)
    yield "changed postponements", (decided, [*ACTIVITY, "ends_on", "cause", "decided_on"])
    done = Milestone.objects.filter(done_on__range=(first, last), **of_plans)
    yield "changed milestones", (done, [*ACTIVITY, "title_fr", "title_en", "done_on"])
    yield from _changed_activities(who, first, last)
    yield "changed measurements", _measured(who, instants)
    yield "changed fundings", _paid(who, first, last)
    figures: Any = _figures(who)
    approved = figures.standing().filter(approved_at__range=instants)
    yield "changed publications", (approved, ["plan", "year", "approved_at"])


def _changed_activities(who: Who, first: date, last: date) -> Iterator[tuple[str, Selection]]:
    mine = {} if who.sees_all else {"lead__in": who.organisations}
    activities = Activity.objects.filter(plan__in=who.visible, **mine)
    for name in ("added_on", "withdrawn_on"):
        changed = activities.filter(**{f"{name}__range": (first, last)})
        yield f"changed {name}", (changed, ["plan", "code", "title_fr", "title_en", name])


def _measured(who: Who, instants: Iterable[datetime]) -> Selection:
    """Without their values; and what counts people who could be recognised, to those who read it only."""
    found = Measurement.objects.current().validated().filter(
        validated_at__range=tuple(instants), indicator__plan__in=who.visible
    )  # fmt: skip
    if not who.may(Permission.SEE_PROTECTED_COUNTS):
        own = Q(indicator__is_protected=True, indicator__responsible__in=who.organisations)
        found = found.filter(Q(indicator__is_protected=False) | own)
    if not who.sees_all:
        found = found.filter(indicator__responsible__in=who.organisations)
    names = ["indicator__plan", "indicator__code", "indicator__name_fr", "indicator__name_en"]
    return found, [*names, "ends_on", "validated_at"]


def _paid(who: Who, first: date, last: date) -> Selection:
    """The amounts of funders are for those who see them, unless the funder’s row is public."""
    mine = {} if who.sees_all else {"funding__activity__lead__in": who.organisations}
    steps = FundingStep.objects.filter(
        on__range=(first, last), funding__activity__plan__in=who.visible, **mine
    )
    if not who.may(Permission.SEE_SHARED_DRAFTS):
        steps = steps.filter(funding__is_public=True)
    funder = ["funding__funder__name_fr", "funding__funder__name_en"]
    return steps, [*(f"funding__{name}" for name in ACTIVITY), *funder, "stage", "amount", "on"]
