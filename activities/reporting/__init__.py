from activities.reporting.outcomes import OutcomeList, outcome_list
from activities.reporting.workshop import WorkshopReport, report_on
from activities.reporting.workshops import WorkshopList, workshop_list

__all__ = ["OutcomeList", "WorkshopList", "WorkshopReport", "outcome_list", "report_on", "workshop_list"]
