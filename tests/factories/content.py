import factory
from factory.django import DjangoModelFactory

from cnclctpa.content.models import LoadedEntry


class LoadedEntryFactory(DjangoModelFactory):
    """An entry of which the object is no longer there."""

    class Meta:
        model = LoadedEntry

    kind = "reference.source"
    key = factory.Sequence("entry-{}".format)
    object_id = factory.Sequence(lambda n: 1_000_000 + n)
    told = factory.LazyFunction(lambda: {"slug": "entry"})
