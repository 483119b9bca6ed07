from django.apps import AppConfig


class CnclctpaConfig(AppConfig):
    name = "cnclctpa"
