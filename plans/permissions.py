"""Who may change plans; who may see them is `Plan.objects.visible_to`."""

import rules

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission


@rules.predicate
def may_edit_plan(user, plan=None):
    """The same answer for every plan: a plan belongs to the committee, not to one of its members."""
    return may(user, Permission.EDIT_PLANS)


rules.add_perm("plans.change_plan", may_edit_plan)
# Facts, and those who are named in them: whoever writes plans writes what plans rest on.
rules.add_perm("reference.change_reference", may_edit_plan)


@rules.predicate
def may_approve_publication(user, publication=None):
    """That another person prepared it is a rule of the publication itself."""
    return may(user, Permission.APPROVE_PUBLICATIONS)


rules.add_perm("plans.approve_publication", may_approve_publication)
