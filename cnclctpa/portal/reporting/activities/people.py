"""People that an activity reached, in the words that its reader may be told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.choices import AgeGroup, Sex
from activities.models import Activity, PeopleReached
from activities.reached import AGE, SEX, Reached, address, count_of, protection_of
from plans.protected import NOTHING_PUBLISHED, REGION, REST, Part, Told, exactly, is_open, told_parts
from plans.readers import Reader

Names = Mapping[str, str | Promise]
LABELS = {SEX: _("By sex"), AGE: _("By age"), REGION: _("By region")}
NAMES: dict[str, Names] = {
    SEX: {one.value: one.label for one in Sex},
    AGE: {one.value: one.label for one in AgeGroup},
}


@dataclass(frozen=True)
class Group:
    """Some people, and how many they are as this reader is told."""

    label: str | Promise
    told: Told


@dataclass(frozen=True)
class Breakdown:
    label: str | Promise
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class People:
    """``total`` is None for a reader of publications only: published years are never added up."""

    is_protected: bool
    is_open: bool
    total: Told | None
    years: tuple[Group, ...]
    breakdowns: tuple[Breakdown, ...]


def people_of(
    activity: Activity, years: Sequence[Reached], *, reader: Reader, places: Names
) -> People | None:
    """From what `activities.reached` tells this reader; None when nobody may be or was counted.

    Published breakdowns are those of the last year; ``places`` names regions by their address.
    """
    protection = protection_of(activity)
    may_read = is_open(protection, reader)
    if may_read and not years:
        return None
    return People(
        is_protected=protection is not None,
        is_open=may_read,
        total=exactly(sum(int(one.total.value or 0) for one in years)) if may_read else None,
        years=tuple(Group(str(one.year), one.total) for one in years),
        breakdowns=tuple(_breakdowns(years if may_read else years[-1:], places)),
    )


def people_of_report(activity: Activity, rows: Sequence[PeopleReached], *, reader: Reader) -> People | None:
    """The people of one report: a publication tells of years, never of a report.

    The rows come with their regions.
    """
    protection = protection_of(activity)
    may_read = is_open(protection, reader)
    if may_read and not rows:
        return None
    count = count_of(rows)

    def parts(dimension: str) -> tuple[Part, ...]:
        return told_parts(
            count.breakdowns[dimension],
            protection=protection,
            span="",
            dimension=dimension,
            reader=reader,
            figures=NOTHING_PUBLISHED,
        )

    places = {address(row): row.region.name for row in rows if row.region}
    return People(
        is_protected=protection is not None,
        is_open=may_read,
        total=exactly(count.total) if may_read else None,
        years=(),
        breakdowns=tuple(_named({name: [parts(name)] for name in LABELS}, places)),
    )


def _breakdowns(years: Iterable[Reached], places: Names) -> Iterable[Breakdown]:
    several = list(years)
    parts = {
        SEX: [one.by_sex for one in several],
        AGE: [one.by_age for one in several],
        REGION: [one.by_region for one in several],
    }
    return _named(parts, places)


def _named(parts: Mapping[str, Sequence[tuple[Part, ...]]], places: Names) -> Iterable[Breakdown]:
    """Those that say something: a breakdown in one group repeats the total."""
    for dimension, years in parts.items():
        names = {**NAMES.get(dimension, places), REST: _("not stated")}
        groups = _added(years, names)
        if len(groups) > 1:
            yield Breakdown(LABELS[dimension], tuple(groups))


def _added(years: Sequence[tuple[Part, ...]], names: Names) -> list[Group]:
    """One year as it is told; several, which are exact, added up; nobody is left out."""
    if len(years) == 1:
        told_groups = [(part.categories, part.told) for part in years[0]]
    else:
        sums: Counter = Counter()
        for part in (part for several in years for part in several):
            sums[part.categories] += int(part.told.value or 0)
        told_groups = [(categories, exactly(count)) for categories, count in sums.items()]
    return [
        Group(", ".join(str(names.get(one, one)) for one in sorted(map(str, categories))), told)
        for categories, told in told_groups
        if not (told.is_exact and not told.value)
    ]
