"""Who may add documents, and change those that there are; who may see them is `visible_to`."""

import rules

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission


@rules.predicate
def may_edit_document(user, document=None):
    """The secretariat; a focal point, what supports the reports of the own organisation and was added so."""
    if may(user, Permission.EDIT_PLANS):
        return True
    if document is None or document.organisation is None:
        return False
    is_own = document.pk is None or document.uploaded_by_id == user.pk
    return is_own and may(user, Permission.REPORT_PROGRESS, within=document.organisation)


rules.add_perm("documents.change_document", may_edit_document)
