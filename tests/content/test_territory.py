"""The regions, compared with the two files of the dossier."""

import json

import pytest

from cnclctpa.content.territory import FACTS
from cnclctpa.reference.choices import Division, RegionKind
from cnclctpa.reference.models import Figure, Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

DIVISIONS = json.loads((FACTS / "mali_decoupage.json").read_text())["divisions"]
SHAPES = json.loads((FACTS / "mali_regions.geojson").read_text())["features"]


@pytest.mark.parametrize("division", Division.values)
def test_regions_are_those_of_the_dossier_in_its_order(division):
    told = [
        (one["nom"], one.get("iso_3166_2") or "", one.get("type", "region"))
        for one in DIVISIONS[division]["regions"]
    ]
    stored = Region.objects.of(division).values_list("name", "iso_code", "kind")
    assert list(stored) == told


@pytest.mark.parametrize(("division", "count"), [("2012", 8), ("2016", 10), ("2023", 19)])
def test_divisions_have_the_number_of_regions_that_names_them(division, count):
    regions = Region.objects.of(division)
    assert regions.filter(kind=RegionKind.REGION).count() == count
    assert regions.get(kind=RegionKind.DISTRICT).name == "Bamako"
    assert Figure.objects.get(slug=f"territoire-{division}-regions").value == count


def test_newer_regions_come_from_the_division_before():
    parents = {Division.D2016: Division.D2012, Division.D2023: Division.D2016}
    for division, older in parents.items():
        assert {one.parent.division for one in Region.objects.of(division).select_related("parent")} == {
            older
        }


@pytest.mark.parametrize("division", ["2016", "2023"])
def test_oldest_ancestor_is_the_mother_region_of_the_dossier(division):
    for told in DIVISIONS[division]["regions"]:
        region = Region.objects.get(division=division, name=told["nom"])
        oldest = region.parent if division == Division.D2016 else region.parent.parent
        assert oldest.iso_code == told.get("mere_2012", told["iso_3166_2"])


def test_iso_codes_are_not_deduced_from_the_national_number():
    assert Region.objects.get(division="2016", name="Ménaka").iso_code == "ML-9"
    assert Region.objects.get(division="2016", name="Taoudénit").iso_code == "ML-10"
    assert "ne jamais déduire l’un de l’autre" in Figure.objects.get(slug="territoire-2016-regions").note_fr


def test_only_the_oldest_division_is_drawn():
    drawn = {one.iso_code: one for one in Region.objects.filter(shape__isnull=False)}
    assert {one.division for one in drawn.values()} == {Division.D2012}
    assert {code: one.shape for code, one in drawn.items()} == {
        shape["properties"]["code_iso"]: shape["geometry"] for shape in SHAPES
    }
    assert {code: one.label_point for code, one in drawn.items()} == {
        shape["properties"]["code_iso"]: shape["properties"]["point_etiquette"] for shape in SHAPES
    }


def test_daughters_of_each_shape_are_those_of_the_dossier():
    for shape in SHAPES:
        region = Region.objects.get(division=Division.D2012, iso_code=shape["properties"]["code_iso"])
        daughters = Region.objects.filter(division=Division.D2023, parent__parent=region)
        assert {one.name for one in daughters} == set(shape["properties"]["regions_2023"])


def test_counts_that_disagree_are_both_kept():
    names = {"villages": "villages_fractions"}
    for name in ("cercles", "arrondissements", "communes", "villages"):
        figures = Figure.objects.filter(question=f"territoire-2023-{name}")
        told = DIVISIONS["2023"]["comptes_discordants"][names.get(name, name)]
        assert sorted(one.value for one in figures) == sorted(told)
        assert [one.is_retained for one in figures].count(True) == 1


def test_number_of_cercles_before_2023_is_that_of_the_list():
    cercles = json.loads((FACTS / "mali_decoupage.json").read_text())["cercles_avant_2023"]
    assert (
        Figure.objects.get(slug="territoire-2012-cercles").value == cercles["nombre"] == len(cercles["liste"])
    )
