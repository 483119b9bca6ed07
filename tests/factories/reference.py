import factory
from factory.django import DjangoModelFactory

from cnclctpa.reference.choices import Division, OrganisationKind
from cnclctpa.reference.models import Organisation, Region, Source


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    slug = factory.Sequence("organisation-{}".format)
    name_fr = factory.Sequence("Organisation {}".format)
    kind = OrganisationKind.PUBLIC_BODY


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region

    division = Division.D2012
    slug = factory.Sequence("region-{}".format)
    name = factory.Sequence("Région {}".format)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence("source-{}".format)
    title = factory.Sequence("Source {}".format)
    publisher = "Publisher"
