from django.db import models
from django.utils.translation import gettext_lazy as _


class AssessmentKind(models.TextChoices):
    TIP = "tip", _("TIP report")
    UPR = "upr", _("Universal Periodic Review")
    CEDAW = "cedaw", _("Committee on the Elimination of Discrimination against Women")
    CRC = "crc", _("Committee on the Rights of the Child")


class TipTier(models.TextChoices):
    """Four levels, not three: the Watch List is a level of its own."""

    TIER_1 = "tier_1", _("Tier 1")
    TIER_2 = "tier_2", _("Tier 2")
    WATCH_LIST = "watch_list", _("Tier 2 Watch List")
    TIER_3 = "tier_3", _("Tier 3")
