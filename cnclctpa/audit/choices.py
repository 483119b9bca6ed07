from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """By which door a change came in."""

    PAGE = "page", _("page")
    ADMIN = "admin", _("administration")
    API = "api", _("API")
    IMPORT = "import", _("import")
    COMMAND = "command", _("command")
    OTHER = "other", _("other")
