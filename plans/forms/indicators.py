"""The form of an indicator, its targets year by year, its definitions; and its withdrawal."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import ActForm, EditForm
from cnclctpa.forms.fields import DayField, LongText, language
from cnclctpa.forms.grids import RowForm, RowsGrid, grid
from cnclctpa.forms.layout import Section
from cnclctpa.reference.models import Organisation
from cnclctpa.typography import number
from plans.achievement import Direction
from plans.choices import Basis, IndicatorKind, PlanStatus
from plans.forms.framework import settle_code
from plans.forms.serves import ServesField, ServesForm
from plans.models import Category, Definition, Dimension, Indicator, Target


class IndicatorForm(ServesForm, EditForm):
    serves = ServesField(
        help_text=_(
            "A result for what is produced or changed; an objective for what the plan wants as a whole. An "
            "output is counted as it is produced (magistrates trained); an outcome or an impact is measured "
            "in what changes (convictions, victims who are identified)."
        )
    )

    class Meta(EditForm.Meta):
        model = Indicator
        fields = (
            "serves",
            "name_fr",
            "name_en",
            "code",
            "kind",
            "unit_fr",
            "unit_en",
            "counting_unit",
            "direction",
            "tolerance",
            "baseline",
            "baseline_on",
            "baseline_source_fr",
            "baseline_source_en",
            "target_basis",
            "definition_fr",
            "definition_en",
            "means_of_verification_fr",
            "means_of_verification_en",
            "method_fr",
            "method_en",
            "frequency",
            "responsible",
            "assumptions_fr",
            "assumptions_en",
            "is_headline",
            "is_protected",
            "dimensions",
            "over_time",
            "over_places",
            "continues",
            "lineage",
            "added_on",
        )
        help_texts = {
            "name_fr": _(
                "A good indicator is specific (what, of whom, where), measurable with a source that exists, "
                "and says nothing of whether it should rise: “Number of victims of trafficking identified in "
                "a year”, rather than “Improve identification”."
            ),
            "kind": _("Once values are recorded, it no longer changes."),
            "unit_fr": _("Shown after the figure: victims, %, copies."),
            "counting_unit": _("A case is not a person, a person is not a conviction."),
            "direction": _(
                "Increase: more is better. Decrease: less is better. Maintain: it should stay there."
            ),
            "tolerance": _("Only for what is maintained: how far from the target still counts as reached."),
            "baseline": _(
                "The value before the plan begins: without it, nobody can tell how far it has come. Leave it "
                "empty when it is not known: empty is not zero."
            ),
            "baseline_on": _("The last day of the period that it tells of: 31/12/2022."),
            "baseline_source_fr": _("Where it was read, so that the same can be measured again."),
            "target_basis": _(
                "Cumulative: the target of 2026 counts all since the start of the plan (120 trained in all). "
                "Of the year: it counts that year alone (40 trained in 2026)."
            ),
            "definition_fr": _("What is counted and what is not, so that two people find the same number."),
            "means_of_verification_fr": _(
                "The document in which anybody may check: register, report, survey."
            ),
            "method_fr": _("Who gathers it, how, and when."),
            "assumptions_fr": _("What must hold for it to move, and is not in the hands of the committee."),
            "is_headline": _("One of the few that the dashboard of the plan shows first."),
            "is_protected": _(
                "Tick it for counts of victims and of investigations: a small number can point at a person. "
                "From 0 to 10, the public reads “fewer than 11”; the exact count is for the secretariat and "
                "for the organisation that reports it."
            ),
            "dimensions": _(
                "By sex, by age, by form of exploitation: each value may then be broken down so."
            ),
            "over_time": _(
                "What several values make: the latest (a stock), the sum (what is counted each time)."
            ),
            "over_places": _("What the values of several regions make together."),
            "continues": _("That of the previous plan which it follows, when it counts the same thing."),
            "added_on": _("The day from which it counts in the plan."),
        }

    sections = (
        Section(_("What it tells"), ("serves", "name_fr", "code", "definition_fr")),
        Section(_("What is counted"), (("kind", "unit_fr", "counting_unit"), ("direction", "tolerance"))),
        Section(
            _("Where it starts and where it goes"),
            (("baseline", "baseline_on"), "baseline_source_fr", "target_basis"),
            _("The targets, year by year, are in the grid below."),
        ),
        Section(
            _("How it is known"),
            ("means_of_verification_fr", "method_fr", ("frequency", "responsible"), "assumptions_fr"),
        ),
        Section(_("What is shown, and to whom"), ("is_headline", "is_protected", "dimensions", "added_on")),
        Section(_("How values are put together"), (("over_time", "over_places"),), is_folded=True),
        Section(_("From one plan to the next"), (("continues", "lineage"),), is_folded=True),
    )

    def prepare(self):
        plan, indicator = self.instance.plan, self.instance
        self.prepare_serves()
        settle_code(self, plan)
        self.fields["tolerance"].required = False
        if plan.status == PlanStatus.DRAFT:
            del self.fields["added_on"]
        if plan.predecessor_id:
            self.fields["continues"].queryset = Indicator.objects.filter(plan=plan.predecessor_id)
        else:
            del self.fields["continues"], self.fields["lineage"]
        if not plan.is_demonstration:
            self.fields["responsible"].queryset = Organisation.objects.real()
        if indicator.pk and indicator.measurements.exists():
            self.fields["kind"].disabled = True

    def clean_code(self):
        return self.cleaned_data["code"] or self.instance.code

    def clean_tolerance(self):
        return self.cleaned_data["tolerance"] or Decimal(0)

    def warnings(self):
        typed = self.cleaned_data
        baseline, kind = typed.get("baseline"), typed.get("kind")
        is_asked = self.instance.pk is None or {"baseline", "kind"} & {*self.changed_data}
        if baseline is None and kind != IndicatorKind.TEXT and is_asked:
            yield _("Without a baseline, nobody can tell how far it has come.")
        if "baseline" in self.changed_data and kind == IndicatorKind.PERCENTAGE and is_beyond(baseline):
            yield _("The baseline is a percentage above 100.")
        if not typed.get("means_of_verification_fr") and not self.instance.pk:
            yield _("Without a means of verification, nobody will be able to check its values.")


def is_beyond(value: Decimal | None) -> bool:
    return value is not None and value > 100


class TargetRow(RowForm):
    """The target of one year: the year stands at the head of the row."""

    empties = ("value",)

    class Meta(RowForm.Meta):
        model = Target
        fields = ("year", "value")
        widgets = {"year": forms.HiddenInput}

    def has_changed(self):
        return super().has_changed() and not (self.instance.pk is None and self.is_emptied)

    @property
    def at_year(self) -> int:
        return self.instance.year or self.initial.get("year") or 0


class YearsGrid(RowsGrid):
    """One row for each year of the plan, in their order."""

    template = "portal/editing/years.html"

    @property
    def in_order(self) -> list[TargetRow]:
        return sorted(self.forms, key=lambda row: row.at_year)

    def named_forms(self):
        """A year is the name of its line."""
        return [(f"{self.title}, {row.at_year}", row) for row in self.in_order]

    def typed(self) -> list[tuple[int, Decimal]]:
        pairs = [
            (row.cleaned_data["year"], row.cleaned_data["value"])
            for row in self.in_order
            if row.cleaned_data.get("value") is not None and row.cleaned_data.get("year")
        ]
        return sorted(pairs)

    def warnings(self):
        if any(row.has_changed() for row in self.forms):
            yield from unlikely_targets(self.instance, self.typed())


def unlikely_targets(indicator: Indicator, targets: list[tuple[int, Decimal]]):
    """What looks like a slip of the hand in the targets of an indicator."""
    baseline, direction = indicator.baseline, indicator.direction
    former = None
    for year, value in targets:
        told = {"year": year, "value": number(value, language())}
        if baseline is not None and direction != Direction.MAINTAIN and is_easy(indicator, value):
            yield _("The target of %(year)s (%(value)s) is easier than the baseline.") % told
        if indicator.kind == IndicatorKind.PERCENTAGE and is_beyond(value):
            yield _("The target of %(year)s is a percentage above 100.") % told
        if former and is_tenfold(value, former):
            yield (
                _("The target of %(year)s (%(value)s) is ten times that of the year before, or a tenth.")
                % told
            )
        elif former is not None and is_behind(indicator, value, former):
            yield _("The target of %(year)s (%(value)s) is easier than that of the year before.") % told
        former = value


def is_easy(indicator: Indicator, value: Decimal) -> bool:
    """Whether a target stands on the wrong side of the baseline; a count of one year has no such side."""
    if indicator.target_basis == Basis.OF_THE_YEAR:
        return False
    return Direction(indicator.direction).contradicts(indicator.baseline, value)


def is_behind(indicator: Indicator, value: Decimal, former: Decimal) -> bool:
    if indicator.target_basis == Basis.OF_THE_YEAR or indicator.direction == Direction.MAINTAIN:
        return False
    return Direction(indicator.direction).contradicts(former, value)


def is_tenfold(value: Decimal, former: Decimal) -> bool:
    """Whether a zero more or less is likelier than such a change."""
    return former != 0 and not Decimal("0.1") < value / former < 10


def years_without_target(indicator: Indicator) -> list[dict]:
    stored = set(indicator.targets.values_list("year", flat=True)) if indicator.pk else set()
    return [{"year": year} for year in indicator.plan.years if year not in stored]


TargetGrid = grid(
    Indicator,
    Target,
    TargetRow,
    name="targets",
    title=_("Targets, year by year"),
    intro=_(
        "What is to be reached by the end of each year; an empty year has no target. The last one is that of "
        "the plan."
    ),
    proposed=years_without_target,
    base=YearsGrid,
)


class DefinitionRow(RowForm):
    empties = ("from_year", "text_fr")

    class Meta(RowForm.Meta):
        model = Definition
        fields = ("from_year", "text_fr", "breaks_series")

    def has_changed(self):
        return super().has_changed() and not (self.instance.pk is None and self.is_emptied)


DefinitionGrid = grid(
    Indicator,
    Definition,
    DefinitionRow,
    name="definitions",
    title=_("Definitions that changed"),
    intro=_(
        "Only when what is counted changes during the plan: from which year, and to what. Where the series "
        "breaks, the values before and after are not compared."
    ),
)


class WithdrawIndicatorForm(ActForm):
    on = DayField(label=_("Withdrawn on"), help_text=_("From that day on, it no longer counts in the plan."))
    reason = LongText(label=_("Why?"), help_text=_("The history keeps it."))


class DimensionForm(EditForm):
    class Meta(EditForm.Meta):
        model = Dimension
        fields = ("name_fr", "name_en")
        help_texts = {"name_fr": _("In two or three words: “by sex”, “by form of exploitation”.")}


class CategoryRow(RowForm):
    empties = ("name_fr",)

    class Meta(RowForm.Meta):
        model = Category
        fields = ("name_fr", "name_en")


CategoryGrid = grid(
    Dimension,
    Category,
    CategoryRow,
    name="categories",
    title=_("Categories"),
    intro=_(
        "Each person or thing counted falls into one of them, never into two. None of them may be so narrow "
        "that it points at somebody."
    ),
)
