"""The form of a reporting campaign: its period, its days, and the reports that it expects."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Campaign
from activities.services import expect_reports
from activities.services.campaigns import reported_on
from cnclctpa.forms.choices import ManyField
from cnclctpa.forms.editing import ActForm, EditForm
from cnclctpa.forms.fields import DayField
from cnclctpa.forms.layout import Section

#: A campaign that lasts longer than this much of its life after its due date is unusual.
LONGEST = 200


class CampaignForm(EditForm):
    expected = ManyField(
        queryset=Activity.objects.none(),
        label=_("A report is expected on"),
        required=False,
        help_text=_(
            "Each report is asked of the organisation that leads the activity today. Proposed: the "
            "activities begun or due to begin in the period, neither completed nor given up before it."
        ),
    )

    class Meta(EditForm.Meta):
        model = Campaign
        fields = ("starts_on", "ends_on", "opens_on", "due_on", "closes_on", "slug")
        help_texts = {
            "starts_on": _("Usually a quarter: from 01/01 to 31/03, for example."),
            "opens_on": _("From this day on, focal points may write their reports."),
            "due_on": _("After this day, what was not sent is late; it can still be sent."),
            "closes_on": _("The last day on which reports are taken; they are locked after it."),
            "slug": _("The end of its address; left empty, it is made from the period: 2026-t1."),
        }

    sections = (
        Section(
            _("The period told"),
            (("starts_on", "ends_on"),),
            _("What was done between these two days. The state given is that of the last one."),
        ),
        Section(_("The days of the campaign"), (("opens_on", "due_on", "closes_on"),)),
        Section(_("Reports expected"), ("expected",)),
        Section(_("Address"), ("slug",), is_folded=True),
    )

    def prepare(self):
        campaign = self.instance
        self.fields["slug"].required = False
        activities = Activity.objects.of(campaign.plan).filter(
            Q(lead__isnull=False) | Q(expectations__campaign=campaign.pk)
        )
        in_order = activities.distinct().select_related("lead").order_by("lead__sort_text", "code")
        self.fields["expected"].group(in_order, lambda activity: activity.lead or _("Nobody leads it"))
        if campaign.pk:
            self.initial["expected"] = [
                one.pk for one in Activity.objects.filter(expectations__campaign=campaign)
            ]
            del self.fields["slug"]
        else:
            self.initial["expected"] = [one.pk for one in reported_on(campaign)]

    def warnings(self):
        typed, plan = self.cleaned_data, self.instance.plan
        if typed["starts_on"] < plan.starts_on or typed["ends_on"] > plan.ends_on:
            yield _("A part of this period is out of the plan.")
        if typed["opens_on"] <= typed["ends_on"]:
            yield _("The campaign opens before its period is over: what follows will not be told.")
        if (typed["closes_on"] - typed["opens_on"]).days > LONGEST:
            yield _("The campaign stays open for more than six months.")
        if not typed["expected"]:
            yield _("No report is expected: nobody will be asked anything.")

    def _save_m2m(self):
        super()._save_m2m()
        expect_reports(self.instance, self.cleaned_data["expected"], by=None)


class CloseForm(ActForm):
    on = DayField(
        label=_("Last day on which reports are taken"),
        help_text=_("Reports are locked from the next day on; those already sent can still be validated."),
    )

    def prepare(self):
        self.initial["on"] = timezone.localdate()

    def warnings(self):
        awaited = self.instance.expectations.count() - self.instance.reports.exclude(state="draft").count()
        if awaited > 0:
            yield _("%(count)d expected reports have not been sent.") % {"count": awaited}
