from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        # Whoever keeps a row of this app is asked its conditions, wherever it comes from; whoever shows one
        # masks what is masked, and no document before what holds it; what moves takes its activities along.
        from . import conditions, freezing, holding, masks  # noqa: F401  declared by being imported
        from .services import ordering  # noqa: F401  the same
