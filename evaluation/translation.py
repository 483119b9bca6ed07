"""Which fields are content in two languages: French as adopted, English optional."""

from modeltranslation.translator import TranslationOptions, register

from evaluation import models


@register(models.Assessment)
class AssessmentTranslation(TranslationOptions):
    fields = ("findings",)


@register(models.AssessmentStatement)
class AssessmentStatementTranslation(TranslationOptions):
    fields = ("text", "reason")
    required_languages = {"fr": ("text",)}


@register(models.Recommendation)
class RecommendationTranslation(TranslationOptions):
    fields = ("text", "note")
    required_languages = {"fr": ("text",)}
