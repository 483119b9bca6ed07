"""Who may change workshops and outcomes; who may see them is `visible_to`."""

import rules

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission


@rules.predicate
def may_edit_workshop(user, workshop=None):
    """The same answer for every workshop: it belongs to the committee, whoever organised it."""
    return may(user, Permission.EDIT_PLANS)


rules.add_perm("activities.change_workshop", may_edit_workshop)
rules.add_perm("activities.change_outcome", may_edit_workshop)
