"""One workshop: who did what, its programme, who came, what came out of it, what sources dispute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.choices import Involvement
from activities.models import (
    Outcome,
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from activities.reporting.attendance import Attendance, attendance
from activities.reporting.outcomes import answered_sentence, visible_axes
from activities.reporting.served import Service, service
from cnclctpa.documents.models import Document
from cnclctpa.reading import attach, read_together
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Framework, Organisation, Source
from cnclctpa.spelling import spelled
from plans.models import Plan

ORGANISING = (Involvement.AUSPICES, Involvement.ORGANISER)


@dataclass(frozen=True)
class Part:
    """The organisations that did the same thing for the workshop."""

    involvement: Involvement
    organisations: tuple[WorkshopOrganisation, ...]

    @property
    def heading(self) -> str:
        count = len(self.organisations)
        return {
            Involvement.AUSPICES: _("Under the auspices of"),
            Involvement.ORGANISER: ngettext("Organiser", "Organisers", count),
            Involvement.FUNDER: ngettext("Funder", "Funders", count),
            Involvement.PARTNER: ngettext("Partner", "Partners", count),
            Involvement.PRESENT: _("Present"),
        }[self.involvement]


@dataclass(frozen=True)
class Step:
    """A session, with the days of the workshop that it took, from 1."""

    session: Session
    first_day: int
    last_day: int


@dataclass(frozen=True)
class Subject:
    """What sources say of one thing, what is retained first."""

    about: str
    statements: tuple[WorkshopStatement, ...]

    @property
    def is_disputed(self) -> bool:
        return not all(statement.is_retained for statement in self.statements)


@dataclass(frozen=True)
class WorkshopReport:
    workshop: Workshop
    service: Service
    parts: tuple[Part, ...]
    programme: tuple[Step, ...]
    attendance: Attendance
    working_groups: tuple[WorkingGroup, ...]
    outcomes: tuple[Outcome, ...]
    subjects: tuple[Subject, ...]
    sources: tuple[Source, ...]
    frameworks: tuple[Framework, ...]
    documents: tuple[Document, ...]
    previous: Workshop | None
    following: Workshop | None

    @property
    def is_organiser_known(self) -> bool:
        return any(part.involvement in ORGANISING for part in self.parts)

    @property
    def remarks(self) -> list[Subject]:
        """What sources say without contradicting each other."""
        return [subject for subject in self.subjects if not subject.is_disputed]

    @property
    def disagreements(self) -> list[Subject]:
        return [subject for subject in self.subjects if subject.is_disputed]

    @property
    def outcomes_title(self) -> str:
        """The finding: how many outcomes, and how many an axis answers."""
        answered, count = sum(bool(outcome.axes.all()) for outcome in self.outcomes), len(self.outcomes)
        if not answered:
            words = ngettext(
                "One outcome, and what became of it", "%(count)s outcomes, and what became of them", count
            )
            return capfirst(words % {"count": spelled(count, get_language())})
        return capfirst(answered_sentence(answered, count))

    @property
    def is_bare(self) -> bool:
        """Whether the programme, the attendance and the outcomes are all unknown."""
        return not (self.programme or self.working_groups or self.attendance.groups or self.outcomes)

    @property
    def programme_title(self) -> str:
        days = self.workshop.days
        words = ngettext("One day, session by session", "%(count)s days, session by session", days)
        return capfirst(words % {"count": spelled(days, get_language())})

    @property
    def disagreements_title(self) -> str:
        count = len(self.disagreements)
        words = ngettext(
            "One point on which sources disagree, and what is retained",
            "%(count)s points on which sources disagree, and what is retained",
            count,
        )
        return capfirst(words % {"count": spelled(count, get_language())})


def report_on(workshop: Workshop, *, user) -> WorkshopReport:
    """Everything recorded about a workshop and visible to the person; nine queries at most, with its own."""
    tables = _read(workshop)
    _join(workshop, tables, user)
    previous, following = neighbours(workshop, user=user)
    return WorkshopReport(
        workshop=workshop,
        service=service(workshop, Plan.objects.visible_to(user)),
        parts=tuple(_parts(tables.organisations)),
        programme=tuple(_step(workshop, session) for session in tables.sessions),
        attendance=attendance(tables.participations),
        working_groups=tuple(tables.working_groups),
        outcomes=tuple(tables.outcomes),
        subjects=tuple(_subjects(tables.statements)),
        sources=tuple(workshop.sources.all()),
        frameworks=tuple(workshop.frameworks.all()),
        documents=tuple(Document.objects.visible_to(user).filter(workshops=workshop)),
        previous=previous,
        following=following,
    )


@dataclass(frozen=True)
class Tables:
    """The rows that hang on one workshop, and the links from them to what several rows share."""

    organisations: list[WorkshopOrganisation]
    sessions: list[Session]
    participations: list[Participation]
    working_groups: list[WorkingGroup]
    outcomes: list[Outcome]
    statements: list[WorkshopStatement]
    axis_links: list


def _read(workshop: Workshop) -> Tables:
    return Tables(
        *read_together(
            workshop.organisations.all(),
            workshop.sessions.all(),
            workshop.participations.all(),
            workshop.working_groups.all(),
            workshop.outcomes.all(),
            workshop.statements.all(),
            Outcome.axes.through.objects.filter(outcome__workshop=workshop),
        )
    )


def _join(workshop: Workshop, tables: Tables, user) -> None:
    """Give each row the sources, axes and organisations that it refers to."""
    with_sources([workshop], tables.participations, tables.outcomes, tables.statements)
    keys: set = {link.axis_id for link in tables.axis_links} | {
        group.axis_id for group in tables.working_groups
    }
    axes: dict = {axis.pk: axis for axis in visible_axes(user).filter(pk__in=keys - {None})}
    attach(Outcome.axes, tables.outcomes, tables.axis_links, axes)
    _join_organisations(tables, axes)


def _join_organisations(tables: Tables, axes: dict) -> None:
    keys: set = {one.organisation_id for one in tables.organisations}
    keys |= {group.rapporteur_id for group in tables.working_groups}
    keys |= {outcome.owner_id for outcome in tables.outcomes}
    organisations: dict = Organisation.objects.in_bulk(keys - {None})
    for one in tables.organisations:
        one.organisation = organisations[one.organisation_id]
    for group in tables.working_groups:
        group.rapporteur = organisations.get(group.rapporteur_id)
        group.axis = axes.get(group.axis_id)
    for outcome in tables.outcomes:
        outcome.owner = organisations.get(outcome.owner_id)


def _parts(organisations: Iterable[WorkshopOrganisation]) -> list[Part]:
    found = [
        Part(involvement, tuple(one for one in organisations if one.involvement == involvement))
        for involvement in Involvement
    ]
    return [part for part in found if part.organisations]


def _step(workshop: Workshop, session: Session) -> Step:
    return Step(
        session,
        first_day=(session.starts_on - workshop.starts_on).days + 1,
        last_day=(session.ends_on - workshop.starts_on).days + 1,
    )


def _subjects(statements: Sequence[WorkshopStatement]) -> list[Subject]:
    """In the order in which their subjects first come."""
    subjects = list(dict.fromkeys(statement.about for statement in statements))
    ordered = sorted(statements, key=lambda one: (subjects.index(one.about), not one.is_retained))
    return [
        Subject(group[0].about, tuple(group))
        for group in (list(found) for _key, found in groupby(ordered, key=lambda one: one.about))
    ]


def neighbours(workshop: Workshop, *, user) -> tuple[Workshop | None, Workshop | None]:
    """The workshop before and the workshop after, among the real ones or among those of the demonstration."""
    others = Workshop.objects.visible_to(user)
    if workshop.plan and workshop.plan.is_demonstration:
        others = others.filter(plan__is_demonstration=True)
    else:
        others = others.real()
    day, slug = workshop.starts_on, workshop.slug
    before = others.filter(Q(starts_on__lt=day) | Q(starts_on=day, slug__lt=slug))
    after = others.filter(Q(starts_on__gt=day) | Q(starts_on=day, slug__gt=slug))
    found = others.filter(
        Q(pk__in=before.order_by("-starts_on", "-slug").values("pk")[:1])
        | Q(pk__in=after.order_by("starts_on", "slug").values("pk")[:1])
    )
    previous = following = None
    for one in found:
        if (one.starts_on, one.slug) < (day, slug):
            previous = one
        else:
            following = one
    return previous, following
