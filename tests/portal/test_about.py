import pytest

from tests.factories.activities import WorkshopFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import FigureFactory, FrameworkFactory, SourceFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
PAGES = ["", "committee/", "figures/", "law/", "sources/", "accessibility/"]


def test_about_tells_what_the_site_holds(client):
    PlanFactory.create_batch(3, published=True)
    WorkshopFactory()
    FigureFactory.create_batch(2)
    page = shown(client, "/about/")
    assert "3 plans d’action nationaux" in page
    assert "1 atelier, lancement ou réunion" in page
    assert "2 chiffres" in page


def test_about_counts_what_the_reader_may_see(client, secretariat):
    PlanFactory()
    PlanFactory(published=True, demonstration=True)
    WorkshopFactory(demonstration=True)
    assert "0 plan d’action national" in shown(client, "/about/")
    client.force_login(secretariat)
    assert "1 plan d’action national" in shown(client, "/about/")


def test_about_names_the_frameworks_with_their_plans_and_sources(client):
    framework = FrameworkFactory(
        slug="glo-act", title_fr="GLO.ACT", title_en="", sources=[SourceFactory(title="ONUDC, 2018")]
    )
    PlanFactory(published=True, slug="2018-2022").frameworks.add(framework)
    PlanFactory(slug="brouillon").frameworks.add(framework)
    page = source(client, "/about/")
    assert '<li id="glo-act">' in page
    assert "ONUDC, 2018" in page
    assert 'href="/plans/2018-2022/"' in page
    assert "brouillon" not in page
    assert '<span lang="fr">GLO.ACT</span>' in source(client, "/en/about/")


def test_about_says_what_is_refused_and_what_is_not_known(client):
    page = shown(client, "/about/")
    assert "Il compte des personnes ; il n’en décrit aucune" in page
    assert "« moins de 11 »" in page
    assert "n’est encore renseigné" in page


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_about_the_site_open_when_nothing_is_loaded(client, prefix, address):
    page = source(client, f"{prefix}/about/{address}")
    assert page.count('aria-current="page"') == 2  # its section, and its place among the pages about the site


def test_accessibility_says_what_was_not_done_and_invents_no_address(client, settings):
    settings.CONTACT_EMAIL = ""
    page = shown(client, "/about/accessibility/")
    assert "Aucune personne en situation de handicap n’a encore essayé ce site." in page
    assert "Adresse du secrétariat non renseigné" in page
    assert "mailto:" not in source(client, "/about/accessibility/")


def test_accessibility_gives_the_address_that_the_secretariat_set(client, settings):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    assert 'href="mailto:secretariat@example.org"' in source(client, "/about/accessibility/")


@pytest.mark.parametrize("count", [1, 3])
def test_about_costs_the_same_whatever_it_holds(client, count, django_assert_num_queries):
    for _number in range(count):
        framework = FrameworkFactory(sources=[SourceFactory(), SourceFactory()])
        PlanFactory(published=True).frameworks.add(framework)
    with django_assert_num_queries(7):
        client.get("/about/")
