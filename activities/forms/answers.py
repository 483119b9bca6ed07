"""What a report answers for the indicators beside its activity."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import IndicatorAnswer
from cnclctpa.forms.cells import ValuesForm
from cnclctpa.forms.fields import LongText, NumberField, written
from plans.choices import IndicatorKind
from plans.models import Indicator
from plans.protected import is_open, protection_of
from plans.readers import reader_of

SLIP = 10
WHOLE = ("value", "numerator", "denominator", "words")
#: What is asked of the whole, by kind of indicator.
ASKED = {
    IndicatorKind.NUMBER: ("value",),
    IndicatorKind.PERCENTAGE: ("numerator", "denominator", "value"),
    IndicatorKind.YES_NO: ("value",),
    IndicatorKind.SCALE: ("value",),
    IndicatorKind.TEXT: ("words",),
}
LABELS = {
    "value": _("Value"),
    "numerator": _("Numerator: how many"),
    "denominator": _("Denominator: out of how many"),
    "words": _("In words"),
}


@dataclass(frozen=True)
class Question:
    """An indicator, what was answered last time, and its fields: the whole, then its categories."""

    indicator: Indicator
    last: str
    whole: tuple[forms.BoundField, ...]
    parts: tuple[forms.BoundField, ...]


class AnswersForm(ValuesForm):
    """Only the indicators whose exact values the writer may read; what is kept by region stays as it is."""

    name = "answers"
    template = "portal/editing/answers.html"

    def fill(self):
        report = self.instance
        stored = report.answers.filter(region__isnull=True) if report.pk else ()
        self.rows = {(one.indicator_id, one.category_id): one for one in stored}
        self.indicators = indicators_of(report)
        self.categories = {
            one.pk: [
                category
                for dimension in one.dimensions.all()
                for category in dimension.categories.all()
                if one.kind != IndicatorKind.TEXT
            ]
            for one in self.indicators
        }
        for indicator in self.indicators:
            for name in ASKED[indicator.kind]:
                self.ask(indicator, None, name, self.field(indicator, name))
            for category in self.categories[indicator.pk]:
                self.ask(indicator, category, "value", number_field(str(category)))

    def ask(self, indicator, category, name: str, field: forms.Field) -> None:
        key = f"{indicator.pk}-{category.pk if category else name}"
        self.fields[key] = field
        row = self.rows.get((indicator.pk, category.pk if category else None))
        self.initial[key] = self.shown(indicator, getattr(row, name)) if row else None

    def shown(self, indicator, value):
        if indicator.kind == IndicatorKind.YES_NO:
            return "" if value is None else str(int(value))
        return value

    def field(self, indicator, name: str) -> forms.Field:
        label = LABELS[name]
        if indicator.kind == IndicatorKind.YES_NO:
            return YesNoField(label=label, required=False)
        if name == "words":
            return LongText(label=label, required=False)
        if indicator.kind == IndicatorKind.PERCENTAGE and name == "value":
            label = _("or the percentage alone, when its parts are not known")
        return number_field(label)

    @property
    def questions(self) -> list[Question]:
        return [
            Question(
                one,
                self.told_last(one),
                tuple(self[f"{one.pk}-{name}"] for name in ASKED[one.kind]),
                tuple(self[f"{one.pk}-{category.pk}"] for category in self.categories[one.pk]),
            )
            for one in self.indicators
        ]

    def told_last(self, indicator) -> str:
        last = self.last_answers().get(indicator.pk)
        if last is None:
            return ""
        if last.numerator is not None and last.denominator is not None:
            return f"{written(last.numerator)} / {written(last.denominator)}"
        return last.words or written(last.value)

    def last_answers(self) -> dict[int, IndicatorAnswer]:
        last = self.instance.last
        answers = last.answers.all() if last else ()
        return {one.indicator_id: one for one in answers if not one.category_id and not one.region_id}

    def clean(self):
        typed = super().clean()
        for indicator in self.indicators:
            self.check_whole(indicator)
            self.check_parts(indicator)
        return typed

    def typed_of(self, indicator) -> dict:
        """What the whole of an indicator is, without what was left empty or is refused."""
        values = {name: self.cleaned_data.get(f"{indicator.pk}-{name}") for name in ASKED[indicator.kind]}
        return {name: value for name, value in values.items() if value not in (None, "")}

    def parts_of(self, indicator) -> dict:
        values = {
            one: self.cleaned_data.get(f"{indicator.pk}-{one.pk}") for one in self.categories[indicator.pk]
        }
        return {category: value for category, value in values.items() if value is not None}

    def check_whole(self, indicator) -> None:
        typed = self.typed_of(indicator)
        ratio = [name for name in ("numerator", "denominator") if name in typed]
        if len(ratio) == 1:
            lacking = "denominator" if ratio == ["numerator"] else "numerator"
            self.say(indicator, lacking, _("Give the numerator and the denominator, or neither."))
        elif ratio and "value" in typed:
            self.say(indicator, "value", _("Give the two numbers or the percentage, not both."))
        elif ratio and typed["denominator"] <= 0:
            self.say(indicator, "denominator", _("A denominator is greater than zero."))
        if indicator.is_protected:
            for name, value in typed.items():
                if isinstance(value, Decimal) and (value < 0 or value % 1) and name != "words":
                    self.say(indicator, name, _("People are counted in whole numbers."))

    def check_parts(self, indicator) -> None:
        parts, whole = self.parts_of(indicator), self.typed_of(indicator)
        if parts and not whole:
            self.say(
                indicator,
                ASKED[indicator.kind][0],
                _("Give the whole of indicator %(code)s as well as its parts.") % {"code": indicator.code},
            )
        for dimension in indicator.dimensions.all():
            total = sum(
                (value for one, value in parts.items() if one.dimension_id == dimension.pk), Decimal(0)
            )
            if "value" in whole and total > whole["value"] and indicator.kind == IndicatorKind.NUMBER:
                self.say(indicator, "value", _("The parts are more than the whole."))

    def say(self, indicator, name: str, refusal) -> None:
        key = f"{indicator.pk}-{name}"
        if key not in self.errors:
            self.add_error(key, refusal)

    def answers(self) -> Iterator[IndicatorAnswer]:
        for indicator in self.indicators:
            whole = self.typed_of(indicator)
            if not whole:
                continue
            yield IndicatorAnswer(indicator=indicator, **whole)
            for category, value in self.parts_of(indicator).items():
                yield IndicatorAnswer(indicator=indicator, category=category, value=value)

    @property
    def asked(self) -> set[int]:
        """The indicators on this form: the answers on others are left as they are."""
        return {one.pk for one in self.indicators}

    def warnings(self):
        before = self.last_answers()
        for indicator in self.indicators:
            now, last = self.typed_of(indicator).get("value"), before.get(indicator.pk)
            is_compared = indicator.kind == IndicatorKind.NUMBER and now and last and last.value
            if is_compared and abs(now) >= abs(last.value) * SLIP:
                yield _("%(code)s: at least ten times the value of last time.") % {"code": indicator.code}


class YesNoField(forms.TypedChoiceField):
    def __init__(self, **options):
        choices = [("", _("no answer")), ("1", _("yes")), ("0", _("no"))]
        super().__init__(choices=choices, coerce=Decimal, empty_value=None, **options)


def number_field(label) -> forms.Field:
    return NumberField(label=label, required=False, max_digits=18, decimal_places=4)


def indicators_of(report) -> list[Indicator]:
    """Those of the result or the objective that the activity serves, that nobody else answers for."""
    activity = report.activity
    beside = Q(result=activity.result_id) if activity.result_id else Q(objective=activity.objective_id)
    ours = Q(responsible__isnull=True) | Q(responsible=activity.lead_id)
    asked = Indicator.objects.present(report.ends_on).filter(beside & ours, plan=activity.plan_id)
    answered = Indicator.objects.filter(answers__report=report.pk) if report.pk else Indicator.objects.none()
    found = (asked | answered).distinct() if report.pk else asked
    reader = reader_of(report.writer)
    in_order = found.order_by("position", "code").prefetch_related("dimensions__categories")
    return [one for one in in_order if is_open(protection_of(one), reader)]
