"""The smallest valid objects, one module an app."""

import pkgutil
from importlib import import_module

from factory.django import DjangoModelFactory


def all_factories() -> list[type[DjangoModelFactory]]:
    """Every factory of these modules, by name."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, DjangoModelFactory)
        and value.__module__ == module.__name__
    }
    return sorted(
        (factory for factory in found if not factory._meta.abstract), key=lambda factory: factory.__name__
    )
