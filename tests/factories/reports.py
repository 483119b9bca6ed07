from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from activities.choices import AgeGroup, ReportedStatus, ReportState, Sex
from activities.models import Campaign, Expectation, IndicatorAnswer, PeopleReached, ProgressReport
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import OrganisationFactory

#: The statuses that a validated report gives with a progress.
WITH_PROGRESS = (ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED)


class CampaignFactory(DjangoModelFactory):
    """On the first quarter of 2024, closed since 1 May."""

    class Meta:
        model = Campaign

    plan = factory.SubFactory(PlanFactory)
    slug = factory.Sequence("campaign-{}".format)
    starts_on = date(2024, 1, 1)
    ends_on = date(2024, 3, 31)
    opens_on = date(2024, 4, 1)
    due_on = date(2024, 4, 15)
    closes_on = date(2024, 4, 30)


class ExpectationFactory(DjangoModelFactory):
    class Meta:
        model = Expectation

    campaign = factory.SubFactory(CampaignFactory)
    activity = factory.SubFactory(ActivityFactory, plan=factory.SelfAttribute("..campaign.plan"))
    organisation = factory.SubFactory(OrganisationFactory)


class ProgressReportFactory(DjangoModelFactory):
    """A draft on the first quarter of 2024: under way, at 40 %. Given a campaign, on its period."""

    class Meta:
        model = ProgressReport

    activity = factory.SubFactory(ActivityFactory)
    campaign = None
    starts_on = factory.LazyAttribute(lambda it: it.campaign.starts_on if it.campaign else date(2024, 1, 1))
    ends_on = factory.LazyAttribute(lambda it: it.campaign.ends_on if it.campaign else date(2024, 3, 31))
    status = ReportedStatus.UNDER_WAY
    percentage = factory.LazyAttribute(lambda it: Decimal(40) if it.status in WITH_PROGRESS else None)

    class Params:
        of_campaign = factory.Trait(
            campaign=factory.SubFactory(CampaignFactory, plan=factory.SelfAttribute("..activity.plan"))
        )
        submitted = factory.Trait(
            state=ReportState.SUBMITTED, submitted_at=datetime(2024, 4, 10, 10, tzinfo=UTC)
        )
        returned = factory.Trait(
            state=ReportState.RETURNED,
            submitted_at=datetime(2024, 4, 10, 10, tzinfo=UTC),
            decided_at=datetime(2024, 4, 12, 10, tzinfo=UTC),
            return_reason="Les pièces manquent.",
        )
        validated = factory.Trait(
            state=ReportState.VALIDATED,
            submitted_at=datetime(2024, 4, 10, 10, tzinfo=UTC),
            decided_at=datetime(2024, 4, 12, 10, tzinfo=UTC),
        )


class PeopleReachedFactory(DjangoModelFactory):
    class Meta:
        model = PeopleReached

    report = factory.SubFactory(ProgressReportFactory)
    sex = Sex.WOMEN
    age_group = AgeGroup.ADULT
    count = 12


class IndicatorAnswerFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorAnswer

    report = factory.SubFactory(ProgressReportFactory)
    indicator = factory.SubFactory(IndicatorFactory, plan=factory.SelfAttribute("..report.activity.plan"))
    value = Decimal(12)
