"""The short form of an activity: what is typed in the matrix of its plan, line by line."""

from django import forms
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.choices import DelayCause
from activities.following import follow
from activities.models import Activity
from activities.schedule import current_dates
from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.fields import DayField
from cnclctpa.forms.versions import digest_of
from cnclctpa.reference.models import Region
from plans.choices import PlanStatus
from plans.forms.lines import Line, settle_added_on
from plans.forms.plans import offer_organisations

ORIGINAL, CURRENT = ("original_starts_on", "original_ends_on"), ("starts_on", "ends_on")


class ActivityLine(Line, EditForm):
    """Once its plan is adopted, other dates are a postponement, decided here and which asks for its cause."""

    widths = {
        "title_fr": 8,
        "lead": 4,
        **dict.fromkeys((*ORIGINAL, *CURRENT, "added_on", "weight"), 2),
        "cause": 3,
        "regions": 3,
    }

    starts_on = DayField(label=_("Start in force"), required=False)
    ends_on = DayField(label=_("End in force"), required=False)
    cause = forms.ChoiceField(
        label=_("Cause of the postponement"),
        choices=[("", _("Choose…")), *DelayCause.choices],
        required=False,
    )

    class Meta(EditForm.Meta):
        model = Activity
        fields = ("title_fr", "lead", *ORIGINAL, "weight", "regions", "added_on")
        labels = {"original_starts_on": _("Start"), "original_ends_on": _("End")}

    field_order = ("title_fr", "lead", *ORIGINAL, *CURRENT, "cause", "weight", "regions", "added_on")

    def prepare(self):
        plan = self.instance.plan
        offer_organisations(self.fields["lead"], plan)
        self.fields["regions"].queryset = regions_offered(self.instance)
        self.fields["regions"].label_from_instance = lambda region: region.name
        settle_added_on(self, plan)
        if self.is_postponed_by_dates:
            self.show_current_dates()
        else:
            for name in (*CURRENT, "cause"):
                del self.fields[name]

    @property
    def is_postponed_by_dates(self) -> bool:
        one = self.instance
        is_adopted = one.plan.status != PlanStatus.DRAFT
        return bool(is_adopted and one.pk and one.original_ends_on and not one.withdrawn_on)

    def show_current_dates(self):
        for name in ORIGINAL:
            del self.fields[name]
        facts = follow(self.instance, postponements=self.instance.postponements.all()).schedule
        dates = current_dates(facts, on=timezone.localdate())
        for name, original, day in zip(CURRENT, ORIGINAL, dates, strict=True):
            self.initial[name] = day
            planned = getattr(self.instance, original)
            if planned and planned != day:
                self.fields[name].help_text = _("original: %(day)s") % {"day": f"{planned:%d/%m/%Y}"}

    @property
    def is_stale(self) -> bool:
        """Also when somebody has postponed the activity meanwhile, which leaves its own row as it was."""
        if super().is_stale or not self.is_bound or "ends_on" not in self.fields:
            return super().is_stale
        base = dict(
            pair.rpartition(":")[::2] for pair in self.data.get(self.add_prefix("base"), "").split(" ")
        )
        return any(base.get(name) not in (None, digest_of(self.initial[name])) for name in CURRENT)

    @property
    def moved(self) -> list[str]:
        return [name for name in CURRENT if name in self.fields and name in self.changed_data]

    def clean(self):
        typed = super().clean()
        for name in self.moved:
            self.tell_former(name)
        if self.moved and "ends_on" not in self.errors and not typed.get("ends_on"):
            self.add_error("ends_on", _("Say when it is to end now."))
        if self.moved and not typed.get("cause"):
            self.add_error("cause", _("A postponement needs a cause."))
        return typed

    def tell_former(self, name: str) -> None:
        former = self.initial[name]
        if former:
            self[name].help_text = _("was: %(day)s") % {"day": f"{former:%d/%m/%Y}"}
            self.fields[name].widget.attrs["data-changed"] = ""

    @property
    def postponement(self) -> dict | None:
        """What the dates that were typed decide, as the service asks it; none when they stay."""
        if not self.moved:
            return None
        return {
            "starts_on": self.cleaned_data["starts_on"] if "starts_on" in self.moved else None,
            "ends_on": self.cleaned_data["ends_on"],
            "cause": self.cleaned_data["cause"],
            "decided_on": timezone.localdate(),
        }

    def warnings(self):
        plan, typed = self.instance.plan, self.cleaned_data
        begins = next((typed[one] for one in ("original_starts_on", "starts_on") if typed.get(one)), None)
        ends = next((typed[one] for one in ("original_ends_on", "ends_on") if typed.get(one)), None)
        changed = {*self.changed_data}
        if changed & {"original_starts_on", "starts_on"} and begins and begins < plan.starts_on:
            yield _("This activity begins before the plan does.")
        if changed & {"original_ends_on", "ends_on"} and ends and ends > plan.ends_on:
            yield _("This activity ends after the plan does.")
        if "weight" in changed and typed.get("weight") == 0:
            yield _("With a weight of 0, this activity counts in no progress.")

    def shown_as(self, name: str) -> str | None:
        """A refusal of a date of the plan shows at the date that stands for it here."""
        other = dict(zip(ORIGINAL, CURRENT, strict=True)).get(name, "")
        return other if other in self.fields else super().shown_as(name)


def regions_offered(activity: Activity):
    """Those of the division of today, and those of another that the activity already has."""
    regions = Region.objects.defer("shape", "label_point")
    chosen = Q(division=regions.aggregate(last=Max("division"))["last"])
    if activity.pk:
        chosen |= Q(pk__in=activity.regions.values("pk"))
    return regions.filter(chosen).order_by("-division", "position", "slug")
