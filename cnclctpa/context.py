"""What every page knows without its view saying so."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

NAMES = {"fr": "Français", "en": "English"}


def page(request) -> dict[str, object]:
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "section": "",
        "is_demonstration": False,
        "previewed": getattr(request, "previewed", None),
        "other_languages": [
            {"code": code, "name": NAMES[code], "address": same_page(request, code)}
            for code, _name in settings.LANGUAGES
            if code != language
        ],
        "help_notice": help_notice(language),
    }


def same_page(request, language: str) -> str:
    """The address of this page in ``language``; the home page when this address is no page of ours."""
    here = request.get_full_path()
    there = translate_url(here, language)
    return there if there != here else translate_url("/", language)


def help_notice(language: str) -> str:
    """Where victims find help, in the secretariat's words; French when the English is empty."""
    words = {"fr": settings.HELP_NOTICE_FR, "en": settings.HELP_NOTICE_EN}
    return words.get(language) or settings.HELP_NOTICE_FR
