from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("plans")

    def ready(self):
        # Whoever keeps a row of this app is asked its conditions, wherever it comes from; whoever shows one
        # masks what is masked, and no document before what holds it; what is published is frozen.
        from . import conditions, freezing, holding, masks  # noqa: F401  declared by being imported
