from datetime import date

import pytest

from activities.models import Activity
from cnclctpa.documents.choices import DocumentKind
from plans.choices import PlanProperty, PlanStatus, StepKind
from plans.knowledge import EXPECTED, State, knowledge_of, with_holdings
from plans.models import Plan
from tests.factories.activities import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanPartnerFactory,
    PlanStatementFactory,
    ProcessStepFactory,
    StrategicObjectiveFactory,
)

pytestmark = pytest.mark.django_db
DURING, AFTER = date(2026, 11, 21), date(2028, 1, 1)


def of_sources(**fields):
    """A past plan, known from what sources say of it."""
    return PlanFactory(**{"status": PlanStatus.IN_FORCE, **fields})


def states(plan, *, on=DURING):
    found = with_holdings(Plan.objects.all()).get(pk=plan.pk)
    return {one.about: one.state for one in knowledge_of(found, found.statements.all(), on=on)}


def test_a_plan_without_anything_lacks_everything_but_its_evaluation():
    told = states(of_sources())
    assert told.pop(PlanProperty.EVALUATION) is State.NOT_YET
    assert set(told.values()) == {State.MISSING}


def test_what_the_plan_itself_records_is_found():
    plan = of_sources(
        is_title_official=True,
        adopted_on=date(2022, 12, 1),
        adopted_certainty="certain",
        launched_on=date(2023, 10, 19),
        launched_certainty="certain",
        total_budget=0,
        budget_certainty="certain",
    )
    ProcessStepFactory(plan=plan, kind=StepKind.DRAFTING, starts_on=date(2022, 3, 1))
    PlanPartnerFactory(plan=plan)
    found = {about for about, state in states(plan).items() if state is State.FOUND}
    assert found == {
        PlanProperty.TITLE,
        PlanProperty.ADOPTION,
        PlanProperty.LAUNCH,
        PlanProperty.BUDGET,
        PlanProperty.PROCESS,
        PlanProperty.PARTNERS,
    }


@pytest.mark.parametrize(
    ("make", "about"),
    [
        (AxisFactory, PlanProperty.AXES),
        (lambda **options: StrategicObjectiveFactory(axis=None, **options), PlanProperty.OBJECTIVES),
    ],
)
def test_a_wording_of_the_press_is_known_in_part(make, about):
    plan = of_sources()
    make(plan=plan, is_wording_official=True)
    assert states(plan)[about] is State.FOUND
    make(plan=plan)
    assert states(plan)[about] is State.IN_PART


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([(StepKind.ADOPTION, True), (StepKind.LAUNCH, True)], State.MISSING),
        ([(StepKind.PREPARATION, False), (StepKind.LAUNCH, True)], State.IN_PART),
        ([(StepKind.DRAFTING, True), (StepKind.VALIDATION, False)], State.IN_PART),
        ([(StepKind.DRAFTING, True), (StepKind.VALIDATION, True)], State.FOUND),
    ],
)
def test_the_making_of_a_plan_is_found_when_its_own_steps_are_dated(steps, state):
    plan = of_sources()
    for kind, is_dated in steps:
        ProcessStepFactory(plan=plan, kind=kind, starts_on=date(2018, 3, 19) if is_dated else None)
    assert states(plan)[PlanProperty.PROCESS] is state


def test_annual_plans_that_a_source_mentions_are_known_in_part():
    plan = of_sources()
    PlanStatementFactory(plan=plan, about=PlanProperty.ANNUAL_PLANS)
    assert states(plan)[PlanProperty.ANNUAL_PLANS] is State.IN_PART


def test_annual_plans_are_found_when_each_year_has_its_own():
    plan = of_sources(starts_on=date(2015, 1, 1), ends_on=date(2016, 12, 31))
    AnnualPlanFactory(plan=plan, year=2015)
    assert states(plan)[PlanProperty.ANNUAL_PLANS] is State.IN_PART
    AnnualPlanFactory(plan=plan, year=2016)
    assert states(plan)[PlanProperty.ANNUAL_PLANS] is State.FOUND


