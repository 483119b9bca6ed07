from django.apps import AppConfig


class CnclctpaConfig(AppConfig):
    name = "cnclctpa"

    def ready(self):
        # Checks are registered by being imported.
        from cnclctpa import checks  # noqa: F401  importing it registers the checks
