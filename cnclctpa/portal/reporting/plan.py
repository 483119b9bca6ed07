"""One plan: where it stands, how it was made, what sources disagree about and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Activity, Workshop
from cnclctpa.charts.years import PlanYear, plan_years
from cnclctpa.documents.models import Document
from cnclctpa.reading import read_together
from cnclctpa.reference.choices import Certainty, CountingUnit
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Figure, Framework, Organisation
from cnclctpa.spelling import ordinal, spelled, times
from evaluation.models import Assessment
from plans.choices import MAKING, Pillar, PlanProperty, PlanStatus
from plans.knowledge import EXPECTED, Knowledge, knowledge_of, with_holdings
from plans.models import (
    AnnualPlan,
    Axis,
    Indicator,
    Plan,
    PlanPartner,
    PlanStatement,
    ProcessParticipation,
    ProcessStep,
    StrategicObjective,
)
from plans.reporting.generation import period_of


@dataclass(frozen=True)
class Subject:
    """What sources say of one property of a plan, what is retained first."""

    about: PlanProperty
    statements: tuple[PlanStatement, ...]

    @property
    def label(self) -> str | Promise:
        return capfirst(self.about.label)

    @property
    def is_doubtful(self) -> bool:
        return not all(one.is_retained for one in self.statements)


@dataclass(frozen=True)
class Step:
    """A step in the making of a plan, with who took part and the workshops that served it."""

    step: ProcessStep
    participants: tuple[ProcessParticipation, ...]
    workshops: tuple[Workshop, ...]


@dataclass(frozen=True)
class PlanPage:
    """What every page of a plan knows of it."""

    plan: Plan
    on: date
    axes: tuple[Axis, ...]
    statements: tuple[PlanStatement, ...]
    knowledge: tuple[Knowledge, ...]
    predecessor: Plan | None

    @property
    def period(self) -> str:
        return period_of(self.plan)

    @property
    def subjects(self) -> list[Subject]:
        found = []
        for about in PlanProperty:
            told = [one for one in self.statements if one.about == about]
            if told:
                found.append(Subject(about, tuple(sorted(told, key=lambda one: not one.is_retained))))
        return found

    @property
    def doubts(self) -> list[Subject]:
        return [subject for subject in self.subjects if subject.is_doubtful]

    @property
    def missing(self) -> list[Knowledge]:
        return [one for one in self.knowledge if one.is_lacking]

    @property
    def missing_title(self) -> str:
        total, missing = len(EXPECTED), len(self.missing)
        if self.plan.is_being_written:
            words = ngettext(
                "One thing out of %(total)s is still to be entered",
                "%(missing)s things out of %(total)s are still to be entered",
                missing,
            )
        else:
            words = ngettext(
                "One thing out of %(total)s is still to be brought",
                "%(missing)s things out of %(total)s are still to be brought",
                missing,
            )
        language = get_language()
        return capfirst(words % {"missing": spelled(missing, language), "total": spelled(total, language)})


@dataclass(frozen=True)
class PlanDashboard(PlanPage):
    objectives: tuple[StrategicObjective, ...]
    steps: tuple[ProcessStep, ...]
    annual_plans: tuple[AnnualPlan, ...]
    figures: tuple[Figure, ...]
    workshops: tuple[Workshop, ...]
    assessments: tuple[Assessment, ...]
    partners: tuple[PlanPartner, ...]

    @property
    def title(self) -> str:
        """The finding: how far time has gone, and that no activity is known."""
        told = {"plan": self.period, "rank": ordinal(self.rank, get_language()) if self.is_under_way else ""}
        if self.plan.is_being_written:
            return _("The %(plan)s plan is being written: no activity has been entered yet") % told
        if self.on < self.plan.starts_on:
            return _("The %(plan)s plan has not begun, and its activities are not known") % told
        if self.is_under_way:
            return _("The %(plan)s plan is in its %(rank)s year, and its activities are not known") % told
        if self.plan.status == PlanStatus.EVALUATED:
            return _("The %(plan)s plan is over and was evaluated; its activities are not known") % told
        return _("The %(plan)s plan is over, and its activities are not known") % told

    @property
    def is_under_way(self) -> bool:
        return self.plan.starts_on <= self.on <= self.plan.ends_on

    @property
    def rank(self) -> int:
        """Which year of the plan the day falls in, from 1."""
        return self.on.year - self.plan.starts_on.year + 1

    @property
    def years(self) -> list[PlanYear]:
        return plan_years(self.plan.starts_on, self.plan.ends_on, on=self.on)

    @property
    def annual_subjects(self) -> list[Subject]:
        return [subject for subject in self.subjects if subject.about == PlanProperty.ANNUAL_PLANS]

    @property
    def is_making_known(self) -> bool:
        return any(step.kind in MAKING for step in self.steps)

    @property
    def axes_title(self) -> str:
        count = len(self.axes)
        language = get_language()
        if len({axis.pillar for axis in self.axes}) == count == len(Pillar):
            words = _("%(count)s axes, one for each pillar")
        else:
            words = ngettext("One axis", "%(count)s axes", count)
        return capfirst(words % {"count": spelled(count, language)})

    @property
    def workshops_title(self) -> str:
        count = len(self.workshops)
        words = ngettext("One workshop served this plan", "%(count)s workshops served this plan", count)
        return capfirst(words % {"count": spelled(count, get_language())})

    @property
    def assessments_title(self) -> str:
        """The finding: how many times the level changed from one report to the next, and how surely."""
        changes = [pair for pair in pairwise(self.assessments) if pair[0].tier != pair[1].tier]
        if len(self.assessments) < 2:
            return _("The TIP report during the period")
        if not changes:
            level = self.assessments[0].get_tier_display()
            return _("All TIP reports of the period give the same level: %(level)s") % {"level": level}
        language = get_language()
        inferred = sum(any(one.certainty != Certainty.CERTAIN for one in pair) for pair in changes)
        told = {"changed": times(len(changes), language), "inferred": times(inferred, language)}
        if not inferred:
            words = _("The level given by the TIP report changed %(changed)s")
        elif inferred == len(changes):
            words = _("The level given by the TIP report changed %(changed)s, by inference")
        else:
            words = _("The level given by the TIP report changed %(changed)s, %(inferred)s by inference")
        return words % told


@dataclass(frozen=True)
class PlanAbout(PlanPage):
    steps: tuple[Step, ...]
    partners: tuple[PlanPartner, ...]
    frameworks: tuple[Framework, ...]
    documents: tuple[Document, ...]

    @property
    def title(self) -> str:
        """The finding: how many steps of its making are known, its adoption and its launch left out."""
        making = [one.step for one in self.steps if one.step.kind in MAKING]
        count = len(making)
        told = {"plan": self.period, "count": spelled(count, get_language())}
        if not count and self.plan.is_being_written:
            return _("The %(plan)s plan: no step of its making has been entered yet") % told
        if not count:
            return _("How the %(plan)s plan was made is not known") % told
        if not any(step.starts_on for step in making):
            words = ngettext(
                "The %(plan)s plan: one step of its making is known, without its date",
                "The %(plan)s plan: %(count)s steps of its making are known, without their dates",
                count,
            )
        else:
            words = ngettext(
                "The %(plan)s plan: one step of its making is known",
                "The %(plan)s plan: %(count)s steps of its making are known",
                count,
            )
        return words % told

    @property
    def is_making_known(self) -> bool:
        return any(one.step.kind in MAKING for one in self.steps)


def plans_to_show(user) -> QuerySet[Plan]:
    """The plans that the person may see, as the pages of a plan read them."""
    plans = Plan.objects.visible_to(user).select_related("predecessor")
    return with_holdings(plans, activities=Activity.objects.all())


def with_entries(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans of which `is_followed` can be asked."""
    activities, indicators = (
        Exists(rows.filter(plan=OuterRef("pk"))) for rows in (Activity.objects, Indicator.objects)
    )
    return plans.select_related("predecessor").annotate(has_entries=activities | indicators)


