from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from cnclctpa.portal.reporting.sources import KINDS, facts_visible_to, report_on_sources
from cnclctpa.reference.models import Source
from tests.consistency.project import our_models
from tests.factories.activities import OutcomeFactory, WorkshopFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory
from tests.factories.reference import EventFactory, FigureFactory, OrganisationFactory, SourceFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
ADDRESS = "/about/sources/"


def uses(user=None):
    (cited,) = report_on_sources(user or AnonymousUser()).sources
    return {use.page: use.facts for use in cited.uses}


def test_page_gives_a_source_its_publisher_date_language_and_address(client):
    SourceFactory(
        slug="focus",
        title="Mali, premiata",
        publisher="Focus on Africa",
        published_on=date(2024, 7, 1),
        published_precision="month",
        url="https://example.org/focus",
        language="it",
    )
    page = source(client, ADDRESS)
    assert '<tr id="focus">' in page
    assert 'href="https://example.org/focus" rel="noreferrer" hreflang="it" lang="it"' in page
    assert "Focus on Africa juillet 2024 Italien" in shown(client, ADDRESS)


def test_page_says_which_titles_are_ours_and_which_dates_are_unknown(client):
    SourceFactory(title="Sans titre", is_title_ours=True)
    page = shown(client, ADDRESS)
    assert page.count("Un titre entre crochets est de nous") == 1
    assert "[ Sans titre ]" in page
    assert "1 d’entre elles ne donne pas de date" in page
    assert "non renseigné" in page


def test_page_counts_the_facts_that_rest_on_a_source(client):
    cited = SourceFactory(publisher="AMAP")
    FigureFactory.create_batch(2, sources=[cited])
    EventFactory(sources=[cited])
    page = source(client, ADDRESS)
    assert "3 faits" in shown(client, ADDRESS)
    assert '<a href="/about/figures/">' in page
    assert uses() == {"portal:figure-list": 2, "portal:law": 1}


def test_facts_of_drafts_and_of_fictitious_objects_are_not_counted(secretariat):
    cited = SourceFactory()
    draft = PlanFactory(sources=[cited])
    AxisFactory(plan=draft, sources=[cited])
    ResultFactory(objective__plan=draft, sources=[cited])
    OutcomeFactory(workshop=WorkshopFactory(plan=draft, sources=[cited]), sources=[cited])
    PlanFactory(published=True, demonstration=True, sources=[cited])
    OrganisationFactory(demonstration=True, sources=[cited])
    assert uses() == {}
    assert uses(secretariat) == {
        "plans:plan-list": 3,
        "activities:workshop-list": 1,
        "activities:outcome-list": 1,
    }


def test_everything_that_cites_sources_is_counted():
    counted = {facts.model for group in facts_visible_to(AnonymousUser()) for facts in group}
    citing = {
        model
        for model in our_models()
        if any(
            field.name == "sources" and field.related_model is Source for field in model._meta.many_to_many
        )
    }
    assert counted == citing
    assert len(list(facts_visible_to(AnonymousUser()))) == len(KINDS)


def test_filter_ignores_case_and_accents(client):
    SourceFactory(title="Décret de création")
    SourceFactory(title="Rapport annuel", publisher="L’Essor")
    page = shown(client, f"{ADDRESS}?q=DECRET")
    assert "1 source sur 2 pour « DECRET »" in page
    assert "Rapport annuel" not in page
    assert "Rapport annuel" in shown(client, f"{ADDRESS}?q=essor+rapp")


def test_filter_without_an_answer_leads_back_to_all(client):
    SourceFactory()
    page = source(client, f"{ADDRESS}?q=introuvable")
    assert "Aucune source ne répond à ces mots" in page
    assert f'href="{ADDRESS}">Voir toutes les sources' in page


def test_page_speaks_english_and_marks_what_is_french(client):
    SourceFactory(note_fr="Lu par extrait.", language="fr")
    page = source(client, "/en/about/sources/")
    assert '<span lang="fr">Lu par extrait.</span>' in page
    assert ">French<" in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(client, count, django_assert_num_queries):
    for _number in range(count):
        FigureFactory(sources=[SourceFactory(), SourceFactory()])
    with django_assert_num_queries(2):
        client.get(ADDRESS)
