from django.apps import AppConfig


class CnclctpaConfig(AppConfig):
    name = "cnclctpa"

    def ready(self):
        # Checks are registered by being imported.
        from . import checks  # noqa: F401
