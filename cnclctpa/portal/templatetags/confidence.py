"""What the secretariat thinks of an axis or an objective, by a word and a shape, beside computed figures."""

from dataclasses import dataclass

from django import template
from django.utils import timezone
from django.utils.functional import Promise

from plans.choices import ConfidenceLevel
from plans.confidence import Opinions, opinions_on
from plans.readers import reader_of

register = template.Library()


@dataclass(frozen=True)
class Look:
    word: str | Promise
    icon: str


LOOKS = {
    ConfidenceLevel.SURE: Look(ConfidenceLevel.SURE.label, "sure"),
    ConfidenceLevel.WATCHFUL: Look(ConfidenceLevel.WATCHFUL.label, "watchful"),
    ConfidenceLevel.WORRIED: Look(ConfidenceLevel.WORRIED.label, "worried"),
}


@register.inclusion_tag("portal/confidence.html", takes_context=True)
def confidence(context, row, short=False):
    """The opinion on an axis or an objective, and the former ones; ``short``: one line, for tables and heads.

    A page reads those of its plan once, however many it shows; a part of a page that is kept for several
    readers has no request: it gives ``opinions`` itself.
    """
    opinions = context["opinions"] if "opinions" in context else read_once(context, row)
    return {"said": opinions.about(row), "is_short": short, "row": row}


@register.inclusion_tag("portal/confidence_mark.html")
def confidence_mark(level):
    return {"look": LOOKS[ConfidenceLevel(level)]}


def read_once(context, row) -> Opinions:
    request, day = context.request, context["day"].on if "day" in context else timezone.localdate()
    known = request.__dict__.setdefault("opinions_read", {})
    if (row.plan.pk, day) not in known:
        known[row.plan.pk, day] = opinions_on(row.plan, on=day, reader=reader_of(request.user))
    return known[row.plan.pk, day]
