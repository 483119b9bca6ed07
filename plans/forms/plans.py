"""The forms of a plan, of the steps in which it was made, of its partners and annual plans."""

from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.grids import RowForm, grid
from cnclctpa.forms.layout import Section
from cnclctpa.reference.forms.sourced import SOURCES, SourcedForm, StatementForm
from cnclctpa.reference.models import Figure, Organisation
from plans.models import (
    AnnualPlan,
    Plan,
    PlanPartner,
    PlanStatement,
    ProcessParticipation,
    ProcessStep,
)

#: Of the year that a plan lasts more than, one is asked: three, five years are the habit of the committee.
LONG = 7
DATED = ("adopted", "launched", "closed")


class OfPlanForm(SourcedForm):
    """The form of what belongs to a plan."""

    @property
    def is_fictitious(self) -> bool:
        return self.instance.plan.is_demonstration


def offer_organisations(field, plan: Plan) -> None:
    """A real plan refers to no body of the demonstration."""
    field.queryset = Organisation.objects.all() if plan.is_demonstration else Organisation.objects.real()


class PlanForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Plan
        fields = (
            "title_fr",
            "title_en",
            "is_title_official",
            "starts_on",
            "ends_on",
            "predecessor",
            *(f"{event}_{what}" for event in DATED for what in ("on", "precision", "certainty")),
            "vision_fr",
            "vision_en",
            "general_objective_fr",
            "general_objective_en",
            "are_axes_numbered_officially",
            "total_budget",
            "budget_certainty",
            "budget_note_fr",
            "budget_note_en",
            "frameworks",
            "figures",
            "sources",
        )
        help_texts = {
            "title_fr": _("As its cover has it. Its address is made of its years: 2028-2032."),
            "is_title_official": _("Ticked once it was compared with the adopted text, word for word."),
            "starts_on": _("Of the period that it covers, not of its adoption: 01/01/2028."),
            "predecessor": _("The plan that it follows: recommendations and activities are carried from it."),
            "vision_fr": _("The country that the plan wants, in a few lines, as the adopted text has it."),
            "general_objective_fr": _(
                "The one change, at the end of the plan, to which all its objectives contribute: what will "
                "be different for people, not what will have been done."
            ),
            "are_axes_numbered_officially": _("Otherwise their order is said not to be official."),
            "total_budget": _("In CFA francs, as the adopted text has it: 2 500 000 000."),
            "budget_note_fr": _("What it includes and leaves out, and how sources differ."),
            "frameworks": _(
                "The strategies, programmes and goals to which a source says that it contributes."
            ),
            "figures": _("Figures of sources that tell of this plan."),
        }

    sections = (
        Section(
            _("The plan"),
            ("title_fr", "is_title_official", ("starts_on", "ends_on"), "predecessor"),
        ),
        Section(_("What it wants"), ("vision_fr", "general_objective_fr", "are_axes_numbered_officially")),
        Section(
            _("Its life"),
            tuple((f"{event}_on", f"{event}_precision", f"{event}_certainty") for event in DATED),
            _(
                "When only the month or the year of a day is known, write its first day and say so beside: "
                "01/10/2023, “to the month”. A day that was not found stays empty, with “not found”."
            ),
        ),
        Section(_("Budget"), (("total_budget", "budget_certainty"), "budget_note_fr")),
        Section(_("What it contributes to"), ("frameworks", "figures"), is_folded=True),
        Section(SOURCES, ("sources",), _("A real plan cannot be published without a source.")),
    )

    def prepare(self):
        super().prepare()
        plan = self.instance
        former = Plan.objects.filter(is_demonstration=plan.is_demonstration).exclude(pk=plan.pk)
        self.fields["predecessor"].queryset = former
        self.fields["figures"].group(
            Figure.objects.order_by("topic", "-period_to", "slug"), lambda figure: figure.get_topic_display()
        )

    @property
    def is_fictitious(self) -> bool:
        return self.instance.is_demonstration

    def warnings(self):
        yield from super().warnings()
        typed = self.cleaned_data
        starts_on, ends_on, former = (typed.get(name) for name in ("starts_on", "ends_on", "predecessor"))
        if {"starts_on", "ends_on"} & set(self.changed_data) and ends_on.year - starts_on.year >= LONG:
            yield _("This plan lasts more than %(years)d years.") % {"years": LONG}
        if former and starts_on <= former.ends_on and {"starts_on", "predecessor"} & set(self.changed_data):
            yield _("This plan begins before the previous one ends (%(period)s).") % {"period": former.period}
        adopted_on = typed.get("adopted_on")
        if adopted_on and "adopted_on" in self.changed_data and adopted_on > ends_on:
            yield _("This plan is adopted after its last day.")


