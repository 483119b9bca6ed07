"""The form of a figure that a source states, and its parts."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.grids import RowForm, grid
from cnclctpa.forms.layout import Section
from cnclctpa.reference.choices import CountingUnit
from cnclctpa.reference.forms.sourced import SOURCES, SourcedForm
from cnclctpa.reference.models import Figure, FigurePart


class FigureForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Figure
        fields = (
            "topic",
            "measure_fr",
            "measure_en",
            "counting_unit",
            "value",
            "is_approximate",
            "words_fr",
            "words_en",
            "scope_fr",
            "scope_en",
            "period_from",
            "period_to",
            "period_words_fr",
            "period_words_en",
            "question",
            "series",
            "certainty",
            "is_retained",
            "reason_fr",
            "reason_en",
            "note_fr",
            "note_en",
            "sources",
        )
        help_texts = {
            "measure_fr": _(
                "What is counted, in the words of the source: “victims identified”, “convictions”."
            ),
            "counting_unit": _(
                "A case is not a person, a person is not a conviction: figures do not mix them."
            ),
            "value": _(
                "As the source prints it. Empty when it says “several” or “some thirty”: give its words."
            ),
            "words_fr": _("Shown instead of the number, when the source does not give a precise one."),
            "scope_fr": _(
                "Where, or among whom: “Bamako”, “by the brigade only”; empty for the whole country."
            ),
            "period_from": _("The first day that it covers: for a whole year, 01/01."),
            "period_words_fr": _("When the period is not one of the calendar: “since the law of 2012”."),
            "question": _(
                "Figures that answer one question and disagree share this word, such as victims-2024: the "
                "page then shows them together. Empty when it is the only one."
            ),
            "series": _(
                "Figures of successive years share this word, such as victims: they are drawn in a line."
            ),
            "is_retained": _(
                "Of figures that disagree, one only is retained; the others stay, with the reason."
            ),
            "reason_fr": _(
                "Why it is retained, or why not: a press article that confuses cases and victims."
            ),
        }

    sections = (
        Section(_("What is counted"), ("topic", "measure_fr", "counting_unit", "scope_fr")),
        Section(_("How many"), (("value", "is_approximate"), "words_fr", "certainty")),
        Section(_("When"), (("period_from", "period_to"), "period_words_fr")),
        Section(
            _("Beside other figures"),
            (("question", "series"), "is_retained", "reason_fr", "note_fr"),
            _("Where sources disagree, both are kept and the page says so."),
        ),
        Section(SOURCES, ("sources",)),
    )

    def warnings(self):
        yield from super().warnings()
        typed = self.cleaned_data
        value, unit = typed.get("value"), typed.get("counting_unit")
        if value is not None and value < 0:
            yield _("This figure is negative.")
        if value is not None and unit == CountingUnit.PERCENT and value > 100:
            yield _("This percentage is above 100.")
        if value and (former := self.former_of_the_series(typed)) and is_tenfold(value, former.value):
            yield _("This is ten times the figure before it in the series, or a tenth: %(former)s.") % {
                "former": former
            }

    def former_of_the_series(self, typed) -> Figure | None:
        if not typed.get("series") or "value" not in self.changed_data:
            return None
        others = Figure.objects.filter(
            series=typed["series"], period_to__lt=typed["period_to"], value__isnull=False, is_retained=True
        )
        return others.exclude(pk=self.instance.pk).order_by("-period_to").first()


def is_tenfold(value: Decimal, former: Decimal) -> bool:
    """Whether a slip of the hand (a zero more or less) is likelier than such a change."""
    return former != 0 and not Decimal("0.1") < value / former < 10


class FigurePartRow(RowForm):
    empties = ("label_fr", "value")

    class Meta(RowForm.Meta):
        model = FigurePart
        fields = ("dimension", "label_fr", "value")

    def has_changed(self):
        # A new line whose breakdown alone is chosen says nothing yet.
        return super().has_changed() and not (self.instance.pk is None and self.is_emptied)


FigurePartGrid = grid(
    Figure,
    FigurePart,
    FigurePartRow,
    name="parts",
    title=_("Breakdown"),
    intro=_("The parts that the source gives; what they leave out is shown as “not broken down”."),
)
