from cnclctpa.reference.models.figures import Figure, FigurePart
from cnclctpa.reference.models.history import Event, EventStatement, Framework
from cnclctpa.reference.models.organisations import (
    Acronym,
    Attestation,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
)
from cnclctpa.reference.models.regions import Region
from cnclctpa.reference.models.sources import Source, Statement

__all__ = [
    "Acronym",
    "Attestation",
    "Event",
    "EventStatement",
    "Figure",
    "FigurePart",
    "Framework",
    "Mandate",
    "Office",
    "Organisation",
    "OrganisationStatement",
    "Region",
    "Source",
    "Statement",
]
