"""Which fields are content in two languages: French as adopted, English optional."""

from modeltranslation.translator import TranslationOptions, register

from . import models


class Translated(TranslationOptions):
    required_languages = ("fr",)


@register(models.Organisation)
class OrganisationTranslation(Translated):
    fields = ("name", "description")


@register(models.Acronym)
class AcronymTranslation(Translated):
    fields = ("used_by",)


@register(models.Mandate)
class MandateTranslation(Translated):
    fields = ("note",)


@register(models.Office)
class OfficeTranslation(Translated):
    fields = ("function", "note")


@register(models.Attestation)
class AttestationTranslation(Translated):
    fields = ("words",)


@register(models.OrganisationStatement)
class OrganisationStatementTranslation(Translated):
    fields = ("about", "text", "reason")


@register(models.Figure)
class FigureTranslation(Translated):
    fields = ("measure", "period_words", "scope", "words", "reason", "note")


@register(models.FigurePart)
class FigurePartTranslation(Translated):
    fields = ("label",)


@register(models.Event)
class EventTranslation(Translated):
    fields = ("title", "short_title")


@register(models.EventStatement)
class EventStatementTranslation(Translated):
    fields = ("text", "reason")


@register(models.Framework)
class FrameworkTranslation(Translated):
    fields = ("title", "description")


@register(models.Source)
class SourceTranslation(Translated):
    fields = ("note",)
