"""Amounts read from the rows: in Python and in SQL, the same."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from activities.budget import Line, totals
from activities.choices import BudgetCategory, FundingStage
from activities.ledger import AMOUNTS, last_among, last_steps, lines_of, totals_of, with_amounts
from activities.models import Activity, FundingStep
from tests.factories.activities import ActivityFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory

ON = date(2024, 6, 30)
EVERYTHING = Activity.objects.all


def test_a_line_adds_categories_fundings_and_expenses_of_one_year(db):
    activity = ActivityFactory()
    BudgetLineFactory(activity=activity, category=BudgetCategory.TRAINING, amount=60)
    BudgetLineFactory(activity=activity, category=BudgetCategory.TRAVEL, amount=40)
    for amount in (25, 30):
        FundingStepFactory(funding__activity=activity, pledged=True, amount=2 * amount)
        FundingStepFactory(funding__activity=activity, amount=amount)
    ExpenseFactory(activity=activity, amount=5)
    ExpenseFactory(activity=activity, amount=7, year=2025)
    assert lines_of(EVERYTHING(), on=ON) == [
        Line(activity.pk, 2024, planned=100, pledged=110, mobilised=55, spent=5),
        Line(activity.pk, 2025, spent=7),
    ]


def test_a_step_counts_all_that_was_given_since_the_start(db):
    funding = FundingFactory()
    for on, amount in [(date(2024, 2, 1), 10), (date(2024, 4, 1), 30), (date(2024, 7, 1), 50)]:
        FundingStepFactory(funding=funding, on=on, amount=amount)
    told = [
        lines_of(EVERYTHING(), on=on) for on in (date(2024, 1, 31), date(2024, 2, 1), ON, date(2024, 7, 1))
    ]
    assert [[line.mobilised for line in lines] for lines in told] == [[], [10], [30], [50]]


def test_a_step_may_correct_a_former_one_downwards(db):
    funding = FundingFactory()
    FundingStepFactory(funding=funding, on=date(2024, 2, 1), amount=50)
    FundingStepFactory(funding=funding, on=date(2024, 3, 1), amount=20)
    assert [line.mobilised for line in lines_of(EVERYTHING(), on=ON)] == [20]


def test_what_is_spent_after_the_day_does_not_count_yet(db):
    ExpenseFactory(on=ON, amount=5)
    ExpenseFactory(on=ON + timedelta(days=1), amount=9)
    assert [line.spent for line in lines_of(EVERYTHING(), on=ON)] == [5]


def test_years_do_not_make_up_for_each_other(db):
    activity = ActivityFactory()
    for year, planned, mobilised in [(2024, 100, 60), (2025, 50, 90)]:
        BudgetLineFactory(activity=activity, year=year, amount=planned)
        FundingStepFactory(funding__activity=activity, funding__year=year, amount=mobilised)
    assert with_amounts(EVERYTHING(), on=ON).get().gap == 40
    assert totals_of(EVERYTHING(), on=ON).gap == 40


def test_an_activity_without_amounts_has_none_of_them(db):
    activity = with_amounts(Activity.objects.filter(pk=ActivityFactory().pk), on=ON).get()
    assert {getattr(activity, name) for name in AMOUNTS} == {None}
    assert activity.gap == 0
    assert totals_of(EVERYTHING(), on=ON) == totals([])


def test_amounts_of_a_million_million_are_exact(db):
    activity = ActivityFactory()
    for category in BudgetCategory:
        BudgetLineFactory(activity=activity, category=category, amount=9_999_999_999_999_999)
    due = 7 * Decimal(9_999_999_999_999_999)
    assert totals_of(EVERYTHING(), on=ON).planned == due
    assert [line.planned for line in lines_of(EVERYTHING(), on=ON)] == [due]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_depend_on_that_of_activities(number, db, django_assert_num_queries):
    for _ in range(number):
        activity = BudgetLineFactory().activity
        FundingStepFactory(funding__activity=activity)
        ExpenseFactory(activity=activity)
    with django_assert_num_queries(1):
        lines_of(EVERYTHING(), on=ON)
    with django_assert_num_queries(1):
        totals_of(EVERYTHING(), on=ON)


days = st.dates(date(2024, 1, 1), date(2024, 12, 31))
years = st.integers(2024, 2026)
francs = st.integers(0, 10**12)
facts = st.fixed_dictionaries(
    {
        "planned": st.dictionaries(st.tuples(years, st.sampled_from(BudgetCategory)), francs, max_size=4),
        "fundings": st.lists(
            st.tuples(
                years, st.dictionaries(st.tuples(st.sampled_from(FundingStage), days), francs, max_size=5)
            ),
            max_size=3,
        ),
        "spent": st.lists(st.tuples(years, days, francs.map(lambda amount: amount + 1)), max_size=4),
    }
)


class AmountsInSQLTest(TestCase):
    """The database adds up as the arithmetic does, whatever the rows."""

    @given(st.lists(facts, max_size=5), days)
    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    def test_totals_are_those_of_the_lines(self, activities, on):
        objective, funder = StrategicObjectiveFactory(), OrganisationFactory()
        for one in activities:
            _make(one, objective, funder)
        lines = lines_of(Activity.objects.all(), on=on)
        assert totals_of(Activity.objects.all(), on=on) == totals(lines)
        assert set(last_among(FundingStep.objects.all(), on=on)) == set(last_steps(on))
        for activity in with_amounts(Activity.objects.all(), on=on):
            due = totals(line for line in lines if line.activity == activity.pk)
            assert {name: getattr(activity, name) for name in (*AMOUNTS, "gap")} == {
                name: getattr(due, name) for name in (*AMOUNTS, "gap")
            }


def _make(one, objective, funder):
    activity = ActivityFactory(objective=objective)
    for (year, category), amount in one["planned"].items():
        BudgetLineFactory(activity=activity, year=year, category=category, amount=amount)
    for number, (year, steps) in enumerate(one["fundings"]):
        funding = FundingFactory(activity=activity, funder=funder, year=year, reference=str(number))
        for (stage, on), amount in steps.items():
            FundingStepFactory(funding=funding, stage=stage, on=on, amount=amount)
    for year, on, amount in one["spent"]:
        ExpenseFactory(activity=activity, year=year, on=on, amount=amount)
