import gzip
import json
import re
from pathlib import Path

import pytest
from django.apps import apps

from cnclctpa.charts.map import Outline, Region, outlines, region_map
from cnclctpa.charts.outlines import simplified

SQUARES = {
    "west": Outline(
        (((0, 0), (1, 0), (1, 0.5), (1.02, 0.52), (1, 0.54), (1, 1), (0, 1), (0, 0)),), (0.5, 0.5)
    ),
    "east": Outline(
        (((1, 0), (2, 0), (2, 1), (1, 1), (1, 0.54), (1.02, 0.52), (1, 0.5), (1, 0)),), (1.5, 0.5)
    ),
}


@pytest.fixture(scope="module")
def mali():
    (path,) = Path(apps.get_app_config("cnclctpa").path).rglob("mali_regions.geojson")
    return outlines(json.loads(path.read_text(encoding="utf-8")), "nom")


def corners(path):
    """The absolute corners of each ring of a path."""
    rings = []
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        x, y = int(ring[0]), int(ring[1])
        points = [(x, y)]
        numbers = [int(number) for number in ring[2].split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    return rings


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_an_edge_shared_by_two_regions_is_simplified_the_same_way_for_both():
    west, east = (shape.rings[0][:-1] for shape in SQUARES.values())
    one, other = simplified([west, east], tolerance=0.1)
    assert (1.02, 0.52) not in one
    assert {(1, 0), (1, 1)} <= set(one) & set(other)
    assert {point for point in one if point[0] == 1} == {point for point in other if point[0] == 1}


def test_a_detail_larger_than_the_tolerance_is_kept_on_both_sides():
    west, east = (shape.rings[0][:-1] for shape in SQUARES.values())
    one, other = simplified([west, east], tolerance=0.001)
    assert (1.02, 0.52) in one
    assert (1.02, 0.52) in other


def test_a_region_inside_another_and_its_hole_keep_the_same_corners():
    inner = ((1, 1), (2, 1), (2.5, 1.5), (2, 2), (1, 2))
    outer = ((0, 0), (4, 0), (4, 4), (0, 4))
    _outer, hole, island = simplified([outer, inner[::-1], inner], tolerance=0.2)
    assert set(hole) == set(island)


def test_the_map_of_mali_has_no_gap_between_neighbours(mali):
    drawn = region_map([Region(name, "#", outline) for name, outline in mali.items()])
    edges = {}
    for region in drawn.regions:
        for ring in corners(region.path):
            for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
                edges.setdefault(frozenset((one, other)), set()).add(region.region.name)
    shared = {pair for names in edges.values() if len(names) == 2 for pair in [frozenset(names)]}
    assert frozenset(("Bamako", "Koulikoro")) in shared
    assert frozenset(("Gao", "Kidal")) in shared
    assert frozenset(("Kayes", "Koulikoro")) in shared


def test_the_map_of_mali_is_light_and_the_same_every_time(mali):
    drawn = [region_map([Region(name, "#", outline) for name, outline in mali.items()]) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len(gzip.compress("".join(region.path for region in drawn[0].regions).encode())) <= 3000


@pytest.mark.parametrize(
    "values", [{}, {"Bamako": 9, "Sikasso": 2, "Gao": None}, {"Bamako": 1, "Koulikoro": 9}]
)
def test_labels_of_the_map_neither_overlap_nor_leave_it(mali, values):
    regions = [
        Region(name, "#", outline, values.get(name, 0), str(values.get(name, 0)))
        for name, outline in mali.items()
    ]
    drawn = region_map(regions)
    boxes = [region.label_box for region in drawn.regions]
    assert all(
        not overlap(one, other) for position, one in enumerate(boxes) for other in boxes[position + 1 :]
    )
    assert all(
        left >= 0 and right <= drawn.width and top >= 0 and bottom <= drawn.height
        for left, top, right, bottom in boxes
    )


def test_discs_grow_with_the_square_root_and_unknown_is_not_zero(mali):
    values = {"Bamako": 16, "Sikasso": 4, "Kayes": 0, "Gao": None}
    drawn = {
        region.region.name: region
        for region in region_map(
            [Region(name, "#", mali[name], value) for name, value in values.items()]
        ).regions
    }
    assert drawn["Bamako"].radius == 2 * drawn["Sikasso"].radius
    assert drawn["Kayes"].radius == 0
    assert (drawn["Gao"].is_unknown, drawn["Kayes"].is_unknown) == (True, False)


def test_the_smallest_region_is_a_dot_when_it_has_no_disc(mali):
    drawn = {
        r.region.name: r
        for r in region_map([Region(name, "#", mali[name]) for name in ("Bamako", "Kayes")]).regions
    }
    assert (drawn["Bamako"].region.is_dot, drawn["Kayes"].region.is_dot) == (True, False)


def test_outlines_read_polygons_with_holes_and_several_pieces():
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    feature = {
        "properties": {"code": "X", "point_etiquette": [0.5, 0.5]},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring, ring], [ring]]},
    }
    assert len(outlines({"features": [feature]}, "code")["X"].rings) == 3


def test_map_without_regions_is_empty():
    assert region_map([]).regions == ()
