"""Moving a line: one place up or down, or under another parent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cnclctpa.portal.editing.matrix.lines import parents_of, plan_of_row
from plans.models import Axis, Result, StrategicObjective
from plans.services.ordering import move, move_under


def targets_of(row) -> list[tuple[str, str]]:
    """Under what a line may stand: axes for an objective, objectives for a result, else both of the chain."""
    plan = plan_of_row(row)
    if isinstance(row, Axis):
        return []
    if isinstance(row, StrategicObjective):
        return [(f"axis-{one.pk}", f"{one.position}. {one.title}") for one in plan.axes.all()]
    results: dict[int, list[Result]] = {}
    if not isinstance(row, Result):
        for one in Result.objects.filter(objective__plan=plan).order_by("position", "pk"):
            results.setdefault(one.objective_id, []).append(one)
    found = []
    for objective in plan.objectives.order_by("axis__position", "position", "pk"):
        found.append((f"objective-{objective.pk}", str(objective)))
        found += [(f"result-{one.pk}", f"\u2003↳ {one}") for one in results.get(objective.pk, [])]
    return found


class MoveForm(forms.Form):
    step = forms.TypedChoiceField(
        choices=[("-1", "↑"), ("1", "↓")], coerce=int, required=False, empty_value=""
    )
    to = forms.ChoiceField(label=_("Under"), required=False)

    def __init__(self, *args, row, **options):
        super().__init__(*args, **options)
        self.row = row
        here = next((f"{name}-{one.pk}" for name, one in parents_of(row).items()), "")
        self.fields["to"].choices = [("", _("Choose…")), *targets_of(row)]  # type: ignore[attr-defined]
        self.initial["to"] = here
        self.here = here

    @property
    def may_go_elsewhere(self) -> bool:
        return len(self.fields["to"].choices) > 2  # type: ignore[attr-defined]

    def clean(self):
        typed = super().clean() or {}
        if not self.errors and not typed.get("step") and typed.get("to", "") in ("", self.here):
            raise ValidationError(_("Say where it goes: it is already there."))
        return typed

    def carry_out(self, *, by) -> bool:
        try:
            if step := self.cleaned_data["step"]:
                move(self.row, step=step, by=by)
            else:
                move_under(self.row, by=by, **self.parents())
        except ValidationError as refusal:
            self.add_error(None, ValidationError(refusal.messages))
            return False
        return True

    def parents(self) -> dict[str, Any]:
        """The columns of the new parent; that of the former one is emptied."""
        name, _dash, key = self.cleaned_data["to"].partition("-")
        model = {"axis": Axis, "objective": StrategicObjective, "result": Result}[name]
        parent = model._default_manager.get(pk=key)
        columns = {"objective": None, "result": None} if hasattr(self.row, "result_id") else {}
        return {**columns, name: parent}
