"""The generations of the national action plan, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa.reference.citations import with_sources
from cnclctpa.spelling import spelled
from plans.choices import Pillar, PlanProperty
from plans.knowledge import EXPECTED, Knowledge, knowledge_of, with_holdings
from plans.models import AnnualPlan, Axis, Plan, PlanPartner, PlanStatement, StrategicObjective
from plans.reporting import drawings
from plans.reporting.generation import Generation


@dataclass(frozen=True)
class PillarRow:
    """The axes of each plan that belong to one pillar, in the order of the plans."""

    pillar: str
    cells: tuple[tuple[Generation, tuple[Axis, ...]], ...]


@dataclass(frozen=True)
class KnowledgeRow:
    label: str | Promise
    cells: tuple[tuple[Generation, Knowledge], ...]


@dataclass(frozen=True)
class Generations:
    """The real plans, the oldest first; the fictitious ones stand apart."""

    real: tuple[Generation, ...]
    demonstrations: tuple[Plan, ...]

    @property
    def eyebrow(self) -> str:
        count = len(self.real)
        words = ngettext("One generation of plans", "%(count)s generations of plans", count)
        return capfirst(words % {"count": spelled(count, get_language())})

    @property
    def side_by_side(self) -> str:
        count = len(self.real)
        words = ngettext("The plan, property by property", "The %(count)s plans side by side", count)
        return words % {"count": spelled(count, get_language())}

    @property
    def title(self) -> str:
        budgets = sum(one.plan.total_budget is not None for one in self.real)
        are_activities_unknown = not any(one.knows(PlanProperty.ACTIVITIES) for one in self.real)
        if are_activities_unknown and self.real and all(one.plan.launched_on for one in self.real):
            if 2 * budgets > len(self.real):
                return _("The dates and the budgets are known, the activities are not")
            return _("The dates are known, not the budgets nor the activities")
        return _("The generations of the national action plan")

    @property
    def pillars(self) -> tuple[PillarRow, ...]:
        return tuple(
            PillarRow(
                pillar, tuple((one, tuple(a for a in one.axes if a.pillar == pillar)) for one in self.real)
            )
            for pillar in Pillar.values
        )

    @property
    def knowledge(self) -> tuple[KnowledgeRow, ...]:
        return tuple(
            KnowledgeRow(about.label, tuple((one, one.knowledge[position]) for one in self.real))
            for position, about in enumerate(EXPECTED)
        )

    @property
    def expected_count(self) -> int:
        return len(EXPECTED)

    @property
    def is_order_of_axes_unofficial(self) -> bool:
        return any(one.axes and not one.plan.are_axes_numbered_officially for one in self.real)

    @property
    def with_doubts(self) -> list[Generation]:
        return [one for one in self.real if one.doubts]

    @property
    def budgets(self) -> drawings.Drawing:
        return drawings.budgets(self.real)

    @property
    def launches(self) -> drawings.Drawing:
        return drawings.launches(self.real)


def generations(user, *, on: date, activities: QuerySet | None = None) -> Generations:
    """Every plan that the person may see; the number of queries does not depend on how many there are.

    ``activities`` as `with_holdings` takes them.
    """
    seen = with_holdings(Plan.objects.visible_to(user), activities=activities)
    plans = list(seen.order_by("starts_on", "slug"))
    real = [plan for plan in plans if not plan.is_demonstration]
    axes = grouped(Axis.objects.filter(plan__in=real).order_by("plan", "position"), real)
    objectives = grouped(StrategicObjective.objects.filter(plan__in=real), real)
    annual_plans = grouped(AnnualPlan.objects.filter(plan__in=real).order_by("plan", "year"), real)
    partners = grouped(PlanPartner.objects.filter(plan__in=real).select_related("organisation"), real)
    statements = grouped(PlanStatement.objects.filter(plan__in=real), real)
    owned = (axes, objectives, annual_plans, partners, statements)
    with_sources(real, *(rows for kind in owned for rows in kind.values()))
    return Generations(
        real=tuple(
            Generation(
                plan=plan,
                axes=axes[plan.pk],
                objectives=objectives[plan.pk],
                annual_plans=annual_plans[plan.pk],
                partners=partners[plan.pk],
                statements=statements[plan.pk],
                knowledge=knowledge_of(plan, statements[plan.pk], on=on),
            )
            for plan in real
        ),
        demonstrations=tuple(plan for plan in plans if plan.is_demonstration),
    )


def grouped(rows: Iterable, plans: Sequence[Plan]) -> dict[int, tuple]:
    """The rows of each plan, by its key; each row is given its plan, already read."""
    by_plan: dict[int, list] = {plan.pk: [] for plan in plans}
    plan_of = {plan.pk: plan for plan in plans}
    for row in rows:
        row.plan = plan_of[row.plan_id]
        by_plan[row.plan_id].append(row)
    return {key: tuple(found) for key, found in by_plan.items()}
