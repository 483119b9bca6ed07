"""Constraints say what they hold and are tried; every model has a factory."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, CheckConstraint
from factory import Factory

from tests.consistency.project import ROOT, our_models
from tests.factories import all_factories

CONSTRAINTS = [(model, constraint) for model in our_models() for constraint in model._meta.constraints]
IN_FRENCH = [
    (model, constraint) for model, constraint in CONSTRAINTS if constraint.name.endswith("_in_french")
]


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


def test_check_constraints_are_enforced_by_the_database():
    assert all(
        constraint.condition for _, constraint in CONSTRAINTS if isinstance(constraint, CheckConstraint)
    )
