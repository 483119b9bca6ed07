"""On what conditions reference data are kept, what new ones take by themselves, what must stay."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from cnclctpa.audit.filling import free_slug, french, next_place
from cnclctpa.audit.keeping import checks, fills
from cnclctpa.audit.removing import guards
from cnclctpa.reference.models import (
    Acronym,
    Attestation,
    Event,
    EventStatement,
    Figure,
    FigurePart,
    Framework,
    Mandate,
    Office,
    Organisation,
    OrganisationStatement,
    Source,
)


@fills(Organisation)
def name_organisation(organisation: Organisation) -> None:
    organisation.slug = organisation.slug or free_slug(Organisation, french(organisation, "name"))


@fills(Source)
def name_source(source: Source) -> None:
    source.slug = source.slug or free_slug(Source, f"{source.publisher} {source.title}")


@fills(Event, Framework)
def name_by_title(row) -> None:
    row.slug = row.slug or free_slug(type(row), french(row, "title"))


@fills(Figure)
def name_figure(figure: Figure) -> None:
    year = figure.period_to.year if figure.period_to else ""
    figure.slug = figure.slug or free_slug(Figure, f"{french(figure, 'measure')} {year}")


@fills(Office)
def name_office(office: Office) -> None:
    office.slug = office.slug or free_slug(Office, office.person)
    office.position = office.position or next_place(office.organisation.offices)


@fills(Acronym)
def place_acronym(acronym: Acronym) -> None:
    acronym.position = acronym.position or next_place(acronym.organisation.acronyms)


@fills(Mandate)
def place_mandate(mandate: Mandate) -> None:
    mandate.position = mandate.position or next_place(mandate.organisation.mandates)


@fills(OrganisationStatement)
def place_organisation_statement(statement: OrganisationStatement) -> None:
    statement.position = statement.position or next_place(statement.organisation.statements)


@fills(EventStatement)
def place_event_statement(statement: EventStatement) -> None:
    statement.position = statement.position or next_place(statement.event.statements)


@fills(FigurePart)
def place_figure_part(part: FigurePart) -> None:
    part.position = part.position or next_place(part.figure.parts)


@checks(Organisation)
def organisation_conditions(organisation: Organisation, before: Organisation | None) -> None:
    """A body depends on another, which does not depend on it; what is fictitious stays so."""
    above = organisation.parent
    while above is not None:
        if above.pk == organisation.pk:
            raise ValidationError(
                {"parent": _("This body depends on the organisation itself: choose another.")}
            )
        above = above.parent
    if before and organisation.is_demonstration != before.is_demonstration:
        raise ValidationError(_("Demonstration data do not become real, nor the reverse."))


@checks(Attestation)
def attestation_conditions(attestation: Attestation, before: Attestation | None) -> None:
    """Told once: two marks of one day would be one on the line of time."""
    same = attestation.office.attestations.filter(on=attestation.on, precision=attestation.precision)
    if attestation.on and same.exclude(pk=attestation.pk).exists():
        raise ValidationError({"on": _("This day is already attested for this office.")})


@checks(Figure)
def figure_conditions(figure: Figure, before: Figure | None) -> None:
    """A total that is changed still holds its parts."""
    if before is None or figure.value is None:
        return
    totals = figure.parts.order_by().values("dimension").annotate(total=Sum("value"))
    if any(one["total"] > figure.value for one in totals):
        raise ValidationError(
            {"value": _("The parts of this figure are more than this: correct them first.")}
        )


@checks(FigurePart)
def figure_part_conditions(part: FigurePart, before: FigurePart | None) -> None:
    """The total may exceed the sum of its parts, never the reverse."""
    others = part.figure.parts.filter(dimension=part.dimension).exclude(pk=part.pk)
    total = (others.aggregate(total=Sum("value"))["total"] or Decimal(0)) + part.value
    if part.figure.value is not None and total > part.figure.value:
        raise ValidationError({"value": _("The parts are more than the whole.")})


@guards(Source, Framework, Figure)
def is_cited(row) -> None:
    """Facts rest on it: they would say less than they do, without a trace."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not (relation.many_to_many and relation.auto_created):
            continue
        through, name = relation.field.remote_field.through, relation.field.m2m_reverse_field_name()
        if through._default_manager.filter(**{name: row.pk}).exists():
            kind = relation.related_model._meta.verbose_name_plural
            raise ValidationError(
                _("It cannot be removed: other objects rest on it (%(kind)s). Take it away from them first.")
                % {"kind": kind}
            )
