"""The state of an activity as an icon and a word, never as a colour alone."""

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

register = template.Library()


@dataclass(frozen=True)
class Look:
    word: str | Promise
    icon: str
    weight: str = ""  # the end of a class state-…


LOOKS = {
    "completed": Look(pgettext_lazy("timeliness", "completed"), "done"),
    "completed_late": Look(pgettext_lazy("timeliness", "completed late"), "done_late"),
    "on_track": Look(pgettext_lazy("timeliness", "on track"), "partial"),
    "behind": Look(pgettext_lazy("timeliness", "behind what is expected"), "behind", "late"),
    "late_start": Look(pgettext_lazy("timeliness", "late to start"), "late_start", "late"),
    "late": Look(pgettext_lazy("timeliness", "late"), "late", "late"),
    "not_achieved": Look(pgettext_lazy("timeliness", "not achieved"), "not_achieved", "late"),
    "not_reported": Look(pgettext_lazy("timeliness", "not reported"), "silent", "quiet"),
    "undated": Look(pgettext_lazy("timeliness", "undated"), "undated", "quiet"),
    "suspended": Look(pgettext_lazy("timeliness", "suspended"), "paused", "off"),
    "upcoming": Look(pgettext_lazy("timeliness", "upcoming"), "waiting", "quiet"),
    "cancelled": Look(pgettext_lazy("timeliness", "cancelled"), "off", "off"),
}


@register.inclusion_tag("components/timeliness.html")
def timeliness(value, badge=False):
    """The state as it stands in a table; ``badge=True`` where it stands alone. Unknown without a value."""
    return {"look": LOOKS.get(value), "is_badge": badge}


@register.filter
def timeliness_word(value):
    """The word alone, for a legend or a heading."""
    return LOOKS[value].word
