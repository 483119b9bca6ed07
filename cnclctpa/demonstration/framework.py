"""Writes a fictitious plan and its framework: axes, objectives, results, then what serves them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from activities.models import Activity
from cnclctpa.audit.keeping import save
from cnclctpa.demonstration.setting import Calendar, Setting
from cnclctpa.demonstration.texts import texts
from cnclctpa.reference.choices import Certainty
from plans import services
from plans.choices import ParticipantGroup
from plans.models import (
    AnnualPlan,
    Axis,
    Category,
    Dimension,
    Indicator,
    Plan,
    PlanPartner,
    ProcessParticipation,
    ProcessStep,
    Result,
    StrategicObjective,
)

AXES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Place:
    """Where the texts put activities and indicators: under an objective, or under one of its results."""

    objective: StrategicObjective
    result: Result | None
    activities: list[dict[str, Any]]
    indicators: list[dict[str, Any]]


@dataclass
class Generation:
    """A plan being written, with what the next steps look up."""

    setting: Setting
    plan: Plan
    calendar: Calendar
    places: list[Place] = field(default_factory=list)
    annual_plans: dict[int, AnnualPlan] = field(default_factory=dict)
    #: By title: how one text refers to another.
    activities: dict[str, Activity] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    told: dict[int, dict[str, Any]] = field(default_factory=dict)
    former: "Generation | None" = None
    #: How many months each campaign covers, year by year.
    rhythm: list[int] = field(default_factory=list)

    @property
    def on(self) -> date:
        return self.setting.on

    def day(self, written: str) -> date:
        """``3.07.15`` is the 15th of July of the third year; a year zero is the one before the plan."""
        year, month, day = map(int, written.split("."))
        return date(self.calendar.year(year), month, day)


def write_framework(
    setting: Setting, slug: str, calendar: Calendar, former: Generation | None = None
) -> Generation:
    """The plan as a draft, with all that its texts say of its framework."""
    told = texts(f"{slug}/plan")
    plan = Plan(
        slug=slug,
        is_demonstration=True,
        starts_on=calendar.starts_on,
        ends_on=calendar.ends_on,
        predecessor=former.plan if former else None,
        are_axes_numbered_officially=True,
        **told["plan"],
    )
    generation = Generation(setting, plan, calendar, former=former, rhythm=told["campaign_months"])
    for name in ("adopted", "launched"):
        setattr(plan, f"{name}_on", generation.day(told[name]))
        setattr(plan, f"{name}_certainty", Certainty.CERTAIN)
    if calendar.ends_on < setting.on:
        plan.closed_on, plan.closed_certainty = calendar.ends_on, Certainty.CERTAIN
    plan.budget_certainty = Certainty.CERTAIN
    services.create_plan(plan, by=setting.secretary)
    write_making(generation, told)
    for number in AXES:
        write_axis(generation, texts(f"{slug}/axis-{number}"))
    return generation


def write_making(generation: Generation, told: dict[str, Any]) -> None:
    """Its steps, its partners, its annual plans: plain facts, without a rule of their own."""
    setting, plan = generation.setting, generation.plan
    for position, one in enumerate(told["steps"], start=1):
        first, last = map(generation.day, one["days"])
        step = ProcessStep(
            plan=plan, kind=one["kind"], position=position, starts_on=first, ends_on=last, **texts_of(one)
        )
        save(step)
        for rank, group in enumerate(one.get("groups", []), start=1):
            save(ProcessParticipation(step=step, group=ParticipantGroup(group), position=rank))
    for position, one in enumerate(told["partners"], start=1):
        organisation = setting.organisation(one["organisation"])
        partner = PlanPartner(plan=plan, organisation=organisation, position=position, **texts_of(one))
        save(partner)
    for number, budget in enumerate(told["annual_budgets"], start=1):
        year = generation.calendar.year(number)
        adopted_on = date(year, 1, 20) + timedelta(days=setting.draw("annual", year).randint(0, 30))
        if adopted_on <= setting.on:
            annual_plan = AnnualPlan(plan=plan, year=year, adopted_on=adopted_on, budget=budget)
            generation.annual_plans[year] = services.add_annual_plan(annual_plan, by=setting.secretary)


def write_axis(generation: Generation, told: dict[str, Any]) -> None:
    plan, by = generation.plan, generation.setting.secretary
    axis = Axis(plan=plan, is_wording_official=True, **told["axis"])
    services.add_axis(axis, by=by)
    for one in told["objectives"]:
        objective = StrategicObjective(plan=plan, axis=axis, is_wording_official=True, **texts_of(one))
        services.add_objective(objective, by=by)
        for expected in one.get("results", []):
            result = Result(objective=objective, level=expected["level"], **texts_of(expected))
            services.add_result(result, by=by)
            generation.places.append(place(objective, result, expected))
        generation.places.append(place(objective, None, one))


def place(objective: StrategicObjective, result: Result | None, told: dict[str, Any]) -> Place:
    return Place(objective, result, told.get("activities", []), told.get("indicators", []))


def texts_of(told: dict[str, Any]) -> dict[str, str]:
    """What a text says in either language: ``title_fr``, ``title_en``, ``description_fr``…"""
    return {name: value for name, value in told.items() if name.endswith(("_fr", "_en"))}


def write_dimensions() -> dict[str, tuple[Dimension, list[Category]]]:
    """The breakdowns of the indicators, made once: real plans may use them as well."""
    found = {}
    for one in texts("breakdowns")["dimension"]:
        dimension = Dimension.objects.filter(slug=one["slug"]).first()
        if dimension is None:
            dimension = Dimension(slug=one["slug"], **texts_of(one))
            save(dimension)
            for position, category in enumerate(one["categories"], start=1):
                save(Category(dimension=dimension, position=position, **category))
        found[dimension.slug] = (dimension, list(dimension.categories.order_by("position", "pk")))
    return found


def every_indicator(generation: Generation) -> Iterator[tuple[Place, dict[str, Any]]]:
    for one in generation.places:
        for told in one.indicators:
            yield one, told


def every_activity(generation: Generation) -> Iterator[tuple[Place, dict[str, Any]]]:
    for one in generation.places:
        for told in one.activities:
            yield one, told
