from datetime import date

import pytest

from cnclctpa.reference.choices import Division, Topic
from tests.factories.activities import WorkshopFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import FigureFactory, RegionFactory
from tests.portal.reading import as_written

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[-11, 13], [-10, 13], [-10, 14], [-11, 14], [-11, 13]]]}


@pytest.fixture
def kayes():
    """Kayes in three divisions, with Nioro that came from it."""
    old = RegionFactory(slug="kayes", name="Kayes", iso_code="ML-1", shape=SQUARE, label_point=[-10.5, 13.5])
    middle = RegionFactory(slug="kayes", name="Kayes", division=Division.D2016, parent=old, iso_code="ML-1")
    new = RegionFactory(slug="kayes", name="Kayes", division=Division.D2023, parent=middle, iso_code="ML-1")
    nioro = RegionFactory(slug="nioro", name="Nioro", division=Division.D2023, parent=middle)
    return old, middle, new, nioro


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return as_written(response.content.decode())


def test_the_list_tells_which_region_came_from_which(client, kayes):
    page = shown(client, "/regions/")
    assert 'href="/regions/2012/kayes/"' in page
    assert 'href="/regions/2023/nioro/"' in page
    assert "(ML-1)" in page


def test_a_workshop_of_a_new_region_is_drawn_in_the_old_one(client, kayes):
    WorkshopFactory(region=kayes[3], title_fr="Formation de Nioro")
    WorkshopFactory(title_fr="Réunion sans lieu connu")
    page = shown(client, "/regions/")
    assert "Kayes" in page
    assert "Un atelier n’est pas sur la carte" in page
    assert "Formation de Nioro" in shown(client, "/regions/2012/kayes/")
    assert "Formation de Nioro" in shown(client, "/regions/2023/nioro/")


def test_a_workshop_of_an_old_region_is_never_placed_in_a_new_one(client, kayes):
    WorkshopFactory(region=kayes[0], title_fr="Formation de Kayes")
    page = shown(client, "/regions/2023/nioro/")
    before, after = page.split("Connus seulement pour l’ancienne région")
    assert "Formation de Kayes" not in before
    assert "Formation de Kayes" in after


def test_a_region_without_iso_code_or_workshop_says_so(client, kayes):
    page = shown(client, "/regions/2023/nioro/")
    assert "pas de code ISO" in page
    assert "aucun atelier connu dans cette région" in page


def test_workshops_of_drafts_and_demonstrations_are_not_placed(client, kayes):
    WorkshopFactory(region=kayes[0], plan=PlanFactory(), title_fr="Atelier en préparation")
    WorkshopFactory(region=kayes[0], plan=PlanFactory(published=True, demonstration=True), title_fr="Fictif")
    page = shown(client, "/regions/2012/kayes/")
    assert "Atelier en préparation" not in page
    assert "Fictif" not in page


def test_counts_that_disagree_are_both_shown(client, kayes):
    FigureFactory(topic=Topic.TERRITORY, measure_fr="Cercles", value=159, question="cercles")
    FigureFactory(
        topic=Topic.TERRITORY, measure_fr="Cercles du projet", value=156, question="cercles", refused=True
    )
    page = shown(client, "/regions/")
    assert "159" in page
    assert "156" in page
    assert "Confusion de presse." in page


def test_the_list_asks_the_database_the_same_for_any_number(client, kayes, django_assert_num_queries):
    def ask():
        with django_assert_num_queries(7):
            shown(client, "/regions/")

    WorkshopFactory(region=kayes[3], starts_on=date(2018, 3, 19))
    FigureFactory(topic=Topic.TERRITORY)
    ask()
    for number in range(3):
        WorkshopFactory(region=kayes[1])
        FigureFactory(topic=Topic.TERRITORY, value=number)
    ask()


def test_an_unknown_region_or_division_does_not_exist(client, kayes):
    assert client.get("/regions/2023/atlantide/").status_code == 404
    assert client.get("/regions/1999/kayes/").status_code == 404


def test_a_plan_whose_name_no_database_can_hold_does_not_exist(client):
    assert client.get("/regions/?plan=%00").status_code == 404
