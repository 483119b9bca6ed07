"""The forms of the framework of a plan: its axes, their objectives, the results expected from them."""

from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from cnclctpa.reference.forms.sourced import SOURCES
from plans.choices import PlanStatus
from plans.forms.plans import OfPlanForm
from plans.models import Axis, Plan, Result, StrategicObjective

CODE = _("Left empty, the next free one. Once the plan is adopted it no longer changes: people quote it.")
WORDING = _("Ticked when it is word for word that of the adopted text.")


def settle_code(form, plan: Plan, name: str = "code") -> None:
    """A code may be left to the site; once the plan is adopted, it stays."""
    form.fields[name].required = False
    form.fields[name].help_text = CODE
    if form.instance.pk and plan.status != PlanStatus.DRAFT:
        form.fields[name].disabled = True


class AxisForm(OfPlanForm):
    class Meta(EditForm.Meta):
        model = Axis
        fields = (
            "title_fr",
            "title_en",
            "pillar",
            "position",
            "description_fr",
            "description_en",
            "is_wording_official",
            "certainty",
            "sources",
        )
        help_texts = {
            "title_fr": _("A field of work of the plan, as its text names it."),
            "pillar": _(
                "The four pillars stay while axes change names: through them the generations of the plan are "
                "compared."
            ),
            "is_wording_official": WORDING,
        }

    sections = (
        Section(_("The axis"), ("title_fr", ("pillar", "position"), "description_fr")),
        Section(_("How sure"), ("is_wording_official", "certainty")),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        settle_code(self, self.instance.plan, "position")

    def clean_position(self):
        return self.cleaned_data["position"] or self.instance.position


class ObjectiveForm(OfPlanForm):
    class Meta(EditForm.Meta):
        model = StrategicObjective
        fields = (
            "axis",
            "title_fr",
            "title_en",
            "code",
            "description_fr",
            "description_en",
            "is_wording_official",
            "certainty",
            "sources",
        )
        help_texts = {
            "axis": _(
                "Empty only when the source does not say to which axis it belongs; it then needs a code."
            ),
            "title_fr": _(
                "The change that is wanted by the end of the plan, with a verb: “Protect every victim who is "
                "identified, and give them back a place in society”. What is done for it are its activities."
            ),
            "is_wording_official": WORDING,
        }

    sections = (
        Section(_("The objective"), ("axis", "title_fr", "code", "description_fr")),
        Section(_("How sure"), ("is_wording_official", "certainty")),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        settle_code(self, self.instance.plan)
        self.fields["axis"].queryset = self.instance.plan.axes.all()
        self.fields["axis"].label_from_instance = lambda axis: f"{axis.position}. {axis.title}"

    def clean(self):
        typed = super().clean()
        if not typed.get("axis") and not typed.get("code") and not self.instance.code:
            self.add_error("code", _("Without an axis, an objective needs a code: give one, such as OS-1."))
        return typed

    def clean_code(self):
        return self.cleaned_data["code"] or self.instance.code


class ResultForm(OfPlanForm):
    class Meta(EditForm.Meta):
        model = Result
        fields = (
            "objective",
            "level",
            "title_fr",
            "title_en",
            "code",
            "description_fr",
            "description_en",
            "sources",
        )
        help_texts = {
            "level": _(
                "Output: what the activities produce and the committee commands (120 magistrates trained). "
                "Immediate outcome: what they change at once in those they reach (magistrates apply the "
                "law). Intermediate outcome: what that changes in institutions and practices (traffickers "
                "are convicted). Impact: what it changes for people, in the long run (fewer victims)."
            ),
            "title_fr": _(
                "What has changed once it is reached, as if it were done: “Victims are identified in every "
                "region”, rather than “Identify victims”."
            ),
        }

    sections = (
        Section(_("The result"), ("objective", "level", "title_fr", "code", "description_fr")),
        Section(SOURCES, ("sources",)),
    )

    @property
    def is_fictitious(self) -> bool:
        return self.plan.is_demonstration

    @property
    def plan(self) -> Plan:
        return self.instance.objective.plan if self.instance.objective_id else self.instance.within

    def prepare(self):
        super().prepare()
        settle_code(self, self.plan)
        self.fields["objective"].queryset = self.plan.objectives.all()

    def clean_code(self):
        return self.cleaned_data["code"] or self.instance.code
