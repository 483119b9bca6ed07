from allauth.account.auth_backends import AuthenticationBackend as BackendOfAllauth
from django.conf import settings


class AuthenticationBackend(BackendOfAllauth):
    """Asked at sign-in, and at each page for the person whose session it is."""

    def user_can_authenticate(self, user):
        is_refused = user.is_demonstration and not settings.DEMONSTRATION
        return super().user_can_authenticate(user) and not is_refused
