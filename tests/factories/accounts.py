from datetime import UTC, date, datetime, timedelta
from functools import cache

import factory
from allauth.mfa.models import Authenticator
from django.utils import timezone
from factory.django import DjangoModelFactory

from cnclctpa.accounts import cipher
from cnclctpa.accounts.models import Invitation, Membership, User, digest_of
from cnclctpa.accounts.roles import Role
from tests.factories.reference import OrganisationFactory

PASSWORD = "Karité-mangue-2018"
LONG_AGO = date(2015, 1, 1)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEED = "0123456789" * 8


def holding(role):
    return factory.RelatedFactory(
        "tests.factories.accounts.MembershipFactory", factory_related_name="user", role=role
    )


class AuthenticatorFactory(DjangoModelFactory):
    """What computes codes from ``SECRET``, or the recovery codes that come from ``SEED``."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    type = Authenticator.Type.TOTP
    last_used_at = datetime(2015, 1, 2, tzinfo=UTC)

    @factory.lazy_attribute
    def data(self):
        if self.type == Authenticator.Type.TOTP:
            return {"secret": encrypted(SECRET), "counter": 0}
        return {"seed": encrypted(SEED), "used_mask": 0}


@cache
def encrypted(text):
    return cipher.encrypt(text)


def enrolled(kind):
    return factory.RelatedFactory(AuthenticatorFactory, factory_related_name="user", type=kind)


class UserFactory(DjangoModelFactory):
    """An account without any role; each trait gives it the role of that name since long ago.

    Those whose role requires a second factor are enrolled, as they are once they work here.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person{}@example.org".format)
    full_name = factory.Sequence("Person {}".format)
    password = factory.django.Password(PASSWORD)

    class Params:
        enrolled = factory.Trait(
            second_factor_at=datetime(2015, 1, 1, tzinfo=UTC),
            recovery_codes_at=datetime(2015, 1, 1, tzinfo=UTC),
            telephone=enrolled(Authenticator.Type.TOTP),
            paper=enrolled(Authenticator.Type.RECOVERY_CODES),
        )
        secretariat = factory.Trait(membership=holding(Role.SECRETARIAT), enrolled=True)
        focal_point = factory.Trait(membership=holding(Role.FOCAL_POINT))
        partner = factory.Trait(membership=holding(Role.PARTNER))
        administrator = factory.Trait(membership=holding(Role.ADMINISTRATOR), enrolled=True)


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
