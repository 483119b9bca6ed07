"""The form of a value of an indicator, broken down when the indicator is; its correction."""

from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import ActForm, EditForm
from cnclctpa.forms.fields import NumberField, language
from cnclctpa.forms.layout import Section
from cnclctpa.reference.forms.sourced import SOURCES, offer_sources
from cnclctpa.reference.models import Region
from cnclctpa.typography import number, period
from plans.achievement import Direction
from plans.choices import IndicatorKind
from plans.forms.indicators import is_beyond, is_tenfold
from plans.models import Category, Indicator, Measurement
from plans.protected import exactly

PART = "part_{}"
#: What is asked of each kind of indicator.
ASKED = {
    IndicatorKind.NUMBER: ("value",),
    IndicatorKind.SCALE: ("value",),
    IndicatorKind.YES_NO: ("value",),
    IndicatorKind.PERCENTAGE: ("value", "numerator", "denominator"),
    IndicatorKind.TEXT: ("words",),
}
VALUES = ("value", "numerator", "denominator", "words")


class ValueForm(EditForm):
    """A value, its parts and its sources: what is asked of a new one and of a correction."""

    class Meta(EditForm.Meta):
        model = Measurement
        fields = ("starts_on", "ends_on", "region", *VALUES, "note", "sources")
        help_texts = {
            "starts_on": _("The first day of the period that the value tells of."),
            "ends_on": _("Its last day. Two values of one place never tell of the same day."),
            "region": _("Empty for the whole country; a period is told by region or as a whole, not both."),
            "numerator": _("Of those, how many: 45 in “45 out of 60”."),
            "denominator": _(
                "Out of how many: 60. The site then makes the percentage, and adds up regions rightly."
            ),
            "words": _("Where it stands, in two or three sentences."),
            "note": _("What one should know: a count that is not complete, another method."),
        }

    def prepare(self):
        indicator = self.instance.indicator
        for name in VALUES:
            if name not in ASKED[IndicatorKind(indicator.kind)]:
                del self.fields[name]
        self.prepare_value(indicator)
        if "region" in self.fields:
            self.fields["region"].queryset = Region.objects.order_by("-division", "position")
            self.fields["region"].label_from_instance = lambda region: f"{region.name} ({region.division})"
            self.fields["region"].label = _("Region")
            self.fields["region"].empty_label = _("the whole country")
        offer_sources(self.fields["sources"])
        self.sections = (*self.first_sections, *self.add_parts(indicator), *self.last_sections)

    first_sections = (
        Section(_("When and where"), (("starts_on", "ends_on"), "region")),
        Section(_("The value"), ("value", ("numerator", "denominator"), "words", "note")),
    )
    last_sections = (Section(SOURCES, ("sources",), is_folded=True),)

    def prepare_value(self, indicator: Indicator) -> None:
        if "words" in self.fields:
            self.fields["words"].required = True
        value = self.fields.get("value")
        if value is None:
            return
        value.required = indicator.kind != IndicatorKind.PERCENTAGE
        if indicator.kind == IndicatorKind.YES_NO:
            self.fields["value"] = forms.TypedChoiceField(
                label=value.label,
                choices=[("", _("Choose…")), ("1", _("yes")), ("0", _("no"))],
                coerce=Decimal,
            )
        elif indicator.kind == IndicatorKind.PERCENTAGE:
            value.help_text = _("The percentage itself, or else the two numbers that make it, below.")
        elif indicator.unit:
            value.help_text = _("In %(unit)s.") % {"unit": indicator.unit}

    def add_parts(self, indicator: Indicator) -> list[Section]:
        """A field for each category in which the indicator is broken down."""
        self.categories = {}
        if indicator.kind not in (IndicatorKind.NUMBER, IndicatorKind.SCALE):
            return []
        rows = Category.objects.filter(dimension__indicators=indicator).select_related("dimension")
        sections = []
        for dimension, members in groupby(
            rows.order_by("dimension", "position", "pk"), attrgetter("dimension")
        ):
            names = []
            for category in members:
                name = PART.format(category.pk)
                self.fields[name] = NumberField(
                    label=capfirst(category.name),
                    required=False,
                    max_digits=18,
                    decimal_places=4,
                    min_value=0,
                )
                self.categories[name] = category
                names.append(name)
            intro = _("Leave empty what is not known: the rest is shown as “not broken down”.")
            title = _("Broken down: %(dimension)s") % {"dimension": dimension.name}
            sections.append(Section(title, (tuple(names),), intro))
        return sections

    def clean(self):
        typed = super().clean()
        self.instance.typed_parts = {
            category: typed[name] for name, category in self.categories.items() if typed.get(name) is not None
        }
        return typed

    def shown_as(self, name):
        return "value" if name in VALUES and "value" in self.fields else super().shown_as(name)

    @property
    def figure(self) -> Decimal | None:
        """The value as it will be read."""
        typed = self.cleaned_data
        if typed.get("numerator") is not None and typed.get("denominator"):
            return typed["numerator"] / typed["denominator"] * 100
        return typed.get("value")

    def warnings(self):
        indicator, figure = self.instance.indicator, self.figure
        if figure is None or indicator.kind == IndicatorKind.YES_NO:
            return
        if indicator.kind == IndicatorKind.PERCENTAGE and is_beyond(figure):
            yield _("This percentage is above 100.")
        if is_worse_than_baseline(indicator, figure):
            yield _("This is on the wrong side of the baseline (%(baseline)s): did things get worse?") % {
                "baseline": number(indicator.baseline, language())
            }
        if (former := self.former_value()) and is_tenfold(figure, former):
            yield _("This is ten times the former value (%(former)s), or a tenth.") % {
                "former": number(former, language())
            }

    def former_value(self) -> Decimal | None:
        """That of the period before, in the same place."""
        place = self.cleaned_data.get("region", self.instance.region)
        rows = self.instance.indicator.measurements.current().filter(value__isnull=False, region=place)
        corrected = self.instance.supersedes_id
        return rows.exclude(pk=corrected).order_by("-ends_on").values_list("value", flat=True).first()


