"""What several tables say the same way: states, figures that may be protected, parts of a plan."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.choices import DelayCause
from activities.following import Standing
from cnclctpa.charts.shares import tone
from cnclctpa.exports.notes import Note
from cnclctpa.templatetags.states import LOOKS
from cnclctpa.typography import rounded
from plans.choices import IndicatorKind
from plans.measuring import Measured
from plans.models import Axis
from plans.protected import Manner, Told, exactly

#: The colours of states that call for attention; the words beside say the same.
STATE_TONES = {"late": "alert-tint", "quiet": "tint", "off": "grey"}


def state_words(timeliness: str) -> str:
    return capfirst(str(LOOKS[timeliness].word))


def state_tone(standing: Standing) -> str:
    return STATE_TONES.get(LOOKS[standing.timeliness].weight, "")


def cause_words(standing: Standing) -> str:
    return str(DelayCause(standing.cause).label) if standing.cause else ""


def figure(told: Told) -> Decimal | str | None:
    """A figure as this reader may know it: a number when it is told as one, else the words of the page."""
    if told.manner is Manner.UNKNOWN:
        return None
    if not told.is_exact or told.kind == IndicatorKind.YES_NO:
        return told.words
    # A mean has more decimals than anybody measured.
    value = told.value
    return value if value is None or value == rounded(value, 4) else rounded(value, 2)


def goal(value: Decimal | None, kind: str) -> Decimal | str | None:
    """A target, in the words of the page where it is yes or no."""
    return figure(exactly(value, kind=kind))


def axis_name(axis: Axis | None) -> str:
    return f"{axis.position}. {axis.title}" if axis else ""


def pillar_tone(axis: Axis | None) -> str:
    return tone(axis.pillar, otherwise="ink") if axis else "ink"


def coded(part: Any) -> str:
    """An objective or a result by its code and its title; nothing without one."""
    return f"{part.code} {part.title}" if part else ""


def withheld_counts(measured: Iterable[Measured]) -> list[Note]:
    """The sentence that goes with counts of which this reader reads only what was published."""
    if all(one.is_open for one in measured):
        return []
    return [
        Note(
            "withheld_counts",
            _("What was withheld"),
            _(
                "The exact value of protected counts: what is written of them is what the yearly publication "
                "says, such as “fewer than 11”. The secretariat and the organisation that reports them read "
                "them exactly."
            ),
        )
    ]


def withheld_funders() -> Note:
    return Note(
        "withheld_funders",
        _("What was withheld"),
        _(
            "The amounts of funders that are not public: they are in the totals, and nowhere by name. "
            "Partners, focal points and the secretariat read them by funder."
        ),
    )


def withheld_reports() -> Note:
    return Note(
        "withheld_reports",
        _("What was withheld"),
        _("Reports that are not validated yet: they are counted as awaited."),
    )
