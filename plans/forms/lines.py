"""The short forms of the parts of a plan: what is typed in the matrix, line by line, without leaving it.

They are the forms of the pages with fewer fields: the same reading of what is typed, the same rules.
"""

from typing import ClassVar

from django.utils import timezone

from cnclctpa.forms.editing import EditForm
from cnclctpa.reference.choices import Certainty
from plans.choices import PlanStatus, ResultLevel
from plans.forms.plans import OfPlanForm
from plans.models import Axis, Indicator, Plan, Result, StrategicObjective


class Line:
    """How wide each field is, in twelfths of the line; a field of counts is never kept in the browser."""

    widths: ClassVar[dict[str, int]] = {}
    unkept: ClassVar[frozenset[str]] = frozenset()

    @property
    def cells(self):
        """The fields that are shown, each with its width and whether the browser may keep it."""
        return [
            (one, self.widths.get(one.name, 4), one.name not in self.unkept) for one in self.visible_fields()
        ]


def settle_added_on(form, plan: Plan) -> None:
    """Of what joins a plan already adopted, from which day it counts: today, unless one says otherwise."""
    if plan.status == PlanStatus.DRAFT or form.instance.pk:
        del form.fields["added_on"]
    else:
        form.initial["added_on"] = timezone.localdate()


class AxisLine(Line, OfPlanForm):
    widths = {"title_fr": 8, "pillar": 4, "description_fr": 12}

    class Meta(EditForm.Meta):
        model = Axis
        fields = ("title_fr", "pillar", "description_fr")


class ObjectiveLine(Line, OfPlanForm):
    widths = {"title_fr": 8, "code": 2, "certainty": 4, "description_fr": 12}

    class Meta(EditForm.Meta):
        model = StrategicObjective
        fields = ("title_fr", "code", "certainty", "description_fr")

    def prepare(self):
        super().prepare()
        is_coded_by_hand = self.instance.axis_id is None and self.instance.pk is None
        if not is_coded_by_hand:
            del self.fields["code"]
        self.fields["certainty"].help_text = ""
        self.fields["certainty"].initial = Certainty.CERTAIN


class ResultLine(Line, OfPlanForm):
    widths = {"title_fr": 8, "level": 4, "description_fr": 12}

    class Meta(EditForm.Meta):
        model = Result
        fields = ("title_fr", "level", "description_fr")

    def prepare(self):
        super().prepare()
        if not self.instance.pk:
            self.initial["level"] = ResultLevel.OUTPUT


class IndicatorLine(Line, EditForm):
    widths = {
        "name_fr": 6,
        "kind": 2,
        "unit_fr": 2,
        "baseline": 2,
        "definition_fr": 8,
        "is_protected": 4,
        "added_on": 2,
    }
    unkept = frozenset({"baseline"})

    class Meta(EditForm.Meta):
        model = Indicator
        fields = ("name_fr", "kind", "unit_fr", "baseline", "definition_fr", "is_protected", "added_on")

    def prepare(self):
        settle_added_on(self, self.instance.plan)
        if self.instance.pk and self.instance.measurements.exists():
            self.fields["kind"].disabled = True
