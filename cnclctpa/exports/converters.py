"""The ending of an address that answers with a file: `path("workshops.<ending:ending>", …)`."""

from django.urls import register_converter

from .answers import FORMATS


class EndingConverter:
    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(EndingConverter, "ending")
