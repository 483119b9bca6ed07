"""Which fields are content in two languages: French as adopted, English optional."""

from modeltranslation.translator import TranslationOptions, register

from activities import models


@register(models.Workshop)
class WorkshopTranslation(TranslationOptions):
    fields = ("title", "place", "chair", "description")
    required_languages = {"fr": ("title",)}


@register(models.WorkshopOrganisation)
class WorkshopOrganisationTranslation(TranslationOptions):
    fields = ("note",)


@register(models.Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}


@register(models.Participation)
class ParticipationTranslation(TranslationOptions):
    fields = ("group", "words")
    required_languages = {"fr": ("group",)}


@register(models.WorkingGroup)
class WorkingGroupTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"fr": ("name",)}


@register(models.WorkshopStatement)
class WorkshopStatementTranslation(TranslationOptions):
    fields = ("about", "text", "reason")
    required_languages = {"fr": ("about", "text")}


@register(models.Outcome)
class OutcomeTranslation(TranslationOptions):
    fields = ("text", "became")
    required_languages = {"fr": ("text",)}


@register(models.Activity)
class ActivityTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}


@register(models.Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = {"fr": ("title",)}
