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
    return activity is not None and may(user, Permission.REPORT_PROGRESS, within=activity.lead)


rules.add_perm("activities.change_workshop", may_edit_workshop)
rules.add_perm("activities.change_outcome", may_edit_workshop)
rules.add_perm("activities.report_on_activity", may_report_on)
