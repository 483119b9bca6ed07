"""Where the activities of a plan are carried out: each counts once in each of its regions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.schedule import WANTS_A_CAUSE, Timeliness
from activities.spellings import standing_on
from cnclctpa.portal.reporting.named import Entry, in_language
from cnclctpa.reference.choices import Division
from cnclctpa.reference.models import Region
from cnclctpa.spelling import spelled
from cnclctpa.typography import number
from plans.models import Plan

#: Activities listed where the page counts the rest.
SHOWN = 20


@dataclass(frozen=True)
class Place:
    """The activities of a region, those of the regions that came from it included."""

    region: int
    name: str
    total: int
    late: int


@dataclass(frozen=True)
class Places:
    """The regions of one division in their order, those without activities too.

    ``wider`` counts the activities placed in older regions only, which no region here can claim;
    ``unplaced`` are those that no region is entered for.
    """

    total: int
    rows: tuple[Place, ...]
    wider: int
    unplaced: tuple[int, ...]

    def of(self, region: int) -> Place | None:
        return next((row for row in self.rows if row.region == region), None)

    @property
    def most_late(self) -> Place | None:
        """The region with most late activities, when it stands alone."""
        late = sorted((row for row in self.rows if row.late), key=lambda row: -row.late)
        alone = len(late) == 1 or (len(late) > 1 and late[0].late > late[1].late)
        return late[0] if alone else None


def links_of(plan: Plan) -> list[tuple[int, int]]:
    """Each activity of a plan with each of its regions, by their keys."""
    rows = Activity.regions.through.objects.filter(activity__plan=plan)
    return list(rows.order_by("pk").values_list("activity_id", "region_id"))


def placed(
    states: Mapping[int, Timeliness],
    links: Iterable[tuple[int, int]],
    regions: Iterable[Region],
    *,
    division: Division,
) -> Places:
    """The activities of ``states`` by region; a newer region is told of the older one, never the reverse."""
    known = {region.pk: region for region in regions}
    entered: dict[int, set[int]] = defaultdict(set)
    claimed: dict[int, set[int]] = defaultdict(set)
    for activity, region in links:
        if activity in states:
            entered[activity].add(region)
            if (home := in_division(known[region], known, division)) is not None:
                claimed[home].add(activity)
    somewhere = set().union(*claimed.values()) if claimed else set()
    return Places(
        total=len(states),
        rows=tuple(
            Place(
                region.pk,
                region.name,
                total=len(claimed[region.pk]),
                late=sum(states[one] in WANTS_A_CAUSE for one in claimed[region.pk]),
            )
            for region in known.values()
            if region.division == division
        ),
        wider=len(entered.keys() - somewhere),
        unplaced=tuple(one for one in states if one not in entered),
    )


def in_division(region: Region, known: Mapping[int, Region], division: Division) -> int | None:
    """The region of ``division`` from which this one comes, itself included; None when it is older."""
    found: Region | None = region
    while found is not None and found.division != division:
        found = known.get(found.parent_id) if found.parent_id else None
    return found.pk if found else None


# What the pages of regions show of a plan


@dataclass(frozen=True)
class PlanPlaces:
    """The regions of a plan on a day, with the first of the activities that have none."""

    places: Places
    unplaced: tuple[Entry, ...]

    @property
    def unplaced_count(self) -> int:
        return len(self.places.unplaced)

    @property
    def others(self) -> int:
        return self.unplaced_count - len(self.unplaced)

    @property
    def title(self) -> str:
        """The region with most late activities, when one stands out."""
        most = self.places.most_late
        if most is None:
            return _("The activities of the plan, region by region")
        words = ngettext(
            "%(region)s has the most late activities: one out of %(total)s",
            "%(region)s has the most late activities: %(late)s out of %(total)s",
            most.late,
        )
        language = get_language()
        told = {"late": spelled(most.late, language), "total": number(most.total, language)}
        return words % {"region": most.name, **told}

    @property
    def unplaced_title(self) -> str:
        words = ngettext(
            "One activity is placed in no region",
            "%(count)s activities are placed in no region",
            self.unplaced_count,
        )
        return capfirst(words % {"count": spelled(self.unplaced_count, get_language())})


def plan_places(plan: Plan, regions: Iterable[Region], *, on: date) -> PlanPlaces:
    """The activities among all the regions, in two queries whatever their number."""
    entries = {
        row["pk"]: entry_of(row) for row in rows_of(Activity.objects.of(plan).present(on).in_order(), on=on)
    }
    states = {pk: entry.timeliness for pk, entry in entries.items() if entry.timeliness}
    places = placed(states, links_of(plan), regions, division=Division.D2012)
    return PlanPlaces(places, tuple(entries[one] for one in places.unplaced[:SHOWN]))


@dataclass(frozen=True)
class RegionActivities:
    """The activities of one region; those of ``wider`` are known of an older, larger region only."""

    placed: tuple[Entry, ...]
    wider: tuple[Entry, ...]

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(str(one.timeliness) for one in self.placed))

    @property
    def title(self) -> str:
        late = sum(one.timeliness in WANTS_A_CAUSE for one in self.placed)
        language = get_language()
        if not self.placed:
            return _("No activity of this plan is placed in this region")
        told = {"total": number(len(self.placed), language), "late": spelled(late, language)}
        if not late:
            words = ngettext(
                "One activity is carried out here, and it is not late",
                "%(total)s activities are carried out here, and none is late",
                len(self.placed),
            )
        elif len(self.placed) == 1:
            words = _("One activity is carried out here, and it is late")
        else:
            words = ngettext(
                "%(total)s activities are carried out here, of which one is late",
                "%(total)s activities are carried out here, of which %(late)s are late",
                late,
            )
        return words % told

    @property
    def wider_shown(self) -> tuple[Entry, ...]:
        return self.wider[:SHOWN]

    @property
    def wider_others(self) -> int:
        return len(self.wider) - len(self.wider_shown)


def region_activities(
    plan: Plan, *, own: Collection[int], older: Collection[int], on: date
) -> RegionActivities:
    """The activities entered in ``own`` regions, then those entered in ``older`` ones only; one query."""
    links = Activity.regions.through.objects.filter(region__in=[*own, *older])
    concerned = Activity.objects.of(plan).present(on).in_order().filter(pk__in=links.values("activity"))
    mine: dict[int, Entry] = {}
    others: dict[int, Entry] = {}
    for row in rows_of(concerned, on=on, more=("regions",)):
        if row["regions"] in own:
            mine[row["pk"]] = entry_of(row)
        else:
            others[row["pk"]] = entry_of(row)
    return RegionActivities(
        placed=tuple(mine.values()),
        wider=tuple(entry for pk, entry in others.items() if pk not in mine),
    )


def rows_of(activities: QuerySet[Activity], *, on: date, more: Iterable[str] = ()) -> QuerySet:
    """The activities by their names and their states on a day."""
    stands = standing_on(activities, on=on)
    return stands.values("pk", "code", "title_fr", "title_en", "stands_timeliness", *more)


def entry_of(row: Mapping) -> Entry:
    return Entry(
        row["code"],
        in_language(row["title_fr"], row["title_en"]),
        row["title_en"] or "",
        Timeliness(row["stands_timeliness"]),
    )
