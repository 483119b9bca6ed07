from datetime import timedelta

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cnclctpa.accounts.permissions import lacks_second_factor, may, needs_second_factor
from cnclctpa.accounts.roles import PUBLIC, Permission, Role
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.mark.parametrize("nobody", [None, AnonymousUser()], ids=["none", "anonymous"])
@pytest.mark.parametrize("permission", Permission)
def test_visitor_may_only_what_the_public_may(nobody, permission):
    assert may(nobody, permission, within=OrganisationFactory()) is (permission in PUBLIC)


@pytest.mark.parametrize("permission", Permission)
def test_person_without_a_role_may_only_what_the_public_may(permission):
    assert may(UserFactory(), permission) is (permission in PUBLIC)


@pytest.mark.parametrize("permission", Permission)
def test_closed_account_may_nothing(permission):
    user = UserFactory(administrator=True, is_active=False)
    MembershipFactory(user=user, role=Role.SECRETARIAT)
    assert not may(user, permission, within=user.memberships.first().organisation)


def test_role_holds_in_any_organisation_when_it_reaches_everywhere(secretariat):
    assert secretariat.may(Permission.VALIDATE_REPORTS)
    assert secretariat.may(Permission.VALIDATE_REPORTS, within=OrganisationFactory())


def test_role_holds_within_its_own_organisation_only(focal_point):
    own = focal_point.memberships.get().organisation
    assert focal_point.may(Permission.REPORT_PROGRESS, within=own)
    assert not focal_point.may(Permission.REPORT_PROGRESS, within=OrganisationFactory())


def test_role_limited_to_an_organisation_says_no_when_the_object_has_none(focal_point):
    assert not focal_point.may(Permission.REPORT_PROGRESS, within=None)
    assert not focal_point.may(Permission.REPORT_PROGRESS)


def test_what_is_given_by_invitation_is_not_given_by_the_role(focal_point):
    own = focal_point.memberships.get().organisation
    assert not focal_point.may(Permission.FILL_SHEETS, within=own)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [(0, None, True), (0, 0, True), (-9, 0, True), (-9, -1, False), (1, None, False), (-9, 1, True)],
)
def test_role_holds_from_its_first_day_to_its_last(starts_on, ends_on, expected):
    user = UserFactory()
    MembershipFactory(
        user=user,
        role=Role.SECRETARIAT,
        starts_on=day(starts_on),
        ends_on=None if ends_on is None else day(ends_on),
    )
    assert user.may(Permission.EDIT_PLANS) is expected


def test_several_roles_add_up():
    user = UserFactory(partner=True)
    reporting = MembershipFactory(user=user, role=Role.FOCAL_POINT).organisation
    partnership = user.memberships.get(role=Role.PARTNER).organisation
    assert user.may(Permission.SEE_PARTNER_DOCUMENTS)
    assert user.may(Permission.REPORT_PROGRESS, within=reporting)
    assert not user.may(Permission.REPORT_PROGRESS, within=partnership)
    assert user.organisations_where(Permission.REPORT_PROGRESS) == [reporting]


def test_closed_account_reports_for_no_organisation():
    user = UserFactory(focal_point=True, is_active=False)
    assert user.organisations_where(Permission.REPORT_PROGRESS) == []


def test_roles_are_read_once(django_assert_num_queries):
    user = UserFactory(focal_point=True)
    with django_assert_num_queries(1):
        assert not any(user.may(Permission.EDIT_PLANS) for _ in range(200))


@pytest.mark.parametrize("role", Role)
def test_accounts_are_managed_by_administrators(role):
    user = MembershipFactory(role=role).user
    assert user.has_perm("accounts.manage_accounts") is (role == Role.ADMINISTRATOR)
    assert user.has_module_perms("accounts") is (role == Role.ADMINISTRATOR)


def test_accounts_are_not_managed_by_visitors():
    for nobody in (None, AnonymousUser(), UserFactory(administrator=True, is_active=False)):
        assert not rules.has_perm("accounts.manage_accounts", nobody)


def test_profile_is_changed_by_its_owner(administrator):
    user, closed = UserFactory(), UserFactory(is_active=False)
    assert user.has_perms(["accounts.change_profile"], user)
    assert not administrator.has_perm("accounts.change_profile", user)
    assert not closed.has_perm("accounts.change_profile", closed)
    assert not rules.has_perm("accounts.change_profile", closed, closed)
    assert not rules.has_perm("accounts.change_profile", None, None)
    assert not rules.has_perm("accounts.change_profile", AnonymousUser(), None)


@pytest.mark.parametrize("role", Role)
def test_roles_that_can_change_what_is_not_theirs_need_a_second_factor(role):
    user = MembershipFactory(role=role).user
    needs = role in (Role.SECRETARIAT, Role.ADMINISTRATOR)
    assert (needs_second_factor(user), lacks_second_factor(user)) == (needs, needs)
    enrolled = MembershipFactory(role=role, user=UserFactory(enrolled=True)).user
    assert (needs_second_factor(enrolled), lacks_second_factor(enrolled)) == (needs, False)


@pytest.mark.parametrize(("starts_on", "ends_on"), [(-9, -1), (1, None)])
def test_roles_of_another_day_need_none(starts_on, ends_on):
    days = {"starts_on": day(starts_on), "ends_on": None if ends_on is None else day(ends_on)}
    assert not needs_second_factor(MembershipFactory(role=Role.SECRETARIAT, **days).user)


@pytest.mark.parametrize("is_allowed", [True, False])
def test_demonstration_needs_none_where_there_is_one(settings, is_allowed):
    settings.DEMONSTRATION = is_allowed
    user = UserFactory(email="sira@demonstration.example")
    MembershipFactory(role=Role.SECRETARIAT, user=user)
    assert needs_second_factor(user) is not is_allowed


def test_visitor_needs_none():
    assert not needs_second_factor(AnonymousUser())
    assert not lacks_second_factor(AnonymousUser())
