from .figures import Figure, FigurePart
from .history import Event, EventStatement, Framework
from .organisations import (
    Acronym,
    Attestation,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
)
from .regions import Region
from .sources import Source, Statement

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
