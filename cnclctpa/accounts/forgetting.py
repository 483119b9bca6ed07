"""Signing out leaves nothing of a person in the browser, where what is not saved yet is kept."""

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

HEADER, STORAGE = "Clear-Site-Data", '"storage"'


@receiver(user_logged_out)
def remember_that_one_leaves(sender, request, **_details) -> None:
    if request is not None:
        request.has_signed_out = True


class ForgetOnSignOutMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "has_signed_out", False):
            response[HEADER] = STORAGE
        return response
