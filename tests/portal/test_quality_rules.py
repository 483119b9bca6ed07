"""Each rule, on the smallest plan that breaks it and on one that does not."""

from datetime import date
from decimal import Decimal

import pytest

from cnclctpa.portal.reporting.quality import rules  # noqa: F401  declares the rules
from cnclctpa.portal.reporting.quality.checking import quality_of
from cnclctpa.portal.reporting.quality.findings import RULES, Kind
from plans.choices import Direction, IndicatorKind, PlanStatus, StepKind
from tests.factories.activities import ActivityFactory, MilestoneFactory, PostponementFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanStatementFactory,
    ProcessStepFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reports import CampaignFactory, ExpectationFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db

#: The plan is in its second year.
ON = date(2024, 9, 1)
IN_FORCE = {"plan__status": PlanStatus.IN_FORCE}
LATE = {**IN_FORCE, "original_starts_on": date(2024, 1, 1), "original_ends_on": date(2024, 6, 30)}


def campaign(activity, **dates):
    made = CampaignFactory(plan=activity.plan, **dates)
    ExpectationFactory(campaign=made, activity=activity, organisation=activity.lead)
    return made


def indicator(*targets, **said):
    made = IndicatorFactory(**said)
    for year, value in targets:
        TargetFactory(indicator=made, year=year, value=Decimal(value))
    return made


def activity_that(make):
    """An activity with something beside it: ``make`` takes the activity."""

    def build():
        activity = ActivityFactory(dated=True, with_lead=True, **IN_FORCE)
        make(activity)
        return activity

    return build


def steps(*amounts):
    def build(activity):
        funding = FundingFactory(activity=activity)
        for stage, amount in zip(("pledged", "mobilised", "disbursed"), amounts, strict=False):
            FundingStepFactory(funding=funding, stage=stage, amount=amount)

    return build


def reported(*percentages, **last):
    def build(activity):
        for month, percentage in enumerate(percentages, start=1):
            ProgressReportFactory(
                activity=activity, validated=True, percentage=percentage,
                campaign=CampaignFactory(plan=activity.plan, ends_on=date(2024, month * 2, 28)),
                **(last if month == len(percentages) else {}),
            )  # fmt: skip

    return build


def told(*statements):
    def build():
        plan = PlanFactory()
        for is_retained, reason in statements:
            PlanStatementFactory(plan=plan, is_retained=is_retained, reason_fr=reason)
        return plan

    return build


def with_year(**said):
    return lambda: AnnualPlanFactory(year=2024, **said).plan


def money(planned, **plan):
    def build():
        line = BudgetLineFactory(
            amount=planned, **{f"activity__plan__{key}": one for key, one in plan.items()}
        )
        return line.activity

    return build


