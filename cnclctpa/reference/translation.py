"""Which fields are content in two languages: French as adopted, English optional."""

from modeltranslation.translator import TranslationOptions, register

from cnclctpa.reference import models


@register(models.Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "description")
    required_languages = {"fr": ("name",)}


@register(models.Acronym)
class AcronymTranslation(TranslationOptions):
    fields = ("used_by",)


@register(models.Mandate)
class MandateTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Office)
class OfficeTranslation(TranslationOptions):
    fields = ("function", "note")
    required_languages = {"fr": ("function",)}


@register(models.Attestation)
class AttestationTranslation(TranslationOptions):
    fields = ("words",)


@register(models.OrganisationStatement)
class OrganisationStatementTranslation(TranslationOptions):
    fields = ("about", "text", "reason")
    required_languages = {"fr": ("about", "text")}


@register(models.Figure)
class FigureTranslation(TranslationOptions):
    fields = ("measure", "period_words", "scope", "words", "reason", "note")
    required_languages = {"fr": ("measure",)}


@register(models.FigurePart)
class FigurePartTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = {"fr": ("label",)}


@register(models.Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "short_title")
    required_languages = {"fr": ("title",)}


@register(models.EventStatement)
class EventStatementTranslation(TranslationOptions):
    fields = ("text", "reason")
    required_languages = {"fr": ("text",)}


@register(models.Framework)
class FrameworkTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}


@register(models.Source)
class SourceTranslation(TranslationOptions):
    fields = ("note",)
