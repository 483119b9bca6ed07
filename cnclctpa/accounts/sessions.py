"""Where a person is signed in: noted as pages are asked for, listed, ended.

The rows are those of ``allauth.usersessions``. They hold a browser and a system in two words, when the
session began and when it was last used; no network address. They go soon after the session is over.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from .browsers import device_of
from .models import User

#: The column of allauth must hold an address: this one is of nobody.
NO_ADDRESS = "0.0.0.0"  # noqa: S104  nothing listens there
#: How late the moment of the last page may be: pages are read far more often than this list.
SEEN_EVERY = timedelta(minutes=5)


def note(request: HttpRequest) -> None:
    """Note that the session of a request was used; the first time, that it began.

    Only sessions opened by the page where people sign in are noted, with the moment when that was.
    """
    key = request.session.session_key
    records = get_authentication_records(request, request.user)
    if key is None or not records or not is_worth_noting(key):
        return
    now = timezone.now()
    noted = UserSession.objects.filter(session_key=key).first()
    if noted is None:
        begin(request, at=datetime.fromtimestamp(records[0]["at"], tz=UTC), now=now)
    elif now - noted.last_seen_at >= SEEN_EVERY:
        noted.last_seen_at = now
        noted.save(update_fields=["last_seen_at"])


def is_worth_noting(key: str) -> bool:
    """Whether this worker has not seen the session a moment ago."""
    return caches["seen"].add(key, True, SEEN_EVERY.total_seconds())


def begin(request: HttpRequest, *, at: datetime, now: datetime) -> None:
    forget_old_ones(now)
    first = {
        "user": request.user,
        "ip": NO_ADDRESS,
        "user_agent": device_of(request.headers.get("user-agent", "")),
        "created_at": at,
        "last_seen_at": now,
    }
    # Two pages asked for at once by the same browser begin it once.
    UserSession.objects.get_or_create(session_key=request.session.session_key, defaults=first)


def forget_old_ones(now: datetime) -> None:
    """Those that no page has used for longer than a session lasts have ended, whoever had opened them."""
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE) + 2 * SEEN_EVERY
    UserSession.objects.filter(last_seen_at__lt=now - lasts).delete()


def open_sessions_of(user: User) -> list[UserSession]:
    """Those that still open pages, the one last used first."""
    noted = UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")
    alive = alive_among([one.session_key for one in noted], user)
    return [one for one in noted if one.session_key in alive]


def alive_among(keys: Iterable[str], user: User) -> set[str]:
    """The keys of the sessions that have neither expired nor been opened with a former password."""
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    kept = Session.objects.filter(session_key__in=list(keys), expire_date__gt=timezone.now())
    return {one.session_key for one in kept if one.get_decoded().get(HASH_SESSION_KEY) in hashes}


@transaction.atomic
def end_sessions(user: User, *, but: str = "") -> int:
    """End all the sessions of a person but one, and say how many still opened pages."""
    noted = UserSession.objects.filter(user=user).exclude(session_key=but)
    keys = list(noted.values_list("session_key", flat=True))
    count = len(alive_among(keys, user))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return count


@transaction.atomic
def end_session(session: UserSession) -> None:
    session.end()
