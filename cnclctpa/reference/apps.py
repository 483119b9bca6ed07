from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    name = "cnclctpa.reference"
    verbose_name = _("reference data")

    def ready(self):
        # Whoever keeps a row of this app is asked its conditions, wherever it comes from.
        from . import conditions  # noqa: F401  declared by being imported
