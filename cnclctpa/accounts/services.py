"""What can be done with accounts, roles and invitations. Each writes the trail."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cnclctpa.audit.causes import because
from cnclctpa.audit.keeping import keep
from cnclctpa.reference.models import Organisation, Region

from . import letters
from .models import Invitation, Language, Membership, User, digest_of, new_token
from .roles import Role

INVITATION_LASTS = timedelta(days=14)
#: Signing in again within a working day, after a power cut for instance, is the same visit.
VISIT_LASTS = timedelta(hours=12)
DAY = timedelta(days=1)


@transaction.atomic
def create_account(
    email: str,
    *,
    full_name: str,
    language: str = Language.FRENCH,
    password: str | None = None,
    by: User | None,
) -> User:
    """A new account; without a password nobody can sign in with it until one is chosen."""
    user = User(email=User.objects.normalize_email(email), full_name=full_name.strip(), language=language)
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    with because("account.created", by=by):
        user.save()
    return user


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: str,
    organisation: Organisation | None = None,
    region: Region | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None,
) -> Membership:
    """Give a role to somebody else: whoever administers would otherwise read what administrators may not."""
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("Nobody gives a role to themselves: ask another administrator."))
    return _grant(
        user,
        role=role,
        organisation=organisation,
        region=region,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
    )


def _grant(
    user: User,
    *,
    role: str,
    organisation: Organisation | None,
    region: Region | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None,
) -> Membership:
    _check_is_open(user)
    membership = Membership(
        user=user,
        role=role,
        organisation=organisation,
        region=region,
        starts_on=starts_on or timezone.localdate(),
        ends_on=ends_on,
    )
    membership.full_clean()
    with because("membership.granted", by=by):
        membership.save()
    _forget_roles(user)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, on: date, reason: str = "", by: User | None) -> Membership:
    """End a role after a given day, the last on which it holds; a coming end may be brought nearer."""
    if membership.ends_on is not None and membership.ends_on <= max(on, timezone.localdate() - DAY):
        raise ValidationError(_("This role has already been ended."))
    if membership.role == Role.ADMINISTRATOR:
        check_that_another_administrator_remains(membership.user, on=on)
    membership.ends_on = on
    membership.full_clean()
    with because("membership.ended", by=by, reason=reason):
        membership.save(update_fields=["ends_on"])
    _forget_roles(membership.user)
    return membership


@transaction.atomic
def invite(
    email: str,
    *,
    role: str,
    organisation: Organisation | None = None,
    region: Region | None = None,
    full_name: str = "",
    language: str = Language.FRENCH,
    by: User | None,
) -> tuple[Invitation, str]:
    """Offer a role to whoever reads an address.

    The token is returned once, for the mail or for a command to print, and cannot be found again. A pending
    invitation for the same role is withdrawn: only the last mail counts.
    """
    if by is not None and by.email == User.objects.normalize_email(email):
        raise ValidationError(_("Nobody gives a role to themselves: ask another administrator."))
    now = timezone.now()
    token = new_token()
    invitation = Invitation(
        email=email,
        role=role,
        organisation=organisation,
        region=region,
        full_name=full_name.strip(),
        language=language,
        token_digest=digest_of(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    invitation.full_clean()
    for holder in User.objects.filter(email=invitation.email):
        _check_is_open(holder)
    same = {"email": invitation.email, "role": role, "organisation": organisation, "region": region}
    if Membership.objects.current(on=timezone.localdate()).filter(
        user__email=invitation.email, role=role, organisation=organisation, region=region
    ):
        raise ValidationError(_("This person already has this role."))
    for earlier in Invitation.objects.pending(at=now).filter(**same):
        withdraw_invitation(earlier, by=by)
    with because("invitation.sent", by=by):
        invitation.save()
    return invitation, token


def invitation_address(invitation: Invitation, token: str) -> str:
    with translation.override(invitation.language):
        return settings.SITE_URL + reverse("accounts:invitation-accept", args=[token])


def send_invitation(invitation: Invitation, token: str) -> bool:
    """Send the mail that carries the token, in the language of the person invited, and say whether it left.

    When it did not, whoever invites can still give `invitation_address` by hand.
    """
    context = {"invitation": invitation, "address": invitation_address(invitation, token)}
    return letters.send("invitation", invitation.email, language=invitation.language, **context)


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, full_name: str = "", password: str | None = None, by: User | None = None
) -> User:
    """Give the invited person the role, and an account with the chosen name and password when there is none.

    ``by`` is the person signed in, who must be the one invited when the address already has an account.
    """
    # Two clicks on the same mail are one acceptance.
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not Invitation.objects.pending(at=timezone.now()).filter(pk=invitation.pk):
        raise ValidationError(_("This invitation is no longer valid: ask for another one."))
    user = User.objects.filter(email=invitation.email).first()
    if user and (by is None or by.pk != user.pk):
        raise ValidationError(
            _("This address already has an account: sign in with it to accept the invitation.")
        )
    if user is None:
        user = create_account(
            invitation.email, full_name=full_name, language=invitation.language, password=password, by=None
        )
    _grant(
        user,
        role=invitation.role,
        organisation=invitation.organisation,
        region=invitation.region,
        by=user,
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.full_clean()
    with because("invitation.accepted", by=user):
        invitation.save(update_fields=["accepted_at", "accepted_by"])
    return user


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User | None) -> Invitation:
    if invitation.accepted_at or invitation.withdrawn_at:
        raise ValidationError(_("This invitation has already been accepted or withdrawn."))
    invitation.withdrawn_at = timezone.now()
    with because("invitation.withdrawn", by=by):
        invitation.save(update_fields=["withdrawn_at"])
    return invitation


def begin_visit(user: User) -> User:
    """Remember, at sign-in, when the visit before this one began; an act of nobody, untold by the trail."""
    if user.last_login is not None and timezone.now() - user.last_login > VISIT_LASTS:
        user.previous_visit_at = user.last_login
        user.save(update_fields=["previous_visit_at"])
    return user


@transaction.atomic
def change_profile(user: User, *, full_name: str, language: str, by: User) -> User:
    user.full_name, user.language = full_name.strip(), language
    user.full_clean()
    with because("account.profile_changed", by=by):
        user.save(update_fields=["full_name", "language"])
    return user


@transaction.atomic
def correct_account(user: User, *, by: User) -> User:
    """Keep what an administrator corrected; whoever owns the account is told of another address, at both."""
    before = User.objects.get(pk=user.pk).email
    has_moved = before != User.objects.normalize_email(user.email)
    keep(user, by=by, verb="account.email_changed" if has_moved else "account.profile_changed")
    if has_moved:
        letters.tell_owner(user, "email_changed", email=user.email)
        letters.tell_owner(user, "email_changed_before", to=before, email=before)
    return user


@transaction.atomic
def change_password(user: User, password: str, *, by: User | None) -> User:
    """The trail says that the password changed, never what it was nor what it is."""
    validate_password(password, user)
    user.set_password(password)
    with because("account.password_changed", by=by):
        user.save(update_fields=["password"])
    return user


def check_that_another_administrator_remains(user: User, *, on: date) -> None:
    """Refuse to leave the site without anybody to administer it after this day, nor today."""
    # Two administrators who send each other away at once do it one after the other: the second is refused.
    list(Membership.objects.filter(role=Role.ADMINISTRATOR).select_for_update().order_by("pk"))
    administrators = User.objects.holding(Role.ADMINISTRATOR, on=max(on + DAY, timezone.localdate()))
    if administrators.filter(pk=user.pk).exists() and not administrators.exclude(pk=user.pk).exists():
        raise ValidationError(_("This is the last administrator: name another one first."))


def _check_is_open(user: User) -> None:
    if not user.is_active:
        raise ValidationError(_("This account is closed: open it again first."))


def _forget_roles(user: User) -> None:
    """The roles that this instance has read are no longer those of the database."""
    user.__dict__.pop("current_memberships", None)
