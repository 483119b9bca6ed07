"""The form of a recommendation."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from activities.models import Outcome
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from cnclctpa.reference.forms.sourced import SOURCES, SourcedForm
from cnclctpa.reference.models import Organisation
from evaluation.models import Recommendation

#: Of the text of an outcome, in a list where one is chosen.
WORDS_SHOWN = 90


class RecommendationForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Recommendation
        fields = (
            "text_fr",
            "text_en",
            "outcome",
            "assessment",
            "addressed_to",
            "pillar",
            "issued_on",
            "issued_precision",
            "certainty",
            "note_fr",
            "note_en",
            "sources",
        )
        help_texts = {
            "text_fr": _("In the words of who asked for it; one thing asked, one recommendation."),
            "outcome": _(
                "What came out of a workshop and asks for it. A workshop or a report: one, not both."
            ),
            "assessment": _("The international report that makes it."),
            "addressed_to": _("Who is asked to act; empty when the text does not say."),
            "pillar": _("It tells which axis of the next plans may answer it."),
            "issued_on": _(
                "When only the month or the year is known, write its first day, and say so beside."
            ),
            "note_fr": _("What one should know: how it was understood, what it repeats."),
        }

    sections = (
        Section(_("What is asked"), ("text_fr", ("addressed_to", "pillar"))),
        Section(_("Where it was asked"), ("outcome", "assessment", ("issued_on", "issued_precision"))),
        Section(_("How sure"), ("certainty", "note_fr")),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        outcomes = Outcome.objects.select_related("workshop__plan").order_by(
            "-workshop__starts_on", "position"
        )
        outcome, assessment = self.fields["outcome"], self.fields["assessment"]
        outcome.queryset, outcome.label_from_instance = outcomes, told_outcome
        outcome.label, assessment.label = _("Outcome of a workshop"), _("International report")
        self.fields["addressed_to"].label = _("Addressed to")
        if not self.is_fictitious:
            self.fields["addressed_to"].queryset = Organisation.objects.real()

    @property
    def is_fictitious(self) -> bool:
        outcome = self.instance.outcome
        plan = outcome.workshop.plan if outcome else None
        return plan is not None and plan.is_demonstration

    def clean(self):
        typed = super().clean()
        if not self.errors and bool(typed.get("outcome")) == bool(typed.get("assessment")):
            self.add_error("outcome", _("A recommendation comes from one workshop outcome or one report."))
        return typed


def told_outcome(outcome: Outcome) -> str:
    return f"{outcome.workshop.starts_on:%Y} · {Truncator(outcome.text).chars(WORDS_SHOWN)}"
