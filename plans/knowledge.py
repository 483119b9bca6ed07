"""What is known of a plan, property by property, and who could bring what is not."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cnclctpa.documents.choices import Audience, DocumentKind
from cnclctpa.documents.models import Document
from cnclctpa.reference.choices import Certainty
from plans.choices import MAKING, PlanProperty, PlanStatus
from plans.models import AnnualPlan, Axis, Plan, PlanPartner, PlanStatement, ProcessStep, StrategicObjective

PUBLIC_REPORTS = Document.objects.filter(kind=DocumentKind.REPORT, audience=Audience.PUBLIC)


class State(StrEnum):
    FOUND = "found"
    IN_PART = "in_part"
    MISSING = "missing"
    NOT_YET = "not_yet"


#: What the page looks for in every plan; the other properties are only told when a source speaks of them.
EXPECTED = (
    PlanProperty.TITLE,
    PlanProperty.ADOPTION,
    PlanProperty.LAUNCH,
    PlanProperty.PROCESS,
    PlanProperty.AXES,
    PlanProperty.OBJECTIVES,
    PlanProperty.ACTIVITIES,
    PlanProperty.BUDGET,
    PlanProperty.ANNUAL_PLANS,
    PlanProperty.PARTNERS,
    PlanProperty.EXECUTION,
    PlanProperty.EVALUATION,
)

LACKING = {
    PlanProperty.TITLE: _("The official title, checked against the adopted text"),
    PlanProperty.ADOPTION: _("The date of adoption"),
    PlanProperty.LAUNCH: _("The date of launch"),
    PlanProperty.PROCESS: _("How the plan was made, and with whom"),
    PlanProperty.AXES: _("The axes"),
    PlanProperty.OBJECTIVES: _("The strategic objectives"),
    PlanProperty.ACTIVITIES: _("The list of activities, with their codes and their budgets"),
    PlanProperty.BUDGET: _("The total budget"),
    PlanProperty.ANNUAL_PLANS: _("The annual plans and their budgets"),
    PlanProperty.PARTNERS: _("The partners of the plan"),
    PlanProperty.EXECUTION: _("The execution rate"),
    PlanProperty.EVALUATION: _("The evaluation of the plan"),
}
STILL_LACKING = {
    PlanProperty.PROCESS: _("The dates of the steps of its making, and who took part in each"),
    PlanProperty.AXES: _("The official wording of the axes"),
    PlanProperty.OBJECTIVES: _("The official wording of the objectives"),
    PlanProperty.ANNUAL_PLANS: _("The text of the annual plans, and the budgets still unknown"),
    PlanProperty.EVALUATION: _("The report of the evaluation and its conclusions"),
}
BRINGERS = {
    PlanProperty.TITLE: _("The committee, by publishing the adopted text."),
    PlanProperty.ADOPTION: _("The committee: the minutes of the meeting that adopted the plan."),
    PlanProperty.LAUNCH: _("The committee or the Ministry of Justice."),
    PlanProperty.PROCESS: _("The committee and those who took part in the work."),
    PlanProperty.AXES: _("The committee, by publishing the adopted text."),
    PlanProperty.OBJECTIVES: _("The committee, by publishing the adopted text."),
    PlanProperty.ACTIVITIES: _("The committee, by handing over the matrix of the plan."),
    PlanProperty.BUDGET: _("The committee, with the share of the State and that of each funder."),
    PlanProperty.ANNUAL_PLANS: _("The committee, which adopts them each year."),
    PlanProperty.PARTNERS: _("The committee and the partners themselves."),
    PlanProperty.EXECUTION: _("The committee, from its annual reports."),
    PlanProperty.EVALUATION: _("The committee, or the partners that supported the evaluation."),
}
#: Of a plan that is written here.
WRITERS = _("The secretariat, which is writing the plan.")
#: What a plan can only be given once it is written: nobody owes it to a draft.
AFTERWARDS = (
    PlanProperty.TITLE,
    PlanProperty.ADOPTION,
    PlanProperty.LAUNCH,
    PlanProperty.ANNUAL_PLANS,
    PlanProperty.EXECUTION,
    PlanProperty.EVALUATION,
)


@dataclass(frozen=True)
class Knowledge:
    """One property of a plan: whether it is known, what is lacking, who could bring it, what sources say."""

    about: PlanProperty
    state: State
    statements: tuple[PlanStatement, ...]
    is_being_written: bool = False

    @property
    def is_found(self) -> bool:
        return self.state is State.FOUND

    @property
    def is_lacking(self) -> bool:
        return self.state in (State.MISSING, State.IN_PART)

    @property
    def lacking(self) -> str | Promise:
        if self.state is State.IN_PART:
            return STILL_LACKING[self.about]
        return LACKING[self.about]

    @property
    def bringer(self) -> str | Promise:
        return WRITERS if self.is_being_written else BRINGERS[self.about]


@dataclass(frozen=True)
class Held:
    """How many things a plan read through `with_holdings` has."""

    axes: int
    official_axes: int
    objectives: int
    official_objectives: int
    making_steps: int
    dated_making_steps: int
    annual_plans: int
    partners: int
    reports: int
    activities: int

    @classmethod
    def by(cls, plan: Plan) -> "Held":
        return cls(*(getattr(plan, f"held_{field.name}") for field in fields(cls)))


def with_holdings(plans: QuerySet[Plan], *, activities: QuerySet | None = None) -> QuerySet[Plan]:
    """Plans with the counts that `Held.by` reads.

    ``activities`` are rows that name their plan, given by those who know them: a plan alone knows none.
    """
    return plans.annotate(
        held_axes=counted(Axis.objects),
        held_official_axes=counted(Axis.objects.filter(is_wording_official=True)),
        held_objectives=counted(StrategicObjective.objects),
        held_official_objectives=counted(StrategicObjective.objects.filter(is_wording_official=True)),
        held_making_steps=counted(ProcessStep.objects.filter(kind__in=MAKING)),
        held_dated_making_steps=counted(ProcessStep.objects.filter(kind__in=MAKING, starts_on__isnull=False)),
        held_annual_plans=counted(AnnualPlan.objects),
        held_partners=counted(PlanPartner.objects),
        held_reports=counted(PUBLIC_REPORTS, "plans"),
        held_activities=Value(0) if activities is None else counted(activities),
    )


def counted(rows, link: str = "plan") -> Coalesce:
    per_plan = rows.filter(**{link: OuterRef("pk")}).order_by().values(link).annotate(count=Count("pk"))
    return Coalesce(Subquery(per_plan.values("count")), 0)


def knowledge_of(plan: Plan, statements: Iterable[PlanStatement], *, on: date) -> tuple[Knowledge, ...]:
    """Every expected property of a plan read through `with_holdings`, with the statements about it."""
    statements = list(statements)
    told = {about: tuple(one for one in statements if one.about == about) for about in EXPECTED}
    return tuple(
        Knowledge(about, state(plan, about, told[about], on=on), told[about], plan.is_being_written)
        for about in EXPECTED
    )


def state(plan: Plan, about: PlanProperty, told: Iterable[PlanStatement], *, on: date) -> State:
    known = state_from_sources(plan, about, told, on=on)
    return state_of_draft(plan, about, known) if plan.is_being_written else known


def state_of_draft(plan: Plan, about: PlanProperty, known: State) -> State:
    """A draft is its own official text; what comes after it is written is not missing yet."""
    held = Held.by(plan)
    worded = {PlanProperty.AXES: held.axes, PlanProperty.OBJECTIVES: held.objectives}
    if worded.get(about):
        return State.FOUND
    return State.NOT_YET if about in AFTERWARDS and known is not State.FOUND else known


def state_from_sources(plan: Plan, about: PlanProperty, told: Iterable[PlanStatement], *, on: date) -> State:
    held = Held.by(plan)
    match about:
        case PlanProperty.AXES:
            return wording(held.axes, held.official_axes)
        case PlanProperty.OBJECTIVES:
            return wording(held.objectives, held.official_objectives)
        case PlanProperty.PROCESS:
            return making(held)
        case PlanProperty.ANNUAL_PLANS:
            return annual_plans(held.annual_plans, len(plan.years), is_attested=attested(told))
        case PlanProperty.EVALUATION:
            return evaluation(plan, held, is_attested=attested(told), on=on)
        case PlanProperty.EXECUTION:
            return State.FOUND if attested(told) else State.MISSING
        case _:
            return State.FOUND if is_recorded(plan, held, about) else State.MISSING


def is_recorded(plan: Plan, held: Held, about: PlanProperty) -> bool:
    return {
        PlanProperty.TITLE: plan.is_title_official,
        PlanProperty.ADOPTION: plan.adopted_on is not None,
        PlanProperty.LAUNCH: plan.launched_on is not None,
        # Sources may say how many there are; only those that are entered make a list.
        PlanProperty.ACTIVITIES: held.activities > 0,
        PlanProperty.BUDGET: plan.total_budget is not None,
        PlanProperty.PARTNERS: held.partners > 0,
    }[about]


def attested(statements: Iterable[PlanStatement]) -> bool:
    return any(one.is_retained and one.certainty != Certainty.NOT_FOUND for one in statements)


def wording(count: int, official: int) -> State:
    """Axes or objectives known by the press are known in part until their official wording is."""
    if not count:
        return State.MISSING
    return State.FOUND if official == count else State.IN_PART


def making(held: Held) -> State:
    """The adoption and the launch of a plan tell nothing of its making; steps without dates tell a part."""
    if not held.making_steps:
        return State.MISSING
    return State.FOUND if held.dated_making_steps == held.making_steps else State.IN_PART


def annual_plans(count: int, wanted: int, *, is_attested: bool) -> State:
    """Annual plans that a source only mentions are known in part."""
    if not count and not is_attested:
        return State.MISSING
    return State.FOUND if count >= wanted else State.IN_PART


def evaluation(plan: Plan, held: Held, *, is_attested: bool, on: date) -> State:
    """An evaluation that nobody can read is known in part only."""
    is_evaluated = plan.status == PlanStatus.EVALUATED
    if is_evaluated and held.reports:
        return State.FOUND
    if is_evaluated or is_attested:
        return State.IN_PART
    return State.MISSING if on > plan.ends_on else State.NOT_YET
