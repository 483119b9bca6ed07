from activities.models.outcomes import Outcome
from activities.models.workshops import (
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)

__all__ = [
    "Outcome",
    "Participation",
    "Session",
    "WorkingGroup",
    "Workshop",
    "WorkshopOrganisation",
    "WorkshopStatement",
]
