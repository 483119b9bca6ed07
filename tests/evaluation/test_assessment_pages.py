from datetime import date

import pytest
import time_machine
from django.utils.translation import override

from evaluation.choices import TipTier
from tests.factories.evaluation import AssessmentFactory, AssessmentStatementFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import FigureFactory, SourceFactory

pytestmark = pytest.mark.django_db
TIERS = {
    TipTier.WATCH_LIST: (2011, 2013, 2014, 2015, 2016, 2018, 2020, 2021, 2022, 2024),
    TipTier.TIER_2: (2012, 2019, 2023),
    TipTier.TIER_3: (2017,),
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 11, 21)):
        yield


@pytest.fixture
def reports():
    for tier, years in TIERS.items():
        for year in years:
            AssessmentFactory(
                year=year, tier=tier, covers_from=date(year - 1, 4, 1), covers_to=date(year, 3, 31)
            )
    AssessmentFactory(year=2025, tier=TipTier.TIER_2, certainty="probable", findings_fr="Niveau déduit.")


def page(client, address="/en/assessments/"):
    with override("fr"):
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_title_counts_the_level_given_most_often(client, reports):
    assert "Ten times on the Watch List in fifteen reports" in page(client)
    assert "Dix fois sur la liste de surveillance en quinze rapports" in page(client, "/assessments/")


def test_lead_says_when_the_lowest_level_was_given(client, reports):
    assert "once only: in the report of 2017" in page(client)
    AssessmentFactory(year=2026, tier=TipTier.TIER_3)
    assert "deux fois au niveau le plus bas" in page(client, "/assessments/")


@pytest.mark.parametrize(
    ("tiers", "title"),
    [
        ([TipTier.TIER_1], "A single report recorded: Tier 1"),
        ([TipTier.TIER_2], "A single report recorded: Tier 2"),
        ([TipTier.WATCH_LIST], "A single report recorded: Tier 2 Watch List"),
        ([TipTier.TIER_3], "A single report recorded: Tier 3"),
        ([TipTier.TIER_1, TipTier.TIER_1], "Two times at Tier 1 in two reports"),
        ([TipTier.TIER_2, TipTier.TIER_2, TipTier.TIER_1], "Two times at Tier 2 in three reports"),
        ([TipTier.TIER_3, TipTier.TIER_3], "Two times at Tier 3 in two reports"),
        ([TipTier.TIER_2, TipTier.TIER_3], "The level of each year, report by report"),
    ],
)
def test_title_is_plain_when_no_level_stands_out(client, tiers, title):
    for tier in tiers:
        AssessmentFactory(tier=tier)
    assert f">{title}<" in page(client).replace('<span class="whole">', "").replace("</span>", "")


def test_each_year_has_its_anchor_its_level_and_the_period_of_its_facts(client, reports):
    shown = page(client)
    row = shown[shown.index('id="tip-2017"') :]
    row = row[: row.index("</tr>")]
    assert "Tier 3" in row
    assert "April 2016 – March 2017" in row
    assert "certain" in row
    assert "only the level was read" in row


def test_an_inferred_level_is_called_so(client, reports):
    shown = page(client)
    assert "(inferred)" in shown
    assert "Niveau déduit." in shown


def test_levels_are_drawn_against_the_plans_that_the_reader_may_see(client, reports):
    PlanFactory(published=True, starts_on=date(2015, 1, 1), ends_on=date(2017, 12, 31))
    PlanFactory(starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31))
    PlanFactory(published=True, demonstration=True, starts_on=date(2033, 1, 1), ends_on=date(2037, 12, 31))
    drawing = client.get("/assessments/").context["report"].drawing
    assert [bar.label for bar in drawing.bars] == ["2015-2017"]
    assert (drawing.first, drawing.last) == (2011, 2025)
    assert len(drawing.points) == 15


def test_four_levels_are_told_even_those_never_given(client, reports):
    levels = client.get("/assessments/").context["report"].by_level
    assert [(level.tier, len(level.lines)) for level in levels] == [
        (TipTier.TIER_1, 0),
        (TipTier.TIER_2, 4),
        (TipTier.WATCH_LIST, 10),
        (TipTier.TIER_3, 1),
    ]


def test_figures_say_what_they_count_and_what_others_write(client):
    source = SourceFactory(title="Failed to investigate")
    report = AssessmentFactory(year=2015, sources=[SourceFactory()])
    report.figures.add(
        FigureFactory(measure_fr="Enquêtes", counting_unit="investigation", value=0, sources=[source]),
        FigureFactory(
            measure_fr="Enquêtes", value=1, is_retained=False, reason_fr="Le résumé contredit le rapport."
        ),
    )
    AssessmentStatementFactory(assessment=report, text_fr="Une enquête.", refused=True)
    shown = page(client, "/assessments/")
    assert "Enquêtes\u202f: <b>0</b>" in shown
    assert "Unité de compte\u202f: enquêtes" in shown
    assert "Failed to investigate" in shown
    assert "non retenu" in shown
    assert "Le résumé contredit le rapport." in shown
    assert "Une enquête." in shown


def test_a_figure_does_not_repeat_the_sources_of_its_report(client):
    source = SourceFactory(title="Rapport TIP 2012")
    report = AssessmentFactory(sources=[source])
    report.figures.add(FigureFactory(sources=[source]))
    assert page(client, "/assessments/").count("Rapport TIP 2012") == 1


def test_reports_of_other_bodies_are_said_not_recorded_until_one_is(client, reports):
    shown = page(client)
    assert "Other international reports are not recorded yet" in shown
    assert "Universal Periodic Review" in shown
    AssessmentFactory(upr=True, year=2023)
    shown = page(client)
    assert "Other international reports are not recorded yet" not in shown
    assert 'id="upr-2023"' in shown
    assert "this report gives no level" in shown


def test_page_without_any_report_says_so(client):
    assert "No TIP report is recorded yet" in page(client)


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_its_size(client, count, django_assert_num_queries):
    for _ in range(count):
        report = AssessmentFactory(sources=[SourceFactory()])
        report.figures.add(FigureFactory(sources=[SourceFactory()]))
        AssessmentStatementFactory(assessment=report, sources=[SourceFactory()])
    with django_assert_num_queries(5):
        client.get("/assessments/")
