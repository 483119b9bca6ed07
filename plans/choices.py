from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    ADOPTED = "adopted", _("adopted")
    IN_FORCE = "in_force", _("in force")
    CLOSED = "closed", _("closed")
    EVALUATED = "evaluated", _("evaluated")


class Pillar(models.TextChoices):
    """The four pillars compare generations, whatever the number or wording of their axes."""

    PREVENTION = "prevention", _("Prevention")
    PROTECTION = "protection", _("Protection")
    PROSECUTION = "prosecution", _("Prosecution")
    PARTNERSHIP = "partnership", _("Partnership")


class StepKind(models.TextChoices):
    PREPARATION = "preparation", _("preparation")
    EVALUATION = "evaluation", _("evaluation of the previous plan")
    DRAFTING = "drafting", _("drafting")
    VALIDATION = "validation", _("validation")
    ADOPTION = "adoption", _("adoption")
    LAUNCH = "launch", _("launch")


#: The steps in which a plan is made; its adoption and its launch come after.
MAKING = (StepKind.PREPARATION, StepKind.EVALUATION, StepKind.DRAFTING, StepKind.VALIDATION)


class ParticipantGroup(models.TextChoices):
    STATE = "state", _("State")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    RESOURCE_PERSONS = "resource_persons", _("resource persons")
    PARTNERS = "partners", _("technical and financial partners")


class ResultLevel(models.TextChoices):
    OUTPUT = "output", _("output")
    IMMEDIATE = "immediate", _("immediate outcome")
    INTERMEDIATE = "intermediate", _("intermediate outcome")
    IMPACT = "impact", _("impact")


class PlanProperty(models.TextChoices):
    """What a statement about a plan is about; also what the page lists as missing when nothing is known."""

    TITLE = "title", _("official title")
    DATES = "dates", _("dates")
    ADOPTION = "adoption", _("adoption")
    LAUNCH = "launch", _("launch")
    PROCESS = "process", _("process")
    AXES = "axes", _("axes")
    OBJECTIVES = "objectives", _("objectives")
    ACTIVITIES = "activities", _("list of activities")
    BUDGET = "budget", _("total budget")
    ANNUAL_PLANS = "annual_plans", _("annual plans")
    PARTNERS = "partners", _("partners")
    EVALUATION = "evaluation", _("evaluation")
    EXECUTION = "execution", _("execution rate")
    INSTITUTIONS = "institutions", _("institutions")


class IndicatorKind(models.TextChoices):
    NUMBER = "number", pgettext_lazy("indicator", "number")
    PERCENTAGE = "percentage", _("percentage")
    YES_NO = "yes_no", _("yes or no")
    SCALE = "scale", _("scale")
    TEXT = "text", _("text")


class Direction(models.TextChoices):
    INCREASE = "increase", _("increase")
    DECREASE = "decrease", _("decrease")
    MAINTAIN = "maintain", _("maintain")


class Basis(models.TextChoices):
    CUMULATIVE = "cumulative", _("cumulative")
    OF_THE_YEAR = "of_the_year", _("of the year")


class OverTime(models.TextChoices):
    LATEST = "latest", _("the latest")
    SUM = "sum", _("the sum")
    AVERAGE = "average", _("the average")
    MAXIMUM = "max", _("the highest")


class OverPlaces(models.TextChoices):
    SUM = "sum", _("the sum")
    AVERAGE = "average", _("the average")
    NONE = "none", _("not put together")


class Frequency(models.TextChoices):
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    HALF_YEARLY = "half_yearly", _("every half-year")
    YEARLY = "yearly", _("every year")
    ONCE = "once", _("once")


class LineageKind(models.TextChoices):
    CONTINUED = "continued", _("continued")
    MERGED = "merged", _("merged")
    SPLIT = "split", _("split")
    DROPPED = "dropped", _("dropped")
    NEW = "new", _("new")


class ConfidenceLevel(models.TextChoices):
    """What the secretariat thinks of the chances of an axis or an objective, whatever its figures say."""

    SURE = "sure", pgettext_lazy("confidence", "sure")
    WATCHFUL = "watchful", pgettext_lazy("confidence", "watchful")
    WORRIED = "worried", pgettext_lazy("confidence", "worried")


class PublicationKind(models.TextChoices):
    PLAN = "plan", _("plan")
    PROTECTED_FIGURES = "protected_figures", _("protected figures")
