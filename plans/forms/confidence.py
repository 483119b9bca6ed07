"""The form of an opinion of the secretariat on an axis or an objective."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from plans.choices import ConfidenceLevel
from plans.models import Confidence

MEANINGS = {
    ConfidenceLevel.SURE: _("Sure: what was wanted should be reached in time."),
    ConfidenceLevel.WATCHFUL: _("Watchful: it may be reached, if something is done or comes in time."),
    ConfidenceLevel.WORRIED: _("Worried: as things stand, it will not be reached."),
}


class ConfidenceForm(EditForm):
    class Meta(EditForm.Meta):
        model = Confidence
        fields = ("level", "sentence_fr", "sentence_en", "rated_on", "is_public")
        widgets = {"level": forms.RadioSelect}
        help_texts = {
            "sentence_fr": _(
                "One or two sentences: what makes you think so, that the figures do not tell. No name of a "
                "victim, nothing by which one could be recognised."
            ),
            "rated_on": _("The day on which the secretariat thought so."),
        }

    sections = (Section(_("What the secretariat thinks"), ("level", "sentence_fr", "rated_on", "is_public")),)

    def prepare(self):
        self.fields["level"].choices = [(level.value, words) for level, words in MEANINGS.items()]
        if self.instance.rated_on is None:
            self.initial["rated_on"] = timezone.localdate()

    def clean_rated_on(self):
        if self.cleaned_data["rated_on"] > timezone.localdate():
            raise ValidationError(_("This day is to come: an opinion is that of a day that has begun."))
        return self.cleaned_data["rated_on"]
