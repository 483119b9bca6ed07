from django.shortcuts import redirect

from . import sessions
from .permissions import lacks_second_factor

#: What remains possible meanwhile: enrolling (signing in again when that was long ago), and leaving.
#: The language is a prefix of each of these addresses.
POSSIBLE_MEANWHILE = {
    "accounts:second-factor-enrol",
    "account_reauthenticate",
    "account_logout",
    "healthz",
    "robots",
}


class SecondFactorFirstMiddleware:
    """Whoever must have a second factor, and has none yet, can do nothing here but enrol."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, options):
        # The name first: machines ask for theirs without a session being read.
        if request.resolver_match.view_name in POSSIBLE_MEANWHILE or not lacks_second_factor(request.user):
            return None
        return redirect("accounts:second-factor-enrol")


class SessionSeenMiddleware:
    """Notes when each session was last used, for the page where a person lists theirs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # A page that asked who reads it: machines, whose pages do not, open no session.
        if request.session.accessed and request.user.is_authenticated:
            sessions.note(request)
        return response
