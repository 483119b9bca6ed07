"""The forms of an international report, and of what sources say otherwise."""

from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from cnclctpa.reference.forms.sourced import SOURCES, SourcedForm, StatementForm
from cnclctpa.reference.models import Figure
from evaluation.choices import AssessmentKind
from evaluation.models import Assessment, AssessmentStatement


class AssessmentForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Assessment
        fields = (
            "kind",
            "year",
            "covers_from",
            "covers_to",
            "tier",
            "certainty",
            "findings_fr",
            "findings_en",
            "figures",
            "sources",
        )
        help_texts = {
            "year": _("That of the report, which is not that of its facts."),
            "covers_from": _("A TIP report tells of the twelve months from April to March: 01/04/2023."),
            "tier": _(
                "For a TIP report only. Four levels, not three: the Watch List is a level of its own, "
                "between Tier 2 and Tier 3."
            ),
            "findings_fr": _("What the report says of the country, in a few lines and without comment."),
            "figures": _("The figures of sources that this report states."),
        }

    sections = (
        Section(_("The report"), (("kind", "year"), ("tier", "certainty"))),
        Section(_("What it covers"), (("covers_from", "covers_to"), "findings_fr", "figures")),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        figures = Figure.objects.order_by("-period_to", "position", "slug")
        self.fields["figures"].group(figures, lambda figure: figure.period_to.year)

    def clean(self):
        typed = super().clean()
        if self.errors:
            return typed
        if typed["kind"] == AssessmentKind.TIP and not typed.get("tier"):
            self.add_error("tier", _("A TIP report gives a level: choose it."))
        if typed["kind"] != AssessmentKind.TIP and typed.get("tier"):
            self.add_error("tier", _("Only a TIP report gives a level: leave it empty."))
        return typed


class AssessmentStatementForm(StatementForm):
    class Meta(StatementForm.Meta):
        model = AssessmentStatement
