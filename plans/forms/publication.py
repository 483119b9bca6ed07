"""What is asked before a plan goes further, or before something is shown no longer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import ActForm
from cnclctpa.forms.fields import DayField, LongText
from cnclctpa.reference.choices import Certainty

#: A day that is given was found.
HOW_CERTAIN = [(value, label) for value, label in Certainty.choices if value != Certainty.NOT_FOUND]


class NothingForm(ActForm):
    """Nothing: the button says it all."""


class WhyForm(ActForm):
    reason = LongText(
        label=_("Why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The history keeps it, with your name."),
    )


class SureForm(ActForm):
    """A step of the life of a plan, on which nobody comes back: one click is not enough."""

    is_sure = forms.BooleanField(
        label=_("I have understood: there is no way back"),
        error_messages={"required": _("Tick this box first: there is no way back.")},
    )


class ClosingForm(SureForm):
    field_order = ("on", "certainty", "is_sure")

    on = DayField(label=_("Closed on"), required=False, help_text=_("Empty when the day is not known."))
    certainty = forms.ChoiceField(
        label=_("How certain is this day?"), choices=HOW_CERTAIN, initial=Certainty.CERTAIN, required=False
    )

    def clean_certainty(self):
        return self.cleaned_data["certainty"] or Certainty.CERTAIN
