"""The forms of organisations, of their mandates, of the offices held in them, of what sources say of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cnclctpa.forms.editing import EditForm
from cnclctpa.forms.fields import LongText
from cnclctpa.forms.grids import RowForm, grid
from cnclctpa.forms.layout import Section
from cnclctpa.reference.choices import MandateRole
from cnclctpa.reference.forms.sourced import SOURCES, SourcedForm, StatementForm
from cnclctpa.reference.models import (
    Acronym,
    Attestation,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
)


class OrganisationForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Organisation
        fields = (
            "name_fr",
            "name_en",
            "kind",
            "country",
            "parent",
            "active_from",
            "active_to",
            "description_fr",
            "description_en",
            "sources",
        )
        help_texts = {
            "name_fr": _("Its full name, as it writes it. Its acronyms have their own lines below."),
            "country": _("Two letters: ML for Mali, FR for France. Empty for an international organisation."),
            "parent": _("The body of which it is a part: a national directorate, its ministry."),
            "active_from": _("When it was created; empty when it is not known."),
            "active_to": _("Only for a body that no longer exists: its past activities keep its name."),
        }

    sections = (
        Section(_("The organisation"), ("name_fr", ("kind", "country"), "parent", "description_fr")),
        Section(_("Since when"), (("active_from", "active_to"),)),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        others = Organisation.objects.filter(is_demonstration=self.instance.is_demonstration)
        self.fields["parent"].queryset = others.exclude(pk=self.instance.pk)

    @property
    def is_fictitious(self):
        return self.instance.is_demonstration

    def clean_country(self):
        return self.cleaned_data["country"].upper()

    def warnings(self):
        yield from super().warnings()
        name = self.cleaned_data.get("name_fr", "")
        same = Organisation.objects.filter(name_fr__iexact=name).exclude(pk=self.instance.pk)
        if "name_fr" in self.changed_data and same.exists():
            yield _("Another organisation has this name: is it not the same one?")


class AcronymRow(RowForm):
    empties = ("text",)

    class Meta(RowForm.Meta):
        model = Acronym
        fields = ("text", "used_by_fr")


AcronymGrid = grid(
    Organisation,
    Acronym,
    AcronymRow,
    name="acronyms",
    title=_("Acronyms"),
    intro=_(
        "One line for each acronym under which it is cited, with who writes it so: the search understands "
        "them all."
    ),
)


class MandateForm(SourcedForm):
    class Meta(EditForm.Meta):
        model = Mandate
        fields = ("role", "legal_basis", "starts_on", "ends_on", "note_fr", "note_en", "sources")
        help_texts = {
            "role": _(
                "Being present at a launch or supporting a workshop does not make a member: only a legal "
                "text does. Without one, choose “cited in a source”."
            ),
            "legal_basis": _(
                "The text, with its number, date and article: decree 2011-036/PM-RM, article 4."
            ),
            "note_fr": _("What the source says exactly of the part that it has."),
        }

    sections = (
        Section(_("Its part in the committee"), ("role", "legal_basis", ("starts_on", "ends_on"), "note_fr")),
        Section(SOURCES, ("sources",)),
    )

    @property
    def is_fictitious(self):
        return self.instance.organisation.is_demonstration

    def warnings(self):
        yield from super().warnings()
        others = self.instance.organisation.mandates.filter(role=self.cleaned_data.get("role"), ends_on=None)
        if (
            self.cleaned_data.get("role") != MandateRole.CITED
            and others.exclude(pk=self.instance.pk).exists()
        ):
            yield _("This organisation already has this role, without an end: give an end to the former one.")


class OrganisationStatementForm(StatementForm):
    class Meta(StatementForm.Meta):
        model = OrganisationStatement
        fields = ("about_fr", "about_en", *StatementForm.Meta.fields)
        help_texts = StatementForm.Meta.help_texts | {
            "about_fr": _(
                "In two or three words: creation, seat, budget. What has the same subject is together."
            )
        }

    @property
    def is_fictitious(self):
        return self.instance.organisation.is_demonstration


class OfficeForm(SourcedForm):
    spellings = LongText(
        label=_("Other spellings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, as sources write them: the search then finds the person."),
    )

    class Meta(EditForm.Meta):
        model = Office
        fields = (
            "person",
            "spellings",
            "function_fr",
            "function_en",
            "organisation",
            "note_fr",
            "note_en",
            "sources",
        )
        help_texts = {
            "person": _(
                "As published, in a public function only. Nobody else is named on this site: neither "
                "victims, nor those who take part in a workshop."
            ),
            "function_fr": _("“president of the committee”, “minister of Justice”."),
        }

    sections = (
        Section(_("The person and the function"), ("person", "function_fr", "organisation")),
        Section(_("To know more"), ("spellings", "note_fr")),
        Section(SOURCES, ("sources",)),
    )

    def prepare(self):
        super().prepare()
        self.initial["spellings"] = "\n".join(self.instance.spellings or [])
        self.fields["organisation"].queryset = Organisation.objects.real()

    def clean_spellings(self):
        return [one.strip() for one in self.cleaned_data["spellings"].split("\n") if one.strip()]


class AttestationRow(RowForm):
    empties = ("on", "words_fr")

    class Meta(RowForm.Meta):
        model = Attestation
        fields = ("on", "precision", "words_fr")


AttestationGrid = grid(
    Office,
    Attestation,
    AttestationRow,
    name="attestations",
    title=_("Days attested"),
    intro=_(
        "A day on which a source shows this person in this function. What lies between two such days is not "
        "known, and is shown so. Without a date, say it in words."
    ),
)
