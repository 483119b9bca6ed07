"""Components small enough to be a tag; the larger ones are in templates/components/."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cnclctpa.typography import typeset

register = template.Library()

# Each pillar has a shape, because all four French names begin with P and grey paper has no hue.
PILLAR_NAMES = {
    "prevention": _("Prevention"),
    "protection": _("Protection"),
    "prosecution": _("Prosecution"),
    "partnership": _("Partnership"),
}
CERTAINTY_NAMES = {
    "certain": _("certain"),
    "probable": _("probable"),
    "uncertain": _("uncertain"),
    "not_found": _("not found"),
}


@register.inclusion_tag("components/pillar.html")
def pillar(value):
    return {"value": value, "name": PILLAR_NAMES.get(value)}


@register.inclusion_tag("components/icon.html")
def icon(name, label=""):
    """A drawing of templates/components/icons/; decorative unless it has a label."""
    return {"drawing": f"components/icons/{name}.svg", "label": label}


@register.inclusion_tag("components/unknown.html")
def unknown(words=""):
    """Grey hatching and a word: never a blank, never a zero."""
    return {"words": words}


@register.inclusion_tag("components/certainty.html")
def certainty(value):
    return {"value": value, "word": CERTAINTY_NAMES.get(value, value)}


@register.inclusion_tag("components/sources.html")
def sources(found, words=""):
    """The sources of a fact, one click away; ``words`` replaces the name of the button."""
    return {"sources": list(found), "words": words}


@register.simple_tag
def content(obj, field, paragraphs=False):
    """A translated field, marked as French where an English page has only the French text.

    A sign such as « % » is of no language.
    """
    text = getattr(obj, field) or ""
    language = get_language() or "fr"
    is_said = any(letter.isalpha() for letter in str(text))
    is_french_only = language != "fr" and is_said and not getattr(obj, f"{field}_{language}", text)
    context = {
        "text": typeset(str(text), "fr" if is_french_only else language),
        "is_french_only": is_french_only,
        "paragraphs": paragraphs,
    }
    # A link would underline the end of line that ends the file.
    return mark_safe(render_to_string("components/content.html", context).strip())


@register.filter
def lines(text):
    """The lines of a text that are not empty."""
    return [line.strip() for line in str(text).splitlines() if line.strip()]
