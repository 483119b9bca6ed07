"""Who sees a plan, what is still to be brought, and what the publications of its protected figures say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.choices import TargetGroup
from activities.models import Activity
from activities.models.activities import PROTECTED_KINDS
from cnclctpa import typography
from cnclctpa.accounts.models import User
from cnclctpa.portal.reporting.publication_obstacles import entered_at
from plans.choices import PlanStatus, PublicationKind
from plans.knowledge import EXPECTED, Knowledge
from plans.models import Indicator, Plan, Publication
from plans.protected import (
    BASELINE,
    PublishedFigure,
    PublishedFigures,
    figures_in,
    name_of,
    published_figures,
)


@dataclass(frozen=True)
class Line:
    """One figure of a publication, as the public would read it."""

    label: str
    span: str
    words: str
    #: What the public reads of it today; empty when that is the same, or when nothing is told.
    standing: str = ""


@dataclass(frozen=True)
class Prepared:
    """A publication of the protected figures of a year, and what this person may do with it."""

    key: int
    state: str
    said: str
    lines: tuple[Line, ...]
    reason: str
    may_approve: bool
    is_mine: bool

    @property
    def is_over(self) -> bool:
        return self.state == "withdrawn"


@dataclass(frozen=True)
class Year:
    year: int
    publications: tuple[Prepared, ...]

    @property
    def is_awaiting(self) -> bool:
        return any(one.state == "awaiting" for one in self.publications)


@dataclass(frozen=True)
class Missing:
    """Something that is expected of a plan, and where it is entered."""

    one: Knowledge
    address: str


@dataclass(frozen=True)
class PublicationPage:
    title: str
    lead: str
    missing: tuple[Missing, ...]
    expected: int
    years: tuple[Year, ...]
    counts_people: bool


def report_on(plan: Plan, *, knowledge: tuple[Knowledge, ...], user: User, on: date) -> PublicationPage:
    return PublicationPage(
        title=seen_by(plan),
        lead=stands(plan),
        missing=tuple(Missing(one, entered_at(plan, one)) for one in knowledge if one.is_lacking),
        expected=len(EXPECTED),
        years=tuple(years(plan, user=user, on=on)),
        counts_people=counts_people(plan),
    )


def seen_by(plan: Plan) -> str:
    if plan.is_published:
        day = typography.day(localdate(plan.published_at), get_language() or "fr")
        return _("Everybody has been reading this plan since %(day)s") % {"day": day}
    if plan.is_shared_with_partners:
        return _("The partners read this plan, the public does not")
    return _("Only the secretariat and the administrators see this plan")


def stands(plan: Plan) -> str:
    return {
        PlanStatus.DRAFT: _("It is a draft: it can still be rewritten as a whole."),
        PlanStatus.ADOPTED: _("It has been adopted and is not in force yet."),
        PlanStatus.IN_FORCE: _("It is in force."),
        PlanStatus.CLOSED: _("It is closed, and has not been evaluated yet."),
        PlanStatus.EVALUATED: _("It is closed and has been evaluated."),
    }[PlanStatus(plan.status)]


def counts_people(plan: Plan) -> bool:
    """Whether it has anything that is published by year, in bands."""
    victims = Q(kind__in=PROTECTED_KINDS) | Q(target_group=TargetGroup.VICTIMS)
    return (
        Indicator.objects.of(plan).filter(is_protected=True).exists()
        or Activity.objects.of(plan).filter(victims).exists()
    )


def years(plan: Plan, *, user: User, on: date):
    """The years that have begun, the latest first, each with what was prepared for it."""
    rows = Publication.objects.filter(plan=plan, kind=PublicationKind.PROTECTED_FIGURES)
    found = list(rows.select_related("prepared_by", "approved_by").order_by("-prepared_at", "-pk"))
    labels = labels_of(plan) if found else {}
    standing = published_figures(plan)
    for year in reversed(plan.years):
        several = [row for row in found if row.year == year]
        if year <= on.year or several:
            yield Year(year, tuple(prepared(row, labels, standing, user=user) for row in several))


def labels_of(plan: Plan) -> dict[str, str]:
    rows = [*Indicator.objects.of(plan), *Activity.objects.of(plan)]
    return {name_of(row): str(row) for row in rows}


def prepared(
    row: Publication, labels: Mapping[str, str], standing: PublishedFigures, *, user: User
) -> Prepared:
    state = state_of(row)
    lines = (line(one, labels, standing) for one in figures_in(row.content))
    is_mine = row.prepared_by_id == user.pk
    return Prepared(
        key=row.pk,
        state=state,
        said=said(row, state),
        lines=tuple(lines),
        reason=row.withdrawn_reason,
        may_approve=state == "awaiting" and not is_mine and user.has_perm("plans.approve_publication", row),
        is_mine=is_mine,
    )


def state_of(row: Publication) -> str:
    if row.withdrawn_at:
        return "withdrawn"
    return "approved" if row.approved_at else "awaiting"


def said(row: Publication, state: str) -> str:
    language = get_language() or "fr"
    told = {
        "preparer": row.prepared_by,
        "prepared": typography.day(localdate(row.prepared_at), language),
        "approver": row.approved_by,
        "approved": typography.day(localdate(row.approved_at), language) if row.approved_at else "",
        "withdrawn": typography.day(localdate(row.withdrawn_at), language) if row.withdrawn_at else "",
    }
    if state == "withdrawn":
        return _("Prepared by %(preparer)s on %(prepared)s, withdrawn on %(withdrawn)s") % told
    if state == "approved":
        return _("Prepared by %(preparer)s on %(prepared)s, approved by %(approver)s on %(approved)s") % told
    return _("Prepared by %(preparer)s on %(prepared)s, awaiting the approval of another person") % told


def line(figure: PublishedFigure, labels: Mapping[str, str], standing: PublishedFigures) -> Line:
    told, read = figure.told.words, standing.told(figure.of, figure.span)
    former = read.words if read.is_told else ""
    name = labels.get(figure.of, figure.of)
    return Line(name, span_words(figure.span), told, former if former != told else "")


def span_words(span: str) -> str:
    if span == BASELINE:
        return _("baseline")
    if span.isdecimal():
        return span
    return _("in all, up to %(year)s") % {"year": "".join(filter(str.isdecimal, span))}