def test_an_evaluation_is_missing_once_the_plan_is_over():
    plan = of_sources()
    assert states(plan, on=plan.ends_on)[PlanProperty.EVALUATION] is State.NOT_YET
    assert states(plan, on=AFTER)[PlanProperty.EVALUATION] is State.MISSING


def test_an_evaluation_that_nobody_can_read_is_known_in_part():
    plan = PlanFactory(status=PlanStatus.EVALUATED)
    plan.documents.add(DocumentFactory(kind=DocumentKind.REPORT))
    assert states(plan, on=AFTER)[PlanProperty.EVALUATION] is State.IN_PART
    plan.documents.add(DocumentFactory(kind=DocumentKind.REPORT, public=True))
    assert states(plan, on=AFTER)[PlanProperty.EVALUATION] is State.FOUND


def test_a_source_that_tells_of_an_evaluation_makes_it_known_in_part():
    plan = of_sources()
    PlanStatementFactory(plan=plan, about=PlanProperty.EVALUATION)
    assert states(plan, on=AFTER)[PlanProperty.EVALUATION] is State.IN_PART


@pytest.mark.parametrize(
    ("traits", "state"),
    [
        ({}, State.FOUND),
        ({"certainty": "not_found"}, State.MISSING),
        ({"refused": True}, State.MISSING),
    ],
)
def test_an_execution_rate_is_found_when_a_retained_source_gives_it(traits, state):
    plan = of_sources()
    PlanStatementFactory(plan=plan, about=PlanProperty.EXECUTION, **traits)
    assert states(plan)[PlanProperty.EXECUTION] is state


def test_the_number_of_activities_does_not_make_their_list():
    plan = of_sources()
    PlanStatementFactory(plan=plan, about=PlanProperty.ACTIVITIES)
    assert states(plan)[PlanProperty.ACTIVITIES] is State.MISSING


def test_activities_that_are_entered_make_their_list():
    plan, empty = of_sources(), of_sources()
    ActivityFactory(plan=plan)
    told = {
        found: {one.about: one.state for one in knowledge_of(found, [], on=DURING)}[PlanProperty.ACTIVITIES]
        for found in with_holdings(Plan.objects.all(), activities=Activity.objects.all())
    }
    assert told == {plan: State.FOUND, empty: State.MISSING}


def test_everything_lacking_says_what_and_who_could_bring_it():
    plan = PlanFactory(status=PlanStatus.EVALUATED)
    found = with_holdings(Plan.objects.all()).get(pk=plan.pk)
    told = knowledge_of(found, [], on=AFTER)
    assert len(told) == len(EXPECTED)
    assert all(str(one.lacking) and str(one.bringer) for one in told)


# A draft that is written here


def test_a_draft_lacks_what_the_secretariat_has_not_entered_yet():
    told = states(PlanFactory())
    assert {about for about, state in told.items() if state is State.MISSING} == {
        PlanProperty.PROCESS,
        PlanProperty.AXES,
        PlanProperty.OBJECTIVES,
        PlanProperty.ACTIVITIES,
        PlanProperty.BUDGET,
        PlanProperty.PARTNERS,
    }
    assert State.NOT_YET in told.values()


def test_the_wording_of_a_draft_is_its_own():
    plan = PlanFactory()
    AxisFactory(plan=plan)
    StrategicObjectiveFactory(plan=plan, axis=None)
    told = states(plan)
    assert told[PlanProperty.AXES] is told[PlanProperty.OBJECTIVES] is State.FOUND


def test_a_draft_counts_on_those_who_write_it():
    found = with_holdings(Plan.objects.all()).get(pk=PlanFactory().pk)
    assert len({str(one.bringer) for one in knowledge_of(found, [], on=DURING)}) == 1
