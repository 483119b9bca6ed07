"""Constraints say what they hold and are tried; every model has a factory."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, CharField, FileField, TextField
from factory import Factory, Trait
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator

from cnclctpa.revision import Revised
from tests.consistency.project import ROOT, our_models
from tests.factories import all_factories

CONSTRAINTS = [(model, constraint) for model in our_models() for constraint in model._meta.constraints]
IN_FRENCH = [
    (model, constraint) for model, constraint in CONSTRAINTS if constraint.name.endswith("_in_french")
]

TEXTS = (CharField, TextField, FileField)
# A column of text that is null → what it says that an empty text does not.
NULL_MEANS_SOMETHING = {
    "audit.Entry.cid": "a column of auditlog, which looks for null",
    "audit.Entry.actor_email": "a column of auditlog, which looks for null",
}
REQUIRED_IN_FRENCH = [
    (model, name)
    for model in our_models()
    if model in translator.get_registered_models(abstract=False)
    for name in translator.get_options_for_model(model).all_fields
    if not model._meta.get_field(name).blank
]

# A model without a revision → why two people cannot overwrite each other there.
WITHOUT_REVISION = {
    "audit.Entry": "written once, never changed",
    "audit.Head": "moved by the database alone",
    "content.LoadedEntry": "written by the loader alone",
    "work.IdempotencyKey": "taken once, by the form that it names",
    "work.LastAction": "written once with what it tells, and removed when it is undone or replaced",
}


def by_name(value):
    return value.name if isinstance(value, BaseConstraint) else value._meta.label


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=by_name)
def test_constraint_is_named_after_what_it_holds(model, constraint):
    prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
    assert constraint.name.replace("_", "").startswith(prefix.replace("_", ""))
    assert len(constraint.name) > len(prefix)


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=by_name)
def test_constraint_has_a_sentence(model, constraint):
    assert constraint.violation_error_message != BaseConstraint.default_violation_error_message


def test_constraints_are_tried_by_name():
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    untried = {constraint.name for _, constraint in CONSTRAINTS if constraint.name not in tests}
    assert untried - {constraint.name for _, constraint in IN_FRENCH} == set()


@pytest.mark.parametrize(("model", "constraint"), IN_FRENCH, ids=by_name)
def test_text_in_french_is_required(model, constraint, db):
    field = constraint.name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")
    target = factory_of(model)()
    setattr(target, f"{field.removesuffix('_in_french')}_fr", "")
    with pytest.raises(ValidationError) as refusal:
        target.validate_constraints()
    assert refusal.value.messages == [constraint.violation_error_message]
    with pytest.raises(IntegrityError), transaction.atomic():
        target.save()


def factory_of(model) -> type[Factory]:
    return next(factory for factory in all_factories() if factory._meta.model is model)


def test_every_model_has_a_factory():
    made = {factory._meta.model for factory in all_factories()}
    assert {model._meta.label for model in our_models() if model not in made} == set()


@pytest.mark.parametrize("factory", all_factories(), ids=lambda factory: factory.__name__)
def test_factory_makes_a_valid_object(factory, db):
    made = factory()
    made.full_clean()
    assert type(made).objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("factory", all_factories(), ids=lambda factory: factory.__name__)
def test_factory_makes_three_objects(factory, db):
    assert len({made.pk for made in factory.create_batch(3)}) == 3


TRAITS = [
    (factory, name)
    for factory in all_factories()
    for name, declared in factory._meta.parameters.items()
    if isinstance(declared, Trait) and name != "stored"  # leaves a file open: tests/documents close it
]


@pytest.mark.parametrize(("factory", "trait"), TRAITS, ids=lambda it: getattr(it, "__name__", it))
def test_trait_makes_a_valid_object(factory, trait, db):
    factory(**{trait: True}).full_clean()


def test_text_is_null_only_in_translated_columns():
    """Why these are: docs/adr/0012-translated-columns-may-be-null.md"""
    nullable = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and field.null and not isinstance(field, TranslationField)
    }
    assert nullable == NULL_MEANS_SOMETHING.keys()


@pytest.mark.parametrize(("model", "field"), REQUIRED_IN_FRENCH)
def test_french_that_is_required_is_so_in_the_database(model, field):
    held = {constraint.name for constraint in model._meta.constraints}
    has_constraint = f"{model._meta.app_label}_{model._meta.model_name}_{field}_in_french" in held
    required = translator.get_options_for_model(model).required_languages
    assert has_constraint or field in dict(required).get("fr", ())


def test_every_model_that_people_write_has_a_revision():
    without = {model._meta.label for model in our_models() if not is_revised(model)}
    assert without == WITHOUT_REVISION.keys()


def is_revised(model) -> bool:
    return issubclass(model, Revised)
