from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkshopPurpose(models.TextChoices):
    LAUNCH = "launch", _("launch")
    EVALUATION = "evaluation", _("evaluation")
    DRAFTING = "drafting", _("drafting")
    VALIDATION = "validation", _("validation")
    TRAINING = "training", _("training")
    CONSULTATION = "consultation", _("consultation")
    REVIEW = "review", _("review")
    MEETING = "meeting", _("coordination meeting")


class Involvement(models.TextChoices):
    """What an organisation did for a workshop."""

    AUSPICES = "auspices", _("under the auspices of")
    ORGANISER = "organiser", _("organiser")
    FUNDER = "funder", _("funder")
    PARTNER = "partner", _("partner")
    PRESENT = "present", _("present")


class OutcomeKind(models.TextChoices):
    FINDING = "finding", _("finding")
    DECISION = "decision", _("decision")
    RECOMMENDATION = "recommendation", _("recommendation")
    DELIVERABLE = "deliverable", _("deliverable")


class OutcomeStatus(models.TextChoices):
    UNKNOWN = "unknown", _("what became of it was not found")
    OPEN = "open", _("open")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")


class ActivityKind(models.TextChoices):
    TRAINING = "training", _("training")
    AWARENESS = "awareness", _("awareness")
    LEGISLATION = "legislation", _("legislation")
    VICTIM_CARE = "victim_care", _("victim care")
    INVESTIGATION = "investigation", _("investigation and prosecution")
    DATA = "data", _("data")
    COORDINATION = "coordination", _("coordination")
    EQUIPMENT = "equipment", _("equipment")
    OTHER = "other", _("other")


class TargetGroup(models.TextChoices):
    STATE_ACTORS = "state_actors", _("State actors")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    POPULATION = "population", _("population")
    VICTIMS = "victims", _("victims")


class Priority(models.TextChoices):
    HIGH = "high", _("high")
    NORMAL = "normal", _("normal")
    LOW = "low", _("low")


class DelayCause(models.TextChoices):
    FUNDING = "funding", _("funding")
    SECURITY = "security", _("security")
    INSTITUTIONAL = "institutional", _("institutional")
    PARTNER = "partner", _("partner")
    LEGAL = "legal", _("legal")
    OTHER = "other", _("other cause")


class ReportedStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("not started")
    UNDER_WAY = "under_way", _("under way")
    COMPLETED = "completed", _("completed")
    SUSPENDED = "suspended", _("suspended")
    CANCELLED = "cancelled", _("cancelled")


class ReportState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("report", "draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    VALIDATED = "validated", _("validated")


class BudgetCategory(models.TextChoices):
    PERSONNEL = "personnel", _("personnel")
    TRAINING = "training", _("workshops and training")
    EQUIPMENT = "equipment", _("equipment")
    ASSISTANCE = "assistance", _("assistance to victims")
    COMMUNICATION = "communication", _("communication")
    TRAVEL = "travel", _("travel and missions")
    OTHER = "other", _("other expenses")


class FundingStage(models.TextChoices):
    PLEDGED = "pledged", _("pledged")
    MOBILISED = "mobilised", _("mobilised")
    DISBURSED = "disbursed", _("disbursed")


class Sex(models.TextChoices):
    WOMEN = "women", _("women")
    MEN = "men", _("men")
    NOT_STATED = "not_stated", _("sex not stated")


class AgeGroup(models.TextChoices):
    ADULT = "adult", _("adults")
    CHILD = "child", _("children")
    NOT_STATED = "not_stated", _("age not stated")
