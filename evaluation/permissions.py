"""Who may change recommendations and international reports; who may see them is `visible_to`."""

import rules

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission


@rules.predicate
def may_edit_recommendation(user, recommendation=None):
    return may(user, Permission.EDIT_PLANS)


rules.add_perm("evaluation.change_recommendation", may_edit_recommendation)
rules.add_perm("evaluation.change_assessment", may_edit_recommendation)
