"""What a person’s profile says about their roles, and where they are signed in."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession

from .browsers import SEPARATOR
from .models import Membership, User
from .roles import GRANTS, Role, Scope
from .sessions import open_sessions_of


@dataclass(frozen=True)
class Grant:
    """A permission in plain words, and how far it reaches when it does not reach everywhere."""

    words: str
    limit: str


@dataclass(frozen=True)
class RoleReport:
    membership: Membership
    grants: tuple[Grant, ...]


@dataclass(frozen=True)
class RolesReport:
    current: tuple[RoleReport, ...]
    coming: tuple[RoleReport, ...]
    past: tuple[RoleReport, ...]


def roles_of(user: User, *, on: date) -> RolesReport:
    """The roles of a person on a day, those to come and those that have ended, in one query."""
    memberships = list(user.memberships.select_related("organisation", "region"))

    def reports(chosen):
        return tuple(
            RoleReport(membership, grants_of(membership)) for membership in memberships if chosen(membership)
        )

    return RolesReport(
        current=reports(lambda m: m.starts_on <= on and (m.ends_on is None or m.ends_on >= on)),
        coming=reports(lambda m: m.starts_on > on),
        past=reports(lambda m: m.ends_on is not None and m.ends_on < on),
    )


def grants_of(membership: Membership) -> tuple[Grant, ...]:
    return tuple(
        Grant(str(permission.label), "" if scope is Scope.ALL else str(scope.label))
        for permission, scope in GRANTS[Role(membership.role)].items()
    )


@dataclass(frozen=True)
class OpenSession:
    """A place where a person is signed in; an empty browser or system is none that the site knows."""

    number: int
    browser: str
    system: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def sessions_of(user: User, *, current: str | None) -> tuple[OpenSession, ...]:
    """The sessions that still open pages, that of the key ``current`` first, in two queries."""
    told = [told_session(one, is_current=one.session_key == current) for one in open_sessions_of(user)]
    return tuple(sorted(told, key=lambda one: not one.is_current))


def told_session(session: UserSession, *, is_current: bool) -> OpenSession:
    browser, _separator, system = session.user_agent.partition(SEPARATOR)
    return OpenSession(
        session.pk, browser, system, session.created_at, session.last_seen_at, is_current=is_current
    )
