"""What the database refuses of a plan, and who sees it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError

from cnclctpa.reference.choices import Certainty
from plans.choices import PlanStatus
from plans.models import Axis, Plan, StrategicObjective
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanPartnerFactory,
    PlanStatementFactory,
    ProcessParticipationFactory,
    ProcessStepFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.refusals import assert_refused


def second_axis():
    first = AxisFactory()
    return AxisFactory.build(plan=first.plan, position=first.position)


def second_objective():
    first = StrategicObjectiveFactory()
    return StrategicObjectiveFactory.build(plan=first.plan, axis=None, code=first.code)


def second_result():
    first = ResultFactory()
    return ResultFactory.build(objective=first.objective, code=first.code)


def second_annual_plan():
    first = AnnualPlanFactory()
    return AnnualPlanFactory.build(plan=first.plan, year=first.year)


def second_partner():
    first = PlanPartnerFactory()
    return PlanPartnerFactory.build(plan=first.plan, organisation=first.organisation)


def second_participant():
    first = ProcessParticipationFactory(organisation=PlanPartnerFactory().organisation)
    return ProcessParticipationFactory.build(step=first.step, organisation=first.organisation)


def second_group():
    return ProcessParticipationFactory.build(step=ProcessParticipationFactory().step)


def its_own_predecessor():
    plan = PlanFactory()
    plan.predecessor = plan
    return plan


# The constraint → an object that breaks it.
BROKEN = {
    "plans_annualplan_budget_not_negative": lambda: AnnualPlanFactory.build(plan=PlanFactory(), budget=-1),
    "plans_annualplan_one_per_year": second_annual_plan,
    "plans_axis_numbered_from_one": lambda: AxisFactory.build(plan=PlanFactory(), position=0),
    "plans_axis_one_per_position": second_axis,
    "plans_plan_adoption_found_when_dated": lambda: PlanFactory.build(adopted_on=date(2018, 6, 29)),
    "plans_plan_budget_found_when_given": lambda: PlanFactory.build(total_budget=5_817_000_000),
    "plans_plan_closing_found_when_dated": lambda: PlanFactory.build(closed_on=date(2022, 12, 31)),
    "plans_plan_launch_found_when_dated": lambda: PlanFactory.build(launched_on=date(2019, 2, 1)),
    "plans_plan_not_its_own_predecessor": its_own_predecessor,
    "plans_plan_slug_not_reserved": lambda: PlanFactory.build(slug="compare"),
    "plans_plan_starts_before_it_ends": lambda: PlanFactory.build(ends_on=date(2022, 12, 31)),
    "plans_planpartner_once_per_plan": second_partner,
    "plans_planstatement_says_why_not_retained": lambda: PlanStatementFactory.build(
        plan=PlanFactory(), is_retained=False
    ),
    "plans_processparticipation_group_once_per_step": second_group,
    "plans_processparticipation_once_per_step": second_participant,
    "plans_processstep_starts_before_it_ends": lambda: ProcessStepFactory.build(
        plan=PlanFactory(), starts_on=date(2018, 3, 21), ends_on=date(2018, 3, 20)
    ),
    "plans_result_code_is_an_address": lambda: ResultFactory.build(
        objective=StrategicObjectiveFactory(), code="R 1"
    ),
    "plans_result_code_once_per_objective": second_result,
    "plans_strategicobjective_code_is_an_address": lambda: StrategicObjectiveFactory.build(
        plan=PlanFactory(), axis=None, code="1/2"
    ),
    "plans_strategicobjective_code_once_per_plan": second_objective,
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name, db):
    assert_refused(BROKEN[name](), name)


def test_plan_of_one_day_is_accepted(db):
    plan = PlanFactory(starts_on=date(2023, 1, 1), ends_on=date(2023, 1, 1))
    plan.full_clean()
    assert list(plan.years) == [2023]


def test_step_does_not_end_without_a_start(db):
    step = ProcessStepFactory.build(plan=PlanFactory(), ends_on=date(2018, 3, 20))
    assert_refused(step, "plans_processstep_starts_before_it_ends")


def test_budget_cannot_be_negative(db):
    plan = PlanFactory.build(total_budget=-1, budget_certainty=Certainty.CERTAIN)
    assert_refused(plan, "plans_plan_budget_found_when_given")


def test_budget_with_its_certainty_is_accepted(db):
    PlanFactory(total_budget=5_817_000_000, budget_certainty=Certainty.CERTAIN).full_clean()


def test_group_and_its_organisations_take_part_in_one_step(db):
    group = ProcessParticipationFactory()
    ProcessParticipationFactory(step=group.step, organisation=PlanPartnerFactory().organisation).full_clean()
    assert group.step.participants.count() == 2


def objective_coded(code):
    return StrategicObjectiveFactory.build(plan=PlanFactory(), axis=None, code=code)


@pytest.mark.parametrize(
    "code", ["", ".", "..", "1..2", "-1", "1.", "a/b", "a?b", "a#b", "É1", "1\n", "%31", "²"]
)
def test_code_that_makes_no_address_is_refused(code, db):
    objective = objective_coded(code)
    objective.clean_fields = lambda exclude=None: (
        None
    )  # the field says it first; the database says it as well
    assert_refused(objective, "plans_strategicobjective_code_is_an_address")


def test_code_with_a_character_that_no_database_takes_is_refused_in_words(db):
    with pytest.raises(ValidationError) as told:
        objective_coded("1\x002").full_clean()
    assert "code" in told.value.message_dict


@pytest.mark.parametrize("code", ["1", "O1", "OS-3", "1.2.10", "2018-R1.a"])
def test_code_has_its_page(code, client, db):
    objective = StrategicObjectiveFactory(code=code, plan__published=True)
    objective.full_clean()
    assert client.get(objective.get_absolute_url()).status_code == 200


def test_same_codes_serve_in_two_plans(db):
    first = StrategicObjectiveFactory(code="O1")
    second = StrategicObjectiveFactory(code="O1")
    assert first.plan != second.plan


@pytest.fixture
def generations(db):
    return {
        "published": PlanFactory(published=True),
        "shared": PlanFactory(shared=True),
        "draft": PlanFactory(),
    }


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("anonymous", {"published"}),
        ("focal_point", {"published", "shared"}),
        ("partner", {"published", "shared"}),
        ("secretariat", {"published", "shared", "draft"}),
        ("administrator", {"published", "shared", "draft"}),
    ],
)
def test_visible_to(who, sees, generations, request):
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    assert set(Plan.objects.visible_to(user)) == {generations[name] for name in sees}


def test_published_plans_have_a_date_of_publication(generations):
    assert list(Plan.objects.published()) == [generations["published"]]
    assert generations["published"].is_published
    assert not generations["draft"].is_published


def test_period_and_years_are_those_of_the_dates():
    plan = PlanFactory.build(starts_on=date(2015, 1, 1), ends_on=date(2017, 12, 31))
    assert plan.period == "2015-2017"
    assert list(plan.years) == [2015, 2016, 2017]
    assert plan.status == PlanStatus.DRAFT


def test_axes_are_numbered_in_order(db):
    plan = PlanFactory()
    second, first = AxisFactory(plan=plan, position=2), AxisFactory(plan=plan, position=1)
    AxisFactory()
    assert list(Axis.objects.of(plan)) == [first, second]


def test_objectives_follow_their_axis_then_their_position(db):
    plan = PlanFactory()
    second = StrategicObjectiveFactory(plan=plan, axis__position=2)
    late = StrategicObjectiveFactory(plan=plan, axis__position=1, position=2)
    early = StrategicObjectiveFactory(plan=plan, axis=late.axis, position=1)
    assert list(StrategicObjective.objects.filter(plan=plan)) == [early, late, second]


def test_an_axis_that_holds_objectives_is_not_removed_but_its_plan_takes_all_along(db):
    objective = StrategicObjectiveFactory()
    with pytest.raises(RestrictedError):
        objective.axis.delete()
    objective.plan.delete()
    assert not Plan.objects.exists()
