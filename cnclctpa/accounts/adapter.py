import logging
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from . import cipher, services, sessions
from .second_factor import OF_SECOND_FACTOR, WRONG_CODE

logger = logging.getLogger(__name__)

MAIL_FAILED = _("No message could be sent: try again later, or ask the secretariat.")


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

    def login(self, request, user):
        services.begin_visit(user)
        super().login(request, user)

    def send_mail(self, template_prefix, email, context):
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as failure:
            # The same for an address without an account, to which a mail leaves as well.
            logger.error("A mail did not leave: %s", type(failure).__name__)
            messages.error(self.request, MAIL_FAILED)
            raise ImmediateHttpResponse(redirect("account_reset_password")) from failure

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
        sessions.end_sessions(user, but=self.request.session.session_key or "")
        # Whoever has just proved to own the address need not wait for their failed attempts to be forgotten.
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def is_reauthentication_required(self, *, app, **kwargs):
        # Whoever has just signed in has just given what would be asked again.
        return super().is_reauthentication_required(app=app, **kwargs) and not self._has_just_signed_in()

    def _has_just_signed_in(self):
        records = get_authentication_records(self.request, self.request.user)
        return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        if not user.has_second_factor:
            return methods
        # The password alone would give the recovery codes to whoever finds it beside an open session.
        return [method for method in methods if method["id"] == "mfa_reauthenticate"]


class SecondFactorAdapter(DefaultMFAAdapter):
    """How allauth asks for the second factor and keeps its secrets."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self):
        return "CNCLCTPA"

    def encrypt(self, text):
        return cipher.encrypt(text)

    def decrypt(self, encrypted_text):
        return cipher.decrypt(encrypted_text)

    def is_mfa_enabled(self, user, types=None):
        # The account says it, not the rows of secrets: were they lost, the password alone must not sign in.
        is_ours = types is None or bool(set(types) & set(OF_SECOND_FACTOR))
        return is_ours and user.is_authenticated and user.has_second_factor
