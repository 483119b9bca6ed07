"""The form of what came out of a workshop, and what became of it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import OutcomeStatus
from activities.models import Outcome
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.layout import Section
from plans.models import Axis


class OutcomeForm(EditForm):
    class Meta(EditForm.Meta):
        model = Outcome
        fields = (
            "kind",
            "text_fr",
            "text_en",
            "pillar",
            "axes",
            "owner",
            "due_on",
            "status",
            "became_fr",
            "became_en",
            "certainty",
            "sources",
        )
        help_texts = {
            "kind": _(
                "A finding says what is; a decision, what was settled; a recommendation, what others are "
                "asked to do; a deliverable, what was produced."
            ),
            "text_fr": _("In the words of the workshop, one outcome at a time."),
            "axes": _("The axes of a plan that take it up: it is by them that one sees what it became."),
            "owner": _("Who was asked to act, when somebody was."),
            "due_on": _("When a date was fixed; left empty, nothing is said to be late."),
            "became_fr": _(
                "What was done about it, with the date and the text or the activity that proves it. Needed "
                "when it is done."
            ),
        }

    sections = (
        Section(_("What came out"), (("kind", "pillar"), "text_fr")),
        Section(_("What it asks"), (("owner", "due_on"),)),
        Section(_("What became of it"), ("status", "became_fr", "axes")),
        Section(_("Sources"), ("certainty", "sources"), is_folded=True),
    )

    def prepare(self):
        workshop = self.instance.workshop
        is_demonstration = bool(workshop.plan and workshop.plan.is_demonstration)
        axes = Axis.objects.filter(plan__is_demonstration=is_demonstration).select_related("plan")
        self.fields["axes"].group(
            axes.order_by("-plan__starts_on", "position"), lambda axis: axis.plan.period
        )

    def warnings(self):
        typed = self.cleaned_data
        due_on = typed["due_on"] if "due_on" in self.changed_data else None
        is_open = typed["status"] in (OutcomeStatus.OPEN, OutcomeStatus.UNDER_WAY)
        if is_open and due_on and due_on < timezone.localdate():
            yield _("Its date is over: it will be shown as late.")
        if typed["status"] == OutcomeStatus.UNKNOWN and typed["became_fr"]:
            yield _("You say what it became, and that this was not found: choose its status.")
