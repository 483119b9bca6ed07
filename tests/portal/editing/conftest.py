import pytest

from tests.factories.reference import SourceFactory


@pytest.fixture
def editor(client, secretariat):
    """The browser of somebody of the secretariat."""
    client.force_login(secretariat)
    return client


@pytest.fixture
def source(db):
    return SourceFactory()
