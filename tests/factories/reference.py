from datetime import date

import factory
from factory.django import DjangoModelFactory

from cnclctpa.reference.choices import (
    CountingUnit,
    Dimension,
    Division,
    EventKind,
    FrameworkKind,
    MandateRole,
    OrganisationKind,
    Topic,
)
from cnclctpa.reference.models import (
    Acronym,
    Attestation,
    Event,
    EventStatement,
    Figure,
    FigurePart,
    Framework,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
    Region,
    Source,
)


class SourcedFactory(DjangoModelFactory):
    """Objects that cite sources, given as a list: ``sources=[source]``."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def sources(self, create, extracted, **options):
        if create and extracted:
            self.sources.set(extracted)


class StatementFactory(SourcedFactory):
    """A retained statement; with the trait ``refused``, one that is not, with the reason."""

    class Meta:
        abstract = True

    text_fr = factory.Sequence("Énoncé {}".format)

    class Params:
        refused = factory.Trait(is_retained=False, reason_fr="Une seule source.")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence("source-{}".format)
    title = factory.Sequence("Source {}".format)
    publisher = "Publisher"


class OrganisationFactory(SourcedFactory):
    """A public body; with the trait ``committee``, the national committee itself."""

    class Meta:
        model = Organisation

    slug = factory.Sequence("organisation-{}".format)
    name_fr = factory.Sequence("Organisation {}".format)
    kind = OrganisationKind.PUBLIC_BODY

    class Params:
        committee = factory.Trait(slug="comite-national", name_fr="Comité national de coordination")
        demonstration = factory.Trait(is_demonstration=True)


class AcronymFactory(DjangoModelFactory):
    class Meta:
        model = Acronym

    organisation = factory.SubFactory(OrganisationFactory)
    text = factory.Sequence("SIGLE{}".format)


class MandateFactory(SourcedFactory):
    class Meta:
        model = Mandate

    organisation = factory.SubFactory(OrganisationFactory)
    role = MandateRole.CITED


class OfficeFactory(SourcedFactory):
    class Meta:
        model = Office

    slug = factory.Sequence("office-{}".format)
    person = factory.Sequence("Person {}".format)
    function_fr = "présidente"
    organisation = factory.SubFactory(OrganisationFactory)


class AttestationFactory(DjangoModelFactory):
    class Meta:
        model = Attestation

    office = factory.SubFactory(OfficeFactory)
    on = date(2023, 10, 19)


class OrganisationStatementFactory(StatementFactory):
    class Meta:
        model = OrganisationStatement

    organisation = factory.SubFactory(OrganisationFactory)
    about_fr = "Création"


class RegionFactory(SourcedFactory):
    """A region of the oldest division; with the trait ``newer``, one of 2023 that comes from it."""

    class Meta:
        model = Region

    division = Division.D2012
    slug = factory.Sequence("region-{}".format)
    name = factory.Sequence("Région {}".format)

    class Params:
        newer = factory.Trait(
            division=Division.D2023, parent=factory.SubFactory("tests.factories.reference.RegionFactory")
        )


class FigureFactory(SourcedFactory):
    """A retained number of 2024; with the trait ``refused``, one that is not, with the reason."""

    class Meta:
        model = Figure

    slug = factory.Sequence("figure-{}".format)
    topic = Topic.RESULTS
    measure_fr = "Victimes recensées"
    counting_unit = CountingUnit.VICTIM
    period_from = date(2024, 1, 1)
    period_to = date(2024, 12, 31)
    value = 629

    class Params:
        refused = factory.Trait(is_retained=False, reason_fr="Confusion de presse.")


class FigurePartFactory(DjangoModelFactory):
    class Meta:
        model = FigurePart

    figure = factory.SubFactory(FigureFactory)
    dimension = Dimension.SEX
    label_fr = factory.Sequence("catégorie {}".format)
    value = 42


class EventFactory(SourcedFactory):
    class Meta:
        model = Event

    slug = factory.Sequence("event-{}".format)
    kind = EventKind.OTHER
    title_fr = factory.Sequence("Événement {}".format)
    on = date(2011, 2, 3)


class EventStatementFactory(StatementFactory):
    class Meta:
        model = EventStatement

    event = factory.SubFactory(EventFactory)


class FrameworkFactory(SourcedFactory):
    class Meta:
        model = Framework

    slug = factory.Sequence("framework-{}".format)
    kind = FrameworkKind.PROGRAMME
    title_fr = factory.Sequence("Programme {}".format)
