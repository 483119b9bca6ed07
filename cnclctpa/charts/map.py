"""A map of regions light enough for a phone: edges shared by two regions are simplified once for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians, sqrt

from .labels import text_width

WIDTH = 480
MARGIN = 6
TOLERANCE = 1.1
# The text of the map on a phone, where the drawing is shrunk and its text enlarged to stay readable.
TEXT = 19
LARGEST_DISC = 21
SMALLEST_DISC = 6
# In square degrees: smaller regions get a dot, or nobody would see them.
TINY = 0.1
DOT = 4

Coordinate = tuple[float, float]
Ring = tuple[Coordinate, ...]
Rings = tuple[Ring, ...]


@dataclass(frozen=True)
class Outline:
    """Longitudes and latitudes of a region, and where its name stands."""

    rings: Rings
    point: Coordinate


@dataclass(frozen=True)
class Region:
    """What to say of a region; ``value`` is ``None`` when it is not known."""

    name: str
    href: str
    outline: Outline
    value: int | None = 0
    text: str = ""


@dataclass(frozen=True)
class DrawnRegion:
    name: str
    href: str
    path: str
    x: int
    y: int
    radius: float
    text: str
    label_x: int
    label_y: int
    anchor: str
    is_unknown: bool
    is_dot: bool

    @property
    def caption(self) -> str:
        return _caption(self)

    def label_box(self) -> tuple[float, float, float, float]:
        return _label_box(self.caption, self.label_x, self.label_y, self.anchor)


@dataclass(frozen=True)
class Map:
    regions: tuple[DrawnRegion, ...]
    width: int
    height: int


def outlines(geojson: Mapping, key: str) -> dict[str, Outline]:
    """The outlines of a feature collection by the property ``key``.

    The place of the name is the property ``point_etiquette``, longitude first.
    """
    found = {}
    for feature in geojson["features"]:
        geometry = feature["geometry"]
        many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        rings = tuple(tuple((x, y) for x, y, *_ in ring) for polygon in many for ring in polygon)
        longitude, latitude = feature["properties"]["point_etiquette"]
        found[feature["properties"][key]] = Outline(rings, (longitude, latitude))
    return found


def region_map(regions: Sequence[Region]) -> Map:
    """The regions with a disc for each count, its area proportional, and labels that do not overlap."""
    shapes = tuple(region.outline for region in regions)
    paths, places, height = _drawn(shapes)
    most = max((region.value or 0 for region in regions), default=0)
    radii = [_radius(region, most) for region in regions]
    # The capital is small and its neighbours are not: the smallest regions choose their side first.
    order = sorted(range(len(regions)), key=lambda index: (_area(shapes[index]), regions[index].name))
    spots: dict[int, tuple[int, int, str]] = {}
    for index in order:
        spots[index] = _spot(index, _caption(regions[index]), places, radii, spots, regions, height)
    drawn = tuple(
        DrawnRegion(
            region.name,
            region.href,
            paths[index],
            *places[index],
            radii[index],
            region.text,
            *spots[index],
            region.value is None,
            region.value == 0 and _area(region.outline) < TINY,
        )
        for index, region in enumerate(regions)
    )
    return Map(drawn, WIDTH, height)


def _radius(region: Region, most: int) -> float:
    if region.value is None:
        return SMALLEST_DISC
    if not region.value:
        return DOT if _area(region.outline) < TINY else 0
    return round(max(LARGEST_DISC * sqrt(region.value / most), SMALLEST_DISC), 1)


def _label_box(caption: str, x: float, y: float, anchor: str) -> tuple[float, float, float, float]:
    length = text_width(caption, size=TEXT, is_bold=False)
    left = {"start": x, "middle": x - length / 2, "end": x - length}[anchor]
    return left, y - TEXT * 0.8, left + length, y + TEXT * 0.25


def _spot(index, caption, places, radii, spots, regions, height) -> tuple[int, int, str]:
    """Above the disc, right, left, below, then the same a little further, at the first place that is free."""
    x, y = places[index]
    taken = [_label_box(_caption(regions[other]), *spots[other]) for other in spots]
    discs = [
        (
            places[other][0] - radii[other],
            places[other][1] - radii[other],
            places[other][0] + radii[other],
            places[other][1] + radii[other],
        )
        for other in range(len(regions))
        if other != index
    ]
    on_the_spot = [] if radii[index] else [(x + aside, y + 6, "middle") for aside in (0, -8, 8, -16, 16)]
    for further in (0, 8, 16, 24, 32):
        reach = radii[index] + 5 + further
        for spot in (
            *on_the_spot,
            (x, round(y - reach), "middle"),
            (round(x + reach), y + 6, "start"),
            (round(x - reach), y + 6, "end"),
            (x, round(y + reach + 13), "middle"),
            (round(x - reach), round(y + reach), "end"),
            (round(x + reach), round(y + reach), "start"),
        ):
            box = _label_box(caption, *spot)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= height
            if inside and not any(_overlap(box, other) for other in (*taken, *discs)):
                return spot
    return x, round(y - radii[index] - 5), "middle"


def _caption(region: Region | DrawnRegion) -> str:
    return f"{region.name}\u00a0{region.text}" if region.text else region.name


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@lru_cache(maxsize=8)
def _drawn(shapes: tuple[Outline, ...]) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...], int]:
    """Paths and places in pixels, and the height; the same shapes are drawn on every request."""
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink)

    def project(point: Coordinate) -> Coordinate:
        return MARGIN + (point[0] - west) * shrink * scale, MARGIN + (north - point[1]) * scale

    rings = [[tuple(map(project, _opened(ring))) for ring in shape.rings] for shape in shapes]
    simple = simplified([ring for shape in rings for ring in shape], TOLERANCE)
    paths, start = [], 0
    for shape in rings:
        paths.append("".join(_path(ring) for ring in simple[start : start + len(shape)]))
        start += len(shape)
    places = tuple((round(x), round(y)) for x, y in (project(shape.point) for shape in shapes))
    return tuple(paths), places, round(2 * MARGIN + (north - south) * scale)


def _opened(ring: Ring) -> Ring:
    return ring[:-1] if ring[0] == ring[-1] else ring


def _area(shape: Outline) -> float:
    return sum(
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2
        for ring in shape.rings
    )


def simplified(rings: Sequence[Ring], tolerance: float) -> list[Ring]:
    """Closed rings with fewer points (Douglas and Peucker), cut where three regions meet.

    An edge between two regions is read from its lower end by both, so that no gap opens between them.
    """
    neighbours: dict[Coordinate, set[Coordinate]] = {}
    for ring in rings:
        for before, point, after in zip((ring[-1], *ring[:-1]), ring, (*ring[1:], ring[0]), strict=True):
            neighbours.setdefault(point, set()).update((before, after))
    return [_simplified_ring(ring, neighbours, tolerance) for ring in rings]


def _simplified_ring(ring: Ring, neighbours: Mapping[Coordinate, set[Coordinate]], tolerance: float) -> Ring:
    nodes = [index for index, point in enumerate(ring) if len(neighbours[point]) > 2]
    if len(nodes) < 2:
        # A whole ring shared with one neighbour, or none: both cut it at the same two points.
        low = ring.index(min(ring))
        high = max(
            range(len(ring)),
            key=lambda index: (
                hypot(ring[index][0] - ring[low][0], ring[index][1] - ring[low][1]),
                ring[index],
            ),
        )
        nodes = sorted({low, high, *nodes})
    points: list[Coordinate] = []
    for start, end in zip(nodes, [*nodes[1:], nodes[0] + len(ring)], strict=True):
        arc = [ring[index % len(ring)] for index in range(start, end + 1)]
        is_forward = arc[0] <= arc[-1]
        kept = _simplified_arc(arc if is_forward else arc[::-1], tolerance)
        points += (kept if is_forward else kept[::-1])[:-1]
    return tuple(points)


def _simplified_arc(arc: list[Coordinate], tolerance: float) -> list[Coordinate]:
    if len(arc) < 3:
        return arc
    distances = [_distance(point, arc[0], arc[-1]) for point in arc[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= tolerance:
        return [arc[0], arc[-1]]
    middle = farthest + 1
    return _simplified_arc(arc[: middle + 1], tolerance)[:-1] + _simplified_arc(arc[middle:], tolerance)


def _distance(point: Coordinate, start: Coordinate, end: Coordinate) -> float:
    """From a point to the straight line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length


def _path(ring: Ring) -> str:
    """Whole pixels, relative to the point before: half the bytes of absolute coordinates."""
    pixels = [(round(x), round(y)) for x, y in ring]
    steps = [f"M{pixels[0][0]} {pixels[0][1]}l"]
    for (x1, y1), (x2, y2) in pairwise(pixels):
        if (x1, y1) != (x2, y2):
            steps.append(f"{x2 - x1} {y2 - y1} ")
    return "".join(steps).rstrip() + "z"
