"""The regions of the country in its three successive divisions, and what is known of each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Workshop
from cnclctpa.charts.map import Map, Outline, region_map
from cnclctpa.charts.map import Region as Shape
from cnclctpa.charts.timeliness import Group, Timeliness, timeliness
from cnclctpa.portal.reporting.places import Place, PlanPlaces, RegionActivities, region_activities
from cnclctpa.reference.choices import ERAS, Division, RegionKind, Topic
from cnclctpa.reference.models import Figure, Region, Source
from cnclctpa.spelling import inside, spelled
from cnclctpa.typography import number, period, typeset
from plans.models import Plan


@dataclass(frozen=True)
class Descent:
    """A region of the oldest division, and those that came from it."""

    region: Region
    in_2016: tuple[Region, ...]
    in_2023: tuple[Region, ...]
    workshops: int
    place: Place | None = None


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
    """Three divisions with their correspondence; only the oldest has shapes, and the map says so.

    The map shows the activities of ``plan`` when they are known, else the workshops held.
    """

    plan: Plan | None
    activities: PlanPlaces | None
    descents: tuple[Descent, ...]
    totals: tuple[Total, ...]
    map: Map
    placed: int
    not_placed: tuple[Workshop, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]

    @property
    def finding(self) -> str:
        """What changed between the oldest division and the latest, or where most activities are late."""
        if self.activities:
            return self.activities.title
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
        if self.activities:
            return _("Where the activities of the plan are carried out")
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
        if self.activities:
            return _(
                "Activities of the plan, by region of the division %(era)s; the disc is in proportion"
            ) % {"era": self.totals[0].era}
        return _(
            "Workshops and meetings held, by region of the division %(era)s; the disc is in proportion"
        ) % {"era": self.totals[0].era}

    @property
    def map_note(self) -> str:
        told = [_("Outlines: Natural Earth, public domain, by way of Apache Superset (Apache-2.0).")]
        if self.activities:
            return " ".join([_("An activity carried out in several regions counts once in each."), *told])
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


def regions_report(
    regions: list[Region],
    *,
    user,
    plan: Plan | None = None,
    activities: PlanPlaces | None = None,
    query: str = "",
) -> RegionsReport:
    """What the map and its table show; ``not_placed`` counts the workshops whose region no source gives.

    ``query`` is what links to regions carry on. What sources say is not told beside a fictitious plan.
    """
    is_fictitious = plan is not None and plan.is_demonstration
    seen = workshops_seen_by(user).select_related("region__parent__parent")
    workshops = [] if is_fictitious else list(seen)
    told = Figure.objects.about(Topic.TERRITORY).with_details()
    figures = told.order_by("question", "-is_retained", "slug")
    held = Counter(workshop.region.oldest.pk for workshop in workshops if workshop.region)
    oldest = [region for region in regions if region.division == Division.D2012]
    places = {region.pk: activities.places.of(region.pk) if activities else None for region in oldest}
    counts = {key: place.total if place else held[key] for key, place in places.items()}
    return RegionsReport(
        plan=plan,
        activities=activities,
        descents=tuple(descent_of(region, regions, held[region.pk], places[region.pk]) for region in oldest),
        totals=tuple(total_of(division, regions) for division in Division),
        map=region_map([shape_of(region, counts[region.pk], query) for region in oldest if region.shape]),
        placed=sum(held.values()),
        not_placed=tuple(workshop for workshop in workshops if workshop.region is None),
        figures=() if is_fictitious else tuple(figures),
        sources=tuple(Source.objects.filter(pk__in=Region.sources.through.objects.values("source"))),
    )


def workshops_seen_by(user) -> QuerySet[Workshop]:
    return Workshop.objects.visible_to(user).real()


def descent_of(region: Region, regions: list[Region], workshops: int, place: Place | None = None) -> Descent:
    children = [one for one in regions if one.parent_id == region.pk]
    keys = {one.pk for one in children}
    return Descent(
        region=region,
        in_2016=tuple(children),
        in_2023=tuple(one for one in regions if one.parent_id in keys),
        workshops=workshops,
        place=place,
    )


def total_of(division: Division, regions: list[Region]) -> Total:
    return Total(
        division=division,
        regions=sum(one.division == division and one.kind == RegionKind.REGION for one in regions),
    )


def shape_of(region: Region, count: int, query: str = "") -> Shape:
    """The drawing of a region that has a shape."""
    geometry, label = cast("dict[str, Any]", region.shape), cast("list[float]", region.label_point)
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = tuple(tuple((x, y) for x, y, *_ in ring) for polygon in many for ring in polygon)
    return Shape(
        name=region.name,
        href=region.get_absolute_url() + query,
        outline=Outline(rings, (label[0], label[1])),
        value=count,
        text=str(count) if count else "",
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
    activities: RegionActivities | None = None

    @property
    def states(self) -> Timeliness:
        """How many activities of the region stand in each state."""
        counts = self.activities.counts if self.activities else {}
        return timeliness([Group(self.region.name, counts)])

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


def region_report(region: Region, user, *, plan: Plan | None = None, on: date | None = None) -> RegionReport:
    """``region`` comes with its lineage (``Region.objects.with_lineage()``); ``plan`` has activities."""
    ancestors = tuple(lineage(region))
    above = [one.pk for one in ancestors]
    own = [region.pk, *descent_keys(region)]
    is_fictitious = plan is not None and plan.is_demonstration
    seen = workshops_seen_by(user).filter(region__in=[*own, *above]).select_related("plan")
    workshops = [] if is_fictitious else list(seen)
    return RegionReport(
        region=region,
        ancestors=ancestors,
        successors=tuple(region.successors.all()),
        workshops=tuple(one for one in workshops if one.region_id not in above),
        wider=tuple(one for one in workshops if one.region_id in above),
        activities=region_activities(plan, own=own, older=above, on=on) if plan and on else None,
    )


def descent_keys(region: Region) -> list[int]:
    """The keys of the regions that came from this one."""
    return [
        key
        for one in region.successors.all()
        for key in (one.pk, *(later.pk for later in one.successors.all()))
    ]


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
