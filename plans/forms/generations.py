"""The form of a plan that follows another: its title, its address, its years; the rest is taken up."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cnclctpa.audit.keeping import check
from cnclctpa.forms.editing import ActForm
from cnclctpa.forms.fields import DayField, TextLine
from plans.forms.plans import LONG
from plans.models import Plan
from plans.models.plans import RESERVED_SLUGS


class SuccessorForm(ActForm):
    """``instance`` is the plan that it follows."""

    title_fr = TextLine(
        label=_("Title"), max_length=300, help_text=_("As its cover will have it; it can be changed later.")
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    slug = forms.SlugField(
        label=_("Address"),
        max_length=40,
        required=False,
        help_text=_("The end of the addresses of its pages: 2028-2032. Left empty, its years."),
    )

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("This identifier is an address of the site: choose another."))
        if Plan.objects.filter(slug=slug).exists():
            raise ValidationError(_("Another plan has this address."))
        return slug

    def clean(self):
        typed = super().clean()
        if self.errors:
            return typed
        try:
            if typed["starts_on"] > typed["ends_on"]:
                raise ValidationError({"ends_on": _("A plan cannot end before it starts.")})
            check(self.plan(), None)
        except ValidationError as refusal:
            self.refuse(refusal)
        return typed

    def refuse(self, refusal: ValidationError) -> None:
        """The former plan is no question of this form: what speaks against it is about the first day."""
        said = getattr(refusal, "error_dict", None)
        if said and "predecessor" in said:
            refusal = ValidationError({"starts_on": said["predecessor"]})
        super().refuse(refusal)

    def plan(self) -> Plan:
        former, typed = self.instance, self.cleaned_data
        return Plan(
            predecessor=former,
            is_demonstration=former.is_demonstration,
            **{name: typed[name] for name in ("title_fr", "starts_on", "ends_on", "slug")},
        )

    def warnings(self):
        starts_on, ends_on = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        if ends_on.year - starts_on.year >= LONG:
            yield _("This plan lasts more than %(years)d years.") % {"years": LONG}
        if starts_on <= self.instance.ends_on:
            yield _("This plan begins before the previous one ends (%(period)s).") % {
                "period": self.instance.period
            }
