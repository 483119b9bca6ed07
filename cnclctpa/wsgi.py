"""The application that gunicorn serves."""

import os

import django
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cnclctpa.settings")


class Request(WSGIRequest):
    def _set_content_type_params(self, meta):
        # When a charset is named, Django reads the query at once, before any page of ours could answer: it
        # stumbles over those that Python knows and that are none for text (rot13…), and over too many fields.
        # Without a type, the form has no field, and the query is read again where a page of ours can answer.
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except (LookupError, ValueError, SuspiciousOperation):
            self.content_type, self.content_params, self._encoding = "", {}, None


class Handler(WSGIHandler):
    request_class = Request


django.setup(set_prefix=False)
application = Handler()
