"""The second factor: codes of a telephone, recovery codes on paper. Each change writes the trail."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cnclctpa.audit.causes import because

from . import cipher, letters
from .models import User
from .permissions import needs_second_factor

OF_SECOND_FACTOR = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
WRONG_CODE = gettext_lazy("This code is not the right one, or it has already been used.")


@transaction.atomic
def enrol_second_factor(user: User, *, secret: str, code: str, by: User | None) -> User:
    """Ask for codes from now on, and make the recovery codes; every other session of the person ends.

    ``code`` proves that the telephone has the secret.
    """
    _hold(user)
    if user.is_demonstration:
        raise ValidationError(_("Everybody shares this demonstration account: it takes no second factor."))
    if user.has_second_factor:
        raise ValidationError(_("You already have a second factor."))
    counter = _counter_of(code, secret=secret)
    if counter is None:
        raise ValidationError({"code": WRONG_CODE})
    Authenticator.objects.filter(user=user, type__in=OF_SECOND_FACTOR).delete()
    data = {"secret": cipher.encrypt(secret), "counter": counter}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    RecoveryCodes.activate(user)
    user.second_factor_at = user.recovery_codes_at = timezone.now()
    with because("account.second_factor_enrolled", by=by):
        user.save(update_fields=["second_factor_at", "recovery_codes_at"])
    return user


@transaction.atomic
def renew_recovery_codes(user: User, *, by: User | None) -> User:
    """New recovery codes; those on the old paper open nothing any more."""
    _hold(user)
    if not user.has_second_factor:
        raise ValidationError(_("Recovery codes go with a second factor, which you do not have."))
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)
    user.recovery_codes_at = timezone.now()
    with because("account.recovery_codes_renewed", by=by):
        user.save(update_fields=["recovery_codes_at"])
    return user


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> User:
    """Give one's second factor up, which only those may do whose roles do not require it."""
    _hold(user)
    if not user.has_second_factor:
        raise ValidationError(_("This account has no second factor."))
    if needs_second_factor(user):
        raise ValidationError(_("Your role requires a second factor."))
    return _forget(user, "account.second_factor_removed", by=by)


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, by: User | None) -> User:
    """Forget the second factor that somebody has lost; their sessions end, and they enrol anew at sign-in."""
    _hold(user)
    if not user.has_second_factor:
        raise ValidationError(_("This account has no second factor."))
    if not reason.strip():
        raise ValidationError(_("Say why this second factor is reset."))
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("Another administrator resets your second factor."))
    letters.tell_owner(user, "second_factor_reset")
    return _forget(user, "account.second_factor_reset", by=by, reason=reason)


@transaction.atomic
def authenticator_accepting(user: User, code: str) -> Authenticator | None:
    """What recognises a code, which is spent by asking: the same one will not be accepted twice."""
    held = Authenticator.objects.select_for_update().filter(user=user, type__in=OF_SECOND_FACTOR)
    for authenticator in held.order_by("pk"):
        try:
            is_accepted = _spend(authenticator, code)
        except InvalidToken:
            # The secret key of the site has changed: an administrator resets the second factor.
            is_accepted = False
        if is_accepted:
            authenticator.user = user
            return authenticator
    return None


def recovery_codes_of(user: User) -> list[str]:
    """The recovery codes that have not been used yet."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return RecoveryCodes(kept).get_unused_codes() if kept else []


def _spend(authenticator: Authenticator, code: str) -> bool:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return RecoveryCodes(authenticator).validate_code(code)
    secret = cipher.decrypt(authenticator.data["secret"])
    counter = _counter_of(code, secret=secret, after=authenticator.data["counter"])
    if counter is None:
        return False
    authenticator.data["counter"] = counter
    authenticator.save(update_fields=["data"])
    return True


def _counter_of(code: str, *, secret: str, after: int = 0) -> int | None:
    """The half-minute, around now, whose code this is; those up to ``after`` are spent (RFC 6238, 5.2)."""
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return counter
    return None


def _hold(user: User) -> None:
    """Read the account again and keep it for oneself until the end: two clicks are one enrolment."""
    user.refresh_from_db(from_queryset=User.objects.select_for_update())


def _forget(user: User, verb: str, *, by: User | None, reason: str = "") -> User:
    Authenticator.objects.filter(user=user, type__in=OF_SECOND_FACTOR).delete()
    user.second_factor_at = user.recovery_codes_at = None
    with because(verb, by=by, reason=reason):
        user.save(update_fields=["second_factor_at", "recovery_codes_at"])
    return user


@transaction.atomic
def renew_secrets() -> tuple[int, int]:
    """Encrypt every secret with the present key of the site; how many were, how many no key reads."""
    renewed = unreadable = 0
    for held in Authenticator.objects.select_for_update().filter(type__in=OF_SECOND_FACTOR).order_by("pk"):
        name = "secret" if held.type == Authenticator.Type.TOTP else "seed"
        try:
            held.data[name] = cipher.encrypt(cipher.decrypt(held.data[name]))
        except InvalidToken:
            unreadable += 1
        else:
            held.save(update_fields=["data"])
            renewed += 1
    return renewed, unreadable
