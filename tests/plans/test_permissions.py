import pytest
from django.contrib.auth.models import AnonymousUser
from rules.permissions import has_perm

from plans.permissions import may_edit_plan
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "may"),
    [("partner", False), ("focal_point", False), ("secretariat", True), ("administrator", False)],
)
def test_only_the_secretariat_edits_plans(who, may, request):
    person = request.getfixturevalue(who)
    assert may_edit_plan(person, PlanFactory()) is may
    assert person.has_perm("plans.change_plan", PlanFactory()) is may


def test_a_visitor_never_edits_a_plan():
    for nobody in (AnonymousUser(), None):
        assert may_edit_plan(nobody, PlanFactory()) is False
        assert has_perm("plans.change_plan", nobody, None) is False


def test_a_closed_account_does_not_edit_plans(secretariat):
    secretariat.is_active = False
    assert may_edit_plan(secretariat, None) is False
