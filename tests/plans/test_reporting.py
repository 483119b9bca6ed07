from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from plans.choices import Pillar, PlanProperty
from plans.reporting import generations
from plans.schedule import months_between
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanPartnerFactory,
    PlanStatementFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import SourceFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def plan_of(first, last, *, launched_on=None, budget=None, **traits):
    return PlanFactory(
        published=True,
        slug=f"{first}-{last}",
        starts_on=date(first, 1, 1),
        ends_on=date(last, 12, 31),
        launched_on=launched_on,
        launched_certainty="certain",
        total_budget=budget,
        budget_certainty="certain" if budget is not None else "not_found",
        **traits,
    )


def three_plans():
    return [
        plan_of(2015, 2017, launched_on=date(2016, 3, 15)),
        plan_of(2018, 2022, launched_on=date(2019, 2, 1), budget=5_817_000_000),
        plan_of(2023, 2027, launched_on=date(2023, 10, 19), budget=2_992_000_000),
    ]


def report():
    return generations(AnonymousUser(), on=TODAY)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2015, 1, 1), date(2016, 3, 15), 14),
        (date(2018, 1, 1), date(2019, 2, 1), 13),
        (date(2018, 6, 29), date(2019, 2, 1), 7),
        (date(2014, 12, 1), date(2016, 3, 15), 15),
        (date(2023, 1, 1), date(2023, 1, 31), 0),
        (date(2015, 1, 1), date(2014, 12, 1), -1),
        (None, date(2023, 10, 19), None),
        (date(2023, 1, 1), None, None),
    ],
)
def test_months_are_counted_whole(start, end, months):
    assert months_between(start, end) == months


def test_plans_come_the_oldest_first_and_the_fictitious_ones_apart():
    plans = three_plans()
    fictitious = plan_of(2024, 2028, demonstration=True)
    found = report()
    assert [one.plan for one in found.real] == plans
    assert found.demonstrations == (fictitious,)
    assert found.eyebrow == "Three generations of plans"


def test_title_says_what_is_known():
    three_plans()
    assert report().title == "The dates and the budgets are known, the activities are not"


def test_title_says_when_budgets_are_mostly_unknown():
    plan_of(2015, 2017, launched_on=date(2016, 3, 15))
    plan_of(2018, 2022, launched_on=date(2019, 2, 1), budget=1)
    assert report().title == "The dates are known, not the budgets nor the activities"


def test_title_is_plain_when_a_launch_is_unknown():
    plan_of(2015, 2017)
    assert report().title == "The generations of the national action plan"


@pytest.mark.parametrize(
    ("budgets", "title"),
    [
        ([], "No total budget is known"),
        ([5], "Only the budget of 2015-2017 is known"),
        ([5817, 2992], "Announced budget: 5,817 million for 2015-2017, 2,992 for 2018-2020"),
        ([100, None, 130], "Announced budget: 100 million for 2015-2017, 130 for 2021-2023"),
        ([1, 2, 3], "Announced budget: 2 million for 2018-2020, 3 for 2021-2023"),
    ],
)
def test_title_of_the_budgets_tells_the_last_two_known_without_comparing_them(budgets, title):
    for position, millions in enumerate(budgets or [None]):
        budget = None if millions is None else millions * 1_000_000
        plan_of(2015 + 3 * position, 2017 + 3 * position, budget=budget)
    assert report().budgets.title == title


def test_an_unknown_budget_is_drawn_unknown_and_said():
    three_plans()
    drawing = report().budgets
    assert [column.is_unknown for column in drawing.chart.columns] == [True, False, False]
    assert drawing.note.startswith("The total of the 2015-2017 plan was not found.")
    (table,) = drawing.tables
    assert [row.cells[1].text for row in table.rows] == [
        None,
        "XOF\u00a05,817,000,000",
        "XOF\u00a02,992,000,000",
    ]


def test_the_budget_of_an_annual_plan_is_part_of_its_column():
    plan = plan_of(2018, 2022, budget=5_817_000_000)
    AnnualPlanFactory(plan=plan, year=2019)
    AnnualPlanFactory(plan=plan, year=2020, budget=1_572_550_000)
    (column,) = report().budgets.chart.columns
    assert (column.part.text, column.part.label) == ("1,573M", "of which the 2020 plan")


def test_sources_of_a_drawing_are_those_of_what_is_retained():
    plan = plan_of(2018, 2022, budget=5_817_000_000)
    kept, refused, absent = SourceFactory(), SourceFactory(), SourceFactory()
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, sources=[kept])
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, sources=[refused], refused=True)
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, sources=[absent], certainty="not_found")
    assert report().budgets.sources == (kept,)


def test_title_of_the_launches_gives_the_extremes_in_words():
    three_plans()
    assert report().launches.title == "Each plan was launched nine to fourteen months after its period began"


def test_title_of_the_launches_says_the_same_delay_once():
    plan_of(2015, 2017, launched_on=date(2015, 2, 1))
    assert report().launches.title == "Each plan was launched one month after its period began"


def test_title_of_the_launches_is_plain_when_one_is_unknown_or_early():
    plan_of(2015, 2017, launched_on=date(2014, 11, 1))
    plan_of(2018, 2022)
    found = report().launches
    assert found.title == "From the first day of the period to the launch"
    assert [row.months for row in found.chart.rows] == [0, None]
    assert [row.text for row in found.chart.rows] == ["1\u00a0November 2014", "launch not dated"]


def test_note_of_the_launches_tells_adoptions_outside_the_period():
    plan_of(2015, 2017, adopted_on=date(2014, 12, 1), adopted_precision="month", adopted_certainty="certain")
    plan_of(2018, 2022, adopted_on=date(2018, 6, 29), adopted_certainty="certain")
    plan_of(2023, 2027)
    assert report().launches.note == (
        "The 2015-2017 plan was adopted before its period: December 2014. "
        "The adoption of the 2023-2027 plan is not dated."
    )


def test_axes_are_told_by_pillar_whatever_their_number():
    plans = three_plans()
    first = AxisFactory(plan=plans[1], position=2, pillar=Pillar.PROSECUTION)
    second = AxisFactory(plan=plans[1], position=5, pillar=Pillar.PROSECUTION)
    rows = {row.pillar: [axes for _one, axes in row.cells] for row in report().pillars}
    assert rows["prosecution"] == [(), (first, second), ()]
    assert rows["prevention"] == [(), (), ()]


def test_generations_cost_as_much_for_one_plan_as_for_three(django_assert_num_queries):
    def whole(first, last):
        plan = plan_of(first, last)
        AxisFactory(plan=plan, sources=[SourceFactory()])
        StrategicObjectiveFactory(plan=plan, axis=None, sources=[SourceFactory()])
        AnnualPlanFactory(plan=plan, year=first, sources=[SourceFactory()])
        PlanPartnerFactory(plan=plan, sources=[SourceFactory()])
        PlanStatementFactory(plan=plan, sources=[SourceFactory()])

    whole(2015, 2017)
    with django_assert_num_queries(7):
        report()
    whole(2018, 2022)
    whole(2023, 2027)
    with django_assert_num_queries(7):
        report()
