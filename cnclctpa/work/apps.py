from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "cnclctpa.work"
    verbose_name = _("work in hand")

    def ready(self):
        # The models it listens to do not exist yet when this module is imported.
        from .recording import listen

        listen()
