"""A map of regions, with a disc for each count and labels that do not overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from .labels import Anchor, text_width
from .outlines import WIDTH, Outline, drawn, outlines

__all__ = ["Map", "Outline", "Region", "outlines", "region_map"]

# The text of the map on a phone, where the drawing is shrunk and its text enlarged to stay readable.
TEXT = 19
LARGEST_DISC = 21
SMALLEST_DISC = 6
# In square degrees: smaller regions get a dot, or nobody would see them.
TINY = 0.1
DOT = 4

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Region:
    """What to say of a region; ``value`` is ``None`` when it is not known."""

    name: str
    href: str
    outline: Outline
    value: int | None = 0
    text: str = ""

    @property
    def caption(self) -> str:
        return f"{self.name}\u00a0{self.text}" if self.text else self.name

    @property
    def is_dot(self) -> bool:
        return self.value == 0 and self.outline.area < TINY


class Spot(NamedTuple):
    """Where a label stands."""

    x: int
    y: int
    anchor: Anchor

    def box(self, caption: str) -> Box:
        length = text_width(caption, size=TEXT)
        left = {Anchor.START: 0.0, Anchor.MIDDLE: length / 2, Anchor.END: length}[self.anchor]
        return self.x - left, self.y - TEXT * 0.8, self.x - left + length, self.y + TEXT * 0.25


@dataclass(frozen=True)
class DrawnRegion:
    region: Region
    path: str
    x: int
    y: int
    radius: float
    label: Spot

    @property
    def is_unknown(self) -> bool:
        return self.region.value is None

    @property
    def label_box(self) -> Box:
        return self.label.box(self.region.caption)


@dataclass(frozen=True)
class Map:
    regions: tuple[DrawnRegion, ...]
    width: int
    height: int


def region_map(regions: Sequence[Region]) -> Map:
    """The regions in the order given, discs proportional to the counts by their area."""
    page = drawn(tuple(region.outline for region in regions))
    most = max((region.value or 0 for region in regions), default=0)
    radii = [_radius(region, most) for region in regions]
    discs = [
        (x - radius, y - radius, x + radius, y + radius)
        for (x, y), radius in zip(page.places, radii, strict=True)
    ]
    labels: dict[int, Spot] = {}
    # The capital is small and its neighbours are not: the smallest regions choose their side first.
    for index in sorted(range(len(regions)), key=lambda index: regions[index].outline.area):
        caption = regions[index].caption
        others = [disc for other, disc in enumerate(discs) if other != index]
        others += [spot.box(regions[other].caption) for other, spot in labels.items()]
        spots = list(_spots(*page.places[index], radii[index]))
        free = (spot for spot in spots if _is_free(spot.box(caption), others, page.height))
        labels[index] = next(free, spots[0])
    return Map(
        tuple(
            DrawnRegion(region, page.paths[index], *page.places[index], radii[index], labels[index])
            for index, region in enumerate(regions)
        ),
        WIDTH,
        page.height,
    )


def _radius(region: Region, most: int) -> float:
    if region.value is None:
        return SMALLEST_DISC
    if not region.value:
        return DOT if region.is_dot else 0
    return round(max(LARGEST_DISC * sqrt(region.value / most), SMALLEST_DISC), 1)


def _spots(x: int, y: int, radius: float) -> Iterator[Spot]:
    """On the place itself when there is no disc, else above, right, left, below, then a little further."""
    if not radius:
        for aside in (0, -8, 8, -16, 16):
            yield Spot(x + aside, y + 6, Anchor.MIDDLE)
    for further in (0, 8, 16, 24, 32):
        reach = radius + 5 + further
        yield Spot(x, round(y - reach), Anchor.MIDDLE)
        yield Spot(round(x + reach), y + 6, Anchor.START)
        yield Spot(round(x - reach), y + 6, Anchor.END)
        yield Spot(x, round(y + reach + 13), Anchor.MIDDLE)
        yield Spot(round(x - reach), round(y + reach), Anchor.END)
        yield Spot(round(x + reach), round(y + reach), Anchor.START)


def _is_free(box: Box, others: Sequence[Box], height: int) -> bool:
    is_inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= height
    return is_inside and not any(_overlap(box, other) for other in others)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
