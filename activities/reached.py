"""People that activities reached, as a reader may know them, and what publications are made from."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from activities.choices import AgeGroup, ReportState, Sex
from activities.models import Activity, PeopleReached
from plans.counts import Count, Counts, counts_of_indicators
from plans.models import Plan
from plans.protected import (
    REGION,
    REST,
    Part,
    Protection,
    PublishedFigures,
    Told,
    in_year,
    is_open,
    name_of,
    told,
    told_parts,
)
from plans.protecting import content_of_protected_figures, ever_published
from plans.readers import Reader

#: The breakdowns of people reached; those by region use the addresses of regions.
SEX, AGE = "sex", "age"


@dataclass(frozen=True)
class Reached:
    """People reached by an activity in a year; ``is_open`` when the reader reads the counts themselves."""

    year: int
    total: Told
    by_sex: tuple[Part, ...]
    by_age: tuple[Part, ...]
    by_region: tuple[Part, ...]
    is_open: bool


def protection_of(activity: Activity) -> Protection | None:
    """None for an activity whose people everybody may count."""
    if not activity.counts_protected_people:
        return None
    return Protection(name_of(activity), activity.lead_id)


def reached(
    activities: Sequence[Activity], *, on: date, reader: Reader, figures: PublishedFigures
) -> dict[int, list[Reached]]:
    """People reached by each activity (by its key), year after year; one query.

    They are those of validated reports on a period ended by that day.
    """
    open_ones = [one for one in activities if is_open(protection_of(one), reader)]
    raw = by_year(PeopleReached.objects.filter(report__activity__in=open_ones, report__ends_on__lte=on))
    return {
        one.pk: _years(one, raw.get(one.pk, {}), on=on, reader=reader, figures=figures) for one in activities
    }


def by_year(rows) -> dict[int, dict[int, Count]]:
    """The counts of validated reports, by activity and by year; one query."""
    found: dict[int, dict[int, list[PeopleReached]]] = defaultdict(lambda: defaultdict(list))
    validated = rows.filter(report__state=ReportState.VALIDATED).select_related("report", "region")
    for row in validated.order_by("pk"):
        found[row.report.activity_id][row.report.ends_on.year].append(row)
    return {
        activity: {year: count_of(several) for year, several in years.items()}
        for activity, years in found.items()
    }


def count_of(rows: Iterable[PeopleReached]) -> Count:
    """Every sex and age is named, even with nobody: that one is missing would tell that none was counted."""
    by_sex: dict[Hashable, int] = dict.fromkeys(Sex.values, 0)
    by_age: dict[Hashable, int] = dict.fromkeys(AgeGroup.values, 0)
    by_region: dict[Hashable, int] = {REST: 0}
    for row in rows:
        by_sex[row.sex] += row.count
        by_age[row.age_group] += row.count
        by_region[address(row)] = by_region.get(address(row), 0) + row.count
    return Count(sum(by_sex.values()), {SEX: by_sex, AGE: by_age, REGION: by_region})


def address(row: PeopleReached) -> str:
    return f"{row.region.division}/{row.region.slug}" if row.region else REST


def counts_of_people(plan: Plan, *, until: int) -> list[Counts]:
    """What protected activities reached each year, until the end of that one; two queries."""
    activities = [one for one in Activity.objects.of(plan).order_by("pk") if one.counts_protected_people]
    people = by_year(
        PeopleReached.objects.filter(
            report__activity__in=activities, report__ends_on__lte=date(until, 12, 31)
        )
    )
    return [
        Counts(of=name_of(one), label=one.code, years=people.get(one.pk, {}), adds_up=True)
        for one in activities
    ]


def protected_figures(plan: Plan, year: int) -> dict:
    """What the next publication of a plan's protected figures may say: of its indicators, of activities."""
    counts = [*counts_of_indicators(plan, until=year), *counts_of_people(plan, until=year)]
    return content_of_protected_figures(year, counts, published=[row.content for row in ever_published(plan)])


def _years(
    activity: Activity,
    raw: Mapping[int, Count],
    *,
    on: date,
    reader: Reader,
    figures: PublishedFigures,
) -> list[Reached]:
    protection = protection_of(activity)
    is_read = is_open(protection, reader)
    years = sorted(raw) if protection is None or is_read else figures.years(protection.of, on=on)
    return [_year(year, raw.get(year), protection, reader=reader, figures=figures) for year in years]


def _year(
    year: int,
    count: Count | None,
    protection: Protection | None,
    *,
    reader: Reader,
    figures: PublishedFigures,
) -> Reached:
    def parts(dimension: str) -> tuple[Part, ...]:
        return told_parts(
            count.breakdowns[dimension] if count else {},
            protection=protection,
            span=in_year(year),
            dimension=dimension,
            reader=reader,
            figures=figures,
        )

    return Reached(
        year=year,
        total=told(
            count.total if count else None,
            protection=protection,
            span=in_year(year),
            reader=reader,
            figures=figures,
        ),
        by_sex=parts(SEX),
        by_age=parts(AGE),
        by_region=parts(REGION),
        is_open=is_open(protection, reader),
    )
