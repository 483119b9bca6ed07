"""The formats of `cnclctpa.typography`, in the language of the page."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from cnclctpa import typography

register = template.Library()


def language() -> str:
    return get_language() or "fr"


@register.filter
def number(value, decimals=None):
    return typography.number(value, language(), decimals=decimals)


@register.filter
def percent(share, decimals=1):
    return typography.percent(share, language(), decimals=decimals)


@register.filter
def money(amount, currency="XOF"):
    return typography.money(amount, language(), currency=currency)


@register.filter
def millions(amount, decimals=0):
    return typography.millions(amount, language(), decimals=decimals)


@register.filter
def day(when, precision="day"):
    return typography.day(when, language(), precision=precision)


@register.filter
def short_day(when, precision="day"):
    return typography.day(when, language(), precision=precision, short=True)


@register.filter
def until(start, end):
    return typography.period(start, end, language())


@register.simple_tag
def period(start, end, precision="day", short=False):
    return typography.period(start, end, language(), precision=precision, short=short)


@register.filter
def typeset(text, written_in=""):
    """A text of the data, in the language of the page or in the one it was written in."""
    return typography.typeset(str(text), written_in or language())


@register.tag
def unbroken(parser, token):
    """What is between the tags, its periods and references kept from breaking at their hyphens."""
    nodelist = parser.parse(("endunbroken",))
    parser.delete_first_token()
    return UnbrokenNode(nodelist)


class UnbrokenNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        return mark_safe(typography.unbroken(self.nodelist.render(context)))
