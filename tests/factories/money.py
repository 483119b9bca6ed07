from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from activities.choices import BudgetCategory, FundingStage
from activities.models import BudgetLine, Expense, Funding, FundingStep
from tests.factories.activities import ActivityFactory
from tests.factories.reference import OrganisationFactory


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    activity = factory.SubFactory(ActivityFactory)
    year = 2024
    category = BudgetCategory.TRAINING
    amount = Decimal(1_000_000)


class FundingFactory(DjangoModelFactory):
    """The commitment of a funder, without any amount yet; with the trait ``public``, everyone reads it."""

    class Meta:
        model = Funding

    activity = factory.SubFactory(ActivityFactory)
    funder = factory.SubFactory(OrganisationFactory)
    year = 2024

    class Params:
        public = factory.Trait(is_public=True)


class FundingStepFactory(DjangoModelFactory):
    """What was mobilised by a day; with the traits ``pledged`` and ``disbursed``, another stage.

    With the trait ``foreign``, an amount in euros.
    """

    class Meta:
        model = FundingStep

    funding = factory.SubFactory(FundingFactory)
    stage = FundingStage.MOBILISED
    on = date(2024, 2, 1)
    amount = Decimal(600_000)

    class Params:
        pledged = factory.Trait(stage=FundingStage.PLEDGED)
        disbursed = factory.Trait(stage=FundingStage.DISBURSED)
        foreign = factory.Trait(
            amount=Decimal(655_957),
            currency="EUR",
            foreign_amount=Decimal("1000.00"),
            rate=Decimal("655.957"),
            rate_on=date(2024, 2, 1),
        )


class ExpenseFactory(DjangoModelFactory):
    class Meta:
        model = Expense

    activity = factory.SubFactory(ActivityFactory)
    on = date(2024, 3, 1)
    year = 2024
    amount = Decimal(250_000)
