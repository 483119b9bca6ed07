"""The committee as sources tell it: its decree, its names, who was seen in office, which bodies are cited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.models import Workshop, WorkshopOrganisation
from cnclctpa.reference.choices import MandateRole, OrganisationKind, Precision, Topic
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import (
    Attestation,
    Figure,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
)
from cnclctpa.reference.models.organisations import COMMITTEE
from cnclctpa.spelling import spelled
from plans.models import Plan, PlanPartner

HOME_COUNTRY = "ML"

#: Headings of the groups of bodies, in their order.
GROUP_NAMES = {
    OrganisationKind.MINISTRY: _("ministries"),
    OrganisationKind.PUBLIC_BODY: _("public bodies"),
    OrganisationKind.JUSTICE: _("bodies of justice"),
    OrganisationKind.SECURITY_FORCE: _("security forces"),
    OrganisationKind.LOCAL_AUTHORITY: _("local authorities"),
    OrganisationKind.CIVIL_SOCIETY: _("associations and civil society"),
    OrganisationKind.UN_AGENCY: _("United Nations agencies"),
    OrganisationKind.INTERGOVERNMENTAL: _("intergovernmental organisations"),
    OrganisationKind.BILATERAL: _("bilateral partners"),
    OrganisationKind.OTHER: _("other bodies"),
}
ABROAD = _("bodies of other countries")

#: How much of a year its bar takes, so that the bars of two years that follow each other do not touch.
YEAR_DRAWN = 0.85


@dataclass(frozen=True)
class Subject:
    """The statements about one subject, the retained ones first."""

    name: str
    statements: tuple[OrganisationStatement, ...]

    @property
    def is_disputed(self) -> bool:
        return not all(statement.is_retained for statement in self.statements)


@dataclass(frozen=True)
class Tick:
    """The first day of a year, on the drawing (per cent)."""

    year: int
    at: float


@dataclass(frozen=True)
class Mark:
    """A day attested on the drawing, or a whole year when no more is known (per cent)."""

    at: float
    width: float = 0


@dataclass(frozen=True)
class Term:
    """Somebody in an office, with the days on which sources show it."""

    office: Office
    attestations: tuple[Attestation, ...]
    marks: tuple[Mark, ...]

    @property
    def starts_at(self) -> float:
        return min(mark.at for mark in self.marks)

    @property
    def between(self) -> float:
        """The width from the first mark to the last, of which nothing else is known."""
        return round(max(mark.at + mark.width for mark in self.marks) - self.starts_at, 2)


@dataclass(frozen=True)
class Body:
    """An organisation cited by a source, with what it is said to have done."""

    organisation: Organisation
    mandates: tuple[Mandate, ...]
    subjects: tuple[Subject, ...]
    supported_plans: int
    workshops: int


@dataclass(frozen=True)
class BodyGroup:
    name: str | Promise
    bodies: tuple[Body, ...]


@dataclass(frozen=True)
class Money:
    """What is known of the money of some years running: without figures, a gap and not a zero."""

    first: int
    last: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class YearCell:
    """One year on the strip: its place, in hundredths of the width."""

    year: int
    left: float
    width: float
    is_known: bool

    @property
    def short(self) -> str:
        return f"{self.year % 100:02}"


@dataclass(frozen=True)
class Allocations:
    """The money of each year since the committee exists."""

    spans: tuple[Money, ...]
    strip: tuple[YearCell, ...]

    @property
    def known(self) -> int:
        return sum(cell.is_known for cell in self.strip)


@dataclass(frozen=True)
class Bench:
    """Those who were seen in the offices of one organisation."""

    organisation: Organisation
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class CommitteeReport:
    organisation: Organisation
    acronyms: tuple
    subjects: tuple[Subject, ...]
    ticks: tuple[Tick, ...]
    benches: tuple[Bench, ...]
    groups: tuple[BodyGroup, ...]
    members: int
    allocations: Allocations

    @property
    def acronyms_in_letters(self) -> str:
        return spelled(len(self.acronyms), get_language() or "fr")


def report_on_committee(user, *, on: date) -> CommitteeReport | None:
    """The report, or None before the reference content has been loaded."""
    organisations = list(cited_organisations(user))
    committee = next((one for one in organisations if one.slug == COMMITTEE), None)
    if committee is None:
        return None
    offices = list(Office.objects.select_related("organisation").prefetch_related("attestations"))
    offices = [office for office in offices if not office.organisation.is_demonstration]
    figures = list(Figure.objects.about(Topic.FUNDING).retained())
    with_sources(
        organisations,
        (mandate for one in organisations for mandate in one.mandates.all()),
        (statement for one in organisations for statement in one.statements.all()),
        offices,
        figures,
    )
    scale = scale_of(offices, on=on)
    return CommitteeReport(
        organisation=committee,
        acronyms=tuple(committee.acronyms.all()),
        subjects=subjects_of(committee),
        ticks=tuple(Tick(year, scale.place(date(year, 1, 1))) for year in range(scale.first, scale.last + 1)),
        benches=benches(offices, scale),
        groups=groups(one for one in organisations if one != committee),
        members=sum(
            mandate.role == MandateRole.MEMBER for one in organisations for mandate in one.mandates.all()
        ),
        allocations=allocations(figures, since=committee.active_from, on=on),
    )


def cited_organisations(user) -> QuerySet[Organisation]:
    """Every real organisation, and the number of plans and workshops in which the person may read of it."""
    plans = PlanPartner.objects.filter(plan__in=Plan.objects.visible_to(user).real())
    workshops = WorkshopOrganisation.objects.filter(workshop__in=Workshop.objects.visible_to(user).real())
    return (
        Organisation.objects.real()
        .select_related("parent")
        .prefetch_related("acronyms", "mandates", "statements")
        .annotate(
            plans_supported=number_by_organisation(plans, "plan"),
            workshops_attended=number_by_organisation(workshops, "workshop"),
        )
    )


def number_by_organisation(links: QuerySet, counted: str) -> Coalesce:
    numbers = (
        links.filter(organisation=OuterRef("pk"))
        .order_by()
        .values("organisation")
        .annotate(number=Count(counted, distinct=True))
    )
    return Coalesce(Subquery(numbers.values("number")), 0)


def subjects_of(organisation: Organisation) -> tuple[Subject, ...]:
    """Statements in the order in which their subjects come, the retained one of each subject first."""
    subjects: dict[str, list[OrganisationStatement]] = {}
    for statement in organisation.statements.all():
        subjects.setdefault(statement.about, []).append(statement)
    return tuple(
        Subject(about, tuple(sorted(found, key=lambda one: not one.is_retained)))
        for about, found in subjects.items()
    )


@dataclass(frozen=True)
class Scale:
    """Whole years laid along a line; a place is in hundredths of its length."""

    first: int
    last: int

    def place(self, day: date) -> float:
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        return round((day - start) / (end - start) * 100, 2)


def scale_of(offices: Iterable[Office], *, on: date) -> Scale:
    days = [one.on for office in offices for one in office.attestations.all() if one.on]
    return Scale(first=min(days, default=on).year, last=on.year)


def benches(offices: list[Office], scale: Scale) -> tuple[Bench, ...]:
    """Offices by organisation, in the order in which the offices come: the committee, then its ministry."""
    found: dict[Organisation, list[Term]] = {}
    for office in offices:
        found.setdefault(office.organisation, []).append(term(office, scale))
    return tuple(Bench(organisation, tuple(terms)) for organisation, terms in found.items())


def term(office: Office, scale: Scale) -> Term:
    attestations = sorted(office.attestations.all(), key=lambda one: (one.on is not None, one.on or date.min))
    return Term(
        office=office,
        attestations=tuple(attestations),
        marks=tuple(mark(one.on, one.precision, scale) for one in attestations if one.on),
    )


def mark(day: date, precision: str, scale: Scale) -> Mark:
    at = scale.place(day)
    if precision != Precision.YEAR:
        return Mark(at)
    next_year = scale.place(date(day.year + 1, 1, 1))
    return Mark(at, round((next_year - at) * YEAR_DRAWN, 2))


def groups(organisations: Iterable[Organisation]) -> tuple[BodyGroup, ...]:
    """Bodies by kind; those of another State come last, with partners left among partners."""
    names = [*GROUP_NAMES.values(), ABROAD]
    named = [
        (ABROAD if is_abroad(one) else GROUP_NAMES[OrganisationKind(one.kind)], one) for one in organisations
    ]
    named.sort(key=lambda pair: names.index(pair[0]))
    return tuple(
        BodyGroup(name, tuple(body(one) for _name, one in found))
        for name, found in groupby(named, key=lambda pair: pair[0])
    )


def is_abroad(organisation: Organisation) -> bool:
    is_partner = organisation.kind in (
        OrganisationKind.UN_AGENCY,
        OrganisationKind.INTERGOVERNMENTAL,
        OrganisationKind.BILATERAL,
    )
    return bool(organisation.country) and organisation.country != HOME_COUNTRY and not is_partner


def body(organisation) -> Body:
    return Body(
        organisation=organisation,
        mandates=tuple(organisation.mandates.all()),
        subjects=subjects_of(organisation),
        supported_plans=organisation.plans_supported,
        workshops=organisation.workshops_attended,
    )


def allocations(figures: Iterable[Figure], *, since: date | None, on: date) -> Allocations:
    """The budgets and allocations of single years; years without any, side by side, make one gap."""
    by_year: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.period_from.year == figure.period_to.year:
            by_year.setdefault(figure.period_to.year, []).append(figure)
    if not by_year:
        return Allocations(spans=(), strip=())
    years = range(min([*by_year, since.year if since else on.year]), max([*by_year, on.year]) + 1)
    spans = []
    for is_known, run in groupby(years, key=by_year.__contains__):
        found = list(run)
        spans += (
            [Money(year, year, tuple(by_year[year])) for year in found]
            if is_known
            else [Money(found[0], found[-1], ())]
        )
    width = 100 / len(years)
    strip = (
        YearCell(year, round(rank * width, 2), round(width * 0.9, 2), year in by_year)
        for rank, year in enumerate(years)
    )
    return Allocations(spans=tuple(spans), strip=tuple(strip))
