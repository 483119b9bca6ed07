"""What the database refuses of an activity, of its money and of its reports."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from activities import choices, schedule
from activities.choices import ActivityKind, BudgetCategory, FundingStage, ReportedStatus, TargetGroup
from activities.models import Activity, Campaign, ProgressReport
from plans.choices import LineageKind
from tests.factories.accounts import UserFactory
from tests.factories.activities import (
    ActivityFactory,
    ActivityLineageFactory,
    ActivityPartnerFactory,
    MilestoneFactory,
    PostponementFactory,
)
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import (
    CampaignFactory,
    ExpectationFactory,
    IndicatorAnswerFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)
from tests.refusals import assert_refused

LATER, EARLIER = date(2024, 12, 31), date(2024, 1, 1)


def activity(**fields) -> Activity:
    return ActivityFactory.build(objective=StrategicObjectiveFactory(), **fields)


def postponement(**fields):
    return PostponementFactory.build(activity=ActivityFactory(), decided_by=UserFactory(), **fields)


def lineage(**fields):
    activities = {"former": ActivityFactory(), "activity": ActivityFactory()}
    return ActivityLineageFactory.build(**{**activities, **fields})


def its_own_heir():
    one = ActivityFactory()
    return lineage(former=one, activity=one)


def campaign(**fields):
    return CampaignFactory.build(plan=PlanFactory(), **fields)


def report(**fields):
    return ProgressReportFactory.build(activity=ActivityFactory(), **fields)


def step(**fields):
    return FundingStepFactory.build(funding=FundingFactory(), **fields)


def again(factory, *names, **fields):
    """A second object that has the same values of these fields as a first one."""
    first = factory(**fields)
    return factory.build(**fields, **{name: getattr(first, name) for name in names})


# The constraint → an object that breaks it.
BROKEN = {
    "activities_activity_added_before_withdrawn": lambda: activity(withdrawn=True, added_on=date(2025, 1, 2)),
    "activities_activity_code_is_an_address": lambda: activity(code="A/1"),
    "activities_activity_code_once_per_plan": lambda: again(ActivityFactory, "objective", "code"),
    "activities_activity_of_one_objective_or_result": lambda: activity(result=ResultFactory()),
    "activities_activity_starts_before_it_ends": lambda: activity(
        original_starts_on=LATER, original_ends_on=EARLIER
    ),
    "activities_activity_weight_not_negative": lambda: activity(weight=-1),
    "activities_activity_withdrawal_says_why": lambda: activity(withdrawn=True, withdrawn_reason=""),
    "activities_activitylineage_dropped_has_no_heir": lambda: lineage(kind=LineageKind.DROPPED),
    "activities_activitylineage_of_two_activities": its_own_heir,
    "activities_activitylineage_once_per_pair": lambda: again(ActivityLineageFactory, "former", "activity"),
    "activities_activitypartner_once_per_activity": lambda: again(
        ActivityPartnerFactory, "activity", "organisation"
    ),
    "activities_budgetline_amount_not_negative": lambda: BudgetLineFactory.build(
        activity=ActivityFactory(), amount=-1
    ),
    "activities_budgetline_one_per_category": lambda: again(BudgetLineFactory, "activity"),
    "activities_campaign_once_per_plan": lambda: again(CampaignFactory, "plan", "slug"),
    "activities_campaign_opens_then_due_then_closes": lambda: campaign(due_on=date(2024, 3, 31)),
    "activities_campaign_period_in_order": lambda: campaign(ends_on=date(2023, 12, 31)),
    "activities_expectation_once_per_campaign": lambda: again(
        ExpectationFactory, "campaign", "activity", "organisation"
    ),
    "activities_expense_amount_positive": lambda: ExpenseFactory.build(activity=ActivityFactory(), amount=0),
    "activities_funding_once_per_year": lambda: again(FundingFactory, "activity", "funder"),
    "activities_fundingstep_amount_not_negative": lambda: step(amount=-1),
    "activities_fundingstep_foreign_has_a_rate": lambda: step(foreign=True, rate=None),
    "activities_fundingstep_one_per_day": lambda: again(FundingStepFactory, "funding"),
    "activities_fundingstep_rate_positive": lambda: step(foreign=True, rate=0),
    "activities_indicatoranswer_once_per_report": lambda: again(
        IndicatorAnswerFactory, "report", "indicator"
    ),
    "activities_milestone_weight_not_negative": lambda: MilestoneFactory.build(
        activity=ActivityFactory(), weight=-1
    ),
    "activities_peoplereached_once_per_group": lambda: again(PeopleReachedFactory, "report"),
    "activities_postponement_one_per_day": lambda: again(PostponementFactory, "activity", "decided_by"),
    "activities_postponement_starts_before_it_ends": lambda: postponement(starts_on=date(2025, 4, 1)),
    "activities_progressreport_decision_dated": lambda: report(validated=True, decided_at=None),
    "activities_progressreport_one_per_campaign": lambda: again(
        ProgressReportFactory, "activity", campaign=CampaignFactory()
    ),
    "activities_progressreport_percentage_is_one": lambda: report(percentage=101),
    "activities_progressreport_period_in_order": lambda: report(ends_on=date(2023, 12, 31)),
    "activities_progressreport_return_says_why": lambda: report(returned=True, return_reason=""),
    "activities_progressreport_validated_has_progress": lambda: report(validated=True, percentage=None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name, db):
    assert_refused(BROKEN[name](), name)


def test_activity_belongs_to_something(db):
    orphan = ActivityFactory.build(plan=PlanFactory(), objective=None)
    assert_refused(orphan, "activities_activity_of_one_objective_or_result")


def test_activity_of_one_day_without_weight_is_accepted(db):
    ActivityFactory(original_starts_on=LATER, original_ends_on=LATER, weight=0).full_clean()


@pytest.mark.parametrize("percentage", [-1, Decimal("100.01")])
def test_progress_is_between_nothing_and_everything(percentage, db):
    assert_refused(report(percentage=percentage), "activities_progressreport_percentage_is_one")


@pytest.mark.parametrize("percentage", [0, 100, None])
def test_draft_may_say_nothing_of_its_progress(percentage, db):
    ProgressReportFactory(percentage=percentage).full_clean()


@pytest.mark.parametrize("status", [ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED])
def test_work_that_began_is_validated_with_its_progress(status, db):
    broken = report(validated=True, status=status, percentage=None)
    assert_refused(broken, "activities_progressreport_validated_has_progress")


def test_return_has_its_date(db):
    assert_refused(report(returned=True, decided_at=None), "activities_progressreport_decision_dated")


@pytest.mark.parametrize("kind", [LineageKind.CONTINUED, LineageKind.MERGED, LineageKind.SPLIT])
def test_heir_is_missing_of_dropped_activities_only(kind, db):
    assert_refused(lineage(kind=kind, activity=None), "activities_activitylineage_dropped_has_no_heir")


def test_new_activity_has_no_former_one(db):
    assert_refused(lineage(kind=LineageKind.NEW), "activities_activitylineage_dropped_has_no_heir")


def test_activity_is_dropped_once(db):
    first = ActivityLineageFactory(dropped=True)
    second = ActivityLineageFactory.build(former=first.former, dropped=True)
    assert_refused(second, "activities_activitylineage_once_per_pair")


def test_funder_commits_twice_under_two_references(db):
    first = FundingFactory(reference="A")
    FundingFactory(activity=first.activity, funder=first.funder, reference="B").full_clean()


@pytest.mark.parametrize(
    "told",
    [
        {"foreign": True, "foreign_amount": None},
        {"foreign": True, "rate_on": None},
        {"foreign_amount": 1000},
    ],
)
def test_foreign_amount_comes_with_its_rate_and_no_other(told, db):
    assert_refused(step(**told), "activities_fundingstep_foreign_has_a_rate")


def test_steps_of_two_stages_share_a_day(db):
    funding = FundingFactory()
    for stage in FundingStage:
        FundingStepFactory(funding=funding, stage=stage).full_clean()


def test_categories_of_a_year_each_have_their_line(db):
    made = ActivityFactory()
    for category in BudgetCategory:
        BudgetLineFactory(activity=made, category=category).full_clean()
    assert made.budget_lines.count() == len(BudgetCategory)


def test_statuses_are_those_of_the_arithmetic():
    assert {name: one.value for name, one in choices.ReportedStatus.__members__.items()} == {
        name: one.value for name, one in schedule.ReportedStatus.__members__.items()
    }


def test_activities_are_present_from_their_addition_to_their_withdrawal(db):
    plan = PlanFactory()
    always = ActivityFactory(plan=plan)
    brief = ActivityFactory(plan=plan, withdrawn=True, added_on=date(2024, 2, 1))
    present = [
        set(Activity.objects.of(plan).present(on))
        for on in (date(2024, 1, 31), date(2024, 2, 1), date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert present == [{always}, {always, brief}, {always, brief}, {always}]


def test_activities_follow_the_matrix_of_their_plan(db):
    plan = PlanFactory()
    first, second = (AxisFactory(plan=plan, position=position) for position in (1, 2))
    late, early = (StrategicObjectiveFactory(plan=plan, axis=axis) for axis in (second, first))
    of_late = ActivityFactory(objective=late)
    of_result = ActivityFactory(result=ResultFactory(objective=early, position=1))
    of_early = [ActivityFactory(objective=early, position=position) for position in (2, 1)]
    assert list(Activity.objects.of(plan).in_order()) == [*reversed(of_early), of_result, of_late]


def test_activities_are_seen_with_their_plan(db, secretariat):
    published, draft = ActivityFactory(plan__published=True), ActivityFactory()
    assert set(Activity.objects.visible_to(AnonymousUser())) == {published}
    assert set(Activity.objects.visible_to(secretariat)) == {published, draft}


def test_activity_serves_the_objective_of_its_result(db):
    result = ResultFactory()
    assert ActivityFactory(result=result).serves == result.objective
    objective = StrategicObjectiveFactory()
    assert ActivityFactory(objective=objective).serves == objective


@pytest.mark.parametrize(
    ("fields", "protects"),
    [
        ({}, False),
        ({"kind": ActivityKind.TRAINING, "target_group": TargetGroup.POPULATION}, False),
        ({"kind": ActivityKind.VICTIM_CARE}, True),
        ({"kind": ActivityKind.INVESTIGATION}, True),
        ({"target_group": TargetGroup.VICTIMS}, True),
    ],
)
def test_people_reached_are_protected_where_they_could_be_recognised(fields, protects):
    assert Activity(**fields).counts_protected_people is protects


def test_campaigns_close_the_day_after_their_last(db):
    older = CampaignFactory(ends_on=date(2024, 2, 29))
    newer = CampaignFactory(plan=older.plan)
    assert not Campaign.objects.closed(newer.closes_on).exists()
    assert list(Campaign.objects.closed(date(2024, 5, 1))) == [newer, older]


def test_reports_count_once_validated_and_their_period_over(db):
    validated, _draft = ProgressReportFactory(validated=True), ProgressReportFactory()
    assert list(ProgressReport.objects.validated()) == [validated]
    assert ProgressReport.objects.by(date(2024, 3, 31)).count() == 2
    assert not ProgressReport.objects.by(date(2024, 3, 30)).exists()


def test_lead_organisation_is_kept_with_its_activities(db):
    lead = ActivityFactory(with_lead=True).lead
    assert list(lead.led_activities.all()) == list(Activity.objects.filter(lead=lead))
    assert OrganisationFactory().led_activities.count() == 0
