"""What every answer carries and no library of ours adds."""

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
