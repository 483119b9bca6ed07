"""Which fields are content in two languages: French as adopted, English optional."""

from modeltranslation.translator import TranslationOptions, register

from plans import models


@register(models.Plan)
class PlanTranslation(TranslationOptions):
    fields = ("title", "vision", "general_objective", "budget_note")
    required_languages = {"fr": ("title",)}


@register(models.PlanPartner)
class PlanPartnerTranslation(TranslationOptions):
    fields = ("support",)


@register(models.PlanStatement)
class PlanStatementTranslation(TranslationOptions):
    fields = ("text", "reason")
    required_languages = {"fr": ("text",)}


@register(models.ProcessStep)
class ProcessStepTranslation(TranslationOptions):
    fields = ("place", "description")


@register(models.AnnualPlan)
class AnnualPlanTranslation(TranslationOptions):
    fields = ("number_of_activities", "note")


@register(models.Axis)
class AxisTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}


@register(models.StrategicObjective)
class StrategicObjectiveTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}


@register(models.Confidence)
class ConfidenceTranslation(TranslationOptions):
    fields = ("sentence",)
    required_languages = {"fr": ("sentence",)}


@register(models.Result)
class ResultTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}


@register(models.Dimension)
class DimensionTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"fr": ("name",)}


@register(models.Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = {"fr": ("name",)}


@register(models.Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = (
        "name",
        "unit",
        "definition",
        "means_of_verification",
        "method",
        "assumptions",
        "baseline_source",
    )
    required_languages = {"fr": ("name",)}


@register(models.Definition)
class DefinitionTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = {"fr": ("text",)}
