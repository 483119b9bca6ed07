"""A constraint is tried twice: the form is told its sentence, and the database refuses by itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint


def assert_refused(made, name: str) -> None:
    """``made`` is not saved and breaks the constraint of this name and nothing else."""
    constraint = next(one for one in made._meta.constraints if one.name == name)
    with pytest.raises(ValidationError) as told:
        made.full_clean()
    assert told.value.messages == [str(constraint.violation_error_message)]
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        made.save()
    # Of a unique constraint, SQLite names the columns only.
    if connection.vendor == "postgresql" or isinstance(constraint, CheckConstraint):
        assert name in str(refusal.value)
