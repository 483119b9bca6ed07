"""On what conditions workshops and what came out of them are kept."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from activities.models import (
    Outcome,
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from cnclctpa.audit.filling import free_slug, french, next_place
from cnclctpa.audit.keeping import checks, fills
from cnclctpa.audit.removing import guards

#: Words of a title that an address takes.
LONGEST = 60
PARTS = (Session, Participation, WorkingGroup, WorkshopOrganisation, WorkshopStatement)


@fills(Workshop)
def name_workshop(workshop: Workshop) -> None:
    if not workshop.slug and workshop.starts_on:
        words = slugify(french(workshop, "title"))[:LONGEST].strip("-") or workshop.purpose
        workshop.slug = free_slug(Workshop, f"{workshop.starts_on.year}-{words}")


@checks(Workshop)
def step_of_the_plan_served(workshop: Workshop, before: Workshop | None) -> None:
    step = workshop.process_step
    if step and workshop.plan and workshop.plan.is_demonstration != step.plan.is_demonstration:
        raise ValidationError({"process_step": _("Demonstration data do not mix with real ones.")})


@guards(Workshop)
def workshop_without_outcomes(workshop: Workshop) -> None:
    if workshop.outcomes.exists():
        raise ValidationError(_("Outcomes came out of this workshop: remove them first, one by one."))


@fills(*PARTS)
def place_in_the_workshop(row) -> None:
    row.position = row.position or next_place(type(row).objects.filter(workshop=row.workshop))


@checks(Session)
def session_within_the_workshop(session: Session, before: Session | None) -> None:
    workshop = session.workshop
    if session.starts_on < workshop.starts_on or session.ends_on > workshop.ends_on:
        raise ValidationError({"starts_on": _("A session takes place during the workshop.")})


@fills(Outcome)
def name_outcome(outcome: Outcome) -> None:
    outcome.position = outcome.position or next_place(outcome.workshop.outcomes)
    if not outcome.slug:
        outcome.slug = free_slug(Outcome, f"{outcome.workshop.slug[:LONGEST]}-{outcome.position}")


@checks(Outcome)
def outcome_stays_with_its_workshop(outcome: Outcome, before: Outcome | None) -> None:
    if before and outcome.workshop_id != before.workshop_id:
        raise ValidationError(_("An outcome stays with its workshop."))
