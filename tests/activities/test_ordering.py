"""The order of the lines of a plan: codes follow places in a draft, stay once it is adopted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activities.models import Activity
from activities.services import change_activity
from plans.choices import PlanStatus
from plans.models import Axis, Indicator, Result, StrategicObjective
from plans.services.ordering import move, move_under, remove_line
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def tree(plan):
    """Two axes, each with an objective, a result, an indicator and two activities."""
    for number in (1, 2):
        axis = AxisFactory(plan=plan, position=number, title_fr=f"Axe {number}")
        objective = StrategicObjectiveFactory(plan=plan, axis=axis, code=f"{number}.1", position=1)
        result = ResultFactory(objective=objective, code=f"{number}.1.1", position=1)
        IndicatorFactory(result=result, code=f"I{number}.1.1.1", position=1)
        ActivityFactory(objective=objective, code=f"{number}.1.a1", position=1, title_fr=f"Directe {number}")
        ActivityFactory(result=result, code=f"{number}.1.1.1", position=1, title_fr=f"Servante {number}")
    return plan


def test_axis_that_moves_takes_the_codes_of_all_it_holds_along(tree, plan, secretariat):
    move(Axis.objects.get(position=2), step=-1, by=secretariat)
    assert list(plan.axes.order_by("position").values_list("title_fr", flat=True)) == ["Axe 2", "Axe 1"]
    assert Activity.objects.get(title_fr="Directe 2").code == "1.1.a1"
    assert Activity.objects.get(title_fr="Servante 2").code == "1.1.1.1"
    assert Activity.objects.get(title_fr="Servante 1").code == "2.1.1.1"
    for code in ("1.1", "2.1"):
        objective = StrategicObjective.objects.get(code=code)
        assert str(objective.axis.position) == code[0]
        assert Result.objects.get(objective=objective).code == f"{code}.1"
        assert Indicator.objects.get(result__objective=objective).code == f"I{code}.1.1"


def test_code_that_people_gave_stays_and_its_number_is_passed(tree, secretariat):
    objective = StrategicObjective.objects.get(code="1.1")
    given = ActivityFactory(objective=objective, code="OFF-7", position=2)
    last = ActivityFactory(objective=objective, code="1.1.a2", position=3)
    move(last, step=-1, by=secretariat)
    move(last, step=-1, by=secretariat)
    found = objective.activities.order_by("position")
    assert [one.code for one in found] == ["1.1.a1", "1.1.a2", "OFF-7"]
    assert found[2] == given


def test_codes_of_an_adopted_plan_stay(tree, plan, secretariat):
    objective = StrategicObjective.objects.get(code="1.1")
    second = ActivityFactory(objective=objective, code="1.1.a2", position=2)
    plan.status = PlanStatus.IN_FORCE
    plan.save()
    move(second, step=-1, by=secretariat)
    assert [one.code for one in objective.activities.order_by("position")] == ["1.1.a2", "1.1.a1"]
    with pytest.raises(ValidationError):
        move(Axis.objects.get(position=2), step=-1, by=secretariat)
    assert list(plan.axes.order_by("position").values_list("title_fr", flat=True)) == ["Axe 1", "Axe 2"]


def test_line_passes_what_was_withdrawn(tree, secretariat):
    objective = StrategicObjective.objects.get(code="1.1")
    ActivityFactory(
        objective=objective, code="1.1.a2", position=2, withdrawn=True, withdrawn_on=date(2024, 1, 1)
    )
    third = ActivityFactory(objective=objective, code="1.1.a3", position=3)
    move(third, step=-1, by=secretariat)
    assert objective.activities.order_by("position").first() == third


def test_line_goes_under_another_objective(tree, secretariat):
    one = Activity.objects.get(title_fr="Directe 1")
    other = StrategicObjective.objects.get(code="2.1")
    move_under(one, objective=other, result=None, by=secretariat)
    assert Activity.objects.get(pk=one.pk).code == "2.1.a2"

    one = Activity.objects.get(title_fr="Directe 2")
    one.objective, one.result = None, Result.objects.get(code="1.1.1")
    change_activity(one, by=secretariat)
    assert Activity.objects.get(pk=one.pk).code == "1.1.1.2"
    assert other.activities.get().code == "2.1.a1"


def test_codes_close_up_after_a_removal(tree, plan, secretariat):
    objective = StrategicObjective.objects.get(code="1.1")
    ActivityFactory(objective=objective, code="1.1.a2", position=2)
    first = objective.activities.order_by("position").first()
    remove_line(first, by=secretariat)
    assert objective.activities.get().code == "1.1.a1"


def test_nothing_moves_in_a_plan_that_is_over(tree, plan, secretariat):
    plan.status = PlanStatus.CLOSED
    plan.save()
    with pytest.raises(ValidationError):
        move(Axis.objects.get(position=2), step=-1, by=secretariat)
