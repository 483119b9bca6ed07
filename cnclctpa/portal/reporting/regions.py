"""The regions of the country in its three successive divisions, and what is known of each."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Workshop
from cnclctpa.charts.map import Map, Outline, region_map
from cnclctpa.charts.map import Region as Shape
from cnclctpa.reference.choices import ERAS, Division, RegionKind, Topic
from cnclctpa.reference.models import Figure, Region, Source
from cnclctpa.spelling import inside, spelled
from cnclctpa.typography import number, period, typeset


@dataclass(frozen=True)
class Descent:
    """A region of the oldest division, and those that came from it."""

    region: Region
    in_2016: tuple[Region, ...]
    in_2023: tuple[Region, ...]
    workshops: int


@dataclass(frozen=True)
class Total:
    """How many regions a division has, the district of Bamako apart."""

    division: Division
    regions: int

    @property
    def era(self) -> str:
        return str(ERAS[self.division])


@dataclass(frozen=True)
class RegionsReport:
    """Three divisions with their correspondence; only the oldest has shapes, and the map says so."""

    descents: tuple[Descent, ...]
    totals: tuple[Total, ...]
    map: Map
    placed: int
    not_placed: tuple[Workshop, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]

    @property
    def finding(self) -> str:
        """What changed between the oldest division and the latest."""
        language = get_language()
        return _("From %(before)s to %(after)s regions: three divisions, one map") % {
            "before": number(self.totals[0].regions, language),
            "after": number(self.totals[-1].regions, language),
        }

    @property
    def lead(self) -> str:
        return _(
            "Mali was divided anew in %(second)s and %(third)s. The only free outlines are those of the "
            "oldest division: the map shows its regions and Bamako, and the table says what each became."
        ) % {"second": self.totals[1].division.value, "third": self.totals[2].division.value}

    @property
    def map_title(self) -> str:
        """The region where most workshops were held, when one stands out."""
        most = max(self.descents, key=lambda descent: descent.workshops, default=None)
        ties = sum(descent.workshops == most.workshops for descent in self.descents) if most else 0
        if not self.placed or most is None or ties > 1:
            return _("The regions %(era)s") % {"era": self.totals[0].era}
        return ngettext(
            "%(region)s held the only workshop placed on the map",
            "%(region)s held %(count)s of the %(total)s workshops placed on the map",
            self.placed,
        ) % {
            "region": most.region.name,
            "count": spelled(most.workshops, get_language()),
            "total": spelled(self.placed, get_language()),
        }

    @property
    def map_subtitle(self) -> str:
        return _(
            "Workshops and meetings held, by region of the division %(era)s; the disc is in proportion"
        ) % {"era": self.totals[0].era}

    @property
    def map_note(self) -> str:
        told = [_("Outlines: Natural Earth, public domain, by way of Apache Superset (Apache-2.0).")]
        if self.not_placed:
            language = get_language()
            told.insert(
                0,
                ngettext(
                    "One workshop is not on the map, because its town is not certain: %(titles)s.",
                    "%(count)s workshops are not on the map, because their town is not certain: %(titles)s.",
                    len(self.not_placed),
                )
                % {
                    "count": capfirst(spelled(len(self.not_placed), language)),
                    "titles": "; ".join(where(workshop) for workshop in self.not_placed),
                },
            )
            told[0] = typeset(told[0], language)
        return " ".join(told)


def regions_report(user) -> RegionsReport:
    """What the map and its table show; ``not_placed`` counts the workshops whose region no source gives."""
    regions = list(Region.objects.all())
    workshops = list(workshops_seen_by(user).select_related("region__parent__parent"))
    held = Counter(workshop.region.oldest.pk for workshop in workshops if workshop.region)
    oldest = [region for region in regions if region.division == Division.D2012]
    return RegionsReport(
        descents=tuple(descent_of(region, regions, held[region.pk]) for region in oldest),
        totals=tuple(total_of(division, regions) for division in Division),
        map=region_map([shape_of(region, held[region.pk]) for region in oldest if region.shape]),
        placed=sum(held.values()),
        not_placed=tuple(workshop for workshop in workshops if workshop.region is None),
        figures=tuple(
            Figure.objects.about(Topic.TERRITORY).with_details().order_by("question", "-is_retained")
        ),
        sources=tuple(Source.objects.filter(pk__in=Region.sources.through.objects.values("source"))),
    )


def workshops_seen_by(user) -> QuerySet[Workshop]:
    return Workshop.objects.visible_to(user).real()


def descent_of(region: Region, regions: list[Region], workshops: int) -> Descent:
    children = [one for one in regions if one.parent_id == region.pk]
    keys = {one.pk for one in children}
    return Descent(
        region=region,
        in_2016=tuple(children),
        in_2023=tuple(one for one in regions if one.parent_id in keys),
        workshops=workshops,
    )


def total_of(division: Division, regions: list[Region]) -> Total:
    return Total(
        division=division,
        regions=sum(one.division == division and one.kind == RegionKind.REGION for one in regions),
    )


def shape_of(region: Region, workshops: int) -> Shape:
    """The drawing of a region that has a shape."""
    geometry, label = cast("dict[str, Any]", region.shape), cast("list[float]", region.label_point)
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = tuple(tuple((x, y) for x, y, *_ in ring) for polygon in many for ring in polygon)
    return Shape(
        name=region.name,
        href=region.get_absolute_url(),
        outline=Outline(rings, (label[0], label[1])),
        value=workshops,
        text=str(workshops) if workshops else "",
    )


@dataclass(frozen=True)
class RegionReport:
    """One region: where it comes from, what came from it, what was held there.

    ``workshops`` are those of the region and, for an old division, of the regions that came from it; a
    workshop known to an older region only is in ``wider``: it cannot be placed more precisely.
    """

    region: Region
    ancestors: tuple[Region, ...]
    successors: tuple[Region, ...]
    workshops: tuple[Workshop, ...]
    wider: tuple[Workshop, ...]

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(_("Regions"), reverse("portal:region-list"))]

    @property
    def eyebrow(self) -> str:
        return f"{capfirst(self.region.get_kind_display())}, {self.region.get_division_display()}"

    @property
    def lead(self) -> str:
        """Where the region comes from, or what it became."""
        names = [one.name for one in self.successors]
        if len(names) > 1:
            return _("In the next division its territory is that of %(names)s.") % {"names": ", ".join(names)}
        if self.ancestors and self.ancestors[0].name != self.region.name:
            return _("Its territory belonged to %(name)s in the division before.") % {
                "name": self.ancestors[0].name
            }
        return ""

    @property
    def workshop_items(self) -> list[dict[str, str]]:
        return [item(workshop) for workshop in self.workshops]

    @property
    def wider_items(self) -> list[dict[str, str]]:
        return [item(workshop) for workshop in self.wider]


def region_report(region: Region, user) -> RegionReport:
    """``region`` comes with its lineage (``Region.objects.with_lineage()``)."""
    ancestors = tuple(lineage(region))
    workshops = list(
        workshops_seen_by(user)
        .filter(
            Q(region=region)
            | Q(region__parent=region)
            | Q(region__parent__parent=region)
            | Q(region__in=ancestors)
        )
        .select_related("plan")
    )
    above = {one.pk for one in ancestors}
    return RegionReport(
        region=region,
        ancestors=ancestors,
        successors=tuple(region.successors.all()),
        workshops=tuple(one for one in workshops if one.region_id not in above),
        wider=tuple(one for one in workshops if one.region_id in above),
    )


def lineage(region: Region) -> list[Region]:
    """The parents of a region, the nearest first."""
    return [region.parent, *lineage(region.parent)] if region.parent else []


def where(workshop: Workshop) -> str:
    """A workshop and the place that its source names, if any."""
    return f"{inside(workshop.title)} ({workshop.place})" if workshop.place else inside(workshop.title)


def item(workshop: Workshop) -> dict[str, str]:
    language = get_language()
    return {
        "when": period(workshop.starts_on, workshop.ends_on, language, precision=workshop.precision),
        "title": typeset(workshop.title, language),
        "address": workshop.get_absolute_url(),
        "text": typeset(workshop.place or "", language),
    }
