"""What is changed of each activity, and who refuses it: tried for real, and taken back unless all accept."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import services
from activities.following import follow
from activities.models import Activity
from activities.schedule import current_dates
from cnclctpa import typography
from cnclctpa.audit.keeping import keep
from cnclctpa.portal.editing.bulk.forms import NOBODY, Dates, Regions
from cnclctpa.reference.models import Organisation, Region
from plans.choices import PlanStatus
from plans.models import Plan

Days = tuple[date | None, date | None]


class TakenBackError(Exception):
    """Everything was tried: nothing of it stays."""


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass
class Outcome:
    """Of one activity: what changes, or why it cannot."""

    activity: Activity
    revision: int
    differences: list[Difference] = field(default_factory=list)
    refusal: str = ""


@dataclass(frozen=True)
class Asked:
    """The changes that a person asks for, with the organisation that is named."""

    answers: dict[str, Any]
    lead: Organisation | None
    on: date

    @property
    def regions(self) -> list[Region]:
        return list(self.answers["regions"])


def chosen(plan: Plan, codes: Iterable[str]) -> list[Activity]:
    """In the order of the matrix; codes that name no activity are left out."""
    rows = Activity.objects.of(plan).filter(code__in=set(codes)).in_order()
    related = rows.select_related("plan", "lead", "objective__plan", "result__objective__plan")
    return list(related.prefetch_related("regions", "postponements"))


def change(activities: list[Activity], asked: Asked, *, by: Any, for_good: bool) -> list[Outcome]:
    """What comes of it for each; nothing is kept when one of them refuses, or when it is only tried."""
    outcomes: list[Outcome] = []
    try:
        with transaction.atomic():
            outcomes = [changed(activity, asked, by) for activity in activities]
            if not for_good or any(one.refusal for one in outcomes):
                raise TakenBackError
    except TakenBackError:
        pass
    return outcomes


def changed(activity: Activity, asked: Asked, by: Any) -> Outcome:
    outcome = Outcome(activity, activity.revision)
    days, regions = days_of(activity, asked.on), list(activity.regions.all())
    before = told(activity, days, regions)
    try:
        with transaction.atomic():
            days = move(activity, days, asked, by)
            regions = place(activity, regions, asked)
            change_columns(activity, asked, by)
    except ValidationError as refusal:
        outcome.refusal = " ".join(refusal.messages)
        return outcome
    after = told(activity, days, regions)
    outcome.differences = [
        Difference(label, before[label], after[label]) for label in before if before[label] != after[label]
    ]
    return outcome


def days_of(activity: Activity, on: date) -> Days:
    followed = follow(activity, postponements=activity.postponements.all())
    return current_dates(followed.schedule, on=on)


def told(activity: Activity, days: Days, regions: list[Region]) -> dict[str, str]:
    """As the page shows it, by label."""
    language = get_language() or "fr"
    starts_on, ends_on = (typography.day(one, language) if one else _("no date") for one in days)
    return {
        str(_("Lead organisation")): str(activity.lead or _("no lead organisation")),
        str(_("Start")): starts_on,
        str(_("End")): ends_on,
        str(_("Weight")): typography.number(activity.weight, language),
        str(_("Regions")): ", ".join(sorted(map(str, regions))) or _("no region"),
    }


def move(activity: Activity, days: Days, asked: Asked, by: Any) -> Days:
    """Other dates: those of the plan while it is a draft, or has none; afterwards a postponement."""
    wanted = wanted_days(days, asked)
    if wanted == days:
        return days
    starts_on, ends_on = wanted
    if activity.plan.status == PlanStatus.DRAFT or activity.original_ends_on is None:
        activity.original_starts_on, activity.original_ends_on = starts_on, ends_on
        return wanted
    services.postpone(
        activity,
        starts_on=starts_on if starts_on != days[0] else None,
        ends_on=ends_on or activity.original_ends_on,
        cause=asked.answers["cause"],
        note=asked.answers["note"],
        decided_on=asked.on,
        by=by,
    )
    return wanted


def wanted_days(days: Days, asked: Asked) -> Days:
    answers = asked.answers
    if answers["dates"] == Dates.SHIFT:
        return shifted(days[0], answers["months"]), shifted(days[1], answers["months"])
    if answers["dates"] == Dates.SET:
        return answers["starts_on"] or days[0], answers["ends_on"] or days[1]
    return days


def shifted(day: date | None, months: int) -> date | None:
    """Some months later, or earlier; the last day of a month stays the last day of a month.

    >>> shifted(date(2026, 6, 30), 1), shifted(date(2026, 1, 31), 1), shifted(date(2026, 3, 15), -3)
    (datetime.date(2026, 7, 31), datetime.date(2026, 2, 28), datetime.date(2025, 12, 15))
    """
    if day is None:
        return None
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    last, is_last = length(year, month), day.day == length(day.year, day.month)
    return date(year, month, last if is_last else min(day.day, last))


def length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def place(activity: Activity, regions: list[Region], asked: Asked) -> list[Region]:
    how, named = asked.answers["how_regions"], asked.regions
    wanted = {
        Regions.KEEP: regions,
        Regions.ADD: [*regions, *(one for one in named if one not in regions)],
        Regions.REMOVE: [one for one in regions if one not in named],
        Regions.REPLACE: named,
    }[Regions(how)]
    if added := [one for one in wanted if one not in regions]:
        activity.regions.add(*added)
    if removed := [one for one in regions if one not in wanted]:
        activity.regions.remove(*removed)
    return wanted


def change_columns(activity: Activity, asked: Asked, by: Any) -> None:
    answers = asked.answers
    if answers["lead"]:
        activity.lead = None if answers["lead"] == NOBODY else asked.lead
    if answers["weight"] is not None:
        activity.weight = answers["weight"]
    keep(activity, by=by)
