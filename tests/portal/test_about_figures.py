from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from cnclctpa.portal.reporting.figures import breaks, precision_of, report_on_figures
from cnclctpa.reference.choices import Topic
from tests.factories.evaluation import AssessmentFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import FigureFactory, FigurePartFactory, SourceFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
ADDRESS = "/about/figures/"
IN_2023 = {"period_from": date(2023, 1, 1), "period_to": date(2023, 12, 31)}


def report(**asked):
    return report_on_figures(AnonymousUser(), **asked)


def test_page_gives_a_figure_what_it_counts_and_its_source(client):
    FigureFactory(slug="victimes-2024", scope_fr="Rapport annuel", sources=[SourceFactory(title="AMAP")])
    page = shown(client, ADDRESS)
    assert "Victimes recensées Rapport annuel 629 victimes 2024 1 source AMAP" in page
    assert '<tr id="victimes-2024">' in source(client, ADDRESS)


def test_page_shows_what_is_not_broken_down(client):
    figure = FigureFactory(measure_fr="Personnes enquêtées", value=430)
    FigurePartFactory(figure=figure, label_fr="hommes", value=291)
    FigurePartFactory(figure=figure, label_fr="femmes", value=113)
    assert "291 hommes 113 femmes non ventilé : 26" in shown(client, ADDRESS)
    assert report().rows[0].not_broken_down == Decimal(26)


def test_a_breakdown_that_sums_up_leaves_nothing(client):
    FigurePartFactory(figure=FigureFactory(value=42), value=42)
    assert "non ventilé" not in shown(client, ADDRESS)


def test_page_repeats_the_words_of_the_source(client):
    FigureFactory(value=36_000, words_fr="plus de 36 000", is_approximate=True)
    FigureFactory(value=20, is_approximate=True)
    page = shown(client, ADDRESS)
    assert "plus de 36 000" in page
    assert "environ 20" in page


def test_figures_that_disagree_stand_together_the_retained_one_first(client):
    FigureFactory(measure_fr="Enquêtes", value=430, question="enquetes", refused=True, position=1)
    FigureFactory(measure_fr="Dossiers", value=93, question="enquetes", position=1)
    page = shown(client, ADDRESS)
    assert "Deux chiffres, dont un écarté : une meilleure source le contredit" in page
    assert page.index("Dossiers 93") < page.index("Enquêtes 430")
    assert "non retenu Confusion de presse." in page


def test_two_years_that_do_not_count_the_same_are_a_break(client):
    FigureFactory(series="victimes", measure_fr="Victimes assistées et protégées", value=5461, **IN_2023)
    FigureFactory(series="victimes")
    page = shown(client, ADDRESS)
    assert "Rupture de série." in page
    assert "2023 : 5 461 – Victimes assistées et protégées 2024 : 629 – Victimes recensées" in page


def test_two_years_that_count_the_same_are_no_break():
    same = [FigureFactory(series="victimes"), FigureFactory(series="victimes", **IN_2023)]
    assert breaks(same) == []
    assert breaks([FigureFactory(series=""), FigureFactory(series="", measure_fr="Autre", **IN_2023)]) == []


def test_filters_keep_a_topic_and_the_years_that_a_period_covers(client):
    several = FigureFactory(
        topic=Topic.FUNDING, period_from=date(2018, 1, 1), period_to=date(2022, 12, 31), measure_fr="Budget"
    )
    FigureFactory(measure_fr="Victimes")
    assert [row.figure for row in report(topic="funding").rows] == [several]
    assert [row.figure for row in report(year="2020").rows] == [several]
    assert report().all_years == (2024, 2022, 2021, 2020, 2019, 2018)
    page = shown(client, f"{ADDRESS}?topic=funding&year=2020")
    assert "1 chiffre sur 2." in page
    assert "Victimes" not in page


@pytest.mark.parametrize(
    "asked", [{"topic": "nothing"}, {"year": "1"}, {"year": "deux mille"}, {"year": "9" * 200}]
)
def test_a_filter_that_means_nothing_filters_nothing(asked):
    FigureFactory()
    assert report(**asked).shown == 1
    assert not report(**asked).is_filtered


def test_a_filter_without_an_answer_leads_back_to_all(client):
    FigureFactory(topic=Topic.FUNDING)
    FigureFactory(**IN_2023)
    page = source(client, f"{ADDRESS}?topic=funding&year=2023")
    assert "Aucun chiffre ne répond à ce filtre" in page
    assert f'href="{ADDRESS}">Voir tous les chiffres' in page


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2015, 1, 1), date(2017, 12, 31), "year"),
        (date(2014, 4, 1), date(2015, 3, 31), "month"),
        (date(2024, 2, 1), date(2024, 2, 29), "month"),
        (date(2023, 2, 1), date(2023, 2, 27), "day"),
        (date(2023, 2, 27), date(2023, 2, 28), "day"),
    ],
)
def test_a_period_is_said_no_more_precisely_than_needed(first, last, precision):
    assert precision_of(FigureFactory.build(period_from=first, period_to=last)) == precision


def test_a_figure_leads_to_the_report_and_to_the_plans_that_the_reader_may_see(client):
    figure = FigureFactory()
    AssessmentFactory(year=2015).figures.add(figure)
    PlanFactory(published=True, slug="2018-2022").figures.add(figure)
    PlanFactory(slug="brouillon").figures.add(figure)
    page = source(client, ADDRESS)
    assert 'href="/assessments/#tip-2015"' in page
    assert 'href="/plans/2018-2022/"' in page
    assert "brouillon" not in page


def test_page_speaks_english_and_marks_what_is_french(client):
    FigureFactory(measure_en="Victims counted")
    FigureFactory()
    page = source(client, "/en/about/figures/")
    assert "Victims counted" in page
    assert '<span lang="fr">Victimes recensées</span>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(client, count, django_assert_num_queries):
    for _number in range(count):
        figure = FigureFactory(sources=[SourceFactory(), SourceFactory()])
        FigurePartFactory(figure=figure)
        AssessmentFactory().figures.add(figure)
        PlanFactory(published=True).figures.add(figure)
    with django_assert_num_queries(5):
        client.get(ADDRESS)
