from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    name = "cnclctpa.reference"
    verbose_name = _("reference data")
