"""The version of the data moves at every write that leaves a trace, and never comes back."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cnclctpa.audit import chain
from cnclctpa.audit.version import data_version
from tests.factories.activities import ActivityFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_data_without_a_trail_have_a_version_too():
    assert data_version() == chain.ORIGIN


def test_each_creation_change_and_deletion_moves_the_version():
    versions = [data_version()]
    activity = ActivityFactory()
    versions.append(data_version())
    activity.weight = 2
    activity.save()
    versions.append(data_version())
    activity.delete()
    versions.append(data_version())
    assert len(set(versions)) == len(versions)


def test_a_change_taken_back_takes_its_version_back():
    before = data_version()
    with transaction.atomic():
        OrganisationFactory()
        transaction.set_rollback(True)
    assert data_version() == before


def test_a_save_that_changes_nothing_moves_nothing():
    organisation = OrganisationFactory()
    before = data_version()
    organisation.save()
    assert data_version() == before


def test_asking_costs_one_query():
    with CaptureQueriesContext(connection) as queries:
        data_version()
    assert len(queries) == 1
