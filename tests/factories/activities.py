from datetime import date

import factory
from factory.django import DjangoModelFactory

from activities.choices import DelayCause, Involvement, OutcomeKind, WorkshopPurpose
from activities.models import (
    Activity,
    ActivityLineage,
    ActivityPartner,
    Milestone,
    Outcome,
    Participation,
    Postponement,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from plans.choices import LineageKind
from tests.factories.accounts import UserFactory
from tests.factories.plans import OfPlanFactory, PlanFactory, ResultFactory
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


class ActivityFactory(OfPlanFactory):
    """An undated activity of an objective; of a result when one is given.

    With the trait ``dated``, it lasts the whole year 2024.
    """

    class Meta:
        model = Activity

    code = factory.Sequence("1.1.a{}".format)
    title_fr = factory.Sequence("Activité {}".format)

    class Params:
        of_result = factory.Trait(
            result=factory.SubFactory(ResultFactory, objective__plan=factory.SelfAttribute("...plan"))
        )
        dated = factory.Trait(original_starts_on=date(2024, 1, 1), original_ends_on=date(2024, 12, 31))
        withdrawn = factory.Trait(withdrawn_on=date(2025, 1, 1), withdrawn_reason="Reprise par une autre.")
        with_lead = factory.Trait(lead=factory.SubFactory(OrganisationFactory))


class ActivityPartnerFactory(DjangoModelFactory):
    class Meta:
        model = ActivityPartner

    activity = factory.SubFactory(ActivityFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class MilestoneFactory(DjangoModelFactory):
    """A step without dates; with the trait ``done``, done on 1 March 2024."""

    class Meta:
        model = Milestone

    activity = factory.SubFactory(ActivityFactory)
    title_fr = factory.Sequence("Jalon {}".format)

    class Params:
        done = factory.Trait(done_on=date(2024, 3, 1))


class PostponementFactory(DjangoModelFactory):
    """Decided on 1 October 2024 for want of money: the end moves to 31 March 2025."""

    class Meta:
        model = Postponement

    activity = factory.SubFactory(ActivityFactory)
    decided_on = date(2024, 10, 1)
    ends_on = date(2025, 3, 31)
    cause = DelayCause.FUNDING
    decided_by = factory.SubFactory(UserFactory)


class ActivityLineageFactory(DjangoModelFactory):
    """An activity continued by another; with the trait ``dropped``, by none."""

    class Meta:
        model = ActivityLineage

    former = factory.SubFactory(ActivityFactory)
    activity = factory.SubFactory(ActivityFactory)
    kind = LineageKind.CONTINUED

    class Params:
        dropped = factory.Trait(activity=None, kind=LineageKind.DROPPED)
