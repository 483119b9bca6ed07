"""What awaits a person, what is late, what changed since their last visit: by role."""

from collections.abc import Iterator
from datetime import date

from cnclctpa.accounts.models import User
from cnclctpa.accounts.roles import Permission, Role
from cnclctpa.portal.reporting.desk import accounts, follow_up, funding, publishing, reports
from cnclctpa.portal.reporting.desk.changes import changes_for
from cnclctpa.portal.reporting.desk.deadlines import deadlines_of
from cnclctpa.portal.reporting.desk.quality import to_check
from cnclctpa.portal.reporting.desk.reading import Read, Who, read, since
from cnclctpa.portal.reporting.desk.told import Desk, Section
from plans.models import Plan

__all__ = ["desk_of"]


def desk_of(user: User, *, on: date) -> Desk:
    """The desk of a person on a day, in two queries once their memberships are read.

    The plans of the demonstration are for its accounts, the real ones for real people.
    """
    plans = Plan.objects.visible_to(user).filter(is_demonstration=user.is_demonstration)
    who = Who(user, {plan.pk: plan for plan in plans}, on)
    found = read(who)
    return Desk(
        on=on,
        since=since(who),
        is_first_visit=user.previous_visit_at is None,
        has_role=bool(user.current_memberships),
        administers=who.may(Permission.ADMINISTER),
        sections=tuple(section for section in _sections(who, found) if section.total),
        changes=changes_for(who, found),
        deadlines=deadlines_of(who, found),
        quality=to_check(who),
    )


def _sections(who: Who, found: Read) -> Iterator[Section]:
    """In the order in which one sees to them; an empty one is not shown."""
    if who.may(Permission.VALIDATE_REPORTS):
        yield reports.to_validate(who, found)
        yield reports.campaigns(who, found)
        yield reports.late_organisations(who, found)
    if who.organisations:
        yield reports.expected_of_mine(who, found)
        yield follow_up.late_of_mine(who, found)
    if who.may(Permission.EDIT_PLANS):
        yield follow_up.late_without_a_cause(who, found)
    if who.may(Permission.APPROVE_PUBLICATIONS):
        yield publishing.to_approve(who, found)
        yield publishing.awaiting_another(who, found)
        yield publishing.to_prepare(who, found)
    if who.may(Permission.SEE_SHARED_DRAFTS):
        yield publishing.drafts(who)
    if who.holds(Role.PARTNER):
        yield follow_up.late_of_funded(who, found)
        yield funding.funded_by_mine(who, found)
    if who.may(Permission.ADMINISTER):
        yield accounts.invitations(who, found)
        yield accounts.without_a_second_factor(who, found)
        yield accounts.roles_that_end(who, found)
