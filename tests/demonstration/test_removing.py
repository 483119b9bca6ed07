"""The demonstration goes away whole, and nothing real goes with it."""

import pytest
from django.core.exceptions import ValidationError

from activities.models import Workshop
from cnclctpa.accounts.models import Membership, User
from cnclctpa.audit.models import Entry
from cnclctpa.demonstration import loading, people
from cnclctpa.demonstration.parts import PARTS
from cnclctpa.demonstration.removing import remove
from cnclctpa.reference.models import Organisation
from plans.models import Dimension, Indicator, Plan
from tests.consistency.project import our_models
from tests.demonstration.conftest import ON
from tests.demonstration.told import count_rows
from tests.factories.accounts import UserFactory
from tests.factories.activities import ActivityFactory, OutcomeFactory, WorkshopFactory
from tests.factories.indicators import DimensionFactory
from tests.factories.plans import PlanFactory


def test_removing_takes_everything_and_leaves_the_rest(loaded, before):
    remove()
    after = count_rows()
    kept = after.pop("accounts.user") - before["rows"]["accounts.user"]
    assert after == {name: count for name, count in before["rows"].items() if name != "accounts.user"}
    assert kept == User.objects.demonstration().filter(is_active=False).count() > 0


def test_removing_says_so_once_a_plan(loaded):
    remove()
    told = Entry.objects.filter(verb="demonstration.removed", content_type__model="plan")
    assert sorted(told.values_list("object_repr", flat=True)) == [
        "Plan d’action fictif de deuxième génération",
        "Plan d’action fictif de première génération",
    ]


def test_what_is_removed_can_be_loaded_again(loaded):
    remove()
    people.load_people()
    assert [user.email for user in people.accounts()] == [account.email for account in people.ACCOUNTS]
    assert loading.plans_there() == []


def real_activity():
    ActivityFactory(lead=Organisation.objects.get(slug="demo-protection"))


def real_plan():
    PlanFactory(predecessor=Plan.objects.get(slug="demo-2"))


def real_outcome():
    OutcomeFactory().axes.add(Plan.objects.get(slug="demo-2").axes.first())


def real_person():
    body = Organisation.objects.get(slug="demo-protection")
    Membership.objects.create(user=UserFactory(), role="focal_point", organisation=body, starts_on=ON)


@pytest.mark.parametrize("build", [real_activity, real_plan, real_outcome, real_person])
def test_removing_refuses_while_something_real_refers_to_it(loaded, build):
    build()
    plans, workshops = Plan.objects.count(), Workshop.objects.count()
    with pytest.raises(ValidationError) as refusal:
        remove()
    assert len(refusal.value.messages) == 2
    assert (plans, workshops) == (Plan.objects.count(), Workshop.objects.count())


def test_what_people_added_to_a_fictitious_plan_goes_with_it(loaded):
    ActivityFactory(objective=Plan.objects.get(slug="demo-2").objectives.first())
    WorkshopFactory(plan=Plan.objects.get(slug="demo-1"))
    remove()
    assert not Plan.objects.filter(is_demonstration=True).exists()
    assert not Indicator.objects.exists()


def belongs_to_a_plan(model, known=()) -> bool:
    """True of what names a plan, itself or through something that does."""
    targets = {field.related_model for field in model._meta.concrete_fields if field.many_to_one}
    return Plan in targets or any(
        belongs_to_a_plan(target, (*known, model)) for target in targets - {model, *known} if target
    )


def test_every_model_that_belongs_to_a_plan_is_a_part_of_it():
    assert set(PARTS) == {model for model in our_models() if model is not Plan and belongs_to_a_plan(model)}


def test_a_breakdown_of_a_real_plan_stays_whatever_its_name(db):
    kept = DimensionFactory(slug="demo-graphie")
    remove()
    assert Dimension.objects.get() == kept
