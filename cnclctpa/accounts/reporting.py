"""What a person’s profile says about their roles."""

from dataclasses import dataclass
from datetime import date

from .models import Membership, User
from .roles import GRANTS, Role, Scope


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
