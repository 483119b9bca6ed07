"""Who may manage accounts, and the question that every app asks: does this person hold that permission?"""

import rules
from django.conf import settings

from .roles import PUBLIC, WITH_SECOND_FACTOR, Permission, Scope


def may(user, permission, *, within=None):
    """Whether a visitor, signed in or not, holds a permission; see `User.may`."""
    if user is None or not user.is_authenticated:
        return PUBLIC.get(permission) is Scope.ALL
    return user.may(permission, within=within)


def needs_second_factor(user):
    """Whether the roles of a person forbid them to work with a password alone.

    Those of the demonstration do not, where there is one: everybody knows their passwords.
    """
    if not user.is_authenticated or (user.is_demonstration and settings.DEMONSTRATION):
        return False
    return any(membership.role in WITH_SECOND_FACTOR for membership in user.current_memberships)


def lacks_second_factor(user):
    """Whether a person may do nothing here before enrolling a second factor."""
    # The roles are asked last: they are a query, which those who are enrolled do not pay.
    return user.is_authenticated and not user.has_second_factor and needs_second_factor(user)


def may_enter_administration(request):
    """Whether the person of a request may open the administration: the question of its `AdminSite`."""
    return may(request.user, Permission.ADMINISTER) and not lacks_second_factor(request.user)


@rules.predicate
def may_manage_accounts(user):
    return may(user, Permission.ADMINISTER)


@rules.predicate
def may_read_history(user, row=None):
    """Those who edit and those who administer, of whatever they may see."""
    return may(user, Permission.EDIT_PLANS) or may(user, Permission.ADMINISTER)


@rules.predicate
def is_oneself(user, account):
    return user is not None and user.is_authenticated and user.is_active and account == user


rules.add_perm("audit.read_history", may_read_history)
rules.add_perm("accounts.manage_accounts", may_manage_accounts)
rules.add_perm("accounts.change_profile", is_oneself)
