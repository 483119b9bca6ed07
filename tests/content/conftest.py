import pytest
from django.db import transaction

from cnclctpa.content.loading import load_reference


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    """The reference content, loaded once for these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_reference()
        transaction.set_rollback(True)
