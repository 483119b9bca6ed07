from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from plans.choices import ConfidenceLevel, ParticipantGroup, Pillar, PlanProperty, ResultLevel, StepKind
from plans.models import (
    AnnualPlan,
    Axis,
    Confidence,
    Plan,
    PlanPartner,
    PlanStatement,
    ProcessParticipation,
    ProcessStep,
    Result,
    StrategicObjective,
)
from tests.factories.reference import OrganisationFactory, SourcedFactory, StatementFactory


class PlanFactory(SourcedFactory):
    """A draft that nobody but the secretariat sees."""

    class Meta:
        model = Plan

    slug = factory.Sequence("plan-{}".format)
    title_fr = factory.Sequence("Plan {}".format)
    starts_on = date(2023, 1, 1)
    ends_on = date(2027, 12, 31)

    class Params:
        published = factory.Trait(published_at=datetime(2023, 10, 19, tzinfo=UTC))
        shared = factory.Trait(is_shared_with_partners=True)
        demonstration = factory.Trait(is_demonstration=True)


class PlanPartnerFactory(SourcedFactory):
    class Meta:
        model = PlanPartner

    plan = factory.SubFactory(PlanFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class PlanStatementFactory(StatementFactory):
    class Meta:
        model = PlanStatement

    plan = factory.SubFactory(PlanFactory)
    about = PlanProperty.BUDGET


class ProcessStepFactory(SourcedFactory):
    class Meta:
        model = ProcessStep

    plan = factory.SubFactory(PlanFactory)
    kind = StepKind.DRAFTING


class ProcessParticipationFactory(DjangoModelFactory):
    class Meta:
        model = ProcessParticipation

    step = factory.SubFactory(ProcessStepFactory)
    group = ParticipantGroup.STATE


class AnnualPlanFactory(SourcedFactory):
    class Meta:
        model = AnnualPlan

    plan = factory.SubFactory(PlanFactory)
    year = factory.Sequence(lambda n: 2000 + n)


class AxisFactory(SourcedFactory):
    class Meta:
        model = Axis

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    title_fr = factory.Sequence("Axe {}".format)
    pillar = Pillar.PREVENTION


class StrategicObjectiveFactory(SourcedFactory):
    """An objective under an axis of the same plan."""

    class Meta:
        model = StrategicObjective

    plan = factory.SubFactory(PlanFactory)
    axis = factory.SubFactory(AxisFactory, plan=factory.SelfAttribute("..plan"))
    code = factory.Sequence("1.{}".format)
    title_fr = factory.Sequence("Objectif {}".format)


class ResultFactory(SourcedFactory):
    class Meta:
        model = Result

    objective = factory.SubFactory(StrategicObjectiveFactory)
    code = factory.Sequence("1.1.{}".format)
    level = ResultLevel.OUTPUT
    title_fr = factory.Sequence("Résultat {}".format)


class PlanOfWhatIsGiven(factory.SubFactory):
    """The plan of the objective or of the result that the caller gives, else a new one."""

    def evaluate(self, instance, step, extra):
        given = step.builder.extras
        if given.get("result"):
            return instance.result.objective.plan
        if given.get("objective"):
            return instance.objective.plan
        return super().evaluate(instance, step, extra)


class OfPlanFactory(DjangoModelFactory):
    """What serves one objective of its plan, or one of its results instead."""

    class Meta:
        abstract = True

    plan = PlanOfWhatIsGiven(PlanFactory)
    result = None
    objective = factory.Maybe(
        "result", None, factory.SubFactory(StrategicObjectiveFactory, plan=factory.SelfAttribute("..plan"))
    )


class ConfidenceFactory(DjangoModelFactory):
    """What partners and members read of an axis; ``public`` is what everybody reads."""

    class Meta:
        model = Confidence

    axis = factory.SubFactory(AxisFactory)
    level = ConfidenceLevel.WATCHFUL
    sentence_fr = "Le recrutement tarde, mais les fonds sont là."
    rated_on = date(2024, 3, 3)

    class Params:
        public = factory.Trait(is_public=True)
