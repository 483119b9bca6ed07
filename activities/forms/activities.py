"""The form of an activity, its milestones and its partners, and what can be done with it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import DelayCause
from activities.models import Activity, ActivityLineage, ActivityPartner, Milestone, Postponement
from cnclctpa.forms.editing import ActForm, EditForm
from cnclctpa.forms.fields import DayField, LongText
from cnclctpa.forms.grids import RowForm, RowsGrid, grid
from cnclctpa.forms.layout import Section
from cnclctpa.reference.models import Region
from plans.choices import LineageKind, PlanStatus
from plans.forms.serves import ServesField, ServesForm


class ActivityForm(ServesForm, EditForm):
    serves = ServesField(
        help_text=_(
            "An activity serves an expected result; when the plan has no result for it, its objective. "
            "One that serves nothing of the plan does not belong to it."
        )
    )

    class Meta(EditForm.Meta):
        model = Activity
        fields = (
            "serves",
            "title_fr",
            "title_en",
            "description_fr",
            "description_en",
            "kind",
            "target_group",
            "code",
            "lead",
            "regions",
            "annual_plans",
            "original_starts_on",
            "original_ends_on",
            "forecast_on",
            "blocking_cause",
            "blocking_note",
            "priority",
            "weight",
            "added_on",
            "documents",
        )
        help_texts = {
            "title_fr": _(
                "What is done, with a verb, so that one can say one day that it has been done: "
                "“Train 120 magistrates of the north”, rather than “Capacity building”."
            ),
            "kind": _("It tells which counts are protected: those of victims and of investigations are."),
            "lead": _("The organisation that answers for it and reports each quarter: one, not several."),
            "original_starts_on": _("As the plan has it, the day of its adoption: 01/03/2024."),
            "original_ends_on": _("Once the plan is adopted, it only moves by a postponement."),
            "forecast_on": _("When it is likely to end, as one sees it today."),
            "weight": _(
                "How much it counts in the progress of the plan, beside the others: 1 for an ordinary "
                "activity, 3 for one that matters three times as much, 0 for one that is followed and not "
                "counted."
            ),
            "code": _("Left empty, the next free one of what it serves."),
            "added_on": _("The day from which it counts in the plan."),
            "documents": _("Only those who may read a document see it on the page of the activity."),
        }

    sections = (
        Section(_("What is done"), ("serves", "title_fr", "description_fr", "kind", "target_group", "code")),
        Section(_("Who and where"), ("lead", "regions")),
        Section(_("When"), ("original_starts_on", "original_ends_on", "annual_plans", "added_on")),
        Section(
            _("What blocks it"),
            ("forecast_on", "blocking_cause", "blocking_note"),
            _("Said here, a delay is understood; left unsaid, it looks forgotten."),
        ),
        Section(_("How much it counts"), ("priority", "weight")),
        Section(_("Documents"), ("documents",), is_folded=True),
    )

    def prepare(self):
        plan = self.instance.plan
        self.prepare_serves()
        self.fields["annual_plans"].queryset = plan.annual_plans.all()
        self.fields["regions"].group(
            Region.objects.defer("shape", "label_point").order_by("-division", "position", "slug"),
            Region.get_division_display,
        )
        is_adopted = plan.status != PlanStatus.DRAFT
        if not plan.annual_plans.exists():
            del self.fields["annual_plans"]
        if not is_adopted:
            del self.fields["added_on"]
        self.fields["code"].required = False
        if is_adopted and self.instance.pk:
            del self.fields["code"]
            for name in ("original_starts_on", "original_ends_on"):
                self.fields[name].disabled = getattr(self.instance, name) is not None

    def warnings(self):
        plan, typed = self.instance.plan, self.cleaned_data
        starts_on, ends_on = typed.get("original_starts_on"), typed.get("original_ends_on")
        if "original_starts_on" in self.changed_data and starts_on and starts_on < plan.starts_on:
            yield _("This activity begins before the plan does.")
        if "original_ends_on" in self.changed_data and ends_on and ends_on > plan.ends_on:
            yield _("This activity ends after the plan does.")
        if "weight" in self.changed_data and typed.get("weight") == 0:
            yield _("With a weight of 0, this activity counts in no progress.")
        if not typed.get("lead"):
            yield _("Without a lead organisation, nobody will be asked to report on this activity.")


class MilestoneRow(RowForm):
    empties = ("title_fr",)

    class Meta(RowForm.Meta):
        model = Milestone
        fields = ("title_fr", "due_on", "done_on", "weight")

    def warnings(self):
        done_on = self.cleaned_data.get("done_on")
        if done_on and done_on > timezone.localdate():
            yield _("A milestone is done on %(day)s: this day has not come yet.") % {
                "day": f"{done_on:%d/%m/%Y}"
            }


class PartnerRow(RowForm):
    empties = ("organisation",)

    class Meta(RowForm.Meta):
        model = ActivityPartner
        fields = ("organisation", "role")


class LineageRow(RowForm):
    empties = ("former",)

    class Meta(RowForm.Meta):
        model = ActivityLineage
        fields = ("former", "kind", "note")
        labels = {"former": _("Activity of the former plan")}

    def prepare(self):
        self.fields["kind"].choices = [
            (key, label)
            for key, label in self.fields["kind"].choices
            if key not in (LineageKind.DROPPED, LineageKind.NEW)
        ]


class LineageGrid(RowsGrid):
    """Which activities of the former plan this one takes up; nothing to ask when there was no plan before."""

    def __init__(self, data=None, files=None, instance=None, **options):
        super().__init__(data, files, instance=instance, **options)
        if not instance.plan.predecessor_id:
            self.template = "portal/editing/no_rows.html"
            self.extra = 0

    def add_fields(self, form, index):
        super().add_fields(form, index)
        former = Activity.objects.filter(plan=self.instance.plan.predecessor_id)
        form.fields["former"].queryset = former.in_order()


MilestoneGrid = grid(
    Activity,
    Milestone,
    MilestoneRow,
    name="milestones",
    title=_("Milestones"),
    intro=_(
        "The steps by which one sees that it advances: as soon as there are some, they make its progress, "
        "and the percentage of reports no longer does. Give the day of a step once it is done."
    ),
)
PartnerGrid = grid(
    Activity,
    ActivityPartner,
    PartnerRow,
    name="partners",
    title=_("Organisations that take part without leading"),
)
AncestorGrid = grid(
    Activity,
    ActivityLineage,
    LineageRow,
    name="lineage",
    title=_("What it takes up from the former plan"),
    intro=_(
        "Continued: the same activity goes on. Merged: several became this one. Split: one became several. "
        "An activity that nothing takes up is said to be dropped on its own page."
    ),
    fk_name="activity",
    base=LineageGrid,
)


class PostponeForm(ActForm):
    starts_on = DayField(
        label=_("New start"), required=False, help_text=_("Empty: it keeps the start that it has.")
    )
    ends_on = DayField(label=_("New end"))
    cause = forms.ChoiceField(label=_("Cause of delay"), choices=DelayCause.choices)
    note = LongText(label=_("In a few words"), required=False)
    decided_on = DayField(label=_("Decided on"))

    def warnings(self):
        ends_on = self.cleaned_data.get("ends_on")
        if ends_on and ends_on > self.instance.plan.ends_on:
            yield _("This activity ends after the plan does.")


class WithdrawForm(ActForm):
    on = DayField(label=_("Withdrawn on"), help_text=_("From that day on, it no longer counts in the plan."))
    reason = LongText(label=_("Why?"), help_text=_("The page of the activity and its history say it."))

    def shown_as(self, name):
        return {"withdrawn_on": "on", "withdrawn_reason": "reason"}.get(name)


class CorrectPostponementForm(EditForm):
    class Meta(EditForm.Meta):
        model = Postponement
        fields = ("decided_on", "starts_on", "ends_on", "cause", "note")
        help_texts = {
            "starts_on": _("Empty: it keeps the start that it has."),
            "note": _("What happened, so that a reader of next year understands it."),
        }

    def warnings(self):
        ends_on = self.cleaned_data.get("ends_on")
        if "ends_on" in self.changed_data and ends_on and ends_on > self.instance.activity.plan.ends_on:
            yield _("This activity ends after the plan does.")


class MilestoneDoneForm(ActForm):
    on = DayField(
        label=_("Done on"),
        help_text=_("The day on which the step was over, not the day on which you write it."),
    )

    def shown_as(self, name):
        return "on" if name == "done_on" else None

    def warnings(self):
        if self.cleaned_data["on"] > timezone.localdate():
            yield _("This day has not come yet.")


class DropForm(ActForm):
    note = LongText(
        label=_("Why?"),
        required=False,
        help_text=_("Done, no longer useful, without money: the comparison of the two plans will say it."),
    )


class TakeBackForm(ActForm):
    """Nothing to ask: the page says what is done."""
