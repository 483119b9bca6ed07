"""What answers when no page can."""

from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request, exception):
    """Django’s own answer reads the form again, for a token that the page does not need: what cannot be read
    would then fail a second time, where nothing of ours answers any more.
    """
    return HttpResponseBadRequest(render_to_string("400.html"))
