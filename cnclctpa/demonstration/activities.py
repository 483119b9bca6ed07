"""Writes the activities of a fictitious plan: dates, partners, places, milestones, what happens to them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from activities import services
from activities.choices import ActivityKind
from activities.models import Activity, Milestone, Postponement
from cnclctpa.demonstration.courses import Course, Progress, course
from cnclctpa.demonstration.framework import Generation, Place, every_activity, texts_of
from plans.choices import LineageKind


@dataclass(frozen=True)
class Story:
    """An activity that is written, and how it goes."""

    activity: Activity
    told: dict[str, Any]
    progress: Progress

    @property
    def course(self) -> Course:
        return self.progress.course


def write_activities(generation: Generation) -> list[Story]:
    return [write_activity(generation, place, told) for place, told in every_activity(generation)]


def write_activity(generation: Generation, place: Place, told: dict[str, Any]) -> Story:
    setting, calendar = generation.setting, generation.calendar
    by = setting.secretary
    draw = setting.draw(generation.plan.slug, told["title_fr"])
    starts_on, ends_on = dates(generation, told, draw)
    activity = Activity(
        plan=generation.plan,
        objective=None if place.result else place.objective,
        result=place.result,
        kind=told.get("kind", ActivityKind.OTHER),
        target_group=told.get("for", ""),
        priority=told.get("priority", "normal"),
        weight=told.get("weight", 1),
        lead=setting.organisation_of(told, "lead"),
        original_starts_on=starts_on,
        original_ends_on=ends_on,
        added_on=generation.day(told["added"]) if "added" in told else None,
        **texts_of(told),
    )
    # Work follows the dates that were decided last.
    last = told["postponed"][-1]["to"] if "postponed" in told else None
    expected_end = calendar.quarter(last)[1] if last else ends_on
    progress = Progress(
        starts_on or calendar.starts_on,
        expected_end or calendar.ends_on,
        course(told.get("course", ""), draw),
    )
    years = range(starts_on.year, ends_on.year + 1) if starts_on and ends_on else ()
    services.add_activity(
        activity,
        partners={setting.organisation(name): role for name, role in told.get("partners", {}).items()},
        regions=[setting.regions[name] for name in told.get("regions", [])],
        annual_plans=[one for year, one in generation.annual_plans.items() if year in years],
        milestones=milestones(told, progress),
        by=by,
    )
    story = Story(activity, told, progress)
    generation.activities[told["title_fr"]] = activity
    write_postponements(generation, story)
    mark_milestones(generation, story)
    if "withdrawn" in told and generation.day(told["withdrawn"]["on"]) <= generation.on:
        services.withdraw_activity(
            activity, on=generation.day(told["withdrawn"]["on"]), reason=told["withdrawn"]["reason"], by=by
        )
    return story


def dates(generation: Generation, told: dict[str, Any], draw: Random) -> tuple[date | None, date | None]:
    """From the texts, in quarters of the plan and with some hazard of days; ``today`` is the day itself."""
    if "today" in told:
        return generation.on - timedelta(days=told["today"]), generation.on
    if "quarters" not in told:
        return None, None
    first, last = told["quarters"]
    starts_on, ends_on = generation.calendar.quarter(first)[0], generation.calendar.quarter(last)[1]
    if told.get("is_one_day"):
        day = starts_on + timedelta(days=draw.randint(20, 60))
        return day, day
    return starts_on + timedelta(days=draw.randint(0, 20)), ends_on - timedelta(days=draw.randint(0, 15))


def milestones(told: dict[str, Any], progress: Progress) -> list[Milestone]:
    """Due one after the other, the last one on the last day."""
    titles = told.get("milestones", [])
    step = progress.length / max(len(titles), 1)
    return [
        Milestone(
            title_fr=title,
            weight=told.get("milestone_weights", [1] * len(titles))[rank],
            due_on=progress.starts_on + timedelta(days=int(step * (rank + 1))),
        )
        for rank, title in enumerate(titles)
    ]


def mark_milestones(generation: Generation, story: Story) -> None:
    rows = list(story.activity.milestones.order_by("position"))
    for rank, milestone in enumerate(rows, start=1):
        share = Decimal(rank) / len(rows)
        done_on = story.progress.day_of(share)
        if share <= story.course.stop and done_on <= generation.on:
            services.mark_milestone_done(milestone, on=done_on, by=generation.setting.secretary)


def write_postponements(generation: Generation, story: Story) -> list[Postponement]:
    return [
        services.postpone(
            story.activity,
            decided_on=generation.day(one["decided"]),
            ends_on=generation.calendar.quarter(one["to"])[1],
            cause=one["cause"],
            note=one.get("note", ""),
            by=generation.setting.secretary,
        )
        for one in story.told.get("postponed", [])
    ]


def write_lineage(generation: Generation, stories: list[Story]) -> None:
    """What the activities of the former plan became: told by their heirs, or dropped by the plan itself."""
    former, by = generation.former, generation.setting.secretary
    if former is None:
        return
    for story in stories:
        for title in story.told.get("continues", []):
            services.declare_lineage(
                former.activities[title],
                heir=story.activity,
                kind=story.told.get("lineage", LineageKind.CONTINUED),
                by=by,
            )
    for activity in former.activities.values():
        if not activity.heirs.exists():
            services.declare_lineage(activity, kind=LineageKind.DROPPED, by=by)
