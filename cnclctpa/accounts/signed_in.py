"""How allauth keeps the list of sessions here: its tables, and none of its receivers."""

from allauth.usersessions.apps import UserSessionsConfig


class SignedInConfig(UserSessionsConfig):
    """Allauth would keep the network address of each person: `sessions` writes the rows, without it."""

    def ready(self) -> None:
        pass