def is_followed(plan: Plan) -> bool:
    """Whether an activity or an indicator is entered of a plan read through `with_entries`."""
    return bool(vars(plan)["has_entries"])


def dashboard(plan: Plan, *, user, on: date) -> PlanDashboard:
    """The page of a plan read through `plans_to_show`, in three more queries."""
    axes, objectives, steps, statements, workshops, assessments, annual_plans, figures, partners = (
        read_together(
            plan.axes.all(),
            plan.objectives.all(),
            plan.steps.all(),
            plan.statements.all(),
            workshops_of(plan, user),
            Assessment.objects.tip().filter(year__range=(plan.starts_on.year, plan.ends_on.year)),
            plan.annual_plans.all(),
            plan.figures.all(),
            plan.partners.all(),
        )
    )
    figures.sort(key=lambda one: one.counting_unit != CountingUnit.XOF)
    name_organisations(partners)
    given(plan, axes, objectives)
    with_sources(
        [plan], axes, objectives, steps, statements, workshops, assessments, annual_plans, figures, partners
    )
    return PlanDashboard(
        plan=plan,
        on=on,
        axes=tuple(axes),
        statements=tuple(statements),
        knowledge=knowledge_of(plan, statements, on=on),
        predecessor=visible_predecessor(plan),
        objectives=tuple(objectives),
        steps=tuple(steps),
        annual_plans=tuple(annual_plans),
        figures=tuple(figures),
        workshops=tuple(reversed(workshops)),
        assessments=tuple(reversed(assessments)),
        partners=tuple(partners),
    )


