import factory
from django.contrib.contenttypes.models import ContentType
from factory.django import DjangoModelFactory

from cnclctpa.audit.chain import ORIGIN
from cnclctpa.audit.models import Entry, Head


class HeadFactory(DjangoModelFactory):
    """A head that nobody reads: the trail’s own is number 1."""

    class Meta:
        model = Head

    pk = factory.Sequence(lambda n: n + 2)
    digest = ORIGIN


class EntryFactory(DjangoModelFactory):
    """An entry appended to the chain by the manager, about nothing in particular."""

    class Meta:
        model = Entry

    content_type = factory.LazyFunction(lambda: ContentType.objects.get_for_model(Head))
    object_pk = factory.Sequence(str)
    object_repr = factory.Sequence("Object {}".format)
    action = Entry.Action.UPDATE
    changes = factory.LazyFunction(lambda: {"name": ["old", "new"]})
