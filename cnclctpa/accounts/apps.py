from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cnclctpa.accounts"
    verbose_name = _("accounts")

    def ready(self):
        # The rules of every app are registered before anybody asks.
        autodiscover_modules("permissions")
        from . import conditions  # noqa: F401  declared by being imported
