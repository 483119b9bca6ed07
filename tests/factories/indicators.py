from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from plans.choices import IndicatorKind
from plans.models import Category, Definition, Dimension, Indicator, Measurement, MeasurementPart, Target
from tests.factories.accounts import UserFactory
from tests.factories.plans import OfPlanFactory, ResultFactory
from tests.factories.reference import SourcedFactory


class DimensionFactory(DjangoModelFactory):
    class Meta:
        model = Dimension

    slug = factory.Sequence("dimension-{}".format)
    name_fr = factory.Sequence("Ventilation {}".format)


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    dimension = factory.SubFactory(DimensionFactory)
    slug = factory.Sequence("category-{}".format)
    name_fr = factory.Sequence("Catégorie {}".format)


class IndicatorFactory(OfPlanFactory):
    """A number that should rise, of an objective; of a result when one is given.

    With the trait ``counted``, from 20 to 60 between 2023 and 2027.
    """

    class Meta:
        model = Indicator
        skip_postgeneration_save = True

    code = factory.Sequence("I1.1.{}".format)
    name_fr = factory.Sequence("Indicateur {}".format)

    class Params:
        of_result = factory.Trait(
            result=factory.SubFactory(ResultFactory, objective__plan=factory.SelfAttribute("...plan"))
        )
        counted = factory.Trait(
            baseline=Decimal(20),
            baseline_on=date(2022, 12, 31),
            final=factory.RelatedFactory(
                "tests.factories.indicators.TargetFactory", "indicator", year=2027, value=Decimal(60)
            ),
        )
        percentage = factory.Trait(kind=IndicatorKind.PERCENTAGE, unit_fr="%")
        in_words = factory.Trait(kind=IndicatorKind.TEXT)
        protected = factory.Trait(is_protected=True)
        headline = factory.Trait(is_headline=True)


class DefinitionFactory(DjangoModelFactory):
    class Meta:
        model = Definition

    indicator = factory.SubFactory(IndicatorFactory)
    from_year = 2024
    text_fr = factory.Sequence("Définition {}".format)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    year = 2024
    value = Decimal(40)


class MeasurementFactory(SourcedFactory):
    """A value of the first quarter of 2024 that nobody has validated yet."""

    class Meta:
        model = Measurement

    indicator = factory.SubFactory(IndicatorFactory)
    starts_on = date(2024, 1, 1)
    ends_on = date(2024, 3, 31)
    value = Decimal(30)
    recorded_by = factory.SubFactory(UserFactory)

    class Params:
        validated = factory.Trait(
            validated_at=datetime(2024, 4, 15, 10, tzinfo=UTC), validated_by=factory.SubFactory(UserFactory)
        )
        ratio = factory.Trait(value=None, numerator=Decimal(30), denominator=Decimal(40))
        told = factory.Trait(value=None, words="La loi est promulguée.")
        correction = factory.Trait(
            supersedes=factory.SubFactory(
                "tests.factories.indicators.MeasurementFactory",
                indicator=factory.SelfAttribute("..indicator"),
            ),
            correction_reason="Double compte.",
        )


class MeasurementPartFactory(DjangoModelFactory):
    class Meta:
        model = MeasurementPart

    measurement = factory.SubFactory(MeasurementFactory)
    category = factory.SubFactory(CategoryFactory)
    value = Decimal(12)
