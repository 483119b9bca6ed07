"""The filter of the indicators of a plan. It looks at what the reader is told, never at what is protected."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms import either
from cnclctpa.folding import fold
from plans.choices import Direction
from plans.measuring import Measured, State
from plans.models import Axis

MARKS = (("headline", _("headline")), ("protected", _("protected")))
STATES = (
    (State.MEASURED, _("measured")),
    (State.NOT_PUBLISHED, _("not published")),
    (State.NEVER, _("never measured")),
)
ORDERS = (("rate", _("the least advanced first")), ("oldest", _("the oldest value first")))


class IndicatorFilter(forms.Form):
    """By GET; what it does not understand changes nothing."""

    q = forms.CharField(
        label=_("Words or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )
    axis = either(_("Axis"), [])
    mark = either(_("Mark"), MARKS)
    state = either(_("Measurement"), STATES)
    direction = either(_("Direction"), Direction.choices)
    sort = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("that of the plan")), *ORDERS],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data, *, axes: Sequence[Axis]):
        super().__init__(data)
        choices = [("", _("all")), *((str(axis.position), axis.title) for axis in axes)]
        self.fields["axis"].choices = choices  # type: ignore[attr-defined]
        self.is_valid()

    def asked(self, name: str) -> str:
        return self.cleaned_data.get(name) or ""

    @property
    def is_active(self) -> bool:
        return any(self.asked(name) for name in self.fields)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the day carries on."""
        return [(name, self.asked(name)) for name in self.fields if self.asked(name)]

    def filter(self, indicators: Iterable[Measured]) -> list[Measured]:
        return [one for one in indicators if self._answers(one)]

    def _answers(self, one: Measured) -> bool:
        indicator, axis = one.indicator, one.indicator.serves.axis
        words = fold(self.asked("q")).split()
        return (
            all(word in indicator.search_text for word in words)
            and self.asked("axis") in ("", str(axis.position) if axis else None)
            and self.asked("state") in ("", one.state)
            and self.asked("direction") in ("", indicator.direction)
            and (self.asked("mark") != "headline" or indicator.is_headline)
            and (self.asked("mark") != "protected" or indicator.is_protected)
        )
