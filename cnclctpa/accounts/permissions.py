"""Who may manage accounts, and the question that every app asks: does this person hold that permission?"""

import rules

from .roles import PUBLIC, Permission, Scope


def may(user, permission, *, within=None):
    """Whether a visitor, signed in or not, holds a permission; see `User.may`."""
    if user is None or not user.is_authenticated:
        return PUBLIC.get(permission) is Scope.ALL
    return user.may(permission, within=within)


@rules.predicate
def may_manage_accounts(user):
    return may(user, Permission.ADMINISTER)


@rules.predicate
def is_oneself(user, account):
    return user is not None and user.is_authenticated and user.is_active and account == user


rules.add_perm("accounts.manage_accounts", may_manage_accounts)
rules.add_perm("accounts.change_profile", is_oneself)
