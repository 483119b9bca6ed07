"""The addresses of the administration, one family for each model: who has no right to it enters nowhere.

What each address answers to an administrator, and the object that it is about.
"""

from collections.abc import Callable, Iterator

from django.contrib import admin

from tests.consistency.surface import CAST, CLOSED, ELSEWHERE, METHODS, WRITTEN_BY_NOBODY, Case, Rule
from tests.factories import all_factories

REFUSED = dict.fromkeys(METHODS, 403)
READ = {"get": 200, "head": 200, "post": 405, **WRITTEN_BY_NOBODY}
#: A form sent empty is shown again: at the least, it lacks a reason.
FORM = {"get": 200, "head": 200, "post": 200, **WRITTEN_BY_NOBODY}
ONLY_READ = {**FORM, "post": 403}
SENT_HOME = {"get": ELSEWHERE, "head": ELSEWHERE, "post": 405, **WRITTEN_BY_NOBODY}
#: Nothing is searched unless one says for which field.
OF_NO_FIELD = {**READ, "get": 403, "head": 403}


def one_of(model):
    """The smallest object of a model."""
    factories = {factory._meta.model: factory for factory in all_factories()}
    return factories[model]()


def key_of(model) -> Callable[[], list]:
    return lambda: [one_of(model).pk]


def act_on(model, page) -> Callable[[], list]:
    def build():
        row = one_of(model)
        return [row.pk, next(act.name for act in page.acts if act.suits(row))]

    return build


def addresses() -> Iterator[tuple[str, Callable[[], list], dict]]:
    yield "admin:index", list, READ
    yield "admin:login", list, SENT_HOME
    yield "admin:autocomplete", list, OF_NO_FIELD
    yield "admin:jsi18n", list, READ
    yield "admin:app_list", lambda: ["plans"], READ
    for model, page in admin.site._registry.items():
        yield from addresses_of(model, page)


def addresses_of(model, page) -> Iterator[tuple[str, Callable[[], list], dict]]:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield f"{name}_changelist", list, FORM
    yield f"{name}_export", lambda: ["csv"], READ
    yield f"{name}_history", key_of(model), READ
    yield f"{name}_change", key_of(model), FORM if is_changed(page) else ONLY_READ
    if not page.read_only and page.may_be_added:
        yield f"{name}_add", list, FORM
    if not page.read_only and page.may_be_removed:
        yield f"{name}_delete", key_of(model), FORM
    if page.acts:
        yield f"{name}_act", act_on(model, page), FORM


def is_changed(page) -> bool:
    """Roles, invitations and values are ended, withdrawn, corrected: their rows are not rewritten."""
    kept = {"accounts.membership", "accounts.invitation", "plans.measurement"}
    return not page.read_only and page.opts.label_lower not in kept


def rule(arguments, methods: dict) -> Rule:
    expected = {"anonymous": CLOSED, **dict.fromkeys(CAST[1:], REFUSED), "administrator": methods}
    return Rule({"": Case(expected, arguments)})


RULES = {name: rule(arguments, methods) for name, arguments, methods in addresses()}
