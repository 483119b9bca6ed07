from datetime import date, timedelta

import pytest

from cnclctpa.accounts.reporting import grants_of, roles_of
from cnclctpa.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, UserFactory

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_roles_are_current_to_come_or_ended(db, count, django_assert_num_queries):
    user = UserFactory()
    current = MembershipFactory.create_batch(count, user=user, ends_on=TODAY)
    coming = MembershipFactory.create_batch(count, user=user, starts_on=TODAY + timedelta(days=1))
    past = MembershipFactory.create_batch(count, user=user, ends_on=TODAY - timedelta(days=1))
    MembershipFactory()
    with django_assert_num_queries(1):
        report = roles_of(user, on=TODAY)
    assert [
        {held.membership for held in group} for group in (report.current, report.coming, report.past)
    ] == [
        set(current),
        set(coming),
        set(past),
    ]


def test_grants_say_how_far_they_reach():
    focal_point = grants_of(MembershipFactory.build(role=Role.FOCAL_POINT))
    secretariat = grants_of(MembershipFactory.build(role=Role.SECRETARIAT))
    limits = {grant.words: bool(grant.limit) for grant in focal_point}
    assert sorted(limits.values()) == [False, False, False, False, True, True, True, True]
    assert not any(grant.limit for grant in secretariat)