# Rule → what breaks it, and what does not: each makes a plan, or something that has one.
CASES = {
    "activity-without-a-lead": (ActivityFactory, lambda: ActivityFactory(with_lead=True)),
    "activity-without-a-start": (ActivityFactory, lambda: ActivityFactory(dated=True)),
    "activity-without-an-end": (ActivityFactory, lambda: ActivityFactory(dated=True)),
    "activity-without-a-region": (
        ActivityFactory,
        lambda: ActivityFactory(withdrawn_on=date(2024, 1, 1), withdrawn_reason="Reprise."),
    ),
    "activity-without-a-target-group": (ActivityFactory, lambda: ActivityFactory(target_group="state")),
    "activity-ends-before-it-starts": (
        activity_that(
            lambda one: PostponementFactory(
                activity=one, decided_on=date(2024, 2, 1), ends_on=date(2023, 12, 1)
            )
        ),
        activity_that(
            lambda one: PostponementFactory(
                activity=one, decided_on=date(2024, 2, 1), ends_on=date(2025, 1, 1)
            )
        ),
    ),
    "activity-outside-the-plan": (
        lambda: ActivityFactory(original_starts_on=date(2027, 1, 1), original_ends_on=date(2028, 1, 1)),
        lambda: ActivityFactory(dated=True),
    ),
    "activity-without-weight": (lambda: ActivityFactory(weight=0), ActivityFactory),
    "late-without-a-cause": (
        lambda: ActivityFactory(**LATE),
        lambda: ActivityFactory(**LATE, blocking_cause="funding"),
    ),
    "late-without-a-forecast": (
        lambda: ActivityFactory(**LATE),
        lambda: ActivityFactory(**LATE, forecast_on=date(2025, 1, 1)),
    ),
    "forecast-has-passed": (
        lambda: ActivityFactory(**LATE, forecast_on=date(2024, 8, 1)),
        lambda: ActivityFactory(**LATE, forecast_on=ON),
    ),
    "report-overdue": (
        activity_that(lambda one: campaign(one, due_on=date(2024, 8, 31), closes_on=date(2024, 9, 15))),
        activity_that(lambda one: campaign(one, due_on=ON, closes_on=date(2024, 9, 15))),
    ),
    "silent-at-the-last-campaign": (
        activity_that(
            lambda one: (
                reported(40)(one),
                campaign(one, starts_on=date(2024, 4, 1), ends_on=date(2024, 6, 30)),
            )
        ),
        activity_that(reported(40)),
    ),
    "completed-with-milestones-to-do": (
        activity_that(lambda one: (MilestoneFactory(activity=one), reported(None, status="completed")(one))),
        activity_that(
            lambda one: (MilestoneFactory(activity=one, done=True), reported(None, status="completed")(one))
        ),
    ),
    "milestone-done-in-the-future": (
        activity_that(lambda one: MilestoneFactory(activity=one, done_on=date(2024, 9, 2))),
        activity_that(lambda one: MilestoneFactory(activity=one, done_on=ON)),
    ),
    "milestones-without-weight": (
        activity_that(lambda one: MilestoneFactory(activity=one, weight=0)),
        activity_that(lambda one: MilestoneFactory(activity=one)),
    ),
    "progress-goes-back": (activity_that(reported(40, 30)), activity_that(reported(30, 30))),
    "activity-without-a-budget": (ActivityFactory, money(5)),
    "spent-more-than-planned": (
        activity_that(
            lambda one: (BudgetLineFactory(activity=one, amount=5), ExpenseFactory(activity=one, amount=6))
        ),
        activity_that(
            lambda one: (BudgetLineFactory(activity=one, amount=5), ExpenseFactory(activity=one, amount=5))
        ),
    ),
    "spending-runs-ahead": (
        activity_that(
            lambda one: (
                reported(40)(one),
                BudgetLineFactory(activity=one, amount=100),
                ExpenseFactory(activity=one, amount=51),
            )
        ),
        activity_that(
            lambda one: (
                reported(40)(one),
                BudgetLineFactory(activity=one, amount=100),
                ExpenseFactory(activity=one, amount=50),
            )
        ),
    ),
    "stages-of-funding-contradict": (activity_that(steps(10, 11)), activity_that(steps(10, 10, 10))),
    "money-outside-the-plan": (
        activity_that(lambda one: BudgetLineFactory(activity=one, year=2031)),
        money(5),
    ),
    "plan-without-a-budget": (PlanFactory, lambda: PlanFactory(total_budget=5, budget_certainty="certain")),
    "annual-plan-without-a-budget": (with_year(), with_year(budget=5)),
    "activities-exceed-the-total": (
        money(6, total_budget=5, budget_certainty="certain"),
        money(5, total_budget=5, budget_certainty="certain"),
    ),
    "annual-plans-exceed-the-total": (
        with_year(budget=6, plan__total_budget=5, plan__budget_certainty="certain"),
        with_year(budget=5, plan__total_budget=5, plan__budget_certainty="certain"),
    ),
    "activities-exceed-their-year": (
        lambda: AnnualPlanFactory(plan=money(6)().plan, year=2024, budget=5),
        lambda: AnnualPlanFactory(plan=money(5)().plan, year=2024, budget=5),
    ),
    "year-without-an-annual-plan": (lambda: PlanFactory(status=PlanStatus.ADOPTED), PlanFactory),
    "indicator-without-a-baseline": (
        IndicatorFactory,
        lambda: IndicatorFactory(direction=Direction.MAINTAIN),
    ),
    "baseline-without-a-date": (lambda: IndicatorFactory(baseline=2), lambda: IndicatorFactory(counted=True)),
    "indicator-without-a-target": (IndicatorFactory, lambda: IndicatorFactory(in_words=True)),
    "indicator-without-a-definition": (IndicatorFactory, lambda: IndicatorFactory(definition_fr="Compte.")),
    "indicator-without-means": (
        IndicatorFactory,
        lambda: IndicatorFactory(means_of_verification_fr="Registre."),
    ),
    "indicator-without-responsible": (
        IndicatorFactory,
        lambda: IndicatorFactory(withdrawn_on=date(2024, 1, 1)),
    ),
    "indicator-without-a-unit": (IndicatorFactory, lambda: IndicatorFactory(percentage=True)),
    "target-contradicts-the-direction": (
        lambda: indicator((2024, 10), baseline=20),
        lambda: indicator((2024, 10), baseline=20, direction=Direction.DECREASE),
    ),
    "targets-turn-back": (
        lambda: indicator((2024, 30), (2025, 25)),
        lambda: indicator((2024, 30), (2025, 30)),
    ),
    "percentage-out-of-bounds": (
        lambda: indicator((2024, 110), kind=IndicatorKind.PERCENTAGE),
        lambda: indicator((2024, 100), kind=IndicatorKind.PERCENTAGE),
    ),
    "part-exceeds-whole": (
        lambda: MeasurementFactory(value=None, numerator=5, denominator=4).indicator,
        lambda: MeasurementFactory(ratio=True).indicator,
    ),
    "measured-in-the-future": (
        lambda: MeasurementFactory(ends_on=date(2024, 9, 2)).indicator,
        lambda: MeasurementFactory().indicator,
    ),
    "measurement-overdue": (
        lambda: IndicatorFactory(**IN_FORCE, frequency="quarterly"),
        lambda: MeasurementFactory(validated=True, indicator__plan__status=PlanStatus.IN_FORCE).indicator,
    ),
    "axis-without-an-objective": (AxisFactory, StrategicObjectiveFactory),
    "axis-without-official-wording": (lambda: AxisFactory(plan__status=PlanStatus.ADOPTED), AxisFactory),
    "axis-uncertain": (lambda: AxisFactory(certainty="probable"), AxisFactory),
    "objective-without-an-axis": (lambda: StrategicObjectiveFactory(axis=None), StrategicObjectiveFactory),
    "objective-without-official-wording": (
        lambda: StrategicObjectiveFactory(plan__status=PlanStatus.ADOPTED),
        StrategicObjectiveFactory,
    ),
    "objective-without-a-result": (StrategicObjectiveFactory, lambda: ResultFactory().objective),
    "objective-without-an-indicator": (StrategicObjectiveFactory, lambda: IndicatorFactory(of_result=True)),
    "objective-without-an-activity": (StrategicObjectiveFactory, lambda: ActivityFactory(of_result=True)),
    "objective-uncertain": (
        lambda: StrategicObjectiveFactory(certainty="uncertain"),
        StrategicObjectiveFactory,
    ),
    "result-without-an-indicator": (
        lambda: ResultFactory().objective,
        lambda: IndicatorFactory(of_result=True),
    ),
    "result-without-an-activity": (
        lambda: ResultFactory().objective,
        lambda: ActivityFactory(of_result=True),
    ),
    "plan-without-official-title": (lambda: PlanFactory(status=PlanStatus.ADOPTED), PlanFactory),
    "plan-without-a-source": (PlanFactory, lambda: PlanFactory(demonstration=True)),
    "plan-without-a-vision": (PlanFactory, lambda: PlanFactory(vision_fr="Un pays sans traite.")),
    "plan-without-a-general-objective": (PlanFactory, lambda: PlanFactory(general_objective_fr="Réduire.")),
    "plan-without-an-adoption": (lambda: PlanFactory(status=PlanStatus.ADOPTED), PlanFactory),
    "plan-without-a-launch": (
        lambda: PlanFactory(status=PlanStatus.IN_FORCE),
        lambda: PlanFactory(status=PlanStatus.ADOPTED),
    ),
    "plan-without-steps": (PlanFactory, lambda: ProcessStepFactory().plan),
    "step-without-a-date": (
        lambda: ProcessStepFactory(kind=StepKind.DRAFTING).plan,
        lambda: ProcessStepFactory(starts_on=date(2022, 1, 1)).plan,
    ),
    "step-without-participants": (lambda: ProcessStepFactory().plan, PlanFactory),
    "plan-without-partners": (PlanFactory, lambda: _partner()),
    "launched-before-adopted": (
        lambda: PlanFactory(**_life(adopted=date(2023, 3, 1), launched=date(2023, 2, 1))),
        lambda: PlanFactory(**_life(adopted=date(2023, 3, 1), launched=date(2023, 3, 1))),
    ),
    "closed-before-it-starts": (
        lambda: PlanFactory(**_life(closed=date(2022, 12, 31))),
        lambda: PlanFactory(**_life(closed=date(2023, 1, 1))),
    ),
    "sources-disagree-and-none-is-retained": (
        told((False, "Peu sûr."), (False, "Peu sûr.")),
        told((False, "Peu sûr."), (True, "")),
    ),
    "sources-disagree-without-a-reason": (
        told((False, "Peu sûr."), (True, "")),
        told((False, "Peu sûr."), (True, "Texte officiel.")),
    ),
    "sources-disagree": (told((False, "Peu sûr."), (True, "Texte officiel.")), told((True, ""), (True, ""))),
}


def _partner():
    from tests.factories.plans import PlanPartnerFactory

    return PlanPartnerFactory().plan


def _life(**days):
    certain = {f"{name}_certainty": "certain" for name in days}
    return {**{f"{name}_on": day for name, day in days.items()}, **certain}


def broken_by(made) -> list[str]:
    plan = getattr(made, "plan", made)
    plan.refresh_from_db()
    return [one.rule for one in quality_of(plan, on=ON).findings]


def test_every_rule_is_tried():
    assert CASES.keys() == {one.name for one in RULES}


@pytest.mark.parametrize("name", CASES)
def test_rule_finds_what_breaks_it(name):
    breaks, holds = CASES[name]
    assert broken_by(breaks()).count(name) >= 1
    assert name not in broken_by(holds())


def test_a_rule_that_expects_a_field_is_about_what_is_missing():
    for one in RULES:
        assert bool(one.expects) == bool(one.part)
        assert one.kind is Kind.MISSING or not one.expects
