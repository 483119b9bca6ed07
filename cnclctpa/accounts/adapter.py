from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from . import services


class AccountAdapter(DefaultAccountAdapter):
    """How allauth signs people in here: by invitation only, never saying which addresses have an account."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and this password do not go together."),
        "enter_current_password": _("This is not your current password."),
        "invalid_password_reset": _("This link is no longer valid."),
        "too_many_login_attempts": _("Too many attempts: wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        # Only within this site: ALLOWED_HOSTS also names what other sites of the same machine answer to.
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request):
        return False  # our pages answer in HTML, whatever the headers say

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user is None or not user.is_active or (user.is_demonstration and not settings.DEMONSTRATION):
            # A closed account answers as a wrong password does: the visitor learns nothing.
            return None
        return user

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Allauth adds the host and port of the request: a made-up `Host: site:1` would give five more tries.
        return credentials.get("email", "").strip().casefold()

    def respond_user_inactive(self, request, user):
        return redirect("account_login")

    def get_password_change_redirect_url(self, request):
        return resolve_url("accounts:profile")

    def get_reset_password_from_key_url(self, key):
        # The address of the site is ours to say: the one of the request is the visitor’s.
        path = resolve_url("account_reset_password_from_key", uidb36="UID", key="KEY")
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def set_password(self, user, password):
        services.change_password(user, password, by=user)
        # Whoever has just proved to own the address need not wait for their failed attempts to be forgotten.
        self._delete_login_attempts_cached_email(self.request, email=user.email)
