"""What every answer carries and no library of ours adds."""

from django.conf import settings
from django.utils.cache import patch_cache_control

NOTHING_ASKED = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


class PermissionsPolicyMiddleware:
    """Our pages ask for no device and no position, and no script may ask in their name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = NOTHING_ASKED
        return response


class SignedInPagesAreKeptByNobodyMiddleware:
    """What a person signed in may see, drafts included, stays in no cache: computers are shared."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # The cookie rather than the user: to a visitor without a session, nothing is asked of the database.
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            patch_cache_control(response, private=True, no_store=True)
        return response
