"""Activities by region: once in each, a newer region told of the older one, what has no region listed."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from activities.following import followed
from activities.models import Activity
from activities.schedule import WANTS_A_CAUSE, Timeliness, timeliness
from cnclctpa.portal.reporting.places import links_of, placed, plan_places
from cnclctpa.reference.choices import Division, Topic
from cnclctpa.reference.models import Region
from plans.models import Plan
from tests.factories.activities import ActivityFactory, WorkshopFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import FigureFactory, RegionFactory
from tests.portal.reading import shown, source

TODAY = date(2024, 7, 1)
SQUARE = {"type": "Polygon", "coordinates": [[[-11, 13], [-10, 13], [-10, 14], [-11, 14], [-11, 13]]]}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def regions(db):
    """Kayes and Gao of 2012; Kayes, Nioro and Kita came from Kayes."""
    kayes = RegionFactory(slug="kayes", name="Kayes", shape=SQUARE, label_point=[-10.5, 13.5])
    middle = RegionFactory(slug="kayes", name="Kayes", division=Division.D2016, parent=kayes)
    newer = {
        slug: RegionFactory(slug=slug, name=slug.title(), division=Division.D2023, parent=middle)
        for slug in ("kayes", "nioro", "kita")
    }
    return {"old": kayes, "gao": RegionFactory(slug="gao", name="Gao"), **newer}


@pytest.fixture
def plan(db):
    return PlanFactory(published=True, slug="2023-2027")


def placed_in(plan, *places, late=False, **fields):
    ends_on = date(2024, 3, 31) if late else date(2026, 12, 31)
    made = ActivityFactory(
        plan=plan, original_starts_on=date(2024, 6, 30), original_ends_on=date(2026, 12, 31), **fields
    )
    if late:
        Activity.objects.filter(pk=made.pk).update(
            original_starts_on=date(2024, 1, 1), original_ends_on=ends_on
        )
    made.regions.set(places)
    return made


def counted(plan, on=TODAY, division=Division.D2012):
    states = {
        one.activity.pk: timeliness(one.schedule, on=on) for one in followed(plan.activities.present(on))
    }
    return placed(states, links_of(plan), Region.objects.all(), division=division)


def test_an_activity_counts_once_in_each_of_its_regions(plan, regions):
    placed_in(plan, regions["nioro"], regions["kita"], regions["gao"], late=True)
    places = counted(plan)
    assert {(row.name, row.total, row.late) for row in places.rows} == {("Gao", 1, 1), ("Kayes", 1, 1)}
    assert places.total == 1


def test_an_older_region_is_never_shared_out_between_newer_ones(plan, regions):
    placed_in(plan, regions["old"])
    places = counted(plan, division=Division.D2023)
    assert {row.total for row in places.rows} == {0}
    assert places.wider == 1


def test_what_has_no_region_is_not_lost(plan, regions):
    one = placed_in(plan)
    assert counted(plan).unplaced == (one.pk,)


def test_counting_asks_the_database_twice(plan, regions, django_assert_num_queries):
    for _ in range(3):
        placed_in(plan, regions["gao"])
    read = list(Region.objects.all())
    with django_assert_num_queries(2):
        plan_places(plan, read, on=TODAY)


def tree():
    """Two regions of each division, the newer ones under the older ones."""
    return [
        Region(pk=1, division="2012"),
        Region(pk=2, division="2012"),
        Region(pk=3, division="2016", parent_id=1),
        Region(pk=4, division="2016", parent_id=2),
        Region(pk=5, division="2023", parent_id=3),
        Region(pk=6, division="2023", parent_id=3),
    ]


@given(
    states=st.dictionaries(st.integers(0, 6), st.sampled_from(Timeliness)),
    links=st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6)), max_size=20),
    division=st.sampled_from(Division),
)
def test_every_activity_is_somewhere_and_the_late_are_among_them(states, links, division):
    places = placed(states, links, tree(), division=division)
    entered = {activity for activity, _region in links if activity in states}
    assert set(places.unplaced) == set(states) - entered
    assert len(entered) >= places.wider
    assert max((row.total for row in places.rows), default=0) <= len(entered) - places.wider
    assert sum(row.total for row in places.rows) >= len(entered) - places.wider
    if division == Division.D2012:
        assert places.wider == 0
    for row in places.rows:
        assert row.late <= sum(state in WANTS_A_CAUSE for state in states.values())
        assert row.late <= row.total


# The pages


def test_map_shows_the_activities_of_the_plan_in_force(client, plan, regions):
    placed_in(plan, regions["nioro"], late=True, code="1.1")
    placed_in(plan, regions["old"], code="1.2")
    placed_in(plan, code="1.3", title_fr="Publier un guide")
    page = shown(client, "/regions/")
    assert "Kayes compte le plus d’activités en retard : une sur 2" in page
    assert "Une activité n’est placée dans aucune région" in page
    assert "1.3 Publier un guide" in page
    assert "Aucun" not in page.partition("Trois découpages")[0]


def test_region_shows_its_activities_and_their_states(client, plan, regions):
    placed_in(plan, regions["nioro"], late=True, code="1.1", title_fr="Former les relais")
    placed_in(plan, regions["gao"], code="1.2", title_fr="Équiper Gao")
    page = shown(client, "/regions/2012/kayes/")
    assert "1 activités" not in page
    assert "1.1 Former les relais En retard" in page
    assert "Équiper Gao" not in page
    assert "Équiper Gao" in shown(client, "/regions/2012/gao/")


def test_activity_of_an_older_region_is_apart_in_the_newer_one(client, plan, regions):
    placed_in(plan, regions["old"], code="1.1", title_fr="Former les relais")
    page = shown(client, "/regions/2023/nioro/")
    before, after = page.split("Activités connues seulement pour l’ancienne région")
    assert "Aucune activité de ce plan n’est placée dans cette région" in before
    assert "Former les relais" in after


def test_activity_of_both_is_placed_once(client, plan, regions):
    placed_in(plan, regions["old"], regions["nioro"], code="1.1", title_fr="Former les relais")
    page = shown(client, "/regions/2023/nioro/")
    assert page.count("Former les relais") == 1
    assert "ancienne région" not in page.partition("La région")[0]


def test_plan_in_force_without_activities_says_so(client, plan, regions):
    assert "Aucune activité de plan n’est encore enregistrée" in shown(client, "/regions/2012/kayes/")


def test_demonstration_is_seen_when_asked_for_and_only_then(client, plan, regions):
    demo = PlanFactory(published=True, demonstration=True, slug="demo-2")
    placed_in(demo, regions["gao"], title_fr="Action fictive", code="9.9")
    WorkshopFactory(region=regions["gao"], title_fr="Atelier réel")
    for address in ("/regions/", "/regions/2012/gao/"):
        assert "Action fictive" not in shown(client, address)
        assert "fictive" not in source(client, address)
        fictitious = source(client, f"{address}?plan=demo-2")
        assert "aucun de ses chiffres ne décrit le Mali" in fictitious
        assert "Atelier réel" not in fictitious
    assert "Action fictive" in shown(client, "/regions/2012/gao/?plan=demo-2")
    assert "/regions/2012/gao/?plan=demo-2" in source(client, "/regions/?plan=demo-2")
    assert "/regions/?plan=demo-2" in source(client, "/plans/demo-2/organisations/")


def test_figures_of_sources_are_not_told_beside_fictitious_ones(client, regions):
    placed_in(PlanFactory(published=True, demonstration=True, slug="demo-2"), regions["gao"])
    FigureFactory(topic=Topic.TERRITORY, measure_fr="Cercles", value=159)
    assert "Cercles" in shown(client, "/regions/")
    assert "Cercles" not in shown(client, "/regions/?plan=demo-2")


def test_region_on_a_past_day_keeps_its_plan(client, regions):
    demo = PlanFactory(published=True, demonstration=True, slug="demo-2")
    placed_in(demo, regions["gao"], title_fr="Action ajoutée", added_on=date(2024, 6, 1))
    page = source(client, "/regions/2012/gao/?plan=demo-2&on=2024-05-01")
    assert "Action ajoutée" not in page
    assert '<input type="hidden" name="plan" value="demo-2">' in page
    assert "/regions/?plan=demo-2&amp;on=2024-05-01" in page


@pytest.mark.parametrize("address", ["/regions/", "/regions/2012/gao/"])
def test_a_plan_that_one_may_not_see_does_not_exist(client, regions, secretariat, address):
    draft = PlanFactory(slug="draft")
    placed_in(draft, regions["gao"])
    assert client.get(f"{address}?plan=draft").status_code == 404
    assert client.get(f"{address}?plan=nowhere").status_code == 404
    client.force_login(secretariat)
    assert client.get(f"{address}?plan=draft").status_code == 200


def test_draft_in_force_is_not_the_plan_in_force(client, plan, regions, secretariat):
    Plan.objects.update(published_at=None)
    placed_in(plan, regions["gao"], title_fr="Secret")
    client.force_login(secretariat)
    assert "Secret" not in shown(client, "/regions/2012/gao/")


@pytest.mark.parametrize(("address", "most"), [("/regions/", 10), ("/regions/2023/nioro/", 8)])
def test_pages_ask_the_database_the_same_for_any_number(client, plan, regions, address, most):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    placed_in(plan, regions["nioro"], code="1.0")
    placed_in(plan, regions["old"], code="2.0")
    placed_in(plan, code="3.0")
    before = asked()
    for number in range(1, 4):
        placed_in(plan, regions["nioro"], regions["kita"], code=f"1.{number}", late=True)
        placed_in(plan, regions["old"], code=f"2.{number}")
        placed_in(plan, code=f"3.{number}")
    assert asked() == before
    assert before <= most


def test_region_lists_its_activities_by_pages(client, plan, regions):
    for number in range(52):
        placed_in(plan, regions["gao"], code=f"1.{number}", position=number)
    assert "1.51" not in shown(client, "/regions/2012/gao/")
    page = shown(client, "/regions/2012/gao/?page=2")
    assert "1.51" in page
    assert "52 activités sont conduites ici" in page
