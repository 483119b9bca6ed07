"""What a telephone computes, without waiting for the next half-minute."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from cnclctpa.accounts.models import User
from tests.factories.accounts import PASSWORD, SECRET


def code(secret=SECRET, later=0):
    """The code of now, or of some half-minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def wrong(secret=SECRET):
    """Six digits that no half-minute around now has."""
    right = {code(secret, later) for later in range(-2, 4)}
    return next(
        digits for digits in ("000000", "111111", "222222", "333333", "444444") if digits not in right
    )


def give_password(client, user: User, **more):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, **more)


def give_code(client, digits, **more):
    return client.post("/accounts/login/code/", {"code": digits}, **more)


def is_signed_in(client):
    return "_auth_user_id" in client.session
