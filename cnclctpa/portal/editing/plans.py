"""Editing plans: their sheet, their making, their partners, what sources say of them, their years."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing import addresses
from cnclctpa.portal.editing.editor import Editor
from cnclctpa.portal.editing.finding import address_in_plan, in_plan, plan_of
from cnclctpa.portal.editing.offers import adding, editing, offer
from plans import services
from plans.choices import PlanProperty, PlanStatus
from plans.forms.plans import (
    AnnualPlanForm,
    ParticipationGrid,
    PartnerForm,
    PlanForm,
    PlanStatementForm,
    StepForm,
)
from plans.models import AnnualPlan, Plan, PlanPartner, PlanStatement, ProcessStep

#: The habit of the committee since 2018.
YEARS_OF_A_PLAN = 5


def next_plan(user, query) -> Plan:
    """A draft that follows the latest real plan: its first day is the one after."""
    former = Plan.objects.visible_to(user).real().order_by("-ends_on").first()
    if former is None:
        return Plan()
    starts_on = former.ends_on + timedelta(days=1)
    ends_on = date(starts_on.year + YEARS_OF_A_PLAN - 1, 12, 31)
    return Plan(predecessor=former, starts_on=starts_on, ends_on=ends_on)


PLAN = Editor(
    name="plan",
    model=Plan,
    form=PlanForm,
    find=lambda user, *, plan: plan_of(user, plan),
    address=lambda plan: {"plan": plan.slug},
    blank=next_plan,
    add=services.create_plan,
    plan=lambda plan: plan,
    above=lambda plan: reverse("plans:plan-list"),
    new=_("New plan"),
    edit=_("Edit the plan"),
    intro=_(
        "What its cover and its first pages say. Axes, objectives, indicators and activities are entered "
        "from its own pages. It stays a draft, which nobody but the secretariat sees, until it is shared or "
        "published."
    ),
    added=_("The plan has been added, as a draft."),
    saved=_("The plan has been saved."),
    removed=_("The plan has been removed."),
)


def about(section: str):
    """Where on the page that tells how a plan was made."""

    def place(row) -> str:
        return f"{reverse('portal:plan-about', args=[row.plan.slug])}#{section}"

    return place


STEP = Editor(
    name="plan-step",
    model=ProcessStep,
    form=StepForm,
    grids=(ParticipationGrid,),
    find=in_plan(ProcessStep),
    address=address_in_plan("pk"),
    blank=lambda user, query, *, plan: ProcessStep(plan=plan_of(user, plan)),
    plan=lambda step: step.plan,
    place=about("process"),
    above=about("process"),
    new=_("New drafting step"),
    edit=_("Edit the drafting step"),
    intro=_("How the plan was made, from its preparation to its launch, and who took part."),
    added=_("The step has been added."),
    saved=_("The step has been saved."),
    removed=_("The step has been removed."),
)
PARTNER = Editor(
    name="plan-partner",
    model=PlanPartner,
    form=PartnerForm,
    find=in_plan(PlanPartner, "organisation"),
    address=address_in_plan("pk"),
    blank=lambda user, query, *, plan: PlanPartner(plan=plan_of(user, plan)),
    plan=lambda partner: partner.plan,
    place=about("support"),
    above=about("support"),
    new=_("New partner of the plan"),
    edit=_("Edit the partner of the plan"),
    added=_("The partner has been added."),
    saved=_("The partner has been saved."),
    removed=_("The partner has been removed."),
)


def new_statement(user, query, *, plan) -> PlanStatement:
    """``?about=budget`` says of which property."""
    asked = query.get("about", "")
    return PlanStatement(plan=plan_of(user, plan), about=asked if asked in PlanProperty else "")


STATEMENT = Editor(
    name="plan-statement",
    model=PlanStatement,
    form=PlanStatementForm,
    find=in_plan(PlanStatement),
    address=address_in_plan("pk"),
    blank=new_statement,
    plan=lambda statement: statement.plan,
    place=about("said"),
    above=about("said"),
    new=_("What a source says of the plan"),
    edit=_("Edit what a source says of the plan"),
    added=_("The statement has been added."),
    saved=_("The statement has been saved."),
    removed=_("The statement has been removed."),
)


def new_year(user, query, *, plan) -> AnnualPlan:
    """``?year=2026`` says which; else the first one that has no annual plan."""
    of = plan_of(user, plan)
    known = set(of.annual_plans.values_list("year", flat=True))
    free = [year for year in of.years if year not in known]
    asked = next((year for year in free if str(year) == query.get("year")), None)
    year: Any = asked or next(iter(free), None)
    return AnnualPlan(plan=of, year=year)


def page_of_year(annual_plan) -> str:
    return reverse("portal:annual-plan-detail", args=[annual_plan.plan.slug, annual_plan.year])


ANNUAL_PLAN = Editor(
    name="annual-plan",
    model=AnnualPlan,
    form=AnnualPlanForm,
    find=in_plan(AnnualPlan),
    address=address_in_plan("year"),
    blank=new_year,
    add=services.add_annual_plan,
    plan=lambda annual_plan: annual_plan.plan,
    place=page_of_year,
    above=lambda annual_plan: annual_plan.plan.get_absolute_url(),
    new=_("New annual plan"),
    edit=_("Edit the annual plan"),
    intro=_(
        "The slice of one year, which the committee adopts with its own budget. Its activities are those "
        "that name it in their own form."
    ),
    added=_("The annual plan has been added."),
    saved=_("The annual plan has been saved."),
    removed=_("The annual plan has been removed."),
)


def is_open(plan: Plan) -> bool:
    """A plan that is over receives nothing more."""
    return plan.status not in (PlanStatus.CLOSED, PlanStatus.EVALUATED)


def closed_to_new(plan_of: Callable[[Any], Plan]) -> Callable[[Any], Any]:
    """A part that is there is still corrected; ``plan_of(row)`` is the plan that takes no new one."""

    def closed(row) -> Any:
        if row.pk or is_open(plan_of(row)):
            return ""
        return _("This plan is over: nothing is added to it any more.")

    return closed


def made_in(plan: Plan, name: str) -> str:
    return reverse(f"portal:{name}-create", args=[plan.slug])


offer("plans", adding(PLAN, _("New plan"), lambda shown: reverse("portal:plan-create")))
offer(
    Plan,
    editing(PLAN, _("Edit the plan")),
    adding(STEP, _("New step"), lambda plan: made_in(plan, "plan-step"), name="step"),
    adding(PARTNER, _("New partner"), lambda plan: made_in(plan, "plan-partner"), name="partner"),
    adding(STATEMENT, _("New statement"), lambda plan: made_in(plan, "plan-statement"), name="statement"),
    adding(ANNUAL_PLAN, _("New annual plan"), lambda plan: made_in(plan, "annual-plan"), name="year"),
)
offer(ProcessStep, editing(STEP))
offer(PlanPartner, editing(PARTNER))
offer(PlanStatement, editing(STATEMENT))
offer(AnnualPlan, editing(ANNUAL_PLAN, _("Edit the annual plan")))

IN = "plans/<plan:plan>/"
urlpatterns = [
    *addresses.of(PLAN, within="plans/", at=IN),
    *addresses.of(STEP, within=f"{IN}steps/", at=f"{IN}steps/<int:pk>/"),
    *addresses.of(PARTNER, within=f"{IN}partners/", at=f"{IN}partners/<int:pk>/"),
    *addresses.of(STATEMENT, within=f"{IN}statements/", at=f"{IN}statements/<int:pk>/"),
    *addresses.of(ANNUAL_PLAN, within=f"{IN}years/", at=f"{IN}years/<int:year>/"),
]
