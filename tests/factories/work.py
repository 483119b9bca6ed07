import factory
from factory.django import DjangoModelFactory

from cnclctpa.work.models import IdempotencyKey, LastAction
from tests.factories.accounts import UserFactory


class IdempotencyKeyFactory(DjangoModelFactory):
    class Meta:
        model = IdempotencyKey

    user = factory.SubFactory(UserFactory)
    path = "/plans/new/"
    address = "/plans/plan/"


class LastActionFactory(DjangoModelFactory):
    class Meta:
        model = LastAction

    user = factory.SubFactory(UserFactory)
    subject = "plans.plan:1"
    label = "L’activité a été ajoutée."
