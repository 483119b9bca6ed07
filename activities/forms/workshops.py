"""The form of a workshop, with its programme, who organised it, who came, and what the sources say."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import (
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.grids import RowForm, RowsGrid, grid
from cnclctpa.forms.layout import Section
from cnclctpa.reference.models import Region
from cnclctpa.wording import named
from plans.models import Axis, Plan, ProcessStep

#: More people in one line than any workshop of the committee has had.
CROWD = 1000


class WorkshopForm(EditForm):
    class Meta(EditForm.Meta):
        model = Workshop
        fields = (
            "title_fr",
            "title_en",
            "purpose",
            "also",
            "plan",
            "process_step",
            "starts_on",
            "ends_on",
            "precision",
            "dates_certainty",
            "place_fr",
            "place_en",
            "region",
            "chair_fr",
            "chair_en",
            "description_fr",
            "description_en",
            "frameworks",
            "sources",
            "documents",
            "slug",
        )
        help_texts = {
            "also": _("When it served two purposes: evaluate a plan and launch the next one, for example."),
            "plan": _(
                "The plan that the workshop is about: the one evaluated, written, validated or launched."
            ),
            "process_step": _("When it was a step of the making of a plan: its page shows it."),
            "precision": _("When only the month is known, give its first and last days and say so here."),
            "place_fr": _("The town, and the hall if it is known."),
            "chair_fr": _("The office that chaired, rather than a name: “the Minister of Justice”."),
            "sources": _("Where this is taken from. What no source says does not go on this page."),
            "slug": _("The end of its address; left empty, it is made from the year and the title."),
        }

    sections = (
        Section(_("What it was"), ("title_fr", ("purpose", "also"), "description_fr")),
        Section(_("What it served"), ("plan", "process_step", "frameworks")),
        Section(
            _("When and where"),
            (("starts_on", "ends_on"), ("precision", "dates_certainty"), ("place_fr", "region"), "chair_fr"),
        ),
        Section(_("Sources and documents"), ("sources", "documents"), is_folded=True),
        Section(_("Address"), ("slug",), is_folded=True),
    )

    def prepare(self):
        self.fields["slug"].required = False
        if self.instance.pk:
            del self.fields["slug"]
        self.fields["plan"].queryset = Plan.objects.order_by("-starts_on")
        steps = ProcessStep.objects.select_related("plan").order_by("-plan__starts_on", "pk")
        self.fields["process_step"].queryset = steps
        self.fields["process_step"].label_from_instance = lambda step: named(step.plan.period, step)
        regions = Region.objects.defer("shape", "label_point")
        self.fields["region"].queryset = regions.order_by("-division", "position", "slug")
        self.fields["region"].label_from_instance = lambda one: f"{one.name} ({one.get_division_display()})"

    def warnings(self):
        typed = self.cleaned_data
        if "starts_on" in self.changed_data and typed["starts_on"] > timezone.localdate():
            yield _("This workshop has not taken place yet: only what is decided can be written.")
        if not typed["sources"]:
            yield _("No source is named: nobody will be able to check what this page says.")
        if (typed["ends_on"] - typed["starts_on"]).days > 31:
            yield _("This workshop lasts more than a month.")


class SessionRow(RowForm):
    empties = ("title_fr",)

    class Meta(RowForm.Meta):
        model = Session
        fields = ("title_fr", "starts_on", "ends_on", "description_fr")

    def prepare(self):
        for name in ("starts_on", "ends_on"):
            self.fields[name].required = False

    def clean(self):
        """Without dates, it lasted the whole workshop; with one, that day."""
        typed, workshop = super().clean(), self.instance.workshop
        if "starts_on" not in self.errors and "ends_on" not in self.errors:
            first, last = typed.get("starts_on"), typed.get("ends_on")
            typed["starts_on"] = first or last or workshop.starts_on
            typed["ends_on"] = last or first or workshop.ends_on
        return typed


class InvolvedRow(RowForm):
    empties = ("organisation",)

    class Meta(RowForm.Meta):
        model = WorkshopOrganisation
        fields = ("organisation", "involvement", "certainty", "note_fr")


class ParticipationRow(RowForm):
    empties = ("group_fr",)

    class Meta(RowForm.Meta):
        model = Participation
        fields = (
            "group_fr",
            "organisations",
            "women",
            "men",
            "sex_not_stated",
            "total",
            "is_approximate",
            "is_minimum",
            "words_fr",
            "sources",
        )
        labels = {"is_approximate": _("The total is approximate"), "is_minimum": _("The total is a minimum")}

    def warnings(self):
        typed = self.cleaned_data
        parts = [typed.get(name) for name in ("women", "men", "sex_not_stated")]
        counted = sum(one for one in parts if one is not None)
        is_whole = typed.get("total") is not None and None not in parts
        if is_whole and typed["total"] != counted:
            yield _("%(group)s: the parts make %(counted)d, the total says %(total)d.") % {
                "group": typed.get("group_fr", ""),
                "counted": counted,
                "total": typed["total"],
            }
        if max(counted, typed.get("total") or 0) > CROWD:
            yield _("%(group)s: more than a thousand people?") % {"group": typed.get("group_fr", "")}


class GroupRow(RowForm):
    empties = ("name_fr",)

    class Meta(RowForm.Meta):
        model = WorkingGroup
        fields = ("name_fr", "axis", "rapporteur")

    def prepare(self):
        axes = Axis.objects.select_related("plan").order_by("-plan__starts_on", "position")
        self.fields["axis"].queryset = axes
        self.fields["axis"].label_from_instance = lambda axis: f"{axis.plan.period}, {axis}"


class StatementRow(RowForm):
    empties = ("text_fr",)

    class Meta(RowForm.Meta):
        model = WorkshopStatement
        fields = ("about_fr", "text_fr", "is_retained", "reason_fr", "certainty", "sources")
        labels = {"is_retained": _("This page says so")}


class WithOrganisations(RowsGrid):
    """Lines whose several organisations and sources are read once for all of them."""

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            self._queryset = list(super().get_queryset().prefetch_related("organisations", "sources"))
        return self._queryset


class WithSources(RowsGrid):
    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            self._queryset = list(super().get_queryset().prefetch_related("sources"))
        return self._queryset


SessionGrid = grid(
    Workshop,
    Session,
    SessionRow,
    name="sessions",
    title=_("Programme"),
    intro=_("Without dates, a session takes those of the workshop."),
)
InvolvedGrid = grid(
    Workshop,
    WorkshopOrganisation,
    InvolvedRow,
    name="organisations",
    title=_("Organisations and funders"),
    intro=_("What each did: organise, fund, take part as a partner, be present."),
    extra=1,
)
ParticipationGrid = grid(
    Workshop,
    Participation,
    ParticipationRow,
    name="participations",
    title=_("Who came: counts, never names"),
    intro=_(
        "One line for each group, counted once: “magistrates”, “civil society”. Do not write the name of "
        "anybody. A box is left empty when nobody counted; 0 says that there was nobody. Keep the words of "
        "the source when it gives no number."
    ),
    extra=1,
    base=WithOrganisations,
)
GroupGrid = grid(Workshop, WorkingGroup, GroupRow, name="groups", title=_("Working groups"), extra=1)
StatementGrid = grid(
    Workshop,
    WorkshopStatement,
    StatementRow,
    name="statements",
    title=_("What the sources say, where they disagree"),
    intro=_(
        "One line for each version of a fact: “closing day”, “number of participants”. Say which one this "
        "page keeps, and why the other is not kept: both are shown."
    ),
    extra=1,
    base=WithSources,
)
