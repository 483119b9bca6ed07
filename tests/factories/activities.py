from datetime import date

import factory
from factory.django import DjangoModelFactory

from activities.choices import Involvement, OutcomeKind, WorkshopPurpose
from activities.models import (
    Outcome,
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from tests.factories.plans import PlanFactory
from tests.factories.reference import OrganisationFactory, SourcedFactory, StatementFactory


class WorkshopFactory(SourcedFactory):
    """A workshop that serves no plan; with the trait ``demonstration``, one of a fictitious plan."""

    class Meta:
        model = Workshop

    slug = factory.Sequence("workshop-{}".format)
    title_fr = factory.Sequence("Atelier {}".format)
    purpose = WorkshopPurpose.EVALUATION
    starts_on = date(2018, 3, 19)
    ends_on = date(2018, 3, 23)

    class Params:
        demonstration = factory.Trait(
            plan=factory.SubFactory(PlanFactory, published=True, demonstration=True)
        )


class WorkshopOrganisationFactory(DjangoModelFactory):
    class Meta:
        model = WorkshopOrganisation

    workshop = factory.SubFactory(WorkshopFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    involvement = Involvement.PRESENT


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    workshop = factory.SubFactory(WorkshopFactory)
    starts_on = date(2018, 3, 19)
    ends_on = date(2018, 3, 20)
    title_fr = factory.Sequence("Séance {}".format)


class ParticipationFactory(SourcedFactory):
    class Meta:
        model = Participation

    workshop = factory.SubFactory(WorkshopFactory)
    group_fr = factory.Sequence("Groupe {}".format)
    total = 25


class WorkingGroupFactory(DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    workshop = factory.SubFactory(WorkshopFactory)
    name_fr = factory.Sequence("Groupe {}".format)


class WorkshopStatementFactory(StatementFactory):
    class Meta:
        model = WorkshopStatement

    workshop = factory.SubFactory(WorkshopFactory)
    about_fr = "Clôture"


class OutcomeFactory(SourcedFactory):
    class Meta:
        model = Outcome

    slug = factory.Sequence("outcome-{}".format)
    workshop = factory.SubFactory(WorkshopFactory)
    kind = OutcomeKind.FINDING
    text_fr = factory.Sequence("Constat {}".format)
