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


@register(models.Result)
class ResultTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = {"fr": ("title",)}
