"""What the database refuses of a workshop, and who sees it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from activities.choices import OutcomeStatus
from activities.models import Outcome, Workshop
from tests.factories.activities import (
    OutcomeFactory,
    ParticipationFactory,
    SessionFactory,
    WorkingGroupFactory,
    WorkshopFactory,
    WorkshopOrganisationFactory,
    WorkshopStatementFactory,
)
from tests.factories.plans import PlanFactory, ProcessStepFactory
from tests.refusals import assert_refused

BACKWARDS = {"starts_on": date(2018, 3, 23), "ends_on": date(2018, 3, 19)}


def second_part():
    first = WorkshopOrganisationFactory()
    return WorkshopOrganisationFactory.build(workshop=first.workshop, organisation=first.organisation)


def second_group():
    first = WorkingGroupFactory()
    return WorkingGroupFactory.build(workshop=first.workshop, name_fr=first.name_fr)


# The constraint → an object that breaks it.
BROKEN = {
    "activities_outcome_done_says_what_it_became": lambda: OutcomeFactory.build(
        workshop=WorkshopFactory(), status=OutcomeStatus.DONE
    ),
    "activities_participation_says_something": lambda: ParticipationFactory.build(
        workshop=WorkshopFactory(), total=None
    ),
    "activities_participation_total_holds_its_parts": lambda: ParticipationFactory.build(
        workshop=WorkshopFactory(), women=5, men=15, sex_not_stated=6, total=25
    ),
    "activities_session_starts_before_it_ends": lambda: SessionFactory.build(
        workshop=WorkshopFactory(), **BACKWARDS
    ),
    "activities_workinggroup_once_per_workshop": second_group,
    "activities_workshop_starts_before_it_ends": lambda: WorkshopFactory.build(**BACKWARDS),
    "activities_workshoporganisation_once_per_part": second_part,
    "activities_workshopstatement_says_why_not_retained": lambda: WorkshopStatementFactory.build(
        workshop=WorkshopFactory(), is_retained=False
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name, db):
    assert_refused(BROKEN[name](), name)


@pytest.mark.parametrize(
    "counts",
    [
        {"total": 25, "women": 5},
        {"total": 25, "women": 5, "men": 20},
        {"total": 5, "sex_not_stated": 5},
        {"total": None, "women": 5},
        {"total": None, "words_fr": "plus de 50"},
    ],
)
def test_attendance_is_what_the_source_states(counts, db):
    ParticipationFactory(**counts).full_clean()


def test_workshop_of_one_day_is_accepted(db):
    workshop = WorkshopFactory(ends_on=date(2018, 3, 19))
    workshop.full_clean()
    assert workshop.days == 1


def test_days_count_the_first_and_the_last():
    assert WorkshopFactory.build().days == 5


@pytest.mark.parametrize(("who", "sees_drafts"), [("anonymous", False), ("secretariat", True)])
def test_workshops_are_seen_with_their_plan(who, sees_drafts, db, request):
    free, published = WorkshopFactory(), WorkshopFactory(plan=PlanFactory(published=True))
    draft = WorkshopFactory(plan=PlanFactory())
    outcomes = {workshop: OutcomeFactory(workshop=workshop) for workshop in (free, published, draft)}
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    seen = {free, published} | ({draft} if sees_drafts else set())
    assert set(Workshop.objects.visible_to(user)) == seen
    assert set(Outcome.objects.visible_to(user)) == {outcomes[workshop] for workshop in seen}


def test_real_workshops_leave_the_demonstration_out(db):
    real = [OutcomeFactory(), OutcomeFactory(workshop__plan=PlanFactory())]
    OutcomeFactory(workshop__demonstration=True)
    assert set(Outcome.objects.real()) == set(real)
    assert set(Workshop.objects.real()) == {outcome.workshop for outcome in real}


def test_workshop_serves_its_plan_and_the_plan_that_it_helped_to_make(db):
    evaluated, made = PlanFactory(), PlanFactory()
    both = WorkshopFactory(plan=evaluated, process_step=ProcessStepFactory(plan=made))
    neither = WorkshopFactory()
    for plan in (evaluated, made):
        assert list(Workshop.objects.serving(plan)) == [both]
    assert list(Workshop.objects.serving_none()) == [neither]


def test_outcomes_serve_the_plans_of_their_workshop(db):
    made = PlanFactory()
    outcome = OutcomeFactory(workshop=WorkshopFactory(process_step=ProcessStepFactory(plan=made)))
    other = OutcomeFactory()
    assert list(Outcome.objects.serving(made)) == [outcome]
    assert list(Outcome.objects.serving_none()) == [other]
