"""Sentences for those who install the program, before anybody has chosen a language."""

from django.conf import settings
from django.utils.translation import gettext, override


def in_both_languages(message: str, **values: object) -> str:
    """The sentence on one line a language, French first."""
    lines = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            lines.append(gettext(message) % values)
    return "\n".join(lines)
