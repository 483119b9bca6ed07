"""What is asked before a plan goes further, or before something is shown no longer."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
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


class DatedForm(SureForm):
    """With the day of the step and how certain it is; what the sheet of the plan says of it stands there."""

    field_order = ("on", "certainty", "is_sure")
    #: How the columns of its day begin, and the words for it.
    step: ClassVar[str] = ""
    words: ClassVar[Any] = ""
    #: A plan may be closed before its last day comes.
    may_be_ahead: ClassVar[bool] = False

    on = DayField(required=False, help_text=_("Empty when the day is not known."))
    certainty = forms.ChoiceField(
        label=_("How certain is this day?"), choices=HOW_CERTAIN, initial=Certainty.CERTAIN, required=False
    )

    def prepare(self):
        self.fields["on"].label = self.words
        if day := getattr(self.instance, f"{self.step}_on"):
            self.initial |= {"on": day, "certainty": getattr(self.instance, f"{self.step}_certainty")}

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on and on > timezone.localdate() and not self.may_be_ahead:
            raise ValidationError(_("This day has not come yet."))
        return on

    def clean_certainty(self):
        return self.cleaned_data["certainty"] or Certainty.CERTAIN


class AdoptionForm(DatedForm):
    step, words = "adopted", _("Adopted on")


class LaunchForm(DatedForm):
    step, words = "launched", _("Launched on")


class ClosingForm(DatedForm):
    step, words = "closed", _("Closed on")
    may_be_ahead = True
