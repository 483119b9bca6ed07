"""The forms that say again what the lines of the former plan became, for activities and for indicators."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.services.generations import correct_lineage
from cnclctpa.forms.choices import ManyField
from cnclctpa.forms.editing import ActForm
from cnclctpa.forms.fields import LongText
from cnclctpa.forms.layout import Section
from plans.choices import LineageKind
from plans.models import Indicator
from plans.services.generations import correct_indicators

KINDS: dict[str, str | Promise] = {
    LineageKind.CONTINUED: _("Continued: one goes on as one"),
    LineageKind.MERGED: _("Merged: several became one"),
    LineageKind.SPLIT: _("Split: one became several"),
    LineageKind.DROPPED: _("Dropped: nothing follows it"),
    LineageKind.NEW: _("New: what is ticked in this plan follows nothing"),
    "open": _("Left open: nothing is told of it"),
}


class CodesField(ManyField):
    """Lines of a plan, by their codes."""

    def __init__(self, **options):
        super().__init__(queryset=None, required=False, to_field_name="code", **options)

    def clean(self, value):
        # A database may refuse to look for what no text of it can hold.
        unknown = next((one for one in value or [] if "\x00" in one), None)
        if unknown is not None:
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": ""})
        return super().clean(value)


class LineageForm(ActForm):
    """``instance`` is the plan whose lines follow those of the former one; lines are named by their codes."""

    model: Any = Activity
    kinds: tuple[str, ...] = tuple(KINDS)

    kind = forms.ChoiceField(label=_("Lineage"), widget=forms.RadioSelect)
    former = CodesField(label=_("Lines of the former plan"))
    heir = CodesField(label=_("Lines of this plan"))
    note = LongText(
        label=_("In a few words"),
        required=False,
        help_text=_("Shown beside it: done, no longer useful, taken up by another body."),
    )

    sections = (
        Section(_("Which lines"), ("former", "heir")),
        Section(_("What became of these lines"), ("kind", "note")),
    )

    def prepare(self):
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in self.kinds]
        for name, plan in (("former", self.instance.predecessor), ("heir", self.instance)):
            self.fields[name].queryset = (
                self.model.objects.of(plan).in_order() if plan else self.model.objects.none()
            )

    def carry_out(self, *, by) -> None:
        typed = self.cleaned_data
        correct_lineage(
            self.instance,
            kind=kind_of(typed),
            formers=typed["former"],
            heirs=typed["heir"],
            note=typed["note"],
            by=by,
        )


class IndicatorLineageForm(LineageForm):
    """The sheet of an indicator names the one that it follows: neither a note, nor what has no heir."""

    model = Indicator
    kinds = tuple(kind for kind in KINDS if kind != LineageKind.DROPPED)

    def prepare(self):
        super().prepare()
        del self.fields["note"]
        self.fields["kind"].help_text = _(
            "An indicator follows one former indicator: of several that were merged, tick the one that it "
            "takes up first, and name the others in its definition."
        )

    def carry_out(self, *, by) -> None:
        typed = self.cleaned_data
        correct_indicators(
            self.instance, kind=kind_of(typed), formers=typed["former"], heirs=typed["heir"], by=by
        )


def kind_of(typed: dict) -> str:
    return "" if typed["kind"] == "open" else typed["kind"]
