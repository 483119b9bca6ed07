"""A person leaves: their account is closed in one act, and can be opened again.

Accounts are never deleted: what the person did keeps their name.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cnclctpa.audit.causes import because
from cnclctpa.audit.removing import remove

from .models import Invitation, Membership, User
from .services import (
    DAY,
    check_that_another_administrator_remains,
    end_membership,
    grant_role,
    withdraw_invitation,
)
from .sessions import end_sessions


@transaction.atomic
def close_account(
    user: User,
    *,
    on: date | None = None,
    withdraws_invitations: bool = False,
    reason: str,
    by: User | None,
) -> User:
    """Nobody can sign in with this account any more, nor choose another password for it; its sessions end.

    ``on`` is the last day of work, today or before: the roles end on it, those to come are withdrawn. The
    invitations that wait for this person are withdrawn, and on demand those that they sent.
    """
    today = timezone.localdate()
    on = on or today
    check_closing(user, on=on, today=today, reason=reason, by=by)
    with because("", reason=reason):
        for membership in user.memberships.order_by("pk"):
            leave_role(membership, on=on, today=today, by=by)
        for invitation in invitations_of(user, sent=withdraws_invitations):
            withdraw_invitation(invitation, by=by)
    end_sessions(user)
    user.is_active, user.closed_on = False, on
    with because("account.closed", by=by, reason=reason):
        user.save(update_fields=["is_active", "closed_on"])
    return user


def check_closing(user: User, *, on: date, today: date, reason: str, by: User | None) -> None:
    if not user.is_active:
        raise ValidationError(_("This account is already closed."))
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("Nobody closes their own account: ask another administrator."))
    if not reason.strip():
        raise ValidationError(_("Say why this account is closed."))
    if on > today:
        raise ValidationError(
            {
                "on": _(
                    "An account is closed today or since a day past. Until then, end its roles on that day."
                )
            }
        )
    check_that_another_administrator_remains(user, on=today)


def leave_role(membership: Membership, *, on: date, today: date, by: User | None) -> None:
    if membership.starts_on > today:
        remove(membership, by=by, verb="membership.withdrawn")
        return
    # A role that began after the last day of work did hold, for want of being known to be over.
    last = max(on, membership.starts_on)
    if membership.ends_on is None or membership.ends_on > max(last, today - DAY):
        end_membership(membership, on=last, by=by)


def invitations_of(user: User, *, sent: bool) -> list[Invitation]:
    """Those that wait for a person, and on demand those that they sent and nobody has accepted."""
    pending = Invitation.objects.pending(at=timezone.now())
    received = list(pending.filter(email=user.email))
    return received + (list(pending.filter(invited_by=user).exclude(email=user.email)) if sent else [])


@transaction.atomic
def reopen_account(user: User, *, gives_roles_back: bool = False, reason: str, by: User | None) -> User:
    """Let the person sign in again, on demand with the roles that the closing had ended.

    A closing of the same day is thus undone; after that, the roles begin anew today, and have no end.
    """
    if user.is_active:
        raise ValidationError(_("This account is already open."))
    if not reason.strip():
        raise ValidationError(_("Say why this account is opened again."))
    ended = ended_by_closing(user) if gives_roles_back else []
    user.is_active, user.closed_on = True, None
    with because("account.reopened", by=by, reason=reason):
        user.save(update_fields=["is_active", "closed_on"])
    with because("", reason=reason):
        for membership in ended:
            take_up_again(membership, by=by)
    return user


def ended_by_closing(user: User) -> list[Membership]:
    """The roles that ended on the last day of the person, or on their first one when they began after it."""
    if user.closed_on is None:
        return []
    return [
        membership
        for membership in user.memberships.select_related("organisation", "region").order_by("pk")
        if membership.ends_on == max(user.closed_on, membership.starts_on)
    ]


def take_up_again(membership: Membership, *, by: User | None) -> None:
    if membership.ends_on == timezone.localdate():
        membership.ends_on = None
        membership.full_clean()
        with because("membership.resumed", by=by):
            membership.save(update_fields=["ends_on"])
        return
    names = ("role", "organisation", "region")
    grant_role(membership.user, **{name: getattr(membership, name) for name in names}, by=by)
