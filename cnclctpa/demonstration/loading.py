"""Loads a fictitious programme of realistic size through the services that people use, or nothing of it."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.reached import protected_figures
from cnclctpa.audit.causes import because
from cnclctpa.demonstration.activities import write_activities, write_lineage
from cnclctpa.demonstration.campaigns import write_campaigns
from cnclctpa.demonstration.figures import write_indicators, write_measurements
from cnclctpa.demonstration.framework import Generation, write_framework
from cnclctpa.demonstration.money import write_money
from cnclctpa.demonstration.opinions import write_opinions
from cnclctpa.demonstration.people import load_people
from cnclctpa.demonstration.scale import multiply
from cnclctpa.demonstration.setting import Calendar, Setting
from cnclctpa.demonstration.workshops import write_workshops
from plans.choices import PlanStatus, PublicationKind
from plans.models import Plan
from plans.services import advance_plan, approve_publication, prepare_publication, publish_plan

FORMER, PRESENT = "demo-1", "demo-2"
#: The first scale whose name is free.
SMALLEST = 3
YEARS = 5
#: The plan in force is in its fourth year.
YEARS_GONE = 3


def silent(_sentence: str) -> None:
    """For those who want no progress shown."""


@transaction.atomic
def load(*, on: date, seed: int = 1, say: Callable[[str], None] = silent) -> bool:
    """Load the accounts, the organisations and both plans; False when the plans were already there.

    What is there is left as people made it: only `remove` takes it away. The same seed and the same day give
    the same content.
    """
    load_people()
    if plans_there():
        return False
    setting = Setting(on, seed, say)
    with because("demonstration.loaded"):
        first_year = on.year - YEARS_GONE
        former = write_generation(setting, FORMER, Calendar(first_year - YEARS, YEARS))
        present = write_generation(setting, PRESENT, Calendar(first_year, YEARS), former)
        write_workshops(former, present)
        for generation in (former, present):
            publish_figures(generation)
    return True


def load_larger(times: int, *, on: date, seed: int = 1, say: Callable[[str], None] = silent) -> bool:
    """Add ``demo-<times>``, so many times as large as the plan in force; False when it was already there."""
    if times < SMALLEST:
        raise ValidationError(
            _("Choose a scale of %(smallest)d or more: demo-1 and demo-2 are the usual plans.")
            % {"smallest": SMALLEST}
        )
    load(on=on, seed=seed, say=say)
    slug = f"demo-{times}"
    if Plan.objects.filter(slug=slug, is_demonstration=True).exists():
        return False
    multiply(Plan.objects.get(slug=PRESENT), times=times, slug=slug, say=say)
    return True


def plans_there() -> list[Plan]:
    """The plans of the demonstration; a real plan under one of their names stops everything."""
    found = list(Plan.objects.filter(slug__in=(FORMER, PRESENT)))
    for plan in found:
        if not plan.is_demonstration:
            raise ValidationError(
                _("The identifier %(slug)s is taken by a real plan: the demonstration needs it.")
                % {"slug": plan.slug}
            )
    return found


def publish_figures(generation: Generation) -> None:
    """The protected figures of each year that is over, prepared by one person and approved by another."""
    setting = generation.setting
    for year in generation.plan.years:
        if year < setting.on.year:
            publication = prepare_publication(
                generation.plan,
                kind=PublicationKind.PROTECTED_FIGURES,
                year=year,
                content=protected_figures(generation.plan, year),
                by=setting.secretary,
            )
            approve_publication(publication, by=setting.approver)


def write_generation(
    setting: Setting, slug: str, calendar: Calendar, former: Generation | None = None
) -> Generation:
    """A whole plan, adopted before its activities are followed; its life stops where the day is."""
    by = setting.secretary
    setting.say(_("%(slug)s: framework, activities and indicators…") % {"slug": slug})
    generation = write_framework(setting, slug, calendar, former)
    stories = write_activities(generation)
    series = write_indicators(generation)
    write_lineage(generation, stories)
    advance_plan(generation.plan, to=PlanStatus.IN_FORCE, by=by)
    setting.say(_("%(slug)s: reports and measurements…") % {"slug": slug})
    write_campaigns(generation, stories, series)
    write_measurements(generation, series)
    setting.say(_("%(slug)s: budgets, fundings and expenses…") % {"slug": slug})
    write_money(generation, stories)
    write_opinions(generation)
    if calendar.ends_on < setting.on:
        advance_plan(generation.plan, to=PlanStatus.EVALUATED, by=by)
    publish_plan(generation.plan, by=by)
    return generation
