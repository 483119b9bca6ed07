from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    PLAN = "plan", _("plan")
    REPORT = "report", _("report")
    LEGAL_TEXT = "legal_text", _("legal text")
    MINUTES = "minutes", _("minutes")
    SUPPORTING = "supporting", _("supporting document")
    OTHER = "other", _("other document")


class DocumentLanguage(models.TextChoices):
    FRENCH = "fr", _("in French")
    ENGLISH = "en", _("in English")
    OTHER = "other", _("in another language")


class Audience(models.TextChoices):
    PUBLIC = "public", _("everybody")
    PARTNERS = "partners", _("partners")
    ORGANISATION = "organisation", _("the organisation that provided it")
    SECRETARIAT = "secretariat", _("the secretariat")
