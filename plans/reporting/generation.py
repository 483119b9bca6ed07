"""One plan with everything that a comparison says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, ngettext

from cnclctpa import typography
from cnclctpa.reference.choices import Certainty, Precision
from cnclctpa.reference.models import Source
from plans.choices import PlanProperty
from plans.knowledge import Knowledge, State
from plans.models import AnnualPlan, Axis, Plan, PlanPartner, PlanStatement, StrategicObjective
from plans.schedule import months_between


@dataclass(frozen=True)
class Generation:
    """One plan with what belongs to it, everything already read."""

    plan: Plan
    axes: tuple[Axis, ...]
    objectives: tuple[StrategicObjective, ...]
    annual_plans: tuple[AnnualPlan, ...]
    partners: tuple[PlanPartner, ...]
    statements: tuple[PlanStatement, ...]
    knowledge: tuple[Knowledge, ...]

    @property
    def period(self) -> str:
        return period_of(self.plan)

    @property
    def length(self) -> str:
        years = len(self.plan.years)
        return ngettext("%(years)s-year plan", "%(years)s-year plan", years) % {"years": years}

    @cached_property
    def said(self) -> dict[str, list[PlanStatement]]:
        """What sources say and the site retains, by property; every property is there."""
        return {about.value: [one for one in self.retained if one.about == about] for about in PlanProperty}

    @property
    def retained(self) -> list[PlanStatement]:
        return [one for one in self.statements if one.is_retained and one.certainty != Certainty.NOT_FOUND]

    @property
    def doubts(self) -> list[PlanStatement]:
        return [one for one in self.statements if not one.is_retained]

    def knows(self, about: PlanProperty) -> bool:
        return any(one.is_found for one in self.knowledge if one.about == about)

    @property
    def known_count(self) -> int:
        return sum(one.is_found for one in self.knowledge)

    @property
    def is_evaluation_to_come(self) -> bool:
        return any(
            one.about == PlanProperty.EVALUATION and one.state is State.NOT_YET for one in self.knowledge
        )

    @property
    def months_to_launch(self) -> int | None:
        return months_between(self.plan.starts_on, self.plan.launched_on)

    @property
    def months_from_adoption(self) -> int | None:
        return months_between(self.plan.adopted_on, self.plan.launched_on)

    @property
    def is_delay_approximate(self) -> bool:
        return {self.plan.adopted_precision, self.plan.launched_precision} != {Precision.DAY}

    @property
    def budget_sources(self) -> list[Source]:
        return self.sources_on(PlanProperty.BUDGET)

    @property
    def partner_sources(self) -> list[Source]:
        return together(self.partners)

    def sources_on(self, about: PlanProperty) -> list[Source]:
        """The sources of what is retained about a property."""
        return together(self.said[about.value])


def together(citing: Iterable) -> list[Source]:
    """The sources of several objects, each once."""
    return list({source.pk: source for one in citing for source in one.sources.all()}.values())


def period_of(plan: Plan) -> str:
    return typography.period(plan.starts_on, plan.ends_on, get_language(), precision="year")
