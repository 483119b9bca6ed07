from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "cnclctpa.audit"
    verbose_name = _("history")

    def ready(self):
        # The models it reads do not exist yet when this module is imported.
        from .tracking import track_all

        track_all()
