from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cnclctpa.folding import FoldedField
from cnclctpa.reference.choices import MandateRole, OrganisationKind, Precision
from cnclctpa.reference.models.sources import Source, Statement
from cnclctpa.revision import Revised
from cnclctpa.wording import dated, in_french, named, said

#: The national committee itself, whose acronyms and mandates the site tells.
COMMITTEE = "comite-national"


class OrganisationQuerySet(models.QuerySet):
    def real(self):
        return self.filter(is_demonstration=False)

    def committee(self):
        return self.get(slug=COMMITTEE)


class Organisation(Revised):
    """A body; it can be responsible for something without having an account."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166 code: ML for Mali.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("parent body"), null=True, blank=True, related_name="parts"
    )

    active_from = models.DateField(_("active from"), null=True, blank=True)
    active_to = models.DateField(_("active to"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)
    sources = models.ManyToManyField(
        Source, verbose_name=_("sources"), blank=True, related_name="organisations"
    )

    sort_text = FoldedField("name_fr")
    search_text = FoldedField("name_fr", "name_en", "description_fr", "description_en")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_text"]
        constraints = [
            in_french("name"),
            models.CheckConstraint(
                condition=Q(active_from__isnull=True)
                | Q(active_to__isnull=True)
                | Q(active_from__lte=F("active_to")),
                name="reference_organisation_active_from_before_to",
                violation_error_message=_("An organisation cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return self.name


class Acronym(Revised):
    """A short name under which sources cite an organisation: one body may have several."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="acronyms")
    text = models.CharField(_("acronym"), max_length=40)
    used_by = models.CharField(_("used by"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    search_text = FoldedField("text")

    class Meta:
        verbose_name = _("acronym")
        verbose_name_plural = _("acronyms")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text"],
                name="reference_acronym_once_per_organisation",
                violation_error_message=_("This organisation already has this acronym."),
            ),
        ]

    def __str__(self):
        return self.text


class Mandate(Revised):
    """The part that an organisation has in the committee; *cited* is not *member*."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mandates")
    role = models.CharField(_("role in the committee"), max_length=20, choices=MandateRole)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)
    note = models.TextField(_("what the source says"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="reference_mandate_starts_before_it_ends",
                violation_error_message=_("A mandate cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(role=MandateRole.CITED) | ~Q(legal_basis=""),
                name="reference_mandate_has_legal_basis",
                violation_error_message=_(
                    "Only a legal text makes a member: give it, or say “cited in a source”."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} ({self.get_role_display()})"


class Office(Revised):
    """A person as published, in a function; never a participant of a workshop."""

    slug = models.SlugField(_("identifier"), max_length=80, unique=True)
    person = models.CharField(_("person, as published"), max_length=200)
    spellings = models.JSONField(_("other spellings"), default=list, blank=True)
    function = models.CharField(_("function"), max_length=250)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    sources = models.ManyToManyField(Source, verbose_name=_("sources"), blank=True, related_name="+")

    search_text = FoldedField("person", "spellings", "function_fr", "function_en")

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["position", "pk"]
        constraints = [
            in_french("function"),
        ]

    def __str__(self):
        return f"{self.person}, {self.function}"


class Attestation(Revised):
    """A day on which a source shows somebody in an office: what is between two days is not known."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="attestations")
    on = models.DateField(_("date"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    words = models.CharField(_("in words"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(on__isnull=False) | said("words_fr"),
                name="reference_attestation_has_date_or_words",
                violation_error_message=_("Give the date, or say in words when the person was in office."),
            ),
        ]

    def __str__(self):
        return named(self.office, dated(self.on) if self.on else self.words)


class OrganisationStatement(Statement):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="statements")
    about = models.CharField(_("about"), max_length=80)

    class Meta(Statement.Meta):
        verbose_name = _("statement about an organisation")
        verbose_name_plural = _("statements about organisations")
