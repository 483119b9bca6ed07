"""Writes the fictitious workshops: programme, attendance in numbers, groups, outcomes and recommendations."""

from datetime import timedelta
from typing import Any

from activities.models import Outcome, Participation, Session, WorkingGroup, Workshop, WorkshopOrganisation
from cnclctpa.audit.keeping import save
from cnclctpa.demonstration.framework import Generation, texts_of
from cnclctpa.demonstration.texts import texts
from evaluation.models import Recommendation

PLAIN = ("women", "men", "sex_not_stated", "total", "is_approximate", "is_minimum")


def write_workshops(former: Generation, present: Generation) -> None:
    """Those held by the day; the makings of the present plan are its own steps, whoever held the workshop."""
    generations = {one.plan.slug: one for one in (former, present)}
    for told in texts("workshops")["workshop"]:
        generation = generations[told["plan"]]
        if generation.day(told["days"][1]) <= generation.on:
            write_workshop(generation, present, told)


def write_workshop(generation: Generation, present: Generation, told: dict[str, Any]) -> None:
    setting = generation.setting
    workshop = Workshop(
        slug=told["slug"],
        purpose=told["purpose"],
        also=told.get("also", ""),
        plan=generation.plan,
        process_step=present.plan.steps.get(kind=told["step"]) if "step" in told else None,
        starts_on=generation.day(told["days"][0]),
        ends_on=generation.day(told["days"][1]),
        region=setting.regions[told["region"]],
        **texts_of(told),
    )
    save(workshop)
    for position, one in enumerate(told["organisations"], start=1):
        organisation = setting.organisation(one["organisation"])
        save(
            WorkshopOrganisation(
                workshop=workshop,
                organisation=organisation,
                involvement=one["involvement"],
                position=position,
            )
        )
    for position, one in enumerate(told.get("sessions", []), start=1):
        first, last = (workshop.starts_on + timedelta(days=day - 1) for day in one["days"])
        save(Session(workshop=workshop, starts_on=first, ends_on=last, position=position, **texts_of(one)))
    for position, one in enumerate(told.get("groups", []), start=1):
        axis = generation.plan.axes.get(position=one["axis"]) if "axis" in one else None
        rapporteur = setting.organisation_of(one, "rapporteur")
        save(
            WorkingGroup(
                workshop=workshop, axis=axis, rapporteur=rapporteur, position=position, **texts_of(one)
            )
        )
    write_attendance(generation, workshop, told)
    for position, one in enumerate(told.get("outcomes", []), start=1):
        write_outcome(generation, present, workshop, position, one)


def write_attendance(generation: Generation, workshop: Workshop, told: dict[str, Any]) -> None:
    for position, one in enumerate(told["participations"], start=1):
        numbers = {name: one[name] for name in PLAIN if name in one}
        attendance = Participation(workshop=workshop, position=position, **numbers, **texts_of(one))
        save(attendance)
        attendance.organisations.set(
            generation.setting.organisation(name) for name in one.get("organisations", [])
        )


def write_outcome(
    generation: Generation, present: Generation, workshop: Workshop, position: int, told: dict[str, Any]
) -> None:
    """An outcome, the axes of the present plan that answer it, and the recommendation that it makes."""
    owner = generation.setting.organisation_of(told, "owner")
    outcome = Outcome(
        slug=told["slug"],
        workshop=workshop,
        kind=told["kind"],
        position=position,
        pillar=told.get("pillar", ""),
        owner=owner,
        due_on=generation.day(told["due"]) if "due" in told else None,
        status=told.get("status", "unknown"),
        **texts_of(told),
    )
    save(outcome)
    outcome.axes.set(present.plan.axes.filter(position__in=told.get("axes", [])))
    if "recommendation" in told:
        save(
            Recommendation(
                reference=told["recommendation"],
                outcome=outcome,
                addressed_to=owner,
                pillar=outcome.pillar,
                issued_on=workshop.ends_on,
                **{name: told[name] for name in ("text_fr", "text_en")},
            )
        )
