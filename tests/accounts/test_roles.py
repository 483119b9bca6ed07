"""The table of the product, cell by cell."""

import pytest

from cnclctpa.accounts.roles import GRANTS, PUBLIC, Permission, Role, Scope

ALL, OWN, INVITED, NEVER = Scope.ALL, Scope.OWN_ORGANISATION, Scope.BY_INVITATION, None

# What is granted to: the public, a partner, a focal point, the secretariat, an administrator.
TABLE = {
    Permission.SEE_PUBLISHED: (ALL, ALL, ALL, ALL, ALL),
    Permission.SEE_SHARED_DRAFTS: (NEVER, ALL, ALL, ALL, ALL),
    Permission.SEE_PUBLIC_DOCUMENTS: (ALL, ALL, ALL, ALL, ALL),
    Permission.SEE_PARTNER_DOCUMENTS: (NEVER, ALL, NEVER, ALL, ALL),
    Permission.SEE_ORGANISATION_DOCUMENTS: (NEVER, NEVER, OWN, ALL, ALL),
    Permission.SEE_EVERY_DOCUMENT: (NEVER, NEVER, NEVER, ALL, ALL),
    Permission.SEE_PROTECTED_COUNTS: (NEVER, NEVER, OWN, ALL, NEVER),
    Permission.EXPORT: (ALL, ALL, ALL, ALL, ALL),
    Permission.REPORT_PROGRESS: (NEVER, NEVER, OWN, ALL, NEVER),
    Permission.VALIDATE_REPORTS: (NEVER, NEVER, NEVER, ALL, NEVER),
    Permission.EDIT_PLANS: (NEVER, NEVER, NEVER, ALL, NEVER),
    Permission.FILL_SHEETS: (NEVER, NEVER, INVITED, ALL, NEVER),
    Permission.CONSOLIDATE_EVALUATIONS: (NEVER, NEVER, NEVER, ALL, NEVER),
    Permission.APPROVE_PUBLICATIONS: (NEVER, NEVER, NEVER, ALL, NEVER),
    Permission.ADMINISTER: (NEVER, NEVER, NEVER, NEVER, ALL),
}
COLUMNS = (PUBLIC, *(GRANTS[role] for role in Role))


def test_table_has_every_permission_and_every_role():
    assert set(TABLE) == set(Permission)
    assert set(GRANTS) == set(Role)


@pytest.mark.parametrize("permission", Permission)
def test_roles_grant_what_the_table_says(permission):
    assert tuple(column.get(permission) for column in COLUMNS) == TABLE[permission]