def is_worse_than_baseline(indicator: Indicator, figure: Decimal) -> bool:
    if indicator.baseline is None or indicator.direction == Direction.MAINTAIN:
        return False
    return Direction(indicator.direction).contradicts(indicator.baseline, figure)


class MeasurementForm(ValueForm):
    def warnings(self):
        yield from super().warnings()
        typed, plan = self.cleaned_data, self.instance.indicator.plan
        if typed["ends_on"] > plan.ends_on or typed["starts_on"] < plan.starts_on:
            yield _("This period is not within the plan (%(period)s).") % {"period": plan.period}


class CorrectionForm(ValueForm):
    """Another value for the same period and place; the former one stays, with the reason."""

    class Meta(ValueForm.Meta):
        fields = (*VALUES, "note", "correction_reason", "sources")
        help_texts = ValueForm.Meta.help_texts | {
            "correction_reason": _("What was wrong: a double count, a page misread. Everybody may read it."),
        }

    first_sections = (
        Section(
            _("The value that is right"),
            ("value", ("numerator", "denominator"), "words", "note", "correction_reason"),
        ),
    )

    def prepare(self):
        super().prepare()
        self.fields["correction_reason"].required = True
        if former := self.instance.supersedes:
            first, *others = self.sections
            self.sections = (replace(first, intro=to_be_corrected(former)), *others)


def to_be_corrected(former: Measurement) -> str:
    """Which value the form is about: its page has several."""
    return _("To be corrected: %(value)s (%(period)s, %(place)s).") % {
        "value": former.words or exactly(former.value, kind=former.indicator.kind).words,
        "period": period(former.starts_on, former.ends_on, language()),
        "place": former.region.name if former.region else _("the whole country"),
    }


class ValidateForm(ActForm):
    """Nothing is asked but to have read it."""
