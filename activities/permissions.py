"""Who may change workshops and outcomes, and report on activities; who may see them is `visible_to`."""

import rules

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission


@rules.predicate
def may_edit_workshop(user, workshop=None):
    """The same answer for every workshop: it belongs to the committee, whoever organised it."""
    return may(user, Permission.EDIT_PLANS)


@rules.predicate
def may_report_on(user, activity=None):
    """Its lead’s focal points and the secretariat; an activity without a lead is the secretariat’s alone."""
    if activity is None:
        return False
    if may(user, Permission.REPORT_PROGRESS):
        return True
    # By its key: a list of activities does not read the lead of each.
    own = user.organisations_where(Permission.REPORT_PROGRESS) if user and user.is_authenticated else ()
    return activity.lead_id is not None and activity.lead_id in {one.pk for one in own}


@rules.predicate
def may_write_report(user, report=None):
    return report is not None and may_report_on(user, report.activity)


@rules.predicate
def may_validate_reports(user, report=None):
    """The same answer for every report: those who answer for the figures of the plan."""
    return may(user, Permission.VALIDATE_REPORTS)


rules.add_perm("activities.change_workshop", may_edit_workshop)
rules.add_perm("activities.change_outcome", may_edit_workshop)
rules.add_perm("activities.report_on_activity", may_report_on)
rules.add_perm("activities.write_report", may_write_report)
rules.add_perm("activities.validate_report", may_validate_reports)
