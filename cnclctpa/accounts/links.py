"""The links by which people choose a new password."""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class PasswordLinks(PasswordResetTokenGenerator):
    def check_token(self, user: Any, token: str | None) -> bool:
        """A link that was sent before the account was closed opens nothing meanwhile."""
        return bool(user and user.is_active) and super().check_token(user, token)
