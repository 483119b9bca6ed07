import factory
from factory.django import DjangoModelFactory

from cnclctpa.work.models import IdempotencyKey
from tests.factories.accounts import UserFactory


class IdempotencyKeyFactory(DjangoModelFactory):
    class Meta:
        model = IdempotencyKey

    user = factory.SubFactory(UserFactory)
    path = "/plans/new/"
    address = "/plans/plan/"
