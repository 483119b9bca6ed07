"""Where the plan is carried out: activities by region, each once in each of its regions."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.schedule import WANTS_A_CAUSE
from cnclctpa.charts.shares import Width, seen
from cnclctpa.portal.reporting.dashboard.gathering import Gathered
from cnclctpa.portal.reporting.dashboard.words import count

#: How many regions the dashboard shows at once.
SHOWN = 10


@dataclass(frozen=True)
class Place:
    """A region; ``late`` are those of its activities that want a cause."""

    name: str
    division: str
    slug: str
    total: int
    late: int
    width: Width
    late_width: Width

    @property
    def address(self) -> str:
        return reverse("portal:region-detail", args=[self.division, self.slug])


@dataclass(frozen=True)
class Places:
    """``nowhere`` is how many activities have no region."""

    regions: tuple[Place, ...]
    nowhere: int

    @property
    def first(self) -> tuple[Place, ...]:
        return self.regions[:SHOWN]

    @property
    def others(self) -> tuple[Place, ...]:
        return self.regions[SHOWN:]

    @property
    def title(self) -> str:
        """The region with most late activities, when one stands out."""
        ordered = sorted(self.regions, key=lambda one: -one.late)
        if len(ordered) < 2 or not ordered[0].late or ordered[0].late == ordered[1].late:
            return _("Activities by region")
        words = ngettext(
            "%(region)s has the only late activity of its regions",
            "%(region)s has the most late activities: %(late)s out of %(total)s",
            ordered[0].late,
        )
        first = ordered[0]
        return words % {"region": first.name, "late": count(first.late), "total": count(first.total)}

    @property
    def note(self) -> str:
        told = [_("An activity carried out in several regions counts once in each.")]
        if self.nowhere:
            words = ngettext(
                "One activity has no region: it is national, or its place is not said.",
                "%(count)s activities have no region: they are national, or their place is not said.",
                self.nowhere,
            )
            told.append(words % {"count": count(self.nowhere)})
        return " ".join(told)


def places_of(known: Gathered) -> Places:
    present = {one.row.pk: one for one in known.present}
    placed = {place.activity_id for place in known.places}
    totals = Counter(place.region_id for place in known.places)
    late = Counter(
        place.region_id
        for place in known.places
        if present[place.activity_id].assessed.timeliness in WANTS_A_CAUSE
    )
    most = max(totals.values(), default=0)
    ordered = sorted(totals, key=lambda key: (-totals[key], known.regions[key].name))
    return Places(
        regions=tuple(
            Place(
                name=known.regions[key].name,
                division=known.regions[key].division,
                slug=known.regions[key].slug,
                total=totals[key],
                late=late[key],
                width=seen(totals[key], most),
                late_width=seen(late[key], most),
            )
            for key in ordered
        ),
        nowhere=len(present.keys() - placed),
    )
