from activities.models.activities import (
    Activity,
    ActivityLineage,
    ActivityPartner,
    Milestone,
    Postponement,
)
from activities.models.money import BudgetLine, Expense, Funding, FundingStep
from activities.models.outcomes import Outcome
from activities.models.reports import (
    Campaign,
    Expectation,
    IndicatorAnswer,
    PeopleReached,
    ProgressReport,
)
from activities.models.workshops import (
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)

__all__ = [
    "Activity",
    "ActivityLineage",
    "ActivityPartner",
    "BudgetLine",
    "Campaign",
    "Expectation",
    "Expense",
    "Funding",
    "FundingStep",
    "IndicatorAnswer",
    "Milestone",
    "Outcome",
    "Participation",
    "PeopleReached",
    "Postponement",
    "ProgressReport",
    "Session",
    "WorkingGroup",
    "Workshop",
    "WorkshopOrganisation",
    "WorkshopStatement",
]
