"""What a matrix shows of its lines, by GET: words, a state, a region; how far it is folded."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms import either
from cnclctpa.folding import fold
from cnclctpa.templatetags.states import LOOKS

#: Characters of a search that are read.
LONGEST = 200
AXES, OBJECTIVES = "axes", "objectives"


class MatrixFilter(forms.Form):
    """Made of the rows of the matrix: only the regions of its activities are offered."""

    q = forms.CharField(
        label=_("Filter"),
        required=False,
        widget=forms.TextInput(
            attrs={"class": "form-control form-control-sm", "placeholder": _("code, word, organisation")}
        ),
    )
    state = either(_("State"), [(name, look.word) for name, look in LOOKS.items()])
    region = either(_("Region"), [])
    fold = either(_("Show"), [(AXES, _("axes only")), (OBJECTIVES, _("axes and objectives"))])

    def __init__(self, data: Any, rows: Iterable[Any]):
        super().__init__(data, auto_id="%s")
        regions = {region.pk: region.name for row in rows for region in row.activity.regions.all()}
        found = sorted(((str(key), name) for key, name in regions.items()), key=lambda one: fold(one[1]))
        self.fields["region"].choices = [("", _("all")), *found]  # type: ignore[attr-defined]
        for name in ("state", "region", "fold"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm"
        self.is_valid()

    def asked(self, name: str) -> str:
        """The choice made; empty when there is none, or when it is not one of ours."""
        return self.cleaned_data.get(name) or ""

    @property
    def words(self) -> list[str]:
        return fold(self.asked("q")[:LONGEST]).split()

    @property
    def is_active(self) -> bool:
        return bool(self.words or self.asked("state") or self.asked("region"))

    @property
    def shows_objectives(self) -> bool:
        return self.is_active or self.asked("fold") != AXES

    @property
    def shows_lines(self) -> bool:
        return self.is_active or not self.asked("fold")

    def keeps(self, row: Any) -> bool:
        """Whether a row of the matrix answers."""
        one = row.activity
        if (state := self.asked("state")) and row.standing.timeliness != state:
            return False
        if (region := self.asked("region")) and region not in {str(each.pk) for each in one.regions.all()}:
            return False
        return self.answers(one.code, one.title, one.lead.name if one.lead else "")

    def keeps_indicator(self, indicator: Any) -> bool:
        if self.asked("state") or self.asked("region"):
            return False
        return self.answers(indicator.code, indicator.name)

    def answers(self, *texts: str) -> bool:
        text = fold(" ".join(texts))
        return all(word in text for word in self.words)
