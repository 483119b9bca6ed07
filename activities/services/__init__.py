"""What can be done with activities, their money and their reports. Each writes the trail."""

from activities.services.activities import (
    add_activity,
    declare_lineage,
    mark_milestone_done,
    postpone,
    withdraw_activity,
)
from activities.services.campaigns import (
    close_campaign,
    expect_reports,
    open_campaign,
    quarter_to_report,
    reported_on,
)
from activities.services.money import commit_funding, record_expense, record_funding_step, set_budget
from activities.services.ordering import change_activity
from activities.services.publications import prepare_protected_figures
from activities.services.reports import return_report, save_report, submit_report, validate_report

__all__ = [
    "add_activity",
    "change_activity",
    "close_campaign",
    "commit_funding",
    "declare_lineage",
    "expect_reports",
    "mark_milestone_done",
    "open_campaign",
    "postpone",
    "prepare_protected_figures",
    "quarter_to_report",
    "record_expense",
    "record_funding_step",
    "reported_on",
    "return_report",
    "save_report",
    "set_budget",
    "submit_report",
    "validate_report",
    "withdraw_activity",
]
