"""What can be changed of several activities at once; what is left as it is stays empty."""

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activities.choices import DelayCause
from cnclctpa.forms.choices import ManyField
from cnclctpa.forms.editing import ActForm
from cnclctpa.forms.fields import DayField, LongText, NumberField, WholeField
from cnclctpa.forms.layout import Section
from cnclctpa.reference.models import Organisation, Region
from plans.choices import PlanStatus
from plans.forms.plans import offer_organisations

#: A lead that is taken away, and not given to another.
NOBODY = "nobody"
#: Further than the length of a plan, it is a slip of the hand.
FURTHEST = 60


class Dates(models.TextChoices):
    KEEP = "keep", pgettext_lazy("dates", "leave as they are")
    SET = "set", pgettext_lazy("dates", "give these")
    SHIFT = "shift", pgettext_lazy("dates", "move by a number of months")


class Regions(models.TextChoices):
    KEEP = "keep", pgettext_lazy("regions", "leave as they are")
    ADD = "add", pgettext_lazy("regions", "add these")
    REMOVE = "remove", pgettext_lazy("regions", "take these away")
    REPLACE = "replace", pgettext_lazy("regions", "these and no others")


class BulkForm(ActForm):
    """``instance`` is the plan."""

    lead = forms.ChoiceField(label=_("Lead organisation"), required=False)
    dates = forms.ChoiceField(label=_("Dates"), choices=Dates.choices, initial=Dates.KEEP)
    starts_on = DayField(label=_("Start"), required=False, help_text=_("Empty: each keeps its own."))
    ends_on = DayField(label=_("End"), required=False, help_text=_("Empty: each keeps its own."))
    months = WholeField(
        label=_("Number of months"),
        required=False,
        min_value=-FURTHEST,
        max_value=FURTHEST,
        help_text=_("3 for later, -3 for earlier; the last day of a month stays the last day of a month."),
    )
    cause = forms.ChoiceField(label=_("Cause of delay"), choices=DelayCause.choices, required=False)
    note = LongText(label=_("In a few words"), required=False)
    decided_on = DayField(label=_("Decided on"), required=False)
    weight = NumberField(
        label=_("Weight"),
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
        help_text=_("Empty: each keeps its own."),
    )
    how_regions = forms.ChoiceField(label=_("Regions"), choices=Regions.choices, initial=Regions.KEEP)
    regions = ManyField(label=_("These regions"), queryset=Region.objects.none(), required=False)

    sections = (
        Section(_("Who"), ("lead",)),
        Section(_("When"), (("dates", "months"), ("starts_on", "ends_on"))),
        Section(
            _("Postponement"),
            (("cause", "decided_on"), "note"),
            _("This plan is adopted: its dates stay known, and the move is a postponement, with its cause."),
        ),
        Section(_("Where"), ("how_regions", "regions")),
        Section(_("How much it counts"), ("weight",)),
    )

    def prepare(self):
        offered = forms.ModelChoiceField(Organisation.objects.none())
        offer_organisations(offered, self.instance)
        named = [(str(one.pk), str(one)) for one in offered.queryset]
        kept = [
            ("", pgettext_lazy("lead organisation", "leave as it is")),
            (NOBODY, _("no lead organisation")),
        ]
        self.fields["lead"].choices = [*kept, *named]
        self.fields["regions"].group(
            Region.objects.defer("shape", "label_point").order_by("-division", "position", "slug"),
            Region.get_division_display,
        )
        if self.instance.status == PlanStatus.DRAFT:
            for name in ("cause", "note", "decided_on"):
                del self.fields[name]
        else:
            self.fields["decided_on"].initial = timezone.localdate()

    def clean(self):
        asked = super().clean()
        dates, regions = asked.get("dates"), asked.get("how_regions")
        if dates == Dates.SHIFT and not asked.get("months"):
            self.add_error("months", _("Say by how many months."))
        if dates == Dates.SET and not (asked.get("starts_on") or asked.get("ends_on")):
            self.add_error("ends_on", _("Give the new start, the new end, or both."))
        if dates != Dates.KEEP and "decided_on" in self.fields and not asked.get("decided_on"):
            self.add_error("decided_on", _("Say on which day it was decided."))
        if regions in (Regions.ADD, Regions.REMOVE) and not asked.get("regions"):
            self.add_error("regions", _("Tick at least one region."))
        if not self.errors and not self.asks_something(asked):
            self.add_error(None, _("Nothing is asked to change: choose at least one change."))
        return asked

    def asks_something(self, asked) -> bool:
        return bool(
            asked["lead"]
            or asked["dates"] != Dates.KEEP
            or asked["weight"] is not None
            or asked["how_regions"] != Regions.KEEP
        )
