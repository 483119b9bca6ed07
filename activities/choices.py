from django.db import models
from django.utils.translation import gettext_lazy as _


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