class StepForm(OfPlanForm):
    class Meta(EditForm.Meta):
        model = ProcessStep
        fields = (
            "kind",
            "position",
            "starts_on",
            "ends_on",
            "precision",
            "certainty",
            "place_fr",
            "place_en",
            "description_fr",
            "description_en",
            "sources",
        )
        help_texts = {
            "position": _("Its rank among the steps; left empty, it comes last."),
            "place_fr": _("The town, and the place in it when it is known."),
            "description_fr": _("What was done and what came out of it, in a few lines."),
        }

    sections = (
        Section(_("The step"), (("kind", "position"), "place_fr", "description_fr")),
        Section(_("When"), (("starts_on", "ends_on"), ("precision", "certainty"))),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        rank(self)

    def clean_position(self):
        return self.cleaned_data["position"] or 0


def rank(form) -> None:
    """A rank may be left to the site: a new row then comes last."""
    form.fields["position"].required = False
    form.fields["position"].label = _("Rank")
    if form.instance.pk is None:
        form.initial["position"] = None


class ParticipationRow(RowForm):
    empties = ("group",)

    class Meta(RowForm.Meta):
        model = ProcessParticipation
        fields = ("group", "organisation")

    def prepare(self):
        self.fields["organisation"].empty_label = _("the group as a whole")


ParticipationGrid = grid(
    ProcessStep,
    ProcessParticipation,
    ParticipationRow,
    name="participants",
    title=_("Who took part"),
    intro=_("The group, and the organisation when the source names it. No person is named."),
)


class PartnerForm(OfPlanForm):
    class Meta(EditForm.Meta):
        model = PlanPartner
        fields = ("organisation", "support_fr", "support_en", "certainty", "sources")
        help_texts = {
            "organisation": _("One that supported the making or the carrying out of the plan."),
            "support_fr": _(
                "“financed the launch”, “printed 300 copies”: in a few words, without an amount."
            ),
        }

    sections = (
        Section(_("The partner"), ("organisation", "support_fr", "certainty")),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        offer_organisations(self.fields["organisation"], self.instance.plan)


class PlanStatementForm(StatementForm):
    class Meta(StatementForm.Meta):
        model = PlanStatement
        fields = ("about", *StatementForm.Meta.fields)

    @property
    def is_fictitious(self) -> bool:
        return self.instance.plan.is_demonstration


class AnnualPlanForm(OfPlanForm):
    class Meta(EditForm.Meta):
        model = AnnualPlan
        fields = (
            "year",
            "adopted_on",
            "adopted_precision",
            "budget",
            "number_of_activities_fr",
            "number_of_activities_en",
            "number_of_axes",
            "certainty",
            "note_fr",
            "note_en",
            "sources",
        )
        help_texts = {
            "year": _("One of those of the plan."),
            "budget": _("In CFA francs, as the annual plan has it: 350 000 000."),
            "number_of_activities_fr": _(
                "As its text has it, when it gives one: “some forty”. The activities that are entered are "
                "counted by the site."
            ),
        }

    sections = (
        Section(_("The annual plan"), ("year", ("adopted_on", "adopted_precision"), "budget")),
        Section(
            _("What its text says"),
            (("number_of_activities_fr", "number_of_axes"), "certainty", "note_fr"),
        ),
        Section(SOURCES, ("sources",)),
    )

    def warnings(self):
        yield from super().warnings()
        typed, plan = self.cleaned_data, self.instance.plan
        budget, adopted_on = typed.get("budget"), typed.get("adopted_on")
        if "budget" in self.changed_data and budget and plan.total_budget and budget > plan.total_budget:
            yield _("This budget of one year is more than that of the whole plan.")
        if "adopted_on" in self.changed_data and adopted_on and adopted_on.year > typed["year"]:
            yield _("It is adopted after its own year.")
