"""The one choice by which an activity or an indicator says what it serves: an objective or a result."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import Plan, Result

OBJECTIVE, RESULT = "objective", "result"


class ServesField(forms.ChoiceField):
    """The objectives of a plan, each followed by its results."""

    def __init__(self, **options):
        super().__init__(label=_("What it serves"), **options)

    def offer(self, plan: Plan) -> None:
        by_objective: dict[int, list[Result]] = {}
        for result in Result.objects.filter(objective__plan=plan).order_by("position", "pk"):
            by_objective.setdefault(result.objective_id, []).append(result)
        choices = [("", _("Choose…"))]
        for objective in plan.objectives.order_by("axis__position", "position", "pk"):
            choices.append((f"{OBJECTIVE}-{objective.pk}", str(objective)))
            choices += [
                (f"{RESULT}-{result.pk}", f"\u2003↳ {result}")
                for result in by_objective.get(objective.pk, [])
            ]
        self.choices = choices


class ServesForm:
    """For the form of something that serves one objective or one result of its plan."""

    def prepare_serves(self) -> None:
        self.fields["serves"].offer(self.instance.plan)
        self.initial["serves"] = served(self.instance)

    def clean_serves(self) -> str:
        kind, _dash, key = self.cleaned_data["serves"].partition("-")
        self.instance.objective_id = int(key) if kind == OBJECTIVE else None
        self.instance.result_id = int(key) if kind == RESULT else None
        return self.cleaned_data["serves"]

    def shown_as(self, name: str) -> str | None:
        return "serves" if name in (OBJECTIVE, RESULT) else super().shown_as(name)


def served(row) -> str:
    if row.result_id:
        return f"{RESULT}-{row.result_id}"
    return f"{OBJECTIVE}-{row.objective_id}" if row.objective_id else ""
