from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "cnclctpa.documents"
    verbose_name = _("documents")

    def ready(self):
        # Whoever keeps a row of this app is asked its conditions, wherever it comes from.
        from . import conditions  # noqa: F401  declared by being imported
