"""The filter of what is found in the data of a plan: of which kind, under which axis, for whom to mend."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.forms import either
from cnclctpa.portal.reporting.dashboard.words import Named
from cnclctpa.portal.reporting.quality.findings import Finding, Kind
from plans.models import Axis

#: What belongs to no axis; what the secretariat mends itself; what any organisation can mend.
NONE, SECRETARIAT, ORGANISATIONS = "none", "secretariat", "organisations"


class QualityFilter(forms.Form):
    """By GET; what it does not understand changes nothing. Each choice says how many answer it."""

    kind = either(_("Kind"), [])
    axis = either(_("Axis"), [])
    who = either(_("Who can mend it"), [])

    def __init__(
        self,
        data,
        *,
        findings: Sequence[Finding],
        axes: Sequence[Axis],
        organisations: Mapping[int, Named],
        is_editor: bool,
    ):
        super().__init__(data)
        self.findings = findings
        self.offer("kind", [(kind, capfirst(str(kind.label))) for kind in Kind])
        under = [(str(axis.position), f"{axis.position}. {axis.title}") for axis in axes]
        self.offer("axis", [*under, (NONE, _("the plan itself, or no axis"))])
        if is_editor:
            named = sorted((name.title, str(key)) for key, name in organisations.items())
            whose = [(SECRETARIAT, _("the secretariat")), (ORGANISATIONS, _("any organisation"))]
            self.offer("who", [*whose, *((key, title) for title, key in named)])
        else:
            del self.fields["who"]
        self.is_valid()

    def offer(self, name: str, choices: Iterable[tuple]) -> None:
        """The choices that something answers, with how many do."""
        counts = {value: sum(answers(name, value, one) for one in self.findings) for value, _label in choices}
        known = [(value, f"{label} ({counts[value]})") for value, label in choices if counts[value]]
        self.fields[name].choices = [("", _("all")), *known]  # type: ignore[attr-defined]

    def asked(self, name: str) -> str:
        return self.cleaned_data.get(name) or ""

    @property
    def is_active(self) -> bool:
        return any(self.asked(name) for name in self.fields)

    def filter(self) -> list[Finding]:
        asked = [(name, self.asked(name)) for name in self.fields if self.asked(name)]
        return [one for one in self.findings if all(answers(name, value, one) for name, value in asked)]


def answers(name: str, value: str, one: Finding) -> bool:
    if name == "kind":
        return one.kind == value
    if name == "axis":
        return (NONE if one.axis is None else str(one.axis)) == value
    if value in (SECRETARIAT, ORGANISATIONS):
        return (one.organisation is None) == (value == SECRETARIAT)
    return str(one.organisation) == value
