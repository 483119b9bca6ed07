from .causes import because
from .choices import Way


def through_pages(get_response):
    """What a request changes came through a page, by whoever is signed in."""

    def middleware(request):
        with because("", by=request.user, way=Way.PAGE):
            return get_response(request)

    return middleware
