"""For whom a file is made when nobody asks for it by name: a visitor, or somebody who holds one role."""

from django.contrib.auth.models import AnonymousUser

from cnclctpa.accounts.models import Membership, User
from cnclctpa.accounts.roles import Role

PUBLIC = "public"
AUDIENCES = (PUBLIC, Role.PARTNER.value, Role.SECRETARIAT.value)


def somebody(audience: str):
    """A person who may read what this audience may; the account exists in memory only."""
    if audience == PUBLIC:
        return AnonymousUser()
    person = User(full_name=audience)
    person.current_memberships = [Membership(user=person, role=Role(audience))]
    return person
