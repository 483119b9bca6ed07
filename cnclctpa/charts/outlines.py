"""Outlines light enough for a phone: edges shared by two regions are simplified once for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians

WIDTH = 480
MARGIN = 6
TOLERANCE = 1.1

Coordinate = tuple[float, float]
Ring = tuple[Coordinate, ...]


@dataclass(frozen=True)
class Outline:
    """Longitudes and latitudes of a region, and where its name stands."""

    rings: tuple[Ring, ...]
    point: Coordinate

    @property
    def area(self) -> float:
        """In square degrees, holes counted: good enough to say which regions are small."""
        return sum(_area(ring) for ring in self.rings)


@dataclass(frozen=True)
class Drawn:
    """Paths and places in pixels."""

    paths: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
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


@lru_cache(maxsize=8)
def drawn(shapes: tuple[Outline, ...]) -> Drawn:
    """The shapes on a flat page, kept because the same ones are drawn on every request."""
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    if not points:
        return Drawn(paths=(), places=(), height=0)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = cos(radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink)

    def project(point: Coordinate) -> Coordinate:
        return MARGIN + (point[0] - west) * shrink * scale, MARGIN + (north - point[1]) * scale

    rings = [tuple(map(project, _opened(ring))) for shape in shapes for ring in shape.rings]
    simple = iter(simplified(rings, TOLERANCE))
    return Drawn(
        paths=tuple("".join(_path(next(simple)) for _ring in shape.rings) for shape in shapes),
        places=tuple((round(x), round(y)) for x, y in (project(shape.point) for shape in shapes)),
        height=round(2 * MARGIN + (north - south) * scale),
    )


def _opened(ring: Ring) -> Ring:
    return ring[:-1] if ring[0] == ring[-1] else ring


def _area(ring: Ring) -> float:
    corners = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in corners)) / 2


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
        nodes = sorted({*nodes, *_ends(ring)})
    points: list[Coordinate] = []
    for start, end in zip(nodes, [*nodes[1:], nodes[0] + len(ring)], strict=True):
        arc = [ring[index % len(ring)] for index in range(start, end + 1)]
        is_forward = arc[0] <= arc[-1]
        kept = _simplified_arc(arc if is_forward else arc[::-1], tolerance)
        points += (kept if is_forward else kept[::-1])[:-1]
    return tuple(points)


def _ends(ring: Ring) -> tuple[int, int]:
    """Where to cut a ring that no third region touches: both of its sides choose the same two points."""
    low = ring.index(min(ring))

    def reach(index: int) -> tuple[float, Coordinate]:
        return hypot(ring[index][0] - ring[low][0], ring[index][1] - ring[low][1]), ring[index]

    return low, max(range(len(ring)), key=reach)


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