def about(plan: Plan, *, user, on: date) -> PlanAbout:
    """How a plan read through `plans_to_show` was made, and all that is said of it; five more queries."""
    axes, steps, statements, workshops, participants, partners = read_together(
        plan.axes.all(),
        plan.steps.all(),
        plan.statements.all(),
        workshops_of(plan, user),
        ProcessParticipation.objects.filter(step__plan=plan),
        plan.partners.all(),
    )
    name_organisations(participants, partners)
    frameworks = list(plan.frameworks.all())
    documents = list(Document.objects.visible_to(user).filter(plans=plan))
    given(plan, axes)
    with_sources([plan], steps, statements, partners, frameworks)
    return PlanAbout(
        plan=plan,
        on=on,
        axes=tuple(axes),
        statements=tuple(statements),
        knowledge=knowledge_of(plan, statements, on=on),
        predecessor=visible_predecessor(plan),
        steps=tuple(joined(steps, participants, reversed(workshops))),
        partners=tuple(partners),
        frameworks=tuple(frameworks),
        documents=tuple(documents),
    )


def workshops_of(plan: Plan, user) -> QuerySet[Workshop]:
    return Workshop.objects.visible_to(user).serving(plan)


def given(plan: Plan, *groups: Iterable) -> None:
    """What belongs to a plan builds its address from it: it is already read."""
    for group in groups:
        for one in group:
            one.plan = plan


def visible_predecessor(plan: Plan) -> Plan | None:
    """The plan before, unless it is a draft: its title belongs to those who may open it."""
    return plan.predecessor if plan.predecessor and plan.predecessor.is_published else None


def name_organisations(*groups: Sequence) -> None:
    """Give participants and partners their organisation; a group that no source names has none."""
    rows = [row for group in groups for row in group]
    found = Organisation.objects.in_bulk({row.organisation_id for row in rows} - {None})
    for row in rows:
        row.organisation = found.get(row.organisation_id)


def joined(
    steps: Iterable[ProcessStep], participants: Iterable[ProcessParticipation], workshops: Iterable[Workshop]
) -> list[Step]:
    participants, workshops = list(participants), list(workshops)
    return [
        Step(
            step,
            tuple(one for one in participants if one.step_id == step.pk),
            tuple(one for one in workshops if one.process_step_id == step.pk),
        )
        for step in steps
    ]
