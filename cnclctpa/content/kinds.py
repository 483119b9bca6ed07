"""What the content files hold: one kind of entry for each table, in the order in which they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from activities.models import (
    Outcome,
    Participation,
    Session,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from cnclctpa.reference.models import (
    Acronym,
    Attestation,
    Event,
    EventStatement,
    Figure,
    FigurePart,
    Framework,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
    Region,
    Source,
)
from evaluation.models import Assessment, AssessmentStatement, Recommendation
from plans.models import (
    AnnualPlan,
    Axis,
    Plan,
    PlanPartner,
    PlanStatement,
    ProcessParticipation,
    ProcessStep,
    StrategicObjective,
)


@dataclass(frozen=True)
class Kind:
    """A table of the content files.

    ``key`` are the fields that name an entry; a part of another kind, among those of the same ``parent``.
    """

    table: str
    model: Any
    key: tuple[str, ...]
    parent: str = ""
    parts: tuple["Kind", ...] = ()

    def __iter__(self) -> Iterator["Kind"]:
        yield self
        for part in self.parts:
            yield from part


def statements(model: type[Model], parent: str) -> Kind:
    return Kind("statements", model, ("position",), parent)


SOURCE = Kind("source", Source, ("slug",))
ORGANISATION = Kind(
    "organisation",
    Organisation,
    ("slug",),
    parts=(
        Kind("acronyms", Acronym, ("text",), "organisation"),
        Kind("mandates", Mandate, ("position",), "organisation"),
        statements(OrganisationStatement, "organisation"),
    ),
)
OFFICE = Kind(
    "office", Office, ("slug",), parts=(Kind("attestations", Attestation, ("on", "words_fr"), "office"),)
)
FRAMEWORK = Kind("framework", Framework, ("slug",))
REGION = Kind("region", Region, ("division", "slug"))
FIGURE = Kind(
    "figure", Figure, ("slug",), parts=(Kind("parts", FigurePart, ("dimension", "label_fr"), "figure"),)
)
EVENT = Kind("event", Event, ("slug",), parts=(statements(EventStatement, "event"),))
PLAN = Kind(
    "plan",
    Plan,
    ("slug",),
    parts=(
        Kind("axes", Axis, ("position",), "plan"),
        Kind("objectives", StrategicObjective, ("code",), "plan"),
        Kind("partners", PlanPartner, ("organisation",), "plan"),
        Kind(
            "steps",
            ProcessStep,
            ("kind",),
            "plan",
            parts=(Kind("participants", ProcessParticipation, ("group", "organisation"), "step"),),
        ),
        Kind("annual_plans", AnnualPlan, ("year",), "plan"),
        statements(PlanStatement, "plan"),
    ),
)
WORKSHOP = Kind(
    "workshop",
    Workshop,
    ("slug",),
    parts=(
        Kind("organisations", WorkshopOrganisation, ("organisation", "involvement"), "workshop"),
        Kind("sessions", Session, ("position",), "workshop"),
        Kind("participations", Participation, ("position",), "workshop"),
        statements(WorkshopStatement, "workshop"),
    ),
)
OUTCOME = Kind("outcome", Outcome, ("slug",))
ASSESSMENT = Kind(
    "assessment", Assessment, ("kind", "year"), parts=(statements(AssessmentStatement, "assessment"),)
)
RECOMMENDATION = Kind("recommendation", Recommendation, ("reference",))

FILES = {
    "sources.toml": (SOURCE,),
    "organisations.toml": (ORGANISATION, OFFICE),
    "frameworks.toml": (FRAMEWORK,),
    "figures.toml": (FIGURE,),
    "events.toml": (EVENT,),
    "plans.toml": (PLAN,),
    "workshops.toml": (WORKSHOP, OUTCOME),
    "assessments.toml": (ASSESSMENT, RECOMMENDATION),
}
