"""The form of a progress report: what was done, how many people, and a proof."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.choices import AgeGroup, ReportedStatus, Sex
from activities.following import follow
from activities.models import PeopleReached, ProgressReport
from activities.schedule import current_dates
from cnclctpa.documents.choices import Audience, DocumentKind
from cnclctpa.documents.models import Document
from cnclctpa.forms.cells import CellsGrid
from cnclctpa.forms.editing import ActForm, Asking, EditForm, Refusing
from cnclctpa.forms.fields import LongText, TextLine, WholeField, written
from cnclctpa.forms.layout import Section, laid_out
from cnclctpa.forms.typed import clean_text

#: So many times more people, or so much higher a value, than last time looks like a slip of the hand.
SLIP = 10
OVER = (ReportedStatus.COMPLETED, ReportedStatus.CANCELLED)


class ReportForm(EditForm):
    """``instance.writer`` is the person who writes, ``instance.last`` the report before, or None."""

    class Meta(EditForm.Meta):
        model = ProgressReport
        fields = (
            "status",
            "percentage",
            "begun_on",
            "happened_on",
            "narrative",
            "difficulties",
            "cause",
            "forecast_on",
            "documents",
        )
        labels = {"narrative": _("What was done in this period"), "documents": _("Documents already here")}
        help_texts = {
            "status": _(
                "Completed: everything that the activity planned has been done, not only most of it. "
                "Suspended: it stopped, and should resume. Cancelled: it will not take place."
            ),
            "percentage": _(
                "The share of the whole activity that is done since it began, not that of this quarter: 3 "
                "trainings held out of the 4 planned make 75. The money spent says nothing of it."
            ),
            "begun_on": _("The first day on which something took place, when you know it."),
            "happened_on": _(
                "When it is completed, suspended or cancelled: the day it happened. Left empty, the last day "
                "of the period is kept."
            ),
            "narrative": _(
                "Three sentences are enough: what, where, when. No name, and no story of a victim: nobody "
                "may be recognised."
            ),
            "difficulties": _("What slowed it down, and what would help."),
            "cause": _(
                "It is asked when the activity is late. It blames nobody: added up, the causes show what the "
                "committee can unblock, first of all money."
            ),
            "forecast_on": _("When it should end, as you see it today."),
        }

    def prepare(self):
        report = self.instance
        self.fields["status"].choices = [("", _("Choose…")), *ReportedStatus.choices]
        percentage = self.fields["percentage"]
        percentage.label = _("Progress, in %")
        for limit, code in ((MinValueValidator(0), "min_value"), (MaxValueValidator(100), "max_value")):
            percentage.validators.append(limit)
            percentage.error_messages[code] = _("Progress goes from 0 to 100 per cent.")
        seen = Document.objects.visible_to(report.writer)
        self.linked = set(report.documents.values_list("pk", flat=True)) if report.pk else set()
        ours = seen.filter(organisation=report.activity.lead_id) if report.activity.lead_id else seen.none()
        self.fields["documents"].queryset = (ours | seen.filter(pk__in=self.linked)).distinct()
        self.initial["documents"] = list(seen.filter(pk__in=self.linked).values_list("pk", flat=True))
        self.sections = self.sections_on(report)
        self.tell_last(report.last)

    def sections_on(self, report):
        day = f"{report.ends_on:%d/%m/%Y}"
        return (
            Section(
                _("Where is it on %(day)s?") % {"day": day},
                (("status", "percentage"), ("begun_on", "happened_on")),
            ),
            Section(_("What was done?"), ("narrative",)),
            Section(_("What holds it up?"), ("difficulties", ("cause", "forecast_on"))),
            Section(_("Documents of your organisation"), ("documents",), is_folded=True),
        )

    def tell_last(self, last) -> None:
        """What was said last time stands under the question, so that one sees what has changed."""
        if last is None:
            return
        told = {"status": last.get_status_display(), "cause": last.get_cause_display()}
        if last.percentage is not None:
            told["percentage"] = f"{written(last.percentage)} %"
        for name, words in told.items():
            if words:
                field = self.fields[name]
                field.help_text = _("Last time: %(words)s. %(help)s") % {
                    "words": words,
                    "help": field.help_text,
                }

    def warnings(self):
        yield from self.warnings_on_progress()
        typed, report = self.cleaned_data, self.instance
        if not typed["narrative"]:
            yield _("You say nothing of what was done: the secretariat will not be able to validate it.")
        if not typed["cause"] and typed["status"] not in OVER and self.is_past_its_end():
            yield _("The activity has passed its end: say the cause of the delay, and when it should end.")
        forecast_on = typed["forecast_on"]
        if forecast_on and typed["status"] not in OVER and forecast_on <= report.ends_on:
            yield _("The forecast date is already over.")
        if forecast_on and forecast_on > report.activity.plan.ends_on:
            yield _("It would end after the plan does.")

    def warnings_on_progress(self):
        percentage, last = self.cleaned_data["percentage"], self.instance.last
        before = last.percentage if last else None
        if percentage is not None and before is not None and percentage < before:
            yield _("Progress goes down: %(before)s %% last time, %(now)s %% now.") % {
                "before": written(before),
                "now": written(percentage),
            }
        if percentage == 100 and self.cleaned_data["status"] != ReportedStatus.COMPLETED:
            yield _("Everything is done (100 %), and the activity is not said to be completed.")

    def is_past_its_end(self) -> bool:
        activity, day = self.instance.activity, self.instance.ends_on
        facts = follow(activity, postponements=activity.postponements.all()).schedule
        _starts_on, ends_on = current_dates(facts, on=day)
        return ends_on is not None and ends_on < day

    def _save_m2m(self):
        """The documents that this person may not see stay where they are."""
        unseen = self.linked - set(self.initial["documents"])
        chosen = {one.pk for one in self.cleaned_data["documents"]}
        self.instance.documents.set(chosen | unseen)


class PeopleCells(CellsGrid):
    """People reached, by sex and by age, in the whole country; counts by region are kept as they are."""

    name = "people"
    value = "count"
    title = _("How many people were reached in this period?")
    intro = _(
        "Count each person once, even if they came several times, and only those of this period. Numbers "
        "only: never a name. An empty box says that you do not know; 0 says that there was nobody."
    )

    def lines_named(self):
        return [(key, capfirst(label)) for key, label in AgeGroup.choices]

    def columns_named(self):
        return [(key, capfirst(label)) for key, label in Sex.choices]

    def stored(self):
        rows = self.instance.people_reached.filter(region__isnull=True)
        return {(row.age_group, row.sex): row for row in rows}

    def cell(self, label):
        return WholeField(label=label, required=False, min_value=0, max_value=2_000_000_000)

    def people(self) -> list[PeopleReached]:
        return [
            PeopleReached(age_group=age_group, sex=sex, count=count)
            for (age_group, sex), count in self.typed().items()
        ]

    def warnings(self):
        last = self.instance.last
        before = sum(one.count for one in last.people_reached.all()) if last else 0
        now = sum(self.typed().values())
        if before and now >= before * SLIP:
            yield _("%(now)s people reached, against %(before)s last time: is it right?") % {
                "now": written(now),
                "before": written(before),
            }


class AttachForm(Asking, Refusing, forms.Form):
    """A new document, kept for the organisation that reports unless it is said otherwise."""

    is_stale = False

    file = forms.FileField(
        label=_("A proof"),
        required=False,
        help_text=_(
            "A list of attendance without names, minutes, a report: PDF, Word, Excel or LibreOffice."
        ),
    )
    title = TextLine(
        label=_("Its title"), required=False, max_length=250, help_text=_("Left empty, that of the file.")
    )
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        choices=[(key, label) for key, label in Audience.choices if key != Audience.SECRETARIAT],
        initial=Audience.ORGANISATION,
        required=False,
    )

    def __init__(self, data=None, files=None, *, instance):
        super().__init__(data, files, prefix="attached")
        self.instance = instance
        self.helper = laid_out(
            self, (Section(_("Attach a document"), ("file", "title", "audience"), is_folded=False),)
        )

    def every_form(self):
        return [self]

    def document(self) -> Document | None:
        typed = self.cleaned_data
        if not typed["file"]:
            return None
        lead = self.instance.activity.lead
        audience = typed["audience"] or Audience.ORGANISATION
        if lead is None and audience == Audience.ORGANISATION:
            audience = Audience.SECRETARIAT
        return Document(
            title_fr=typed["title"] or clean_text(typed["file"].name)[:250],
            kind=DocumentKind.SUPPORTING,
            file=typed["file"],
            audience=audience,
            organisation=lead,
        )

    def shown_as(self, name):
        return "title" if name == "title_fr" else "file" if name in ("size", "digest") else None


class DecideForm(ActForm):
    VALIDATE, RETURN = "validate", "return"

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            (VALIDATE, _("Validate it: it counts from now on")),
            (RETURN, _("Send it back: its organisation completes it and sends it again")),
        ],
        widget=forms.RadioSelect,
    )
    reason = LongText(
        label=_("What must be completed?"),
        required=False,
        help_text=_(
            "Needed to send it back. The organisation reads it as you write it: say which figure, which "
            "proof."
        ),
    )

    def clean(self):
        typed = super().clean()
        if typed.get("decision") == self.RETURN and not typed.get("reason", "").strip():
            self.add_error("reason", _("Say why the report is sent back."))
        return typed

    def shown_as(self, name):
        return "reason" if name == "return_reason" else None
