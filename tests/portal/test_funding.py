"""The money of a plan: sums to the franc, what is missing, and who may read who funds."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.choices import FundingStage, ReportState
from activities.models import Activity, BudgetLine, Expense, Funding
from cnclctpa.portal.reporting.funding import funding_report
from cnclctpa.portal.reporting.funding_matrix import funding_matrix
from plans.choices import Pillar, PlanProperty
from plans.models import Plan
from plans.readers import PUBLIC, Reader
from tests.factories.activities import ActivityFactory
from tests.factories.money import BudgetLineFactory, ExpenseFactory, FundingFactory, FundingStepFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanStatementFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import OrganisationFactory, SourceFactory
from tests.factories.reports import ProgressReportFactory
from tests.portal.reading import plain, shown, source

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 1)
PAGE = "/plans/2023-2027/funding/"
EVERYTHING = Reader(sees_funders=True)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, status="in_force", slug="2023-2027")


@pytest.fixture
def prevention(plan):
    axis = AxisFactory(plan=plan, position=1, title_fr="Prévention", pillar=Pillar.PREVENTION)
    return StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1")


@pytest.fixture
def protection(plan):
    axis = AxisFactory(plan=plan, position=2, title_fr="Protection", pillar=Pillar.PROTECTION)
    return StrategicObjectiveFactory(plan=plan, axis=axis, code="2.1")


def line(
    activity, year=2024, *, planned=None, pledged=None, mobilised=None, disbursed=None, spent=None, **funding
):
    """The rows of one activity in one year."""
    if planned is not None:
        BudgetLineFactory(activity=activity, year=year, amount=planned)
    stages = {"pledged": pledged, "mobilised": mobilised, "disbursed": disbursed}
    if any(amount is not None for amount in stages.values()):
        row = FundingFactory(activity=activity, year=year, **funding)
        for stage, amount in stages.items():
            if amount is not None:
                FundingStepFactory(funding=row, stage=stage, amount=amount)
    if spent:
        ExpenseFactory(activity=activity, year=year, amount=spent)


def money_of(plan, *, on=TODAY, reader=PUBLIC):
    return funding_report(plan, on=on, reader=reader)


# What is missing


def test_title_says_how_much_is_missing_and_where(client, prevention, protection):
    line(ActivityFactory(objective=prevention, code="1.1.1"), planned=2_000_000_000, mobilised=888_000_000)
    line(ActivityFactory(objective=protection, code="2.1.1"), planned=900_000_000, mobilised=88_000_000)
    assert "Il manque 1 924 millions de francs CFA, dont 1 112 millions pour la prévention" in shown(
        client, PAGE
    )


def test_gap_is_never_set_off_against_another_line(client, prevention):
    """100 and 60 here, 50 and 90 there: 40 are missing, although as much is mobilised as is planned."""
    line(ActivityFactory(objective=prevention, code="1.1.1"), planned=100, mobilised=60)
    line(ActivityFactory(objective=prevention, code="1.1.2"), planned=50, mobilised=90)
    page = shown(client, PAGE)
    assert "Il manque 40 francs CFA" in page
    assert "150 FCFA sont prévus et 150 FCFA mobilisés, dont 40 FCFA au-delà" in page
    assert "ne comble jamais le manque d’une autre" in page
    assert "/about/method/#gap" in source(client, PAGE)


def test_nor_one_year_against_another(plan, prevention):
    one = ActivityFactory(objective=prevention)
    line(one, 2023, planned=10, mobilised=30)
    line(one, 2024, planned=10)
    assert money_of(plan).whole.totals.gap == 10


def test_tables_say_each_amount_to_the_franc(client, prevention):
    line(
        ActivityFactory(objective=prevention),
        planned=1_000_001,
        pledged=900_002,
        mobilised=800_003,
        disbursed=700_004,
        spent=600_005,
    )
    page = shown(client, PAGE)
    amounts = "1 000 001 900 002 800 003 700 004 600 005 199 998 60,0 % 75,0 %"
    assert f"Prévention 1 activité {amounts} 0,0 %" in page
    assert f"2024 {amounts}" in page
    assert f"Toutes les années {amounts}" in page


def test_nothing_planned_is_nothing_missing_and_nothing_to_compute(client, prevention):
    line(ActivityFactory(objective=prevention), mobilised=500)
    page = shown(client, PAGE)
    assert "Des montants sont saisis, mais aucun budget auquel les comparer" in page
    assert (
        "non renseigné non renseigné 500 non renseigné non renseigné 0 non calculable non calculable" in page
    )
    assert "Une activité n’a pas de budget saisi" in page


def test_a_budget_of_zero_computes_no_execution(client, prevention):
    line(ActivityFactory(objective=prevention), planned=0, spent=10)
    page = shown(client, PAGE)
    assert "Les budgets saisis sont tous nuls : rien ne peut manquer" in page
    assert "0 non renseigné non renseigné non renseigné 10 0 non calculable non calculable" in page


def test_amounts_of_a_million_million(client, prevention):
    line(ActivityFactory(objective=prevention), planned=10**12, mobilised=1)
    page = shown(client, PAGE)
    assert "Il manque 1 000 000 millions de francs CFA" in page
    assert "999 999 999 999" in page


def test_no_money_at_all_is_said(client, plan, prevention):
    ActivityFactory(objective=prevention)
    Plan.objects.update(total_budget=5_000_000, budget_certainty="certain")
    page = shown(client, PAGE)
    assert "Aucun montant n’est encore saisi" in page
    assert "Le plan annonce un budget total de 5 000 000 FCFA. Aucune ligne de budget n’est saisie." in page
    assert "%" not in page


def test_largest_gaps_come_first_and_are_linked(client, prevention):
    for number in range(12):
        line(ActivityFactory(objective=prevention, code=f"1.1.{number}"), planned=100 + number)
    page = shown(client, PAGE)
    gaps = page.partition("Les plus grands besoins non couverts")[2]
    assert gaps.index("1.1.11") < gaps.index("1.1.10") < gaps.index("1.1.9")
    assert "Les huit plus grands besoins non couverts font" in page
    assert "Et 4 autres." in page


def test_activities_without_funding_are_listed_not_those_given_up(client, prevention):
    line(ActivityFactory(objective=prevention, code="1.1.1", title_fr="Former"), planned=100, pledged=90)
    line(ActivityFactory(objective=prevention, code="1.1.2", title_fr="Équiper"), planned=70, mobilised=70)
    given_up = ActivityFactory(objective=prevention, code="1.1.3", title_fr="Abandon")
    line(given_up, planned=60)
    ProgressReportFactory(activity=given_up, validated=True, status="cancelled")
    page = shown(client, PAGE).partition("Une activité a un budget et rien de mobilisé")[2]
    table = page.partition("Qui finance")[0]
    assert "1.1.1 Former" in table
    assert "Équiper" not in table
    assert "Abandon" not in table


def test_spending_ahead_of_progress_is_signalled(client, prevention):
    """80 spent of 100 with 60 % done: twenty points; 70 of 100: ten points, which are not more than ten."""
    for code, spent in (("1.1.1", 80), ("1.1.2", 70)):
        one = ActivityFactory(objective=prevention, code=code, title_fr=f"Action {code}")
        line(one, planned=100, spent=spent)
        ProgressReportFactory(
            activity=one, state=ReportState.VALIDATED, decided_at="2024-04-10T12:00Z", percentage=60
        )
    page = shown(client, PAGE).partition("Dans une activité, la dépense devance l’avancement")[2]
    assert "1.1.1 Action 1.1.1 100 non renseigné 80 80,0 % 60,0 %" in page
    assert "Action 1.1.2" not in page.partition("Qui finance")[0]


def test_an_axis_without_activities_and_a_year_without_lines_stay_in_their_tables(
    client, prevention, protection
):
    line(ActivityFactory(objective=prevention), planned=5)
    page = shown(client, PAGE)
    assert "Protection 0 activité" in page
    assert "2027 non renseigné" in page


def test_money_of_other_years_is_added_up_too(client, plan, prevention):
    line(ActivityFactory(objective=prevention), 2031, planned=7)
    page = shown(client, PAGE)
    assert "2031 hors de la période du plan 7" in page


def test_activities_under_no_axis_have_their_row(client, plan, prevention):
    objective = StrategicObjectiveFactory(plan=plan, axis=None, code="9")
    line(ActivityFactory(objective=objective), planned=7)
    assert "Sans axe 1 activité 7" in shown(client, PAGE)
    assert "Sans axe : il manque 7 francs CFA" in shown(client, f"{PAGE}?axis=none")


def test_activities_of_results_are_of_the_axis_of_their_objective(client, prevention):
    line(ActivityFactory(result=ResultFactory(objective=prevention)), planned=7)
    assert "Prévention 1 activité 7" in shown(client, PAGE)


def test_a_past_day_counts_the_facts_of_that_day(client, plan, prevention):
    one = ActivityFactory(objective=prevention)
    line(one, planned=100)
    funding = FundingFactory(activity=one, year=2024)
    FundingStepFactory(funding=funding, stage=FundingStage.MOBILISED, on=date(2024, 2, 1), amount=10)
    FundingStepFactory(funding=funding, stage=FundingStage.MOBILISED, on=date(2024, 6, 1), amount=60)
    line(
        ActivityFactory(objective=prevention, withdrawn_on=date(2024, 5, 1), withdrawn_reason="x"), planned=7
    )
    assert money_of(plan).whole.totals.gap == 40
    assert money_of(plan, on=date(2024, 4, 1)).whole.totals.gap == 97
    assert "Il manque 97 francs CFA" in shown(client, f"{PAGE}?on=2024-04-01")


# Rows and columns

amounts = st.none() | st.integers(0, 10**12)
rows_of_money = st.lists(
    st.tuples(st.integers(0, 3), st.integers(2023, 2026), amounts, amounts, amounts),
    unique_by=lambda row: row[:2],
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows_of_money)
def test_rows_and_columns_add_up_to_the_franc(plan, prevention, protection, rows):
    for model in (BudgetLine, Expense, Funding, Activity):
        model.objects.all().delete()
    made = [
        ActivityFactory(objective=(prevention, protection)[number % 2], code=f"9.{number}")
        for number in range(4)
    ]
    for number, year, planned, mobilised, spent in rows:
        line(made[number], year, planned=planned, mobilised=mobilised, spent=spent)
    report = money_of(plan)
    missing = sum(max((row[2] or 0) - (row[3] or 0), 0) for row in rows)
    assert report.whole.totals.gap == missing
    for name in ("planned", "mobilised", "spent", "gap"):
        whole = getattr(report.whole.totals, name) or 0
        assert sum(getattr(row.totals, name) or 0 for row in report.axes) == whole
        assert sum(getattr(row.totals, name) or 0 for row in report.years) == whole
    assert sum(row.activities for row in report.axes) == report.activities == 4
    for row in report.axes:
        axis = plan.axes.get(position=row.axis.position)
        matrix = funding_matrix(plan, axis, on=TODAY, page=1)
        for name in ("planned", "mobilised", "gap"):
            whole = getattr(row.totals, name)
            assert getattr(matrix.foot.whole, name) == whole
            assert sum(getattr(one.whole, name) or 0 for one in matrix.rows) == (whole or 0)
            assert sum(getattr(cell, name) or 0 for _year, cell in matrix.foot.cells if cell) == (whole or 0)


# One axis, activity by activity


def test_one_axis_shows_its_activities_year_by_year(client, prevention, protection):
    one = ActivityFactory(objective=prevention, code="1.1.1", title_fr="Former")
    line(one, 2023, planned=1_000, mobilised=400)
    line(one, 2025, planned=500, mobilised=900)
    line(ActivityFactory(objective=protection, code="2.1.1", title_fr="Héberger"), planned=3)
    page = shown(client, f"{PAGE}?axis=1")
    assert "Prévention : il manque 600 francs CFA" in page
    assert "1.1.1 Former 1 000 manque : 600 500 1 500 manque : 600" in page
    assert "Héberger" not in page


def test_one_axis_is_cut_into_pages_with_the_sums_of_the_whole(client, prevention):
    for number in range(53):
        line(ActivityFactory(objective=prevention, code=f"1.1.{number}", position=number), planned=2)
    page = shown(client, f"{PAGE}?axis=1&page=2")
    assert "1.1.52" in page
    assert "1.1.49" not in page
    assert "53 activités en tout 106 manque : 106 106 manque : 106" in page
    assert "?axis=1&amp;page=1" in source(client, f"{PAGE}?axis=1&page=2")


@pytest.mark.parametrize("asked", ["0", "9", "two", "", "-1", "²", "99999999999999999999"])
def test_an_axis_that_is_none_shows_the_whole_plan(client, prevention, asked):
    line(ActivityFactory(objective=prevention), planned=3)
    assert "Du prévu au dépensé" in shown(client, f"{PAGE}?axis={asked}")


# Who funds


@pytest.fixture
def funded(prevention):
    """Two funders that are published, one that is not."""
    one = ActivityFactory(objective=prevention)
    for name, amount, is_public in (("Agence A", 400, True), ("Banque B", 70, True), ("Caisse C", 7, False)):
        funder = OrganisationFactory(name_fr=name, slug=name[-1].lower())
        line(one, mobilised=amount, funder=funder, is_public=is_public)
    return one


@pytest.mark.parametrize("who", ["partner", "focal_point", "secretariat", "administrator"])
def test_those_entitled_read_every_funder(client, funded, who, request):
    client.force_login(request.getfixturevalue(who))
    page = shown(client, PAGE)
    assert "Agence A non renseigné 400" in page
    assert "Caisse C non renseigné 7" in page
    assert "non publiés" not in page


def test_public_reads_names_of_published_funders_and_no_amount_that_gives_one_away(client, funded):
    page = shown(client, PAGE)
    assert "Caisse C" not in page
    assert "Bailleurs non publiés, avec Agence A, Banque B non renseigné 477" in page
    assert "aucune soustraction" in page


def test_public_reads_amounts_of_published_funders_when_the_others_are_three(client, funded):
    for name in ("D", "E"):
        line(funded, mobilised=3, funder=OrganisationFactory(name_fr=f"Fonds {name}"), is_public=False)
    page = shown(client, PAGE)
    assert "Agence A non renseigné 400" in page
    assert "Bailleurs non publiés non renseigné 13" in page
    assert "Fonds" not in page


def test_memory_of_those_entitled_is_not_that_of_the_public(client, funded, partner):
    client.force_login(partner)
    assert "Caisse C" in shown(client, PAGE)
    client.logout()
    assert "Caisse C" not in shown(client, PAGE)


def test_amounts_of_funders_add_up_to_the_totals(plan, funded):
    told = money_of(plan, reader=EVERYTHING)
    assert sum(row.amounts.mobilised for row in told.funders.named) == told.whole.totals.mobilised == 477


def test_withdrawn_activities_are_in_no_amount_of_a_funder(plan, funded):
    Activity.objects.update(withdrawn_on=date(2024, 1, 1), withdrawn_reason="x")
    told = money_of(plan, reader=EVERYTHING)
    assert [row.amounts.mobilised for row in told.funders.named] == [None, None, None]


def test_no_funder_is_said(client, prevention):
    line(ActivityFactory(objective=prevention), planned=3)
    assert "Aucun bailleur n’est saisi" in shown(client, PAGE)


# What is known of the real plans


def test_a_plan_without_activities_tells_the_budgets_that_sources_state(client, plan):
    Plan.objects.update(total_budget=5_817_000_000, budget_certainty="probable")
    AnnualPlanFactory(
        plan=plan, year=2024, budget=1_573_000_000, sources=[SourceFactory(title="Presse du jour")]
    )
    AnnualPlanFactory(plan=plan, year=2025)
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, text_fr="5,8 milliards", refused=True)
    page = shown(client, PAGE)
    assert "5 817 000 000 FCFA prévus, et aucune dépense connue" in page
    assert "Aucune activité n’est encore saisie, donc aucune ligne de budget" in page
    assert "2024 1 573 000 000 FCFA" in page
    assert "2025 budget non trouvé" in page
    assert "Presse du jour" in page
    assert "5,8 milliards" in page
    assert "%" not in page


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (0, "Le budget de ce plan n’a pas été trouvé"),
        (1, "Le budget d’une année est connu, celui du plan entier ne l’est pas"),
        (2, "Le budget de quelques années est connu"),
    ],
)
def test_a_plan_without_a_budget_says_what_is_known(client, plan, known, said):
    for year in range(known):
        AnnualPlanFactory(plan=plan, year=2023 + year, budget=10)
    assert said in shown(client, PAGE)


# What it costs


def test_pages_ask_the_database_the_same_for_any_number(client, plan, prevention, protection):
    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    def grow(code):
        one = ActivityFactory(objective=prevention, code=code)
        line(one, planned=10, mobilised=5, spent=3, is_public=True)
        line(one, 2025, planned=10, mobilised=5, spent=3)

    grow("1.1.1")
    before = asked(PAGE), asked(f"{PAGE}?axis=1")
    for number in range(3):
        grow(f"1.2.{number}")
    assert (asked(PAGE), asked(f"{PAGE}?axis=1")) == before
    assert before[0] <= 10
    assert before[1] <= 8


def test_english_page(client, prevention):
    line(ActivityFactory(objective=prevention), planned=2_500_000)
    page = plain(shown(client, f"/en{PAGE}"))
    assert "3 million francs are missing" in page
    assert "Funding of the 2023-2027 plan" in page


def test_draft_does_not_exist_for_the_public(client, plan, partner):
    Plan.objects.update(published_at=None)
    assert client.get(PAGE).status_code == 404
    client.force_login(partner)
    assert client.get(PAGE).status_code == 404


def test_gap_of_a_row_is_the_surplus_beside_the_difference(plan, prevention):
    line(ActivityFactory(objective=prevention, code="1.1.1"), planned=100, mobilised=60)
    line(ActivityFactory(objective=prevention, code="1.1.2"), planned=50, mobilised=90)
    assert money_of(plan).whole.surplus == Decimal(40)
