from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cnclctpa.accounts.models import Invitation, Membership, User, digest_of
from cnclctpa.accounts.roles import Role
from tests.factories.reference import OrganisationFactory

PASSWORD = "Karité-mangue-2018"
LONG_AGO = date(2015, 1, 1)


def holding(role):
    return factory.RelatedFactory(
        "tests.factories.accounts.MembershipFactory", factory_related_name="user", role=role
    )


class UserFactory(DjangoModelFactory):
    """An account without any role; each trait gives it the role of that name since long ago."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person{}@example.org".format)
    full_name = factory.Sequence("Person {}".format)
    password = factory.django.Password(PASSWORD)

    class Params:
        secretariat = factory.Trait(membership=holding(Role.SECRETARIAT))
        focal_point = factory.Trait(membership=holding(Role.FOCAL_POINT))
        partner = factory.Trait(membership=holding(Role.PARTNER))
        administrator = factory.Trait(membership=holding(Role.ADMINISTRATOR))


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    role = Role.FOCAL_POINT
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = LONG_AGO


class InvitationFactory(DjangoModelFactory):
    """An invitation that can be accepted, with the ``token`` of its mail, which the row does not keep."""

    class Meta:
        model = Invitation

    token = factory.Sequence("token-{}".format)
    email = factory.Sequence("guest{}@example.org".format)
    role = Role.FOCAL_POINT
    organisation = factory.SubFactory(OrganisationFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))

    @classmethod
    def _create(cls, model_class, *args, token, **fields):
        invitation = super()._create(model_class, *args, token_digest=digest_of(token), **fields)
        invitation.token = token
        return invitation
